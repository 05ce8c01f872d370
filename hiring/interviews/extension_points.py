"""Where apps above add to interviews."""

from hiring.accounts.extension_points import ExtensionPoint

# The page by which an interview is held.
KIT = ExtensionPoint("interview")

"""Where apps above add to the pages of candidates."""

from hiring.accounts.extension_points import ExtensionPoint

LIST_BUTTONS = ExtensionPoint()
# What a candidate's page loads after it.
PARTS = ExtensionPoint("candidate")

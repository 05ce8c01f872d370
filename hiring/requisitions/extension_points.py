"""Where apps above add to the pages of a job."""

from hiring.accounts.extension_points import ExtensionPoint

# Its sibling pages.
TABS = ExtensionPoint("requisition")
BUTTONS = ExtensionPoint("requisition")

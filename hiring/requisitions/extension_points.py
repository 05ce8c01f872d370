"""Where apps above add to the pages of a job."""

from hiring.accounts.extension_points import ExtensionPoint, ListFacts

# Its sibling pages.
TABS = ExtensionPoint("requisition")
BUTTONS = ExtensionPoint("requisition")
# What the list says of each job.
LIST_FACTS = ListFacts()

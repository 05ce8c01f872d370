"""Where apps above add to the page of an application."""

from hiring.accounts.extension_points import ExtensionPoint

# What the page loads after it, under its interviews.
PARTS = ExtensionPoint("application")
BUTTONS = ExtensionPoint("application")
# Where a person who is blind to it goes to write what they owe.
OWED = ExtensionPoint()
# The pages of one application.
TABS = ExtensionPoint("application")

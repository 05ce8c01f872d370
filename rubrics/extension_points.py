"""Where apps above add to the pages of the library."""

from hiring.accounts.extension_points import ExtensionPoint

RUBRIC_BUTTONS = ExtensionPoint("rubric")

"""What forms of every app share."""

from hiring.ui.forms.edit_form import Choice, EditForm

__all__ = ["Choice", "EditForm"]

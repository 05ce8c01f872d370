"""HTML forms over one row of the library: the action checks, merges and writes."""

from collections.abc import Collection
from typing import Any

from django import forms

from hiring.activity.actions import Refused
from hiring.ui.forms.edit_form import EditForm


class LibraryForm(EditForm, forms.ModelForm):
    """Edits one row of the library; what a colleague saved meanwhile is merged or shown beside."""

    # Values that the action takes under another name than the form's fields: where they stand.
    places: dict[str, Collection[str]] = {}

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes, and of a row that is there what the page showed of it."""
        values = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        return values | ({"seen": self.seen} if self.instance.pk else {})

    def refuse(self, refusal: Refused) -> None:
        """Put what the action said at the field that it is about."""
        field = next(iter(self._fields_of(refusal.field or "")), None)
        self.add_error(field, str(refusal.message))

    def ask_about(self, conflicts: Collection[str], message: str) -> None:
        """Ask which text to keep where both changed a field."""
        present = self.present()
        fields = [
            field
            for name in conflicts
            for field in self._fields_of(name)
            if str(present[field].value()) != str(self[field].value())
        ]
        self.ask(present, fields, message)

    def _fields_of(self, name: str) -> list[str]:
        return [field for field in self.places.get(name, [name]) if field in self.fields]

    def _post_clean(self) -> None:
        """The action checks and reads its own row: nothing is written to the instance here."""

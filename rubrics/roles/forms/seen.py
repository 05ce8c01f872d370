"""Forms that remember what their page showed, so that nobody overwrites a colleague unseen."""

from dataclasses import dataclass
from typing import Any

from django import forms

from hiring.activity.actions import Refused
from rubrics.documents.catalog import digest
from rubrics.roles.actions.recording import told_as, values_of


@dataclass(frozen=True)
class Theirs:
    """What a colleague saved where this person typed something else."""

    label: str
    value: str


class SeenForm(forms.ModelForm):
    """Edits one row of the library: the action checks and writes, this form only carries."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    theirs: tuple[Theirs, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"].initial = self.shown()

    def shown(self) -> str:
        """Return the digest of what the row says in this form's fields."""
        return digest(values_of(self.instance, self.values_of_names()))

    def values_of_names(self) -> list[str]:
        """Return the names of the row's fields that this form is about."""
        return list(self._meta.fields or ())

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes; nothing that a page did not show can be a reason to refuse."""
        values = {name: self.cleaned_data[name] for name in self.values_of_names()}
        return values | ({"seen": self.cleaned_data["seen"]} if self.instance.pk else {})

    def refuse(self, refusal: Refused) -> None:
        """Put what the action said to the field that it is about."""
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal.message))

    def catch_up(self) -> None:
        """After a conflict: show what is saved now beside what was typed, and remember it."""
        self.instance.refresh_from_db()
        self.theirs = tuple(self._theirs())
        typed: Any = self.data
        typed = typed.copy()
        typed[self.add_prefix("seen")] = self.shown()
        self.data = typed

    def _theirs(self) -> list[Theirs]:
        return [
            Theirs(str(self[name].label), saved)
            for name in self.values_of_names()
            if name in self.fields
            and (saved := told_as(getattr(self.instance, name)))
            != told_as(self.cleaned_data.get(name))
        ]

    def _post_clean(self) -> None:
        """The verb checks and reads its own row: nothing is written to the instance here."""

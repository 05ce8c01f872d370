"""Forms over something that others may change meanwhile: an old page undoes nothing unseen.

Such a form sends along what its fields held when it was opened, in hidden inputs (`opened_with`).
The action merges field by field (hiring/activity/editing.py). Where a field was changed on both
sides, `rebase` makes the form show both texts (`ui/edit_conflicts.html`), and go on showing them
until the writer has chosen; what is chosen is then meant, unless yet another text came meanwhile.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True)
class Choice:
    """One field with both of its values, as a page shows them side by side."""

    bound: BoundField
    mine: str
    theirs: str
    # The value of the input by which the page says which text it showed as theirs.
    stored: str

    @property
    def name(self) -> str:
        return self.bound.html_name

    @property
    def can_join(self) -> bool:
        """Whether both can be kept, one text below the other."""
        both = self.mine.strip() and self.theirs.strip()
        return bool(both) and isinstance(self.bound.field.widget, forms.Textarea)


class EditForm(forms.BaseForm):
    """Sends what each field held when the form was opened; asks where both sides changed it."""

    # Fields that both sides changed, to be chosen; filled by `rebase`.
    choices: tuple[Choice, ...] = ()
    # What came with the request, before a choice was put in its place.
    sent: Any = None

    def full_clean(self) -> None:
        if self.is_bound:
            self._take_choices()
        for bound in self:
            # Anyone who sends no such values (a script) changes what stands there now.
            bound.field.show_hidden_initial = self._knows(bound)
        super().full_clean()

    def opened_with(self) -> SafeString:
        """Return hidden inputs with the values that the form was opened with."""
        hidden = (_opened_with(bound) for bound in self if self._knows(bound))
        return mark_safe("".join(hidden))  # noqa: S308 - rendered by Django's own widgets

    @property
    def changes(self) -> dict[str, Any]:
        """What the person changed, as it is to be."""
        return {n: self.cleaned_data[n] for n in self.changed_data if n in self.cleaned_data}

    @property
    def seen(self) -> dict[str, Any]:
        """What stood in each field when the form was opened, as far as it was sent along."""
        return {bound.name: self._opened(bound) for bound in self if self._knows(bound)}

    def on_top_of(self, present: forms.BaseForm, but: Collection[str] = ()) -> QueryDict:
        """Return what was sent as if the form had been opened with the values of `present`.

        What the person changed stays as they typed it; the rest is what stands there now. The
        fields of `but` stay as they were opened, too.
        """
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for bound in self:
            if bound.name in but:
                continue
            texts = _texts(present[bound.name])
            data.setlist(bound.html_initial_name, texts)
            if bound.name not in self.changed_data:
                data.setlist(bound.html_name, texts)
        return data

    def rebase(self, present: forms.BaseForm, conflicts: Collection[str]) -> list[str]:
        """Stand on the values of `present`, and ask which to keep in the fields in conflict.

        Returns the names of the fields whose value came from `present`.
        """
        self.data = self.on_top_of(present, but=conflicts)
        self.choices = tuple(
            _choice(bound, present[bound.name]) for bound in self if bound.name in conflicts
        )
        return [
            bound.name
            for bound in self
            if self.data.get(bound.html_name, "") != self.sent.get(bound.html_name, "")
        ]

    def ask(self, present: forms.BaseForm, conflicts: Collection[str], message: str) -> None:
        """Ask which to keep, with `message` above the form."""
        self.rebase(present, conflicts)
        self.add_error(None, message)

    def ask_about(self, conflicts: Collection[str], message: str) -> None:
        """Ask which to keep: what was typed, or what stands in the row by now."""
        self.ask(self.present(), conflicts, message)

    def present(self) -> Self:
        """Return the form as it would be opened now."""
        form: Any = self
        row = type(form.instance)._default_manager.get(pk=form.instance.pk)
        return type(form)(instance=row)

    def _knows(self, bound: BoundField) -> bool:
        """Return whether it is known what this field held when the form was opened."""
        return not self.is_bound or bound.html_initial_name in self.data

    def _opened(self, bound: BoundField) -> Any:
        raw = self._widget_data_value(  # type: ignore[attr-defined]
            bound.field.hidden_widget(), bound.html_initial_name
        )
        try:
            value = bound.field.to_python(raw)
        except forms.ValidationError:
            # What stood there can be chosen no more: it was taken away meanwhile.
            return raw
        return bound.field.coerce(value) if value and hasattr(bound.field, "coerce") else value

    def _take_choices(self) -> None:
        """Put what the writer chose, where both had changed a field, in the place of both."""
        data: Any = self.data
        self.sent, data = data, data.copy()
        for bound in self:
            name = bound.html_name
            if _takes_several(bound) and self._knows(bound):
                opened = data.getlist(bound.html_initial_name)
                data.setlist(bound.html_initial_name, [value for value in opened if value])
            choice, theirs = data.get(f"choice-{name}"), data.get(f"stored-{name}")
            if choice not in (MINE, THEIRS, BOTH) or theirs is None:
                continue
            data[bound.html_initial_name] = theirs
            if choice == THEIRS:
                data[name] = theirs
            elif choice == BOTH:
                data[name] = f"{data.get(name, '').strip()}\n\n{theirs.strip()}"
        self.data = data


def _takes_several(bound: BoundField) -> bool:
    return issubclass(bound.field.hidden_widget, forms.MultipleHiddenInput)


def _opened_with(bound: BoundField) -> str:
    """Return the hidden inputs of one field; where nothing was chosen, one that says so."""
    attrs: dict[str, str | bool] = {"data-seen": bound.html_name}
    inputs = bound.as_hidden(attrs=attrs, only_initial=True)
    return str(inputs or forms.HiddenInput().render(bound.html_initial_name, "", attrs))


def _choice(bound: BoundField, present: BoundField) -> Choice:
    return Choice(bound, in_words(bound), in_words(present), _text(present))


def in_words(bound: BoundField) -> str:
    """Return what a field says, a choice by its label."""
    value = bound.value()
    text = "" if value is None else str(value)
    labels = {str(key): label for key, label in getattr(bound.field, "choices", ())}
    return str(labels.get(text, text)) if text else ""


def _text(bound: BoundField) -> str:
    return "\n".join(_texts(bound))


def _texts(bound: BoundField) -> list[str]:
    """Return what a field holds as its inputs send it."""
    value = bound.field.prepare_value(bound.value())
    if _takes_several(bound):
        return [str(one) for one in value or ()]
    return ["" if value is None else str(value)]

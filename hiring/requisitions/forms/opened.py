"""Forms that know with which values they were opened: an old tab undoes nothing unseen."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe


class Opened(forms.BaseForm):
    """Sends only what was changed, with what stood there when the form was opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for bound in self:
            # Whoever sends no such values (a script) changes what stands there now.
            sent = not self.is_bound or bound.html_initial_name in self.data
            bound.field.show_hidden_initial = sent

    def opened_with(self) -> SafeString:
        """Return hidden inputs with the values that the form was opened with."""
        hidden = (bound.as_hidden(only_initial=True) for bound in self)
        return mark_safe("".join(hidden))  # noqa: S308 - rendered by Django's own widgets

    @property
    def changes(self) -> dict[str, Any]:
        """What the person changed, as it is to be."""
        return {n: self.cleaned_data[n] for n in self.changed_data if n in self.cleaned_data}

    @property
    def seen(self) -> dict[str, Any]:
        """What stood in each field when the form was opened, as far as it was sent along."""
        sent = [name for name, field in self.fields.items() if field.show_hidden_initial]
        return {name: self._opened(name) for name in sent}

    def _opened(self, name: str) -> Any:
        bound = self[name]
        raw = self._widget_data_value(  # type: ignore[attr-defined]
            bound.field.hidden_widget(), bound.html_initial_name
        )
        try:
            value = bound.field.to_python(raw)
        except forms.ValidationError:
            # What stood there can be chosen no more: it was taken away meanwhile.
            return raw
        return bound.field.coerce(value) if value and hasattr(bound.field, "coerce") else value

    def on_top_of(self, present: forms.BaseForm) -> QueryDict:
        """Return what was sent as if the form had been opened with the values of `present`.

        What the person changed stays as they typed it; the rest is what stands there now.
        """
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for bound in self:
            now = present[bound.name].value()
            text = "" if now is None else str(bound.field.prepare_value(now))
            data[bound.html_initial_name] = text
            if bound.name not in self.changed_data:
                data[bound.html_name] = text
        return data

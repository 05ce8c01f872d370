"""Rows that can be added, taken away and moved in a form, without a count beside them.

The rows are read from the names that were sent ("criteria-0-name"): so what a browser kept on its
device, which holds no hidden fields, gives the same rows.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from hiring.ui.numbers import whole_number

MAX_NUMBERED = 99


class RowForm(forms.Form):
    """One row; left out, and not checked, as long as nothing is written in it."""

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.is_blank:
            self._errors, self.cleaned_data = ErrorDict(), {}

    @property
    def is_blank(self) -> bool:
        return not any(str(self[name].value() or "").strip() for name in self.fields)


class BaseRows(forms.BaseFormSet):
    """The rows of a form in their order."""

    @property
    def held(self) -> list[RowForm]:
        """Those that something is written in."""
        return [form for form in self.forms if not form.is_blank]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What the valid rows hold."""
        return [form.cleaned_data for form in self.held]


def rows_form(form: type[RowForm], *, most: int) -> type[BaseRows]:
    """Return the class for rows of this form."""
    rows: Any = forms.formset_factory(
        form, formset=BaseRows, extra=0, max_num=most, validate_max=True, absolute_max=MAX_NUMBERED
    )
    return rows


def typed_rows(data: Mapping[str, Any], prefix: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return what was sent for each row, by the rows' numbers."""
    pattern = re.compile(rf"{prefix}-(\d{{1,2}})-(?:{'|'.join(names)})")
    found = {int(match[1]) for match in map(pattern.fullmatch, data) if match}
    return [
        {name: data.get(f"{prefix}-{number}-{name}", "") for name in names}
        for number in sorted(found)
    ]


def bound_rows(rows_class: type[BaseRows], data: Mapping[str, Any], prefix: str) -> BaseRows:
    """Return the rows bound to what was sent, numbered from 0."""
    rows = typed_rows(data, prefix, list(rows_class.form.base_fields))
    sent = {
        f"{prefix}-{number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in row.items()
    }
    counts = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    return rows_class(sent | counts, prefix=prefix)


def rearranged(
    rows: list[dict[str, Any]], change: str, *, most: int
) -> tuple[list[dict[str, Any]], int | None]:
    """Return the rows after "add", "remove-2", "up-2" or "down-2", and where one looks next.

    Any other change changes nothing.
    """
    name, _, number = change.partition("-")
    if name == "add" and len(rows) < most:
        return [*rows, {}], len(rows)
    at = whole_number(number)
    if at is None or at >= len(rows):
        return rows, None
    others = rows[:at] + rows[at + 1 :]
    if name == "remove":
        return others, min(at, len(others) - 1) if others else None
    to = {"up": max(at - 1, 0), "down": min(at + 1, len(others))}.get(name, at)
    others.insert(to, rows[at])
    return others, to

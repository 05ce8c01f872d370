"""HTML form of a draft: what the editors of rubrics and of questions have in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import chain
from typing import Any, ClassVar, Self

from django import forms
from django.http import QueryDict

from hiring.activity.actions import Refused
from hiring.ui.forms.rows import BaseRows, bound_rows, rearranged, typed_rows
from rubrics.bank.actions.saving import save_draft
from rubrics.documents.catalog import Document
from rubrics.documents.codecs import versioned_codec
from rubrics.models import Version


class Editor(ABC):
    """Everything that the editor of one draft shows and takes: a form, and rows below it."""

    # The rows' class, their name in the document and on the page, and how many there can be.
    rows_class: ClassVar[type[BaseRows]]
    rows_name: ClassVar[str]
    max_rows: ClassVar[int]
    # Whether the rows come from what was typed, and which of them the focus goes to then.
    rearranged = False
    focus: int | None = None

    def __init__(self, base: Any, form: forms.Form, rows: BaseRows) -> None:
        self.base, self.form, self.rows = base, form, rows
        self.can_add = len(rows.forms) < self.max_rows

    @classmethod
    @abstractmethod
    def of(cls, base: Any) -> Self:
        """Return it with what this version holds."""

    @classmethod
    def typed(cls, base: Any, data: QueryDict) -> Self:
        """Return it with what was sent, to be checked."""
        return cls._made(base, data, bound_rows(cls.rows_class, data, cls.rows_name))

    @classmethod
    def changed(cls, base: Any, data: QueryDict, change: str) -> Self:
        """Return it with what was sent and its rows rearranged, not checked yet."""
        names = list(cls.rows_class.form.base_fields)
        rows, focus = rearranged(typed_rows(data, cls.rows_name, names), change, most=cls.max_rows)
        editor = cls._unchecked(base, data, cls.rows_class(initial=rows, prefix=cls.rows_name))
        editor.rearranged, editor.focus = True, focus
        return editor

    @classmethod
    @abstractmethod
    def _made(cls, base: Any, data: QueryDict, rows: BaseRows) -> Self:
        """The editor bound to what was sent."""

    @classmethod
    @abstractmethod
    def _unchecked(cls, base: Any, data: QueryDict, rows: BaseRows) -> Self:
        """The editor that shows what was sent and checks nothing."""

    @property
    @abstractmethod
    def document(self) -> Document:
        """What is written, of a valid editor, as the catalog has it."""

    @property
    def parts(self) -> list[forms.Form]:
        """Its forms besides the rows."""
        return [self.form]

    @property
    def is_bound(self) -> bool:
        return self.form.is_bound

    def __iter__(self) -> Iterator[forms.BoundField]:
        """All fields, as the list of what is wrong goes through them."""
        return chain(*self.parts, *self.rows.forms)

    def non_field_errors(self) -> list[str]:
        return [*self.form.non_field_errors(), *self.rows.non_form_errors()]

    def is_valid(self) -> bool:
        return all(map(forms.BaseForm.is_valid, self.parts)) and self.rows.is_valid()

    def check_complete(self) -> bool:
        """Whether it can be published; else each problem stands at its field."""
        item = self.base.item
        document = self.document | {"key": item.key, "kind": item.kind}
        for problem in versioned_codec(item).problems(document):
            self.refuse(Refused(problem.message, field=problem.field))
        return self.is_valid()

    def save(self, draft: Version, *, actor: Any, revision: int) -> Version:
        """Save what is valid as this draft, which was seen at this revision; return it."""
        return save_draft(
            version=draft,
            document=self.document,
            actor=actor,
            revision=revision,
            note=self.form.cleaned_data["note"],
        )

    def refuse(self, refusal: Refused) -> None:
        """Put what was refused at its field, else above the form."""
        name, _dot, rest = (refusal.field or "").partition(".")
        if name == self.rows_name and rest:
            number, _dot, inner = rest.partition(".")
            self.rows.held[int(number)].add_error(inner, refusal.message)
        else:
            self.form.add_error(name if name in self.form.fields else None, refusal.message)

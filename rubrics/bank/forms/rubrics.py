"""HTML form: what is written in a rubric's draft."""

from typing import Self

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from hiring.ui.forms.rows import BaseRows, RowForm, rows_form
from hiring.ui.forms.text_fields import ProseField
from hiring.ui.rating_widget import RatingLevel
from rubrics.bank.forms.editor import Editor
from rubrics.documents.catalog import Document
from rubrics.documents.rubrics import ANCHORS, GISTS, MAX_CRITERIA, criterion_document
from rubrics.models import Competency, Criterion, InterviewKind, RubricVersion
from rubrics.models.rubrics import MAX_GIST_LENGTH

_COPIED = ("name", "look_for", *ANCHORS, *GISTS)


class _RubricForm(forms.Form):
    name = forms.CharField(label=_("Name"), min_length=3, max_length=80)
    purpose = ProseField(
        label=_("Purpose"),
        required=True,
        help_text=_("What this interview assesses that no other does."),
    )


class NewRubricForm(_RubricForm):
    """What a rubric of our own starts with."""

    kind = forms.ChoiceField(
        label=_("Interview type"),
        choices=[("", _("Choose…")), *InterviewKind.choices],
        help_text=_("Determines which questions apply. You can’t change it later."),
    )


class RubricForm(_RubricForm):
    """What a draft holds besides its criteria."""

    note = ProseField(
        label=_("Change note"),
        rows=2,
        help_text=_(
            "What changed and why. Shown with the version. Not needed for the first version."
        ),
    )


def _anchor(level: RatingLevel) -> ProseField:
    return ProseField(label=format_lazy("{} · {}", level.value, capfirst(level.label)), rows=5)


def _gist(level: RatingLevel) -> forms.CharField:
    label = format_lazy(_("{} in a few words"), level.value)
    return forms.CharField(label=label, max_length=MAX_GIST_LENGTH, required=False)


class CriterionForm(RowForm):
    """One criterion; its texts may wait until it is published."""

    competency = forms.ModelChoiceField(
        label=_("Competency"),
        queryset=Competency.objects.none(),
        empty_label=_("Choose…"),
        error_messages={"required": _("Choose the competency this criterion assesses.")},
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    look_for = ProseField(
        label=_("Look for"), rows=2, help_text=_("Where to look for it in the interview.")
    )
    anchor_1 = _anchor(RatingLevel.STRONG_NO)
    anchor_2 = _anchor(RatingLevel.NO)
    anchor_3 = _anchor(RatingLevel.YES)
    anchor_4 = _anchor(RatingLevel.STRONG_YES)

    gist_2 = _gist(RatingLevel.NO)
    gist_3 = _gist(RatingLevel.YES)
    gist_4 = _gist(RatingLevel.STRONG_YES)

    @property
    def gists(self) -> list[forms.BoundField]:
        """The short forms of the levels that can be needed."""
        return [self[name] for name in GISTS]

    @property
    def anchors(self) -> list[forms.BoundField]:
        """The four anchors from the lowest to the highest."""
        return [self[f"anchor_{level}"] for level in (1, 2, 3, 4)]


CriterionRows = rows_form(CriterionForm, most=MAX_CRITERIA)


class RubricEditor(Editor):
    """Everything that the editor of a rubric's draft shows and takes."""

    rows_class, rows_name, max_rows = CriterionRows, "criteria", MAX_CRITERIA

    def __init__(self, base: RubricVersion, form: forms.Form, rows: BaseRows) -> None:
        super().__init__(base, form, rows)
        # Advice on a row that was just taken out still finds a place to go to.
        self.spare = range(len(rows.forms), MAX_CRITERIA)
        known = _offered(base)
        for row in rows.forms:
            row.fields["competency"].queryset = known

    @classmethod
    def of(cls, base: RubricVersion) -> Self:
        rows = [
            {name: getattr(row, name) for name in _COPIED} | {"competency": row.competency_id}
            for row in base.criteria.all()
        ]
        form = RubricForm(initial={name: getattr(base, name) for name in RubricForm.base_fields})
        return cls(base, form, CriterionRows(initial=rows or [{}], prefix=cls.rows_name))

    @classmethod
    def _made(cls, base: RubricVersion, data: QueryDict, rows: BaseRows) -> Self:
        return cls(base, RubricForm(data), rows)

    @classmethod
    def _unchecked(cls, base: RubricVersion, data: QueryDict, rows: BaseRows) -> Self:
        return cls(base, RubricForm(initial=data.dict()), rows)

    @property
    def document(self) -> Document:
        given = self.form.cleaned_data
        criteria = [criterion_document(row) for row in self.rows.rows]
        return {"name": given["name"], "purpose": given["purpose"], "criteria": criteria}

    @property
    def preview(self) -> list[Criterion]:
        """The criteria as written so far, for the parts that an interviewer's page is made of."""
        return [
            Criterion(
                position=position,
                **{name: str(row[name].value() or "").strip() for name in _COPIED},
            )
            for position, row in enumerate(self.rows.forms, start=1)
        ]


def _offered(base: RubricVersion) -> QuerySet[Competency]:
    """Return the competencies in use, and those that this version has already."""
    return Competency.objects.filter(Q(archived_at=None) | Q(criteria__version=base)).distinct()

"""The door for people: what is written in a rubric's draft."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from hiring.activity.actions import Refused
from hiring.ui.forms.text_fields import ProseField
from hiring.ui.rating_widget import RatingLevel
from rubrics.bank.actions.saving import MAX_CRITERIA, save_rubric_draft
from rubrics.bank.forms.rows import RowForm, bound_rows, rearranged, rows_form, typed_rows
from rubrics.documents.completeness import problems_of_criteria
from rubrics.models import Competency, Criterion, InterviewKind, RubricVersion

ROWS = "criteria"
_COPIED = ("name", "look_for", "anchor_1", "anchor_2", "anchor_3", "anchor_4")


class NewRubricForm(forms.Form):
    """What a rubric of our own starts with."""

    name = forms.CharField(label=_("Name"), min_length=3, max_length=80)
    kind = forms.ChoiceField(
        label=_("Interview type"),
        choices=[("", _("Choose…")), *InterviewKind.choices],
        help_text=_("Determines which questions apply. You can’t change it later."),
    )
    purpose = ProseField(
        label=_("Purpose"),
        required=True,
        help_text=_("What this interview assesses that no other does."),
    )


class RubricForm(forms.Form):
    """What a draft holds besides its criteria."""

    name = forms.CharField(label=_("Name"), min_length=3, max_length=80)
    purpose = ProseField(
        label=_("Purpose"),
        required=True,
        help_text=_("What this interview assesses that no other does."),
    )
    note = ProseField(
        label=_("Change note"),
        rows=2,
        help_text=_(
            "What changed and why. Shown with the version. Not needed for the first version."
        ),
    )


def _anchor(level: RatingLevel) -> ProseField:
    return ProseField(label=format_lazy("{} · {}", level.value, capfirst(level.label)), rows=5)


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

    @property
    def anchors(self) -> list[forms.BoundField]:
        """The four anchors from the lowest to the highest."""
        return [self[f"anchor_{level}"] for level in (1, 2, 3, 4)]


CriterionRows = rows_form(CriterionForm, most=MAX_CRITERIA)


class RubricEditor:
    """Everything that the editor of one draft shows and takes."""

    # Whether the rows come from what was typed, and which of them the focus goes to then.
    rearranged = False
    focus: int | None = None

    def __init__(self, base: RubricVersion, form: RubricForm, criteria: Any) -> None:
        self.base, self.form, self.criteria = base, form, criteria
        self.can_add = len(criteria.forms) < MAX_CRITERIA
        # Advice on a row that was just taken out still finds a place to go to.
        self.spare = range(len(criteria.forms), MAX_CRITERIA)
        known = _offered(base)
        for row in criteria.forms:
            row.fields["competency"].queryset = known

    @classmethod
    def of(cls, base: RubricVersion) -> "RubricEditor":
        """Return it with what this version holds."""
        rows = [
            {name: getattr(row, name) for name in _COPIED} | {"competency": row.competency_id}
            for row in base.criteria.all()
        ]
        form = RubricForm(initial={name: getattr(base, name) for name in RubricForm.base_fields})
        return cls(base, form, CriterionRows(initial=rows or [{}], prefix=ROWS))

    @classmethod
    def typed(cls, base: RubricVersion, data: QueryDict) -> "RubricEditor":
        """Return it with what was sent, to be checked."""
        return cls(base, RubricForm(data), bound_rows(CriterionRows, data, ROWS))

    @classmethod
    def changed(cls, base: RubricVersion, data: QueryDict, change: str) -> "RubricEditor":
        """Return it with what was sent and its rows rearranged, not checked yet."""
        rows = typed_rows(data, ROWS, list(CriterionForm.base_fields))
        rows, focus = rearranged(rows, change, most=MAX_CRITERIA)
        form = RubricForm(initial=data.dict())
        editor = cls(base, form, CriterionRows(initial=rows, prefix=ROWS))
        editor.rearranged, editor.focus = True, focus
        return editor

    @property
    def is_bound(self) -> bool:
        return self.form.is_bound

    def __iter__(self) -> Iterator[forms.BoundField]:
        """All fields, as the list of what is wrong goes through them."""
        return chain(self.form, *self.criteria.forms)

    def non_field_errors(self) -> list[str]:
        return [*self.form.non_field_errors(), *self.criteria.non_form_errors()]

    def is_valid(self) -> bool:
        return self.form.is_valid() and self.criteria.is_valid()

    def check_complete(self) -> bool:
        """Whether it can be published; else each problem stands at its field."""
        for problem in problems_of_criteria(self.criteria.rows):
            self.refuse(Refused(problem.message, field=problem.field))
        return self.is_valid()

    def save(self, draft: RubricVersion, *, actor: Any, revision: int) -> RubricVersion:
        """Save what is valid as this draft, which was seen at this revision; return it."""
        return save_rubric_draft(
            version=draft,
            actor=actor,
            revision=revision,
            criteria=self.criteria.rows,
            **self.form.cleaned_data,
        )

    def refuse(self, refusal: Refused) -> None:
        """Put what was refused at its field, else above the form."""
        name, _dot, rest = (refusal.field or "").partition(".")
        if name == ROWS and rest:
            number, _dot, inner = rest.partition(".")
            self.criteria.held[int(number)].add_error(inner, refusal.message)
        else:
            self.form.add_error(name if name in self.form.fields else None, refusal.message)

    @property
    def preview(self) -> list[Criterion]:
        """The criteria as written so far, for the parts that an interviewer's page is made of."""
        return [
            Criterion(
                position=position,
                **{name: str(row[name].value() or "").strip() for name in _COPIED},
            )
            for position, row in enumerate(self.criteria.forms, start=1)
        ]


def _offered(base: RubricVersion) -> QuerySet[Competency]:
    """Return the competencies in use, and those that this version has already."""
    return Competency.objects.filter(Q(archived_at=None) | Q(criteria__version=base)).distinct()

"""The door for people: what is written in a question's draft."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hiring.activity.actions import Refused
from hiring.ui.forms.text_fields import MAX_PAGE_LENGTH, LinesField, ProseField
from rubrics.bank.actions.saving import save_question_draft
from rubrics.bank.forms.details import PREFIX, DetailsForm, details_form
from rubrics.bank.forms.rows import RowForm, bound_rows, rearranged, rows_form, typed_rows
from rubrics.documents.completeness import problems_of_question
from rubrics.documents.reading import document_of_draft
from rubrics.models import Competency, InterviewKind, QuestionVersion, RoleArchetype

ROWS = "hints"
MAX_HINTS = 8


class NewQuestionForm(forms.Form):
    """What a question of our own starts with."""

    title = forms.CharField(label=_("Title"), min_length=3, max_length=120)
    kind = forms.ChoiceField(
        label=_("Interview type"),
        choices=[("", _("Choose…")), *InterviewKind.choices],
        help_text=_(
            "Determines which rubrics apply and which details are needed. You can’t change "
            "it later."
        ),
    )


class QuestionForm(forms.Form):
    """What every kind of question holds."""

    title = forms.CharField(label=_("Title"), min_length=3, max_length=120)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=240)
    difficulty = forms.TypedChoiceField(
        label=_("Difficulty"),
        coerce=int,
        choices=[
            (1, _("1 of 5: a warm-up")),
            (2, _("2 of 5")),
            (3, _("3 of 5: typical")),
            (4, _("4 of 5")),
            (5, _("5 of 5: few solve it")),
        ],
    )
    competencies = forms.ModelMultipleChoiceField(
        label=_("Competencies"),
        queryset=Competency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    archetypes = forms.ModelMultipleChoiceField(
        label=_("Written for"),
        queryset=RoleArchetype.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Leave empty for all roles."),
    )
    body = ProseField(
        label=_("What the candidate sees"),
        rows=8,
        max_length=MAX_PAGE_LENGTH,
        help_text=_("Exact wording, in Markdown. Put formulas between dollar signs: $a^2 + b^2$."),
    )
    guide = ProseField(
        label=_("For the interviewer only"),
        rows=10,
        max_length=MAX_PAGE_LENGTH,
        help_text=_(
            "Answer, what good looks like and common mistakes. Markdown, formulas as above."
        ),
    )
    follow_ups = LinesField(label=_("Follow-ups"), help_text=_("One per line."))
    note = ProseField(
        label=_("Change note"),
        rows=2,
        help_text=_(
            "What changed and why. Shown with the version. Not needed for the first version."
        ),
    )

    def __init__(self, *args: Any, base: QuestionVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_use = Q(archived_at=None)
        self.fields["competencies"].queryset = Competency.objects.filter(  # type: ignore[attr-defined]
            in_use | Q(pk__in=base.competencies.values("pk"))
        )
        self.fields["archetypes"].queryset = RoleArchetype.objects.filter(  # type: ignore[attr-defined]
            in_use | Q(key__in=base.archetype_keys)
        )


class HintForm(RowForm):
    """One hint and its price."""

    text = ProseField(label=_("Hint"), rows=2)
    cost = forms.CharField(
        label=_("Effect on rating"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("at most 3 for Structure.")}),
    )


HintRows = rows_form(HintForm, most=MAX_HINTS)


class QuestionEditor:
    """Everything that the editor of one draft shows and takes."""

    # Whether the rows come from what was typed, and which of them the focus goes to then.
    rearranged = False
    focus: int | None = None

    def __init__(
        self, base: QuestionVersion, form: QuestionForm, hints: Any, details: DetailsForm
    ) -> None:
        self.base, self.form, self.hints, self.details = base, form, hints, details
        self.can_add = len(hints.forms) < MAX_HINTS

    @classmethod
    def of(cls, base: QuestionVersion) -> "QuestionEditor":
        """Return it with what this version holds."""
        roles = RoleArchetype.objects.filter(key__in=base.archetype_keys)
        named = ("title", "minutes", "difficulty", "body", "guide", "follow_ups", "note")
        initial = {name: getattr(base, name) for name in named} | {
            "competencies": [competency.pk for competency in base.competencies.all()],
            "archetypes": [role.pk for role in roles],
        }
        kind = details_form(base.question.kind)
        return cls(
            base,
            QuestionForm(initial=initial, base=base),
            HintRows(initial=base.hints, prefix=ROWS),
            kind(initial=kind.values_of(base.details), prefix=PREFIX),
        )

    @classmethod
    def typed(cls, base: QuestionVersion, data: QueryDict) -> "QuestionEditor":
        """Return it with what was sent, to be checked."""
        return cls(
            base,
            QuestionForm(data, base=base),
            bound_rows(HintRows, data, ROWS),
            details_form(base.question.kind)(data, prefix=PREFIX),
        )

    @classmethod
    def changed(cls, base: QuestionVersion, data: QueryDict, change: str) -> "QuestionEditor":
        """Return it with what was sent and its rows rearranged, not checked yet."""
        sent = cls.typed(base, data)
        rows, focus = rearranged(
            typed_rows(data, ROWS, list(HintForm.base_fields)), change, most=MAX_HINTS
        )
        editor = cls(
            base,
            QuestionForm(initial=_values(sent.form), base=base),
            HintRows(initial=rows, prefix=ROWS),
            details_form(base.question.kind)(initial=_values(sent.details), prefix=PREFIX),
        )
        editor.rearranged, editor.focus = True, focus
        return editor

    @property
    def is_bound(self) -> bool:
        return self.form.is_bound

    def __iter__(self) -> Iterator[forms.BoundField]:
        """All fields, as the list of what is wrong goes through them."""
        return chain(self.form, self.details, *self.hints.forms)

    def non_field_errors(self) -> list[str]:
        return [*self.form.non_field_errors(), *self.hints.non_form_errors()]

    def is_valid(self) -> bool:
        return (
            all(map(forms.BaseForm.is_valid, (self.form, self.details))) and self.hints.is_valid()
        )

    def check_complete(self) -> bool:
        """Whether it can be published; else each problem stands at its field."""
        written = self.preview
        document = document_of_draft(written, self.form.cleaned_data["competencies"])
        for problem in problems_of_question(document):
            self.refuse(Refused(problem.message, field=problem.field))
        return self.is_valid()

    def save(self, draft: QuestionVersion, *, actor: Any, revision: int) -> QuestionVersion:
        """Save what is valid as this draft, which was seen at this revision; return it."""
        return save_question_draft(
            version=draft,
            actor=actor,
            revision=revision,
            hints=self.hints.rows,
            details=self._details(),
            **self.form.cleaned_data,
        )

    def refuse(self, refusal: Refused) -> None:
        """Put what was refused at its field, else above the form."""
        name, _dot, rest = (refusal.field or "").partition(".")
        if name == ROWS and rest:
            number, _dot, inner = rest.partition(".")
            self.hints.held[int(number)].add_error(inner, refusal.message)
        elif name == PREFIX and (field := self.details.field_of(rest)):
            self.details.add_error(field, refusal.message)
        else:
            self.form.add_error(name if name in self.form.fields else None, refusal.message)

    @property
    def preview(self) -> QuestionVersion:
        """The question as far as it is written and valid, for the parts of the kit's page."""
        # Each checks itself, whatever the others say.
        for form in (self.form, self.details, *self.hints.forms):
            form.is_valid()
        given = self.form.cleaned_data
        named = ("body", "guide", "follow_ups", "minutes", "difficulty")
        roles = sorted(role.key for role in given.get("archetypes", []))
        return QuestionVersion(
            question=self.base.question,
            heading={"title": given.get("title", ""), "archetypes": roles},
            hints=self.hints.rows,
            details=self._details(),
            **{name: given[name] for name in named if name in given},
        )

    def _details(self) -> dict[str, Any]:
        names = self.details.names()
        others = {name: v for name, v in self.base.details.items() if name not in names}
        return others | self.details.details()


def _values(form: forms.Form) -> dict[str, Any]:
    return {name: form[name].value() for name in form.fields}

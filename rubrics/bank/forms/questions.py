"""HTML form: what is written in a question's draft."""

from typing import Any, Self

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hiring.activity.actions import Refused
from hiring.ui.forms.rows import BaseRows, RowForm, rows_form
from hiring.ui.forms.text_fields import MAX_PAGE_LENGTH, LinesField, ProseField
from rubrics.bank.forms.details import PREFIX, DetailsForm, details_form
from rubrics.bank.forms.editor import Editor
from rubrics.documents.catalog import Document
from rubrics.models import Competency, InterviewKind, QuestionVersion, RoleArchetype

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


class QuestionEditor(Editor):
    """Everything that the editor of a question's draft shows and takes."""

    rows_class, rows_name, max_rows = HintRows, "hints", MAX_HINTS

    def __init__(
        self, base: QuestionVersion, form: forms.Form, rows: BaseRows, details: DetailsForm
    ) -> None:
        super().__init__(base, form, rows)
        self.details = details

    @classmethod
    def of(cls, base: QuestionVersion) -> Self:
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
            HintRows(initial=base.hints, prefix=cls.rows_name),
            kind(initial=kind.values_of(base.details), prefix=PREFIX),
        )

    @classmethod
    def _made(cls, base: QuestionVersion, data: QueryDict, rows: BaseRows) -> Self:
        details = details_form(base.question.kind)(data, prefix=PREFIX)
        return cls(base, QuestionForm(data, base=base), rows, details)

    @classmethod
    def _unchecked(cls, base: QuestionVersion, data: QueryDict, rows: BaseRows) -> Self:
        sent = cls.typed(base, data)
        details = details_form(base.question.kind)
        return cls(
            base,
            QuestionForm(initial=_values(sent.form), base=base),
            rows,
            details(initial=_values(sent.details), prefix=PREFIX),
        )

    @property
    def parts(self) -> list[forms.Form]:
        return [self.form, self.details]

    @property
    def document(self) -> Document:
        given = {name: v for name, v in self.form.cleaned_data.items() if name != "note"}
        keys = {name: [row.key for row in given[name]] for name in ("competencies", "archetypes")}
        return given | keys | {"hints": self.rows.rows, "details": self._details()}

    def refuse(self, refusal: Refused) -> None:
        name, _dot, rest = (refusal.field or "").partition(".")
        if name == PREFIX and (field := self.details.field_of(rest)):
            self.details.add_error(field, refusal.message)
        else:
            super().refuse(refusal)

    @property
    def preview(self) -> QuestionVersion:
        """The question as far as it is written and valid, for the parts of the kit's page."""
        # Each checks itself, whatever the others say.
        for form in (*self.parts, *self.rows.forms):
            form.is_valid()
        given = self.form.cleaned_data
        named = ("body", "guide", "follow_ups", "minutes", "difficulty")
        roles = sorted(role.key for role in given.get("archetypes", []))
        return QuestionVersion(
            question=self.base.question,
            heading={"title": given.get("title", ""), "archetypes": roles},
            hints=self.rows.rows,
            details=self._details(),
            **{name: given[name] for name in named if name in given},
        )

    def _details(self) -> dict[str, Any]:
        names = self.details.names()
        others = {name: v for name, v in self.base.details.items() if name not in names}
        return others | self.details.details()


def _values(form: forms.Form) -> dict[str, Any]:
    return {name: form[name].value() for name in form.fields}

"""What a list of the library can be narrowed by."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rubrics.models import Competency, InterviewKind, Question, RoleArchetype, Rubric

LONGEST_SEARCH = 100


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class RubricFilter(forms.Form):
    """Narrows rubrics by words and kind; what is not a choice narrows nothing."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "type": "search",
                "autocomplete": "off",
                "data-shortcut": "/",
            }
        ),
    )
    kind = forms.ChoiceField(
        label=_("Kind of interview"),
        required=False,
        choices=[("", _("Every kind")), *InterviewKind.choices],
        widget=_select(),
    )

    @property
    def chosen(self) -> dict[str, Any]:
        """The fields that hold something, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, rubrics: "QuerySet[Rubric]") -> "QuerySet[Rubric]":
        """Return the rubrics that fit."""
        chosen = self.chosen
        if "q" in chosen:
            rubrics = rubrics.search(chosen["q"])  # type: ignore[attr-defined]
        if "kind" in chosen:
            rubrics = rubrics.of_kind(chosen["kind"])  # type: ignore[attr-defined]
        return rubrics


class QuestionFilter(RubricFilter):
    """Narrows questions by words, kind, role and competency."""

    role = forms.ModelChoiceField(
        label=_("Role"),
        required=False,
        queryset=RoleArchetype.objects.in_use(),
        empty_label=_("Every role"),
        widget=_select(),
    )
    competency = forms.ModelChoiceField(
        label=_("Evidence of"),
        required=False,
        queryset=Competency.objects.in_use(),
        empty_label=_("Every competency"),
        widget=_select(),
    )

    def narrow(self, questions: "QuerySet[Question]") -> "QuerySet[Question]":  # type: ignore[override]
        """Return the questions that fit."""
        found: Any = super().narrow(questions)  # type: ignore[arg-type]
        chosen = self.chosen
        if "role" in chosen:
            found = found.for_archetype(chosen["role"])
        if "competency" in chosen:
            found = found.observing(chosen["competency"])
        return found

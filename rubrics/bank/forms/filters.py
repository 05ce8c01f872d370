"""What a list of the library can be narrowed by."""

from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from rubrics.models import Competency, InterviewKind, RoleArchetype
from rubrics.querysets import QuestionQuerySet, RubricQuerySet, SearchableQuerySet

MAX_SEARCH_LENGTH = 100
DRAFT, RETIRED = "draft", "retired"
LISTED_STATES = [("in_use", _("In use")), (DRAFT, _("Drafts")), (RETIRED, _("Archived"))]
STATES = [("", _("In use")), *LISTED_STATES[1:]]

Items = TypeVar("Items", bound=SearchableQuerySet)


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


def _in_state(items: Items, state: str) -> Items:
    if state == DRAFT:
        return items.being_written().with_draft()
    return items.retired() if state == RETIRED else items.current()


class LibraryFilter(forms.Form):
    """Narrows by state, words and kind; what is not a choice narrows nothing."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=MAX_SEARCH_LENGTH,
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
        label=_("Interview type"),
        required=False,
        choices=[("", _("All types")), *InterviewKind.choices],
        widget=_select(),
    )

    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES, widget=_select())

    def __init__(self, *args: Any, writes: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not writes:
            self.fields["state"].choices = [  # type: ignore[attr-defined]
                (state, label) for state, label in STATES if state != DRAFT
            ]

    @property
    def chosen(self) -> dict[str, Any]:
        """The fields that hold something, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def by_words_and_kind(self, items: Items) -> Items:
        """Return what is in this state, has these words and is of this kind."""
        chosen = self.chosen
        items = _in_state(items, chosen.get("state", ""))
        if "q" in chosen:
            items = items.search(chosen["q"])
        if "kind" in chosen:
            items = items.of_kind(chosen["kind"])
        return items


class RubricFilter(LibraryFilter):
    """Narrows rubrics by words and kind."""

    def narrow(self, rubrics: RubricQuerySet) -> RubricQuerySet:
        """Return the rubrics that fit."""
        return self.by_words_and_kind(rubrics)


class QuestionFilter(LibraryFilter):
    """Narrows questions by words, kind, role and competency."""

    role = forms.ModelChoiceField(
        label=_("Role"),
        required=False,
        queryset=RoleArchetype.objects.in_use(),
        empty_label=_("All roles"),
        widget=_select(),
    )
    competency = forms.ModelChoiceField(
        label=_("Competency"),
        required=False,
        queryset=Competency.objects.in_use(),
        empty_label=_("All competencies"),
        widget=_select(),
    )

    def narrow(self, questions: QuestionQuerySet) -> QuestionQuerySet:
        """Return the questions that fit."""
        found = self.by_words_and_kind(questions)
        chosen = self.chosen
        if "role" in chosen:
            found = found.for_archetype(chosen["role"])
        if "competency" in chosen:
            found = found.observing(chosen["competency"])
        return found


class SeedForm(forms.Form):
    """Which instance of a puzzle: the number that stands in its address."""

    MAX_SEED = 999_999_999
    _RANGE = _("Enter a seed from 0 to 999,999,999.")

    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=MAX_SEED,
        error_messages={"invalid": _RANGE, "min_value": _RANGE, "max_value": _RANGE},
        # A browser empties a number field that holds no number; here what was written stays.
        widget=forms.TextInput(
            attrs={"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )

"""A role's profile at one level: a row for each competency."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rubrics.models import Competency, Stance

# Short words: the table has a select for each.
_STANCES = [
    (Stance.STRENGTH, _("Strength")),
    (Stance.BAR, _("Bar")),
    (Stance.NOT_ASSESSED, _("Not assessed")),
]
# What a competency would be if a level that says nothing of it switched it on.
BLANK = {"stance": Stance.NOT_ASSESSED, "weight": 1, "bar_level": 2, "why": ""}


def _numbers(first: int, last: int) -> list[tuple[int, str]]:
    return [(number, str(number)) for number in range(first, last + 1)]


class NeedRow(forms.Form):
    """What the level needs of `competency`; the rows stand in the order of the competencies."""

    stance = forms.ChoiceField(label=_("Stance"), choices=_STANCES)
    weight = forms.TypedChoiceField(label=_("Weight"), coerce=int, choices=_numbers(1, 5))
    bar_level = forms.TypedChoiceField(label=_("Needs level"), coerce=int, choices=_numbers(2, 4))
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any, *, competency: Competency, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=f"need-{competency.pk}", initial=initial)
        self.competency = competency
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{competency.name}: {field.label}"
            field.widget.attrs["data-need"] = name

    @property
    def entry(self) -> dict[str, Any]:
        """The entry as the action takes it."""
        return self.cleaned_data | {"competency": self.competency}

    @property
    def says_nothing(self) -> bool:
        return all(self.cleaned_data[name] == value for name, value in BLANK.items())


class NeedRows:
    """The rows of one level, each with its competency; reads like a form where pages need one."""

    def __init__(
        self,
        data: Any,
        competencies: list[Competency],
        initial: dict[int, dict[str, Any]],
        kept: set[int],
    ) -> None:
        self.is_bound = data is not None
        self.kept = kept
        self.rows = [
            NeedRow(data, competency=competency, initial=initial.get(competency.pk, BLANK))
            for competency in competencies
        ]

    def is_valid(self) -> bool:
        """Whether every row is; each says what is wrong with it."""
        # Each one, not up to the first: all of them are to be told.
        return not [row for row in self.rows if not row.is_valid()]

    @property
    def entries(self) -> list[dict[str, Any]]:
        """What the action takes, without what says nothing and was not there before."""
        return [
            row.entry for row in self.rows if row.competency.pk in self.kept or not row.says_nothing
        ]

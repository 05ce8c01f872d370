"""The HTML forms of reference answers: a level for each criterion of a rubric."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from hiring.debriefs.models import ReferenceAnswer
from hiring.ui.rating_widget import RatingLevel
from rubrics.models import Criterion

LEVELS = [(str(level.value), level.label) for level in RatingLevel]


class LevelsForm(forms.Form):
    """One level by criterion."""

    def __init__(self, data: Any = None, *, criteria: Iterable[Criterion]) -> None:
        super().__init__(data)
        self.criteria = list(criteria)
        for criterion in self.criteria:
            self.fields[self._name(criterion)] = forms.ChoiceField(
                label=criterion.name,
                choices=LEVELS,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a level.")},
            )

    def rows(self) -> Iterator[tuple[Criterion, BoundField, list[str]]]:
        """Yield each criterion with its field and its anchors."""
        for criterion in self.criteria:
            anchors = [text for _level, _label, text in criterion.anchors]
            yield criterion, self[self._name(criterion)], anchors

    def levels(self) -> dict[int, int]:
        """Return the levels chosen, by criterion."""
        return {c.pk: int(self.cleaned_data[self._name(c)]) for c in self.criteria}

    @staticmethod
    def _name(criterion: Criterion) -> str:
        return f"level_{criterion.pk}"


class ReferenceForm(LevelsForm):
    """An answer with the levels that were agreed."""

    title = forms.CharField(
        label=_("Title"), max_length=ReferenceAnswer._meta.get_field("title").max_length
    )
    answer = forms.CharField(
        label=_("Answer"),
        max_length=ReferenceAnswer._meta.get_field("answer").max_length,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "A transcript or a written answer, without anything that identifies a person; or a "
            "link to a recording. Markdown works."
        ),
    )

"""The HTML forms: the card with its criteria, and an amendment of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from hiring.activity.actions import Refused
from hiring.scorecards.actions.content import MISSING, Content, Unfinished
from hiring.ui import rating_widget
from hiring.ui.forms.edit_form import EditForm
from hiring.ui.numbers import whole_number
from rubrics.models import Criterion

NOT_OBSERVED = "none"
LEVELS = [(str(level.value), level.label) for level in rating_widget.RatingLevel]


class CardForm(EditForm, forms.Form):
    """One card: for each criterion a level and evidence, then the whole.

    Nothing is required here and no text is too long: a draft may be of any state, a browser cuts
    what is pasted over a `maxlength` without a word, and whether a card is whole is the action's
    to say.
    """

    overall = forms.ChoiceField(
        label=_("Overall recommendation"),
        choices=LEVELS,
        required=False,
        widget=forms.RadioSelect,
    )
    summary = forms.CharField(
        label=_("Main reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = list(criteria)
        for criterion in self.criteria:
            self.fields[f"level_{criterion.pk}"] = forms.ChoiceField(
                label=criterion.name,
                choices=[*LEVELS, (NOT_OBSERVED, rating_widget.NOT_OBSERVED)],
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"evidence_{criterion.pk}"] = forms.CharField(
                label=_("Evidence: what you saw or heard"),
                required=False,
                widget=forms.Textarea(
                    attrs={"rows": 3, "aria-label": _evidence_of(criterion.name)}
                ),
            )

        last = ("overall", "summary")
        self.order_fields([name for name in self.fields if name not in last])

    def as_asked(self) -> None:
        """Let the page call nothing optional: a submission wants all of it."""
        for field in self.fields.values():
            field.required = not field.widget.is_hidden

    def level_field(self, criterion: Criterion) -> BoundField:
        return self[f"level_{criterion.pk}"]

    def evidence_field(self, criterion: Criterion) -> BoundField:
        return self[f"evidence_{criterion.pk}"]

    def typed(self) -> dict[str, Any]:
        """Return what the card says, as the actions take it; what is no choice counts as none."""
        return self._card(self.cleaned_data)

    def shown(self) -> dict[str, Any] | None:
        """Return what the card said when the page was opened; None where nothing tells."""
        seen = self.seen
        return self._card(seen) if len(seen) == len(self.fields) else None

    def _card(self, given: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "overall": whole_number(given.get("overall", "")),
            "summary": given.get("summary", ""),
            "ratings": {
                criterion.pk: (
                    _level(given.get(f"level_{criterion.pk}", "")),
                    given.get(f"evidence_{criterion.pk}", ""),
                )
                for criterion in self.criteria
            },
        }

    def refuse(self, refusal: Refused) -> None:
        """Show what an action refused at the fields it is about, else above the form."""
        problems = [(refusal.field, refusal.message)]
        if isinstance(refusal, Unfinished):
            problems = list(refusal.problems)
        for field, message in problems:
            self.add_error(field if field in self.fields else None, message)


class AmendForm(CardForm):
    """A submitted card as it is to be read from now on, and why."""

    reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=2_000,
        required=False,
        help_text=_("Readers see the reason, the new version and all earlier versions."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def initial_of(content: Content) -> dict[str, Any]:
    """Return a form's values that say what the content says."""
    values: dict[str, Any] = {
        "overall": str(content.overall or ""),
        "summary": content.summary,
    }
    for pk, (level, evidence) in content.ratings.items():
        values[f"level_{pk}"] = NOT_OBSERVED if level is None else _choice(level)
        values[f"evidence_{pk}"] = evidence
    return values


def _level(value: str) -> int | str | None:
    if value == NOT_OBSERVED:
        return None
    level = whole_number(value)
    return MISSING if level is None else level


def _choice(level: int | str) -> str:
    return "" if level == MISSING else str(level)


def _evidence_of(name: str) -> str:
    return _("Evidence for %(criterion)s") % {"criterion": name}

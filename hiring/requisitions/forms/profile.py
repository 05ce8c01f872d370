"""What the opening wants of one competency."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.ui.forms.edit_form import EditForm
from rubrics.models import Stance

WEIGHTS = [(str(n), str(n)) for n in range(1, 6)]
BARS = [
    ("2", _("2 — no strong no; a gap can be trained")),
    ("3", _("3 — yes")),
    ("4", _("4 — strong yes")),
]


class CompetencyForm(EditForm, forms.Form):
    stance = forms.ChoiceField(label=_("For this job"), choices=Stance, widget=forms.RadioSelect)
    weight = forms.TypedChoiceField(
        label=_("Weight"), choices=WEIGHTS, coerce=int, help_text=_("Relative importance, 1 to 5.")
    )
    bar_level = forms.TypedChoiceField(
        label=_("Bar"),
        choices=BARS,
        coerce=int,
        help_text=_("The rubric level the person should reach."),
    )
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Visible to interviewers and in the debrief."),
    )

    def __init__(self, *args: Any, is_fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_fixed:
            self.fields["why"].label = _("Reason for the change")
            self.fields["why"].help_text = _(
                "Interviews are already booked with this profile. Debriefs show the reason."
            )

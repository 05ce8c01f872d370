"""What the opening wants of one competency."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.ui.forms import EditForm
from rubrics.models import Stance

WEIGHTS = [(str(n), str(n)) for n in range(1, 6)]
BARS = [
    ("2", _("2 — a gap can be taught: no strong no")),
    ("3", _("3 — the panel must say yes")),
    ("4", _("4 — the panel must say strong yes")),
]


class CompetencyForm(EditForm, forms.Form):
    stance = forms.ChoiceField(label=_("In this opening"), choices=Stance, widget=forms.RadioSelect)
    weight = forms.TypedChoiceField(
        label=_("Weight"), choices=WEIGHTS, coerce=int, help_text=_("Beside the others, 1 to 5.")
    )
    bar_level = forms.TypedChoiceField(
        label=_("Bar"), choices=BARS, coerce=int, help_text=_("The level the person should reach.")
    )
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Interviewers and the debrief's readers see it."),
    )

    def __init__(self, *args: Any, is_fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_fixed:
            self.fields["why"].label = _("Why it is changed now")
            self.fields["why"].help_text = _(
                "Interviews have been booked with this profile: the reason is shown in debriefs."
            )

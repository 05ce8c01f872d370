"""The HTML forms of a debrief meeting, of an interviewer's pause and of an answer."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import User
from hiring.interviews.forms import WallClock, ZoneField
from hiring.interviews.models import Answer
from hiring.scheduling.models import validate_near


class MeetingForm(WallClock):
    """When the panel meets."""

    zone = ZoneField()
    place = forms.CharField(label=_("Room or video link"), max_length=400, required=False)

    def __init__(self, *args: Any, zones: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        cast(ZoneField, self.fields["zone"]).offer(*zones, self["zone"].value() or "")

    def clean(self) -> dict:
        self.note_instant(self.cleaned_data.get("zone", ""))
        return self.cleaned_data


class PoolForm(forms.Form):
    """What may change about an interviewer beside the steps."""

    paused_until = forms.DateField(
        label=_("No interviews until"),
        required=False,
        validators=[validate_near],
        help_text=_("The last day of a pause. Interviews that are booked stay."),
    )


class AnswerForm(forms.Form):
    """An interviewer's answer to an invitation."""

    answer = forms.ChoiceField(choices=Answer)
    reason = forms.CharField(label=_("Why not"), max_length=200, required=False)
    substitute = forms.EmailField(
        label=_("Who could do it instead"),
        required=False,
        help_text=_("The email address of a colleague."),
    )

    def clean_substitute(self) -> User | None:
        address = self.cleaned_data["substitute"]
        if not address:
            return None
        found = User.objects.active().with_address(address).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here has this email address."))
        return found

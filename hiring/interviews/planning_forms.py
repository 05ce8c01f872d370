"""The HTML form of what is asked of the times of a loop."""

from typing import Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import Organization
from hiring.interviews.wishes import Wishes
from hiring.scheduling.models import Room

PREFIX = "wish"
_TIME = forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M")


class WishForm(forms.Form):
    """Times by the candidate's clock; all fields may be empty."""

    sent = forms.BooleanField(required=False, widget=forms.HiddenInput, initial=True)
    not_before = forms.TimeField(label=_("Not before"), required=False, widget=_TIME)
    not_after = forms.TimeField(label=_("Not after"), required=False, widget=_TIME)
    day = forms.DateField(label=_("On"), required=False)
    one_day = forms.BooleanField(label=_("All on one day"), required=False)
    lunch = forms.BooleanField(
        label=_("Lunch: an hour free between 11:30 and 13:30"), required=False, initial=True
    )
    in_room = forms.BooleanField(label=_("In a room"), required=False)

    @classmethod
    def given(cls, data: QueryDict | None) -> Self:
        """Return the form bound to what a page sent; as it opens where that had none."""
        sent = data if data and f"{PREFIX}-sent" in data else None
        has_rooms = Room.objects.open().exists()
        initial = {"in_room": has_rooms and not Organization.present().video_link}
        form = cls(sent, prefix=PREFIX, initial=initial)
        if not has_rooms:
            del form.fields["in_room"]
        return form

    @property
    def switches(self) -> list[forms.BoundField]:
        """The fields that are on or off."""
        return [self[name] for name in ("one_day", "lunch", "in_room") if name in self.fields]

    @property
    def is_narrowed(self) -> bool:
        """Whether something is asked that isn't asked of itself."""
        return self.is_bound and self.wishes != self._usual

    @property
    def _usual(self) -> Wishes:
        return Wishes(in_room=bool("in_room" in self.fields and self.initial["in_room"]))

    @property
    def wishes(self) -> Wishes:
        """What is asked; what can't be read asks nothing, and the page says so."""
        if not self.is_bound:
            return self._usual
        self.is_valid()
        return Wishes(
            **{name: value for name, value in self.cleaned_data.items() if name != "sent"}
        )

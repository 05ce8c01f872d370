"""The HTML forms of availability."""

from datetime import date, datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.scheduling.hours import WEEKDAYS
from hiring.scheduling.models import Availability, Room, validate_near
from hiring.ui.forms.edit_form import EditForm


class AvailabilityForm(EditForm, forms.ModelForm):
    class Meta:
        model = Availability
        fields = [*WEEKDAYS, "per_day", "per_week", "gap"]

    def present(self) -> Self:
        return type(self)(instance=Availability.objects.get(user=self.instance.user_id))

    @property
    def days(self) -> list[forms.BoundField]:
        """Return the weekdays’ fields."""
        return [self[day] for day in WEEKDAYS]

    @property
    def limits(self) -> list[forms.BoundField]:
        """Return the fields of limits."""
        return [self[name] for name in ("per_day", "per_week", "gap")]


class TimeOffForm(forms.Form):
    """Whole days; the end is the last of them."""

    first = forms.DateField(label=_("First day"), validators=[validate_near])
    last = forms.DateField(label=_("Last day"), validators=[validate_near])
    note = forms.CharField(label=_("Note"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", _("The last day must not be before the first."))
        return given

    def span(self, zone: str) -> tuple[datetime, datetime]:
        """Return the instants at which the days begin and end in the zone."""
        place = ZoneInfo(zone)

        def midnight(day: date) -> datetime:
            return datetime.combine(day, time.min, place)

        given = self.cleaned_data
        return midnight(given["first"]), midnight(given["last"] + timedelta(days=1))


class RoomForm(EditForm, forms.ModelForm):
    class Meta:
        model = Room
        fields = ["name", "people", "note"]


class CalendarForm(forms.Form):
    """A file to subscribe to, or an account on a server."""

    address = forms.CharField(
        label=_("Calendar address"),
        max_length=2000,
        help_text=_(
            "The secret address in iCal format (.ics) of your calendar’s settings, or the address "
            "of a CalDAV server. Only times are read, never what they are about."
        ),
    )
    username = forms.CharField(
        label=_("User name"), max_length=200, required=False, help_text=_("For CalDAV only.")
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=500,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("For CalDAV only: best an app password. It is stored encrypted."),
    )

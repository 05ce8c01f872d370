"""The HTML forms: a loop to book, an interview to add or to move."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any, Self, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from hiring.accounts.forms import ZONES
from hiring.accounts.models import HoldHours, User
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.interviews.actions.booking import PlannedSlot
from hiring.interviews.actions.checks import MAX_LENGTH, MIN_LENGTH
from hiring.interviews.actions.conflicts import Clash
from hiring.interviews.actions.limits import LimitReached
from hiring.interviews.models import Interview
from hiring.interviews.signing import NotSignedOff
from hiring.interviews.times import NoSuchTime, instant_of
from hiring.scheduling.models import Room
from hiring.ui.forms.edit_form import EditForm
from rubrics.models import QuestionVersion, RubricVersion

MAX_INTERVIEWS = 12
PREFIX = "slots"
# What the actions call a field, where the form calls it otherwise.
_NAMES = {"starts_at": "start", "room_id": "room"}


class WallClock(forms.Form):
    """A day, a time by the wall clock, and how long; `instant(zone)` is when that is."""

    day = forms.DateField(label=_("Day"))
    start = forms.TimeField(label=_("Start"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=MIN_LENGTH,
        max_value=MAX_LENGTH,
        widget=forms.NumberInput(attrs={"step": 5, "inputmode": "numeric"}),
    )

    def note_instant(self, zone: str) -> None:
        """Put the instant into `cleaned_data["starts_at"]`, or say why there is none."""
        day, start = self.cleaned_data.get("day"), self.cleaned_data.get("start")
        if not (day and start and zone):
            return
        try:
            self.cleaned_data["starts_at"] = instant_of(day, start, zone)
        except NoSuchTime as error:
            self.add_error("start", str(error))


class ZoneField(forms.ChoiceField):
    """Takes every zone. A page starts with the likely ones and fetches the rest when asked:
    six hundred options would be a third of it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Time zone"))
        super().__init__(choices=ZONES, **options)
        self.widget.attrs |= {
            "hx-get": reverse_lazy("interviews:zones"),
            "hx-trigger": "mouseenter once, focus once",
            "hx-target": "this",
            "hx-swap": "beforeend",
        }

    def offer(self, *zones: str) -> None:
        """Offer these zones at once, each once and in this order."""
        known = dict(ZONES)
        self.widget.choices = [
            (zone, known[zone]) for zone in dict.fromkeys(zones) if zone in known
        ]


class ZoneForm(forms.Form):
    """By which clock the times of a page are meant."""

    zone = ZoneField()

    def __init__(self, *args: Any, zones: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        cast(ZoneField, self.fields["zone"]).offer(*zones, self["zone"].value() or "")


class LoopForm(ZoneForm):
    """What holds for the whole loop."""

    # How long times are held; only *Hold times* asks.
    hold_hours = forms.TypedChoiceField(
        label=_("Hold for"), choices=HoldHours.choices, coerce=int, empty_value=None, required=False
    )
    room = forms.ModelChoiceField(
        label=_("Room"),
        queryset=Room.objects.open(),
        required=False,
        empty_label=_("No room"),
        error_messages={"invalid_choice": _("This room was archived. Choose again.")},
    )
    place = forms.CharField(
        label=_("Room or video link"),
        max_length=400,
        required=False,
        help_text=_("Applies to every interview unless overridden."),
    )


class SlotForm(WallClock):
    """One interview of the loop to book. With `hold` switched off nothing else is asked."""

    hold = forms.BooleanField(label=_("Include this interview"), required=False, initial=True)
    # Whether it comes from the plan, which then gives its name and rubric.
    planned = forms.BooleanField(required=False, widget=forms.HiddenInput)
    # What the plan wishes of the people, for the page to say; anyone who books decides.
    wanted = forms.IntegerField(required=False, widget=forms.HiddenInput)
    perspective = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=80)
    rubric_version = forms.ModelChoiceField(
        label=_("Rubric"),
        queryset=RubricVersion.objects.current().select_related("rubric").order_by("rubric__name"),
        empty_label=_("Choose…"),
        error_messages={
            "invalid_choice": _("This rubric was archived or has a newer version. Choose again.")
        },
    )
    place = forms.CharField(label=_("Room or video link"), max_length=400, required=False)
    room = forms.TypedChoiceField(label=_("Room"), coerce=int, empty_value=None, required=False)
    interviewers = forms.ModelMultipleChoiceField(
        label=_("Interviewers"),
        queryset=User.objects.active(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one interviewer.")},
    )
    shadow = forms.ModelChoiceField(
        label=_("Shadow"), queryset=User.objects.active(), required=False
    )
    questions = forms.ModelMultipleChoiceField(
        label=_("Questions"),
        queryset=QuestionVersion.objects.published().select_related("question"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    # What was looked for among the people; only the page asks.
    q = forms.CharField(required=False)

    def __init__(
        self,
        *args: Any,
        zone: str = "",
        place: str = "",
        room: Room | None = None,
        rooms: Sequence[Room] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.zone, self.usual_place, self.usual_room = zone, place, room
        self.rooms = {one.pk: one for one in rooms}
        names = [(one.pk, one.name) for one in rooms]
        cast(forms.ChoiceField, self.fields["room"]).choices = [("", _("Like the loop")), *names]
        if self["planned"].value():
            # What the page showed is booked, whatever was published or archived meanwhile.
            known = RubricVersion.objects.published().select_related("rubric")
            cast(forms.ModelChoiceField, self.fields["rubric_version"]).queryset = known

    def full_clean(self) -> None:
        if self.is_bound and not self.is_held:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    @property
    def heading(self) -> str:
        """What its interview is called, for a message that speaks of several."""
        return str(self["name"].value() or "")

    @property
    def is_held(self) -> bool:
        return bool(self["hold"].value())

    def clean(self) -> dict:
        self.note_instant(self.zone)
        return self.cleaned_data

    def slot(self, *, position: int) -> PlannedSlot:
        """Return what a valid form asks for."""
        given = self.cleaned_data
        return PlannedSlot(
            name=given["name"],
            kind=given["rubric_version"].rubric.kind,
            rubric_version=given["rubric_version"],
            starts_at=given["starts_at"],
            minutes=given["minutes"],
            zone=self.zone,
            interviewers=tuple(given["interviewers"]),
            shadows=(given["shadow"],) if given["shadow"] else (),
            place=given["place"] or self.usual_place,
            questions=tuple(given["questions"]),
            position=position,
            room=None if given["place"] else self.rooms.get(given["room"], self.usual_room),
        )


class BaseSlotFormSet(forms.BaseFormSet):
    """The interviews of a loop; those switched off are left out."""

    # Whether only interviewers' limits stand in the way, or that somebody was not signed off.
    is_over_limits = is_not_signed_off = False

    def held(self) -> list[SlotForm]:
        return [form for form in self.forms if form.is_held]

    def slots(self) -> list[PlannedSlot]:
        """Return what the valid formset asks for."""
        return [form.slot(position=n) for n, form in enumerate(self.held(), start=1)]

    def refuse(self, refusal: Refused) -> None:
        """Show what an action refused at the fields it is about, else above the form."""
        self.is_over_limits = isinstance(refusal, LimitReached)
        self.is_not_signed_off = isinstance(refusal, NotSignedOff)
        for slot, name, message in _problems(refusal):
            held = self.held()
            if slot is None or slot >= len(held):
                self.non_form_errors().append(message)
            else:
                form = held[slot]
                name = _NAMES.get(name, name)
                form.add_error(name if name in form.fields else None, message)


SlotFormSet = cast(
    type[BaseSlotFormSet],
    forms.formset_factory(
        SlotForm,
        formset=BaseSlotFormSet,
        extra=0,
        max_num=MAX_INTERVIEWS,
        absolute_max=MAX_INTERVIEWS,
    ),
)


class MovedSlotForm(WallClock):
    """One interview of a booked loop: only its time can be changed."""

    interview = forms.IntegerField(widget=forms.HiddenInput)
    # When it began as far as the page knew.
    seen = forms.DateTimeField(widget=forms.HiddenInput)
    is_held = True

    def __init__(self, *args: Any, zone: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone = zone
        self.fields["minutes"].widget = forms.HiddenInput()

    def clean(self) -> dict:
        self.note_instant(self.zone)
        return self.cleaned_data

    @staticmethod
    def initial_of(interview: Interview, zone: str, start: datetime | None = None) -> dict:
        """Return the values for an interview, at another time where `start` says so."""
        local = (start or interview.starts_at).astimezone(ZoneInfo(zone))
        return {
            "interview": interview.pk,
            "seen": interview.starts_at.isoformat(),
            "day": local.date(),
            "start": local.time(),
            "minutes": interview.minutes,
        }


MovedFormSet = cast(
    type[BaseSlotFormSet],
    forms.formset_factory(
        MovedSlotForm,
        formset=BaseSlotFormSet,
        extra=0,
        max_num=MAX_INTERVIEWS,
        absolute_max=MAX_INTERVIEWS,
    ),
)


class MoveForm(EditForm, WallClock):
    """Another time or place for a booked interview."""

    # Whether only interviewers' limits stand in the way.
    is_over_limits = False

    zone = ZoneField()
    # 0 for none, so that it is apart from what was not sent.
    room = forms.TypedChoiceField(label=_("Room"), coerce=int, empty_value="0", required=False)
    place = forms.CharField(label=_("Room or video link"), max_length=400, required=False)

    def __init__(self, data: QueryDict | None = None, *, interview: Interview, zone: str) -> None:
        super().__init__(data, initial=self._initial(interview, zone))
        self.interview = interview
        rooms = {one.pk: one.name for one in Room.objects.open()}
        if interview.room:
            rooms.setdefault(interview.room.pk, interview.room.name)
        cast(forms.ChoiceField, self.fields["room"]).choices = [(0, _("No room")), *rooms.items()]
        zones = [zone, interview.zone, interview.loop.application.candidate.zone]
        cast(ZoneField, self.fields["zone"]).offer(*zones, self["zone"].value() or "")

    def clean(self) -> dict:
        self.note_instant(self.cleaned_data.get("zone", ""))
        return self.cleaned_data

    def refuse(self, refusal: Refused) -> None:
        """Show what an action refused at the fields it is about, else above the form."""
        self.is_over_limits = isinstance(refusal, LimitReached)
        for _slot, name, message in _problems(refusal):
            name = _NAMES.get(name, name)
            self.add_error(name if name in self.fields else None, message)

    def opened(self) -> dict[str, Any]:
        """Return what the page showed when it was opened, as the action takes it."""
        shown = self.seen
        kept = ("minutes", "zone", "place")
        opened: dict[str, Any] = {name: shown[name] for name in kept if name in shown}
        if "room" in shown:
            opened["room_id"] = int(shown["room"] or 0)
        day, start, zone = (shown.get(name) for name in ("day", "start", "zone"))
        if isinstance(day, date) and isinstance(start, time) and zone in clock.zone_names():
            with suppress(NoSuchTime):
                opened["starts_at"] = instant_of(day, start, zone)
        if opened.get("starts_at") != self.cleaned_data["starts_at"]:
            # Who chose another time chose it in the zone that the page showed.
            opened.pop("zone", None)
        return opened

    def present(self) -> Self:
        interview = Interview.objects.with_subject().get(pk=self.interview.pk)
        return type(self)(interview=interview, zone=self.cleaned_data["zone"])

    def ask_about(self, conflicts: Collection[str], message: str) -> None:
        """Ask whether the interview is to stand where it was moved, or where it is by now."""
        now = self.present()
        self.interview = now.interview
        names = {_NAMES.get(name, name) if name == "room_id" else name for name in conflicts}
        if "starts_at" in names:
            moved = {n for n in ("day", "start") if self.cleaned_data[n] != now.initial[n]}
            names = names - {"starts_at"} | moved
        self.ask(now, names, message)

    @staticmethod
    def _initial(interview: Interview, zone: str) -> dict:
        """Return the interview's present time as the wall clock in `zone` shows it."""
        start = interview.starts_at.astimezone(ZoneInfo(zone))
        return {
            "day": start.date(),
            "start": start.time(),
            "minutes": interview.minutes,
            "zone": zone,
            "place": interview.place,
            "room": interview.room_id or 0,
        }


def _problems(refusal: Refused) -> Iterator[tuple[int | None, str, str]]:
    """Each thing refused: which slot, which of its fields, why."""
    if isinstance(refusal, Clash):
        for problem in refusal.problems:
            yield problem.slot, problem.field, problem.message
        return
    parts = (refusal.field or "").split(".")
    if parts[0] == "slots" and len(parts) == 3:
        yield int(parts[1]), parts[2], str(refusal.message)
    else:
        yield None, parts[-1], str(refusal.message)


def starts_of(form: WallClock, zone: str) -> datetime | None:
    """Return when the form's interview would begin as typed so far, or None."""
    try:
        day = form.fields["day"].clean(form["day"].value())
        start = form.fields["start"].clean(form["start"].value())
        return instant_of(day, start, zone)
    except (forms.ValidationError, NoSuchTime, ZoneInfoNotFoundError, ValueError):
        return None


def span_of(form: WallClock, zone: str) -> DateTimeTZRange | None:
    """Return from when to when the form's interview would be as typed so far, or None."""
    start, minutes = starts_of(form, zone), str(form["minutes"].value())
    if start is None or not minutes.isdecimal() or not 0 < int(minutes) <= MAX_LENGTH:
        return None
    return DateTimeTZRange(start, start + timedelta(minutes=int(minutes)))

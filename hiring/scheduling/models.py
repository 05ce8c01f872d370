"""When people can interview: working hours, time off, and their own calendars."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from hiring.activity import clock
from hiring.scheduling.hours import USUAL, WEEKDAYS, parse_hours
from hiring.scheduling.querysets import RoomQuerySet
from hiring.ui.one_line import OneLineField
from rubrics.models import InterviewKind

# A calendar that was read longer ago than this says nothing of what is free.
FRESH = timedelta(hours=24)
# And one that could not be read lately, after four attempts: a short failure hides nobody.
FAILING = timedelta(hours=1)
# Time off and pauses lie within so long.
FURTHEST = timedelta(days=3 * 366)


def validate_hours(value: str) -> None:
    """Raise ValidationError unless the text says from when to when."""
    try:
        parse_hours(value)
    except ValueError:
        raise ValidationError(
            _("Write hours like 09:00–12:00, 13:00–17:00, or leave empty for a day off.")
        ) from None


def validate_near(day: date) -> None:
    """Raise ValidationError for a day that is years away: it was mistyped, and may have no next."""
    if abs(day - clock.today("UTC")) > FURTHEST:
        raise ValidationError(_("Choose a day within the next three years."))


def _hours(label: Any, default: str = USUAL) -> models.CharField:
    return models.CharField(
        label, max_length=80, blank=True, default=default, validators=[validate_hours]
    )


class Availability(models.Model):
    """When somebody works, by the clock of their zone, and how many interviews they hold."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="availability"
    )
    monday = _hours(_("Monday"))
    tuesday = _hours(_("Tuesday"))
    wednesday = _hours(_("Wednesday"))
    thursday = _hours(_("Thursday"))
    friday = _hours(_("Friday"))
    saturday = _hours(_("Saturday"), "")
    sunday = _hours(_("Sunday"), "")
    per_day = models.PositiveSmallIntegerField(
        _("interviews a day, at most"), null=True, blank=True, validators=[MaxValueValidator(12)]
    )
    per_week = models.PositiveSmallIntegerField(
        _("interviews a week, at most"), null=True, blank=True, validators=[MaxValueValidator(60)]
    )
    gap = models.PositiveSmallIntegerField(
        _("minutes between two interviews, at least"),
        default=0,
        validators=[MaxValueValidator(240)],
    )

    # Through this day no new interviews.
    paused_until = models.DateField(_("no interviews until"), null=True, blank=True)

    def __str__(self) -> str:
        return f"availability of {self.user_id}"

    @property
    def back_at(self) -> datetime | None:
        """When interviews may begin again, by the clock of the person; None without a pause."""
        if self.paused_until is None:
            return None
        zone = ZoneInfo(self.user.zone)
        return datetime.combine(self.paused_until + timedelta(days=1), time.min, zone)

    @property
    def week(self) -> list[str]:
        """Return the hours of the weekdays, Monday first."""
        return [getattr(self, day) for day in WEEKDAYS]


class TimeOff(models.Model):
    """A holiday or another block in which somebody does not interview."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="time_off")
    during = DateTimeRangeField()
    note = OneLineField(_("note"), max_length=120, blank=True)

    class Meta:
        ordering = ["during", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(during__startswith__isnull=False, during__endswith__isnull=False)
                & Q(during__isempty=False),
                name="time_off_has_an_end",
            )
        ]

    def __str__(self) -> str:
        return f"time off {self.pk}"

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day, by the clock of the person; None where it ends within one."""
        zone = ZoneInfo(self.user.zone)
        start, end = self.during.lower.astimezone(zone), self.during.upper.astimezone(zone)
        if (start.time(), end.time()) != (time.min, time.min):
            return None
        return start.date(), end.date() - timedelta(days=1)


class TrainingStep(models.TextChoices):
    """How far somebody is on the way to holding interviews of a kind alone."""

    SHADOW = "shadow", _("shadowing")
    REVERSE_SHADOW = "reverse_shadow", _("reverse shadowing")
    QUALIFIED = "qualified", _("qualified")


class Qualification(models.Model):
    """Somebody's step for one kind of interview, and who signed it off."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="qualifications"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=InterviewKind)
    step = models.CharField(_("step"), max_length=16, choices=TrainingStep)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["user_id", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_step_per_kind"),
            models.CheckConstraint(
                condition=~Q(signed_by=F("user")), name="nobody_signs_off_themselves"
            ),
        ]
        indexes = [models.Index(fields=["kind", "step"], name="qualification_of_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_step_display()}"


class Room(models.Model):
    """Where interviews can be held; one at a time."""

    name = OneLineField(_("name"), max_length=80)
    people = models.PositiveSmallIntegerField(
        _("people that fit in"), default=4, validators=[MinValueValidator(2)]
    )
    note = OneLineField(_("how to get there"), max_length=200, blank=True)
    archived_at = models.DateTimeField(null=True, editable=False)

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="one_room_per_name",
                violation_error_message=_("A room with this name already exists."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CalendarKind(models.TextChoices):
    """How a calendar is read (reading.py)."""

    FILE = "file", _("subscription (.ics)")
    CALDAV = "caldav", _("CalDAV account")


class CalendarSource(models.Model):
    """Somebody's calendar. The address of a file is a secret: whoever knows it reads it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendars")
    kind = models.CharField(max_length=8, choices=CalendarKind, default=CalendarKind.FILE)
    address = models.URLField(_("address"), max_length=2000)
    # Of an account; the password is encrypted (accounts/encryption.py).
    username = models.CharField(max_length=200, blank=True)
    password = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    # When it was read last, and when that was tried last; `error` says why it failed.
    read_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "address"], name="one_calendar_per_address"),
            models.CheckConstraint(
                condition=Q(kind="file", username="", password="")
                | (Q(kind="caldav") & ~Q(username="") & ~Q(password="")),
                name="an_account_has_a_password",
            ),
        ]

    def __str__(self) -> str:
        return f"calendar {self.pk}"

    @property
    def host(self) -> str:
        """Return as much of the address as others may see."""
        return self.address.partition("://")[2].partition("/")[0]

    @property
    def is_fresh(self) -> bool:
        """Whether what is known of it says what is free."""
        age = FAILING if self.error else FRESH
        return self.read_at is not None and self.read_at > clock.now() - age


class BusyTime(models.Model):
    """When a calendar says that its owner is busy; what with is never stored."""

    source = models.ForeignKey(CalendarSource, models.CASCADE, related_name="busy")
    during = DateTimeRangeField()

    class Meta:
        ordering = ["source_id", "during"]
        indexes = [models.Index(fields=["source", "during"], name="busy_time_of_source")]

    def __str__(self) -> str:
        return f"busy {self.during}"

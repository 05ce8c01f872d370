"""Points in time as people say them: near ones in words, far ones as dates."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

JUST_NOW = timedelta(minutes=1)
MINUTES_COUNT = timedelta(hours=1)


@dataclass(frozen=True)
class Wording:
    """What a <time> element needs: a machine-readable value, a short text and the full text."""

    iso: str
    text: str
    full: str


def zone_from(value: str | tzinfo | None) -> tzinfo:
    """The zone named by a context's `viewer_zone`; the current zone if there is none."""
    if isinstance(value, tzinfo):
        return value
    return ZoneInfo(value) if value else timezone.get_current_timezone()


def word_moment(moment: datetime, *, now: datetime, zone: tzinfo) -> Wording:
    """Words for an aware datetime as seen from `now` in `zone`."""
    local = moment.astimezone(zone)
    clock = date_format(local, "H:i")
    nearby = _minutes_from(moment - now)
    text = nearby or _short_moment(local, now.astimezone(zone).date())
    full = f"{date_format(local, 'l, F j, Y')}, {clock} {local.tzname()} ({zone})"
    return Wording(iso=local.isoformat(timespec="minutes"), text=text, full=full)


def word_day(day: date, *, today: date) -> Wording:
    """Words for a calendar day as seen from `today`."""
    text = _short_day(day, today=today)
    return Wording(iso=day.isoformat(), text=text, full=date_format(day, "l, F j, Y"))


def _minutes_from(distance: timedelta) -> str:
    if abs(distance) < JUST_NOW:
        return _("just now")
    if abs(distance) >= MINUTES_COUNT:
        return ""
    minutes = int(abs(distance).total_seconds() // 60)
    if distance > timedelta(0):
        return ngettext("in %(n)d min", "in %(n)d min", minutes) % {"n": minutes}
    return ngettext("%(n)d min ago", "%(n)d min ago", minutes) % {"n": minutes}


def _short_moment(local: datetime, today: date) -> str:
    joint = " " if abs((local.date() - today).days) <= 1 else ", "
    return joint.join((_short_day(local.date(), today=today), date_format(local, "H:i")))


def _short_day(day: date, *, today: date) -> str:
    distance = (day - today).days
    if distance in (-1, 0, 1):
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[distance]
    if 1 < distance < 7:
        return date_format(day, "D, M j")
    if day.year == today.year:
        return date_format(day, "M j")
    return date_format(day, "M j, Y")

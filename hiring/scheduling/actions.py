"""What can be done about availability: hours and limits, time off, calendars and their refresh."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.encryption import encrypt
from hiring.accounts.models import User
from hiring.activity import clock, jobs
from hiring.activity.actions import Refused, record
from hiring.activity.editing import locked, save_changes
from hiring.activity.jobs import heartbeat, job
from hiring.activity.models import BackgroundJob
from hiring.scheduling.calendars import Busy, CalendarRefused
from hiring.scheduling.fetching import NotFetched, check_address
from hiring.scheduling.hours import WEEKDAYS, word_hours
from hiring.scheduling.models import (
    Availability,
    BusyTime,
    CalendarKind,
    CalendarSource,
    Room,
    TimeOff,
)
from hiring.scheduling.reading import read
from hiring.scheduling.verbs import Verb

REFRESH = "scheduling.refresh_calendar"
# What a calendar is read for, from now on.
AHEAD = timedelta(days=90)
EVERY = timedelta(minutes=15)
# Of how long one is told when somebody is free.
SOON = timedelta(days=14)
MAX_CALENDARS = 5


@transaction.atomic
def change_availability(
    *, user: User, actor: User, seen: Mapping[str, Any] | None = None, **values: Any
) -> Availability:
    """Change working hours and limits; EditConflict where others changed the same meanwhile."""
    for day in WEEKDAYS:
        if day in values:
            values[day] = word_hours(values[day])
    Availability.objects.get_or_create(user=user)
    row = locked(Availability(user=user))
    save_changes(row, values, verb=Verb.CHANGED, actor=actor, seen=seen)
    return row


@transaction.atomic
def save_room(
    *, room: Room | None, actor: User, seen: Mapping[str, Any] | None = None, **values: Any
) -> Room:
    """Add or change a room; EditConflict where others changed the same meanwhile."""
    row = locked(room) if room else Room()
    taken = Room.objects.filter(name__iexact=values.get("name", row.name)).exclude(pk=row.pk)
    if taken.exists():
        raise Refused(_("A room with this name already exists."), field="name")
    if room:
        save_changes(row, values, verb=Verb.ROOM_SAVED, actor=actor, seen=seen)
        return row
    row = Room.objects.create(**values)
    record(Verb.ROOM_SAVED, on=row, actor=actor)
    return row


@transaction.atomic
def archive_room(*, room: Room, is_archived: bool, actor: User) -> None:
    """Take a room out of what can be booked, or back; interviews in it stay."""
    room = locked(room)
    if (room.archived_at is not None) == is_archived:
        return
    room.archived_at = clock.now() if is_archived else None
    room.save(update_fields=["archived_at"])
    record(Verb.ROOM_SAVED, on=room, actor=actor)


@transaction.atomic
def add_time_off(
    *, user: User, starts_at: datetime, ends_at: datetime, note: str = "", actor: User
) -> TimeOff:
    """Return the block in which the person does not interview."""
    if ends_at <= starts_at:
        raise Refused(_("The end must be after the start."), field="ends")
    during = DateTimeTZRange(starts_at, ends_at)
    block, is_new = TimeOff.objects.get_or_create(
        user=user, during=during, defaults={"note": note.strip()}
    )
    if is_new:
        record(Verb.TIME_OFF_ADDED, on=block, actor=actor)
    return block


@transaction.atomic
def remove_time_off(*, block: TimeOff, actor: User) -> None:
    """Remove a block; a second time changes nothing."""
    record(Verb.TIME_OFF_REMOVED, on=block, actor=actor)
    block.delete()


@transaction.atomic
def add_calendar(
    *, user: User, address: str, username: str = "", password: str = "", actor: User
) -> CalendarSource:
    """Have a calendar read, at once by a worker: a file, or with a user name an account's."""
    address = address.strip().replace("webcal://", "https://", 1)
    try:
        check_address(address)
    except NotFetched as refused:
        raise Refused(str(refused), field="address") from None
    if CalendarSource.objects.filter(user=user).count() >= MAX_CALENDARS:
        raise Refused(_("Remove a calendar before you add another one."), field="address")
    if bool(username) != bool(password):
        raise Refused(_("An account has a user name and a password."), field="password")
    source, is_new = CalendarSource.objects.get_or_create(
        user=user, address=address, defaults=_account(username.strip(), password)
    )
    if is_new:
        record(Verb.CALENDAR_ADDED, on=source, actor=actor)
        jobs.enqueue(REFRESH, key=str(source.pk), source_id=source.pk)
    return source


def _account(username: str, password: str) -> dict[str, str]:
    if not username:
        return {}
    return {"kind": CalendarKind.CALDAV, "username": username, "password": encrypt(password)}


@transaction.atomic
def remove_calendar(*, source: CalendarSource, actor: User) -> None:
    """Remove a calendar with all that is known of it."""
    record(Verb.CALENDAR_REMOVED, on=source, actor=actor)
    source.delete()


def refresh_due() -> int:
    """Have the calendars read that were not lately; return how many."""
    before = clock.now() - EVERY
    due = CalendarSource.objects.filter(user__is_active=True).exclude(tried_at__gt=before)
    ids = list(due.values_list("pk", flat=True))
    for pk in ids:
        with transaction.atomic():
            jobs.enqueue(REFRESH, key=str(pk), source_id=pk)
    return len(ids)


@job(REFRESH)
def refresh(claimed: BackgroundJob, *, source_id: int) -> None:
    """Read a calendar. One that can't be read keeps what was known of it, with its age."""
    source = CalendarSource.objects.select_related("user").filter(pk=source_id).first()
    if source is None:
        return
    now = clock.now()
    try:
        found = read(source, start=now - timedelta(days=1), end=now + AHEAD)
    except NotFetched as error:
        _note_failure(claimed, source, str(error))
    except CalendarRefused as error:
        _note_failure(claimed, source, str(error))
    else:
        _replace(claimed, source, found)


@transaction.atomic
def _note_failure(claimed: BackgroundJob, source: CalendarSource, reason: str) -> None:
    heartbeat(claimed)
    sources = CalendarSource.objects.filter(pk=source.pk)
    sources.update(tried_at=clock.now(), error=reason[:200])


@transaction.atomic
def _replace(claimed: BackgroundJob, source: CalendarSource, found: list[Busy]) -> None:
    heartbeat(claimed)
    now = clock.now()
    sources = CalendarSource.objects.select_for_update(no_key=True).filter(pk=source.pk)
    if not sources.exists():
        return
    BusyTime.objects.filter(source=source).delete()
    BusyTime.objects.bulk_create(
        BusyTime(source=source, during=DateTimeTZRange(span.start, span.end)) for span in found
    )
    sources.update(read_at=now, tried_at=now, error="")

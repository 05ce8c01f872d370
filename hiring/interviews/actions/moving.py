"""Another time for a booked interview, or for several of a loop at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity.actions import Conflict, Refused, record
from hiring.activity.editing import EditConflict, merge
from hiring.interviews.actions.booking import place_of
from hiring.interviews.actions.checks import (
    check_time,
    refuse_if_submitted,
    refuse_unless_booked,
)
from hiring.interviews.actions.conflicts import Wanted, lost_race, refuse_clashes
from hiring.interviews.actions.limits import keep_limits, lock_people
from hiring.interviews.actions.loop_state import (
    locked_interview,
    locked_loop,
    settle,
    subject_of,
)
from hiring.interviews.mails import notify_moved
from hiring.interviews.models import Interview, InterviewStatus, Loop, Seat, SeatStatus
from hiring.interviews.verbs import Verb
from hiring.scheduling.models import Room


def move_interview(
    *,
    interview: Interview,
    actor: User,
    starts_at: datetime | None = None,
    minutes: int | None = None,
    zone: str | None = None,
    place: str | None = None,
    room_id: int | None = None,
    seen: Mapping[str, Any] | None = None,
    over_limits: bool = False,
) -> Interview:
    """Return the interview at its new time or place, its seats with it; None stays as it is.

    `room_id` 0 is for no room.

    `seen` is what a page showed of these values: EditConflict where someone else changed what
    this changes, too. Raises Clash, which names who is busy; its LimitReached when somebody would
    hold more than they take, unless `over_limits`; Refused when it is over or called off.
    """
    sent = {"starts_at": starts_at, "minutes": minutes, "zone": zone, "place": place}
    sent |= {"room_id": room_id}
    asked = {name: value for name, value in sent.items() if value is not None}
    with transaction.atomic():
        interview = locked_interview(interview)
        values = _merged(interview, asked, seen or {})
        check_time(values["starts_at"], values["minutes"], values["zone"])
        end = values["starts_at"] + timedelta(minutes=values["minutes"])
        during = DateTimeTZRange(values["starts_at"], end)
        room = _room(interview, values["room_id"])
        try:
            with transaction.atomic():
                return _move(
                    interview,
                    during,
                    values["zone"],
                    _place(interview, values["place"].strip(), room),
                    room,
                    actor,
                    over_limits=over_limits,
                )
        except IntegrityError as error:
            wanted = Wanted(interview.name, during, _people(interview), room)
            raise lost_race(
                error, [wanted], candidate=interview.candidate, viewer=actor, but_not=interview
            ) from error


@dataclass(frozen=True)
class NewStart:
    """When an interview is to begin, and when it began as far as its page knew."""

    starts_at: datetime
    seen: datetime


def move_loop(
    *,
    loop: Loop,
    starts: Mapping[int, NewStart],
    zone: str,
    actor: User,
    over_limits: bool = False,
) -> list[Interview]:
    """Return the interviews that were moved, all of them or none; `starts` has them by id.

    Raises Clash, LimitReached and Refused as `move_interview` does, by the order of `starts`;
    Conflict where someone else has moved one meanwhile.
    """
    with transaction.atomic():
        loop = locked_loop(loop.pk)
        found = loop.interviews.booked().select_related("room").in_bulk(list(starts))
        interviews = [found[pk] for pk in starts if pk in found]
        people = {one.pk: _seated(one) for one in interviews}
        wanted = [
            Wanted(one.name, _during(one, starts), tuple(s.user for s in people[one.pk]), one.room)
            for one in interviews
        ]
        _check(loop, interviews, starts, people, zone)
        lock_people(wanted)
        refuse_clashes(wanted, candidate=loop.application.candidate, viewer=actor, but_not=loop)
        keep_limits(
            wanted,
            application=loop.application,
            actor=actor,
            over_limits=over_limits,
            but_not=loop,
        )
        try:
            with transaction.atomic():
                return _move_all(loop, interviews, starts, people, zone, actor)
        except IntegrityError as error:
            candidate = loop.application.candidate
            raise lost_race(
                error, wanted, candidate=candidate, viewer=actor, but_not=loop
            ) from error


def _during(interview: Interview, starts: Mapping[int, NewStart]) -> DateTimeTZRange:
    start = starts[interview.pk].starts_at
    return DateTimeTZRange(start, start + timedelta(minutes=interview.minutes))


def _seated(interview: Interview) -> list[Seat]:
    seats = Seat.everyone.active().filter(interview=interview)
    return list(seats.select_related("user").order_by("user_id"))


def _check(
    loop: Loop,
    interviews: list[Interview],
    starts: Mapping[int, NewStart],
    people: Mapping[int, list[Seat]],
    zone: str,
) -> None:
    if len(interviews) < len(starts):
        raise Conflict(_("Someone else canceled one of these interviews. Look at the loop again."))
    for number, interview in enumerate(interviews):
        interview.loop = loop
        if starts[interview.pk].seen != interview.starts_at:
            text = _("Someone else moved “%(name)s” meanwhile. Look at the loop again.")
            raise Conflict(text % {"name": interview.name})
        if starts[interview.pk].starts_at != interview.starts_at:
            check_time(
                starts[interview.pk].starts_at, interview.minutes, zone, where=f"slots.{number}."
            )
            refuse_if_submitted(people[interview.pk])


def _move_all(
    loop: Loop,
    interviews: list[Interview],
    starts: Mapping[int, NewStart],
    people: Mapping[int, list[Seat]],
    zone: str,
    actor: User,
) -> list[Interview]:
    """They may change places with each other, so that all stand aside until each has its time."""
    moved = [one for one in interviews if starts[one.pk].starts_at != one.starts_at]
    ids = [one.pk for one in moved]
    seats = [seat.pk for pk in ids for seat in people[pk]]
    Interview.objects.filter(pk__in=ids).update(status=InterviewStatus.CANCELED)
    Seat.everyone.filter(pk__in=seats).update(status=SeatStatus.CANCELED)
    for one in moved:
        _write(one, _during(one, starts), zone, one.place, people[one.pk], actor)
    Interview.objects.filter(pk__in=ids).update(status=InterviewStatus.BOOKED)
    Seat.everyone.filter(pk__in=seats).update(status=SeatStatus.ACTIVE)
    if moved:
        settle(loop)
    return moved


def _merged(
    interview: Interview, asked: Mapping[str, Any], seen: Mapping[str, Any]
) -> dict[str, Any]:
    stored = {
        "starts_at": interview.starts_at,
        "minutes": interview.minutes,
        "zone": interview.zone,
        "place": interview.place,
        "room_id": interview.room_id or 0,
    }
    merged = merge(seen=seen, theirs=stored, mine=asked)
    if merged.conflicts:
        raise EditConflict(fields=merged.conflicts)
    return stored | merged.values


def _room(interview: Interview, room_id: int) -> Room | None:
    """Return the room; Refused for one that was archived, unless the interview is in it."""
    if room_id == (interview.room_id or 0):
        return interview.room
    room = Room.objects.open().filter(pk=room_id).first()
    if room_id and room is None:
        raise Refused(_("This room was archived. Choose again."), field="room")
    return room


def _place(interview: Interview, place: str, room: Room | None) -> str:
    """Return where it is as people read it: the new room's name, unless something else is typed."""
    was = interview.room.name if interview.room else interview.video
    if room == interview.room or place not in ("", was):
        return place
    return place_of("", room)


def _move(
    interview: Interview,
    during: DateTimeTZRange,
    zone: str,
    place: str,
    room: Room | None,
    actor: User,
    *,
    over_limits: bool,
) -> Interview:
    now = (interview.during, interview.zone, interview.place, interview.room)
    if now == (during, zone, place, room):
        return interview
    refuse_unless_booked(interview)
    seats = _seated(interview)
    refuse_if_submitted(seats)
    wanted = [Wanted(interview.name, during, tuple(seat.user for seat in seats), room)]
    lock_people(wanted)
    refuse_clashes(wanted, candidate=interview.candidate, viewer=actor, but_not=interview)
    if during != interview.during:
        keep_limits(
            wanted,
            application=interview.loop.application,
            actor=actor,
            over_limits=over_limits,
            but_not=interview,
        )
    interview.room = room
    _write(interview, during, zone, place, seats, actor)
    settle(interview.loop)
    return interview


def _write(
    interview: Interview,
    during: DateTimeTZRange,
    zone: str,
    place: str,
    seats: list[Seat],
    actor: User,
) -> None:
    before, interview.during = interview.during, during
    interview.zone, interview.place = zone, place
    interview.sequence += 1
    interview.save(update_fields=["during", "zone", "place", "room", "sequence"])
    _carry_seats(interview, seats)
    times = {"from_time": before.lower.isoformat(), "to_time": during.lower.isoformat()}
    subject = subject_of(interview.loop)
    record(
        Verb.INTERVIEW_MOVED,
        on=interview,
        actor=actor,
        interview=interview.name,
        **times,
        **subject,
    )


def _carry_seats(interview: Interview, seats: list[Seat]) -> None:
    """One after the other by the order of people's ids, so that two moves never wait crosswise."""
    for seat in seats:
        seat.sequence += 1
        # What was answered was for the time before.
        Seat.everyone.filter(pk=seat.pk).update(
            during=interview.during,
            sequence=seat.sequence,
            answer="",
            answered_at=None,
            reason="",
            substitute=None,
        )
        seat.interview = interview
        notify_moved(seat)
    left = Seat.everyone.filter(interview=interview).exclude(status=SeatStatus.ACTIVE)
    left.update(during=interview.during)


def _people(interview: Interview) -> tuple[User, ...]:
    return tuple(seat.user for seat in _seated(interview))

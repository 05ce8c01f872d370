"""Another time for a booked interview."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.accounts.models import User
from hiring.activity.actions import record
from hiring.activity.verbs import Verb
from hiring.interviews.actions.checks import (
    check_time,
    refuse_if_submitted,
    refuse_unless_booked,
)
from hiring.interviews.actions.clashes import Wanted, lost_race, refuse_clashes
from hiring.interviews.actions.settling import (
    locked_interview,
    settle,
    subject_of,
)
from hiring.interviews.mails import tell_moved
from hiring.interviews.models import Interview, Seat, SeatStatus


def move_interview(
    *,
    interview: Interview,
    starts_at: datetime,
    minutes: int,
    zone: str,
    by: User,
    place: str | None = None,
) -> Interview:
    """Return the interview at its new time (and place, when given), its seats with it.

    Raises Clash, which names who is busy; Refused when it is over or called off.
    """
    check_time(starts_at, minutes, zone)
    during = DateTimeTZRange(starts_at, starts_at + timedelta(minutes=minutes))
    try:
        with transaction.atomic():
            return _move(interview, during, zone, place, by)
    except IntegrityError as error:
        wanted = Wanted(interview.name, during, _people(interview))
        raise lost_race(
            error, [wanted], candidate=interview.candidate, viewer=by, but_not=interview
        ) from error


def _move(
    interview: Interview, during: DateTimeTZRange, zone: str, place: str | None, by: User
) -> Interview:
    interview = locked_interview(interview)
    place = interview.place if place is None else place.strip()
    if (interview.during, interview.zone, interview.place) == (during, zone, place):
        return interview
    refuse_unless_booked(interview)
    seats = list(interview.seats.active().select_related("user").order_by("user_id"))
    refuse_if_submitted(seats)
    refuse_clashes(
        [Wanted(interview.name, during, tuple(seat.user for seat in seats))],
        candidate=interview.candidate,
        viewer=by,
        but_not=interview,
    )
    before, interview.during = interview.during, during
    interview.zone, interview.place = zone, place
    interview.save(update_fields=["during", "zone", "place"])
    _carry_seats(interview, seats)
    times = {"from_time": before.lower.isoformat(), "to_time": during.lower.isoformat()}
    subject = subject_of(interview.loop)
    record(Verb.INTERVIEW_MOVED, on=interview, by=by, interview=interview.name, **times, **subject)
    settle(interview.loop)
    return interview


def _carry_seats(interview: Interview, seats: list[Seat]) -> None:
    """One after the other by the order of people's ids, so that two moves never wait crosswise."""
    for seat in seats:
        Seat.objects.filter(pk=seat.pk).update(during=interview.during)
        seat.interview = interview
        tell_moved(seat)
    interview.seats.exclude(status=SeatStatus.ACTIVE).update(during=interview.during)


def _people(interview: Interview) -> tuple[User, ...]:
    return tuple(seat.user for seat in interview.seats.active().select_related("user"))

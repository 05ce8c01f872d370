"""Who is busy: asked before a booking for a kind answer, and after a lost race to explain it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from zoneinfo import ZoneInfo

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from candidates.models import Candidate
from hiring.accounts.models import User
from hiring.activity.actions import Conflict
from hiring.interviews.models import HeldTime, Hold, Interview, Loop, Seat
from hiring.interviews.times import word_span
from hiring.scheduling.models import Room

ONE_PLACE_AT_A_TIME = {
    "candidate_in_one_interview_at_a_time",
    "interviewer_in_one_interview_at_a_time",
    "one_active_seat_per_person",
    "room_for_one_interview_at_a_time",
    "held_once_at_a_time",
}


@dataclass(frozen=True)
class Wanted:
    """A time that is asked for, and who is to be there."""

    name: str
    during: DateTimeTZRange
    interviewers: tuple[User, ...]
    room: Room | None = None

    def resources(self, candidate: Candidate) -> Iterator[str]:
        """Yield what it takes, as holds name it."""
        yield f"candidate:{candidate.pk}"
        if self.room:
            yield f"room:{self.room.pk}"
        yield from sorted(f"user:{user.pk}" for user in self.interviewers)


@dataclass(frozen=True)
class Problem:
    """What stands against one of the times asked for."""

    slot: int
    field: str  # "interviewers", "room" or "starts_at"
    message: str


class Clash(Conflict):
    """Somebody is elsewhere at a time asked for; `problems` says who, where and when."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(dict.fromkeys(problem.message for problem in problems)))
        self.problems = list(problems)


def refuse_clashes(
    wanted: Sequence[Wanted],
    *,
    candidate: Candidate,
    viewer: User,
    but_not: Interview | Loop | None = None,
) -> None:
    """Raise Clash when a person, a room or the candidate is taken at one of the times.

    Times in the messages are in the viewer's zone. `but_not` is the interview or loop that moves.
    """
    problems = [
        *_among_themselves(wanted, viewer),
        *_of_the_candidate(wanted, candidate, viewer, but_not),
        *_of_interviewers(wanted, viewer, but_not),
        *_of_rooms(wanted, viewer, but_not),
        *_of_holds(wanted, candidate, viewer),
    ]
    if problems:
        raise Clash(sorted(problems, key=lambda problem: problem.slot))


def lost_race(
    error: IntegrityError,
    wanted: Sequence[Wanted],
    *,
    candidate: Candidate,
    viewer: User,
    but_not: Interview | Loop | None = None,
) -> Conflict:
    """Return what to say when the database refused what had looked free a moment before.

    Called after the rollback, when the faster booking can be read. An error of another kind is
    raised again.
    """
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    if constraint not in ONE_PLACE_AT_A_TIME:
        raise error
    try:
        refuse_clashes(wanted, candidate=candidate, viewer=viewer, but_not=but_not)
    except Clash as clash:
        return clash
    return Conflict(_("Someone else just booked one of these times. Nothing was saved. Try again."))


def overlap(one: DateTimeTZRange, other: DateTimeTZRange) -> bool:
    """Return whether two spans share time; that one begins when the other ends is no overlap."""
    return one.lower < other.upper and other.lower < one.upper


def where(seat: Seat, viewer: User) -> str:
    """Return in which interview and when a seat is, saying only what the viewer may know."""
    interview = seat.interview
    name = _("“%(interview)s”") % {"interview": interview.name}
    if viewer.sees_everything:
        name = _("%(interview)s with %(candidate)s") % {
            "interview": name,
            "candidate": interview.loop.application.candidate,
        }
    return f"{name}, {word_span(seat.during.lower, seat.during.upper, viewer.zone)}"


def _among_themselves(wanted: Sequence[Wanted], viewer: User) -> Iterator[Problem]:
    for index, later in enumerate(wanted):
        for earlier in wanted[:index]:
            if overlap(earlier.during, later.during):
                yield Problem(index, "starts_at", _overlapping(earlier, viewer))


def _overlapping(earlier: Wanted, viewer: User) -> str:
    span = word_span(earlier.during.lower, earlier.during.upper, viewer.zone)
    text = _("This overlaps with “%(other)s” (%(when)s).")
    return text % {"other": earlier.name, "when": span}


def _of_the_candidate(
    wanted: Sequence[Wanted], candidate: Candidate, viewer: User, but_not: Interview | Loop | None
) -> Iterator[Problem]:
    booked = Interview.objects.booked().filter(candidate=candidate).filter(_at_any(wanted))
    for interview in booked.but_of(but_not).order_by("during"):
        when = word_span(interview.starts_at, interview.ends_at, viewer.zone)
        text = _("%(candidate)s already has “%(interview)s” at this time: %(when)s.")
        words = {"candidate": candidate, "interview": interview.name, "when": when}
        for index, slot in enumerate(wanted):
            if overlap(slot.during, interview.during):
                yield Problem(index, "starts_at", text % words)


def _of_interviewers(
    wanted: Sequence[Wanted], viewer: User, but_not: Interview | Loop | None
) -> Iterator[Problem]:
    people = {user.pk for slot in wanted for user in slot.interviewers}
    seats = Seat.everyone.active().filter(user__in=people).filter(_at_any(wanted))
    for seat in seats.but_of(but_not).with_interview().order_by("during", "id"):
        text = _("%(person)s is busy: %(where)s.")
        words = {"person": seat.user, "where": where(seat, viewer)}
        for index, slot in enumerate(wanted):
            if seat.user in slot.interviewers and overlap(slot.during, seat.during):
                yield Problem(index, "interviewers", text % words)


def _of_rooms(
    wanted: Sequence[Wanted], viewer: User, but_not: Interview | Loop | None
) -> Iterator[Problem]:
    rooms = {slot.room for slot in wanted if slot.room}
    if not rooms:
        return
    booked = Interview.objects.booked().filter(room__in=rooms).filter(_at_any(wanted))
    for interview in booked.but_of(but_not).select_related("room").order_by("during"):
        when = word_span(interview.starts_at, interview.ends_at, viewer.zone)
        text = _("%(room)s is taken: %(when)s.") % {"room": interview.room, "when": when}
        for index, slot in enumerate(wanted):
            if slot.room == interview.room and overlap(slot.during, interview.during):
                yield Problem(index, "room", text)


def _of_holds(wanted: Sequence[Wanted], candidate: Candidate, viewer: User) -> Iterator[Problem]:
    """Times that are kept for another candidate for a while; expired holds keep nothing."""
    resources = {name for slot in wanted for name in slot.resources(candidate)}
    held = HeldTime.objects.filter(resource__in=resources).filter(_at_any(wanted))
    others = Hold.objects.live().exclude(application__candidate=candidate)
    for time in held.filter(hold__in=others).select_related("hold"):
        for index, slot in enumerate(wanted):
            if time.resource in slot.resources(candidate) and overlap(slot.during, time.during):
                who = _held(time.resource, slot, candidate)
                until = date_format(time.hold.expires_at.astimezone(ZoneInfo(viewer.zone)), "H:i")
                text = _("%(who)s is reserved for another candidate until %(until)s.")
                yield Problem(index, "starts_at", text % {"who": who, "until": until})


def _held(resource: str, slot: Wanted, candidate: Candidate) -> object:
    kind, _colon, pk = resource.partition(":")
    if kind == "user":
        return next(user for user in slot.interviewers if user.pk == int(pk))
    return slot.room if kind == "room" else candidate


def _at_any(wanted: Sequence[Wanted]) -> Q:
    return reduce(or_, (Q(during__overlap=slot.during) for slot in wanted))

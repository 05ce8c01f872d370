"""Who is busy: asked before a booking for a kind answer, and after a lost race to explain it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils.translation import gettext as _

from candidates.models import Candidate
from hiring.accounts.models import User
from hiring.activity.actions import Conflict
from hiring.interviews.models import Interview, Seat
from hiring.interviews.times import word_span

ONE_PLACE_AT_A_TIME = {
    "candidate_in_one_interview_at_a_time",
    "interviewer_in_one_interview_at_a_time",
    "one_active_seat_per_person",
}


@dataclass(frozen=True)
class Wanted:
    """A time that is asked for, and who is to be there."""

    name: str
    during: DateTimeTZRange
    interviewers: tuple[User, ...]


@dataclass(frozen=True)
class Problem:
    """What stands against one of the times asked for."""

    slot: int
    field: str  # "interviewers" or "starts_at"
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
    but_not: Interview | None = None,
) -> None:
    """Raise Clash when a person or the candidate cannot be at one of the times.

    Times in the messages are in the viewer's zone. `but_not` is the interview that moves.
    """
    problems = [
        *_among_themselves(wanted, viewer),
        *_of_the_candidate(wanted, candidate, viewer, but_not),
        *_of_interviewers(wanted, viewer, but_not),
    ]
    if problems:
        raise Clash(sorted(problems, key=lambda problem: problem.slot))


def lost_race(
    error: IntegrityError,
    wanted: Sequence[Wanted],
    *,
    candidate: Candidate,
    viewer: User,
    but_not: Interview | None = None,
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
    wanted: Sequence[Wanted], candidate: Candidate, viewer: User, but_not: Interview | None
) -> Iterator[Problem]:
    booked = Interview.objects.booked().filter(candidate=candidate).filter(_at_any(wanted))
    booked = booked.exclude(pk=but_not.pk) if but_not else booked
    for interview in booked.order_by("during"):
        when = word_span(interview.starts_at, interview.ends_at, viewer.zone)
        text = _("%(candidate)s already has “%(interview)s” at this time: %(when)s.")
        words = {"candidate": candidate, "interview": interview.name, "when": when}
        for index, slot in enumerate(wanted):
            if overlap(slot.during, interview.during):
                yield Problem(index, "starts_at", text % words)


def _of_interviewers(
    wanted: Sequence[Wanted], viewer: User, but_not: Interview | None
) -> Iterator[Problem]:
    people = {user.pk for slot in wanted for user in slot.interviewers}
    seats = Seat.objects.active().filter(user__in=people).filter(_at_any(wanted))
    seats = seats.exclude(interview=but_not) if but_not else seats
    for seat in seats.with_interview().order_by("during", "id"):
        text = _("%(person)s is busy: %(where)s.")
        words = {"person": seat.user, "where": where(seat, viewer)}
        for index, slot in enumerate(wanted):
            if seat.user in slot.interviewers and overlap(slot.during, seat.during):
                yield Problem(index, "interviewers", text % words)


def _at_any(wanted: Sequence[Wanted]) -> Q:
    return reduce(or_, (Q(during__overlap=slot.during) for slot in wanted))

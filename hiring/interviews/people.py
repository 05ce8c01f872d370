"""Whom to ask: the hiring team first, then everybody, each with what they are busy with."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.models import TeamRole, User
from hiring.interviews.actions.conflicts import overlap, where
from hiring.interviews.load import Load
from hiring.interviews.models import Interview, Seat
from hiring.interviews.signing import in_words
from hiring.requisitions.models import HiringTeamMember
from hiring.scheduling.free_time import FreeTime
from hiring.scheduling.solver.problem import Span
from rubrics.models import Perspective

# How many are offered without a search, and how many a search finds.
OFFERED = 8
FOUND = 12
_ORDER: dict[str, int] = {
    TeamRole.INTERVIEWER: 0,
    TeamRole.HIRING_MANAGER: 1,
    TeamRole.RECRUITER: 2,
}


@dataclass(frozen=True)
class Person:
    """Somebody who could interview. `busy` says where they are at the time, if they are."""

    user: User
    role: str
    # The side of the work that they speak for on this requisition, in words.
    perspective: str = ""
    chosen: bool = False
    busy: str = ""
    # What else speaks against the time: hours, time off, their own calendar.
    note: str = ""
    # Whether they can read scorecards of the loop: another one of theirs would not be blind.
    barred: bool = False
    # The perspective as it is stored, and how many interviews they hold in that week.
    side: str = ""
    week: int = 0
    # Others were signed off for this kind of interview, and they were not: that in words.
    unsigned: str = ""


class Directory:
    """The people that the pages of one requisition offer; read once for all its interviews."""

    def __init__(self, requisition_id: int) -> None:
        members = HiringTeamMember.objects.filter(
            requisition=requisition_id, user__is_active=True
        ).select_related("user")
        ordered = sorted(members, key=lambda m: (_ORDER[m.role], m.user.name, m.user_id))
        self.roles: dict[User, str] = {}
        self.perspectives: dict[User, str] = {}
        for member in ordered:
            self.roles.setdefault(member.user, member.get_role_display())
            if member.perspective:
                self.perspectives.setdefault(member.user, member.perspective)

    @cached_property
    def offered(self) -> list[User]:
        """The hiring team, filled up with others by name."""
        missing = OFFERED - len(self.roles)
        if missing <= 0:
            return list(self.roles)
        others = User.objects.active().exclude(pk__in=[user.pk for user in self.roles])
        return [*self.roles, *others.order_by("name", "pk")[:missing]]

    def found(self, q: str, perspective: str = "") -> list[User]:
        """Return those whom the words find; without any those offered, this perspective first."""
        if not q.strip():
            if not perspective:
                return self.offered
            return sorted(self.offered, key=lambda user: self.perspectives.get(user) != perspective)
        return list(User.objects.active().search(q).order_by("name", "pk")[:FOUND])


def chosen_users(ids: Collection[int]) -> dict[int, User]:
    """Return the active users with these ids; one query, none without ids."""
    if not ids:
        return {}
    return User.objects.active().order_by("name", "pk").in_bulk(list(ids))


def seats_at(
    users: Iterable[User], span: DateTimeTZRange | None, *, but_not: Interview | None = None
) -> list[Seat]:
    """Return the active seats of these people that touch the span; one query."""
    if span is None:
        return []
    seats = Seat.everyone.clashing(users=list(users), during=span, but_not=but_not)
    return list(seats.with_interview().order_by("during", "id"))


def wish(people: int, perspective: str) -> str:
    """Return what a plan wants of an interview's people; empty for one person of any side."""
    side = perspective_in_words(perspective)
    if people > 1 and side:
        return _("Plan: %(people)d interviewers, at least one from %(perspective)s.") % {
            "people": people,
            "perspective": side,
        }
    if people > 1:
        return _("Plan: %(people)d interviewers.") % {"people": people}
    return _("Plan: an interviewer from %(perspective)s.") % {"perspective": side} if side else ""


def perspective_in_words(perspective: str) -> str:
    """Return a perspective as it stands inside a sentence; empty for none."""
    return _lowered(_label(perspective))


def _label(perspective: str) -> str:
    return str(Perspective(perspective).label) if perspective in Perspective.values else ""


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]


def persons(
    users: Iterable[User],
    directory: Directory,
    *,
    chosen: Collection[int] = (),
    during: DateTimeTZRange | None = None,
    seats: Iterable[Seat] = (),
    barred: Collection[int] = (),
    times: Mapping[int, FreeTime] | None = None,
    load: Mapping[int, Load] | None = None,
    kind: str = "",
    signed: Collection[User] = (),
    viewer: User,
) -> list[Person]:
    """Return the people with role, choice, and what they are busy with during the time."""
    busy: dict[int, Seat] = {}
    for seat in seats:
        if during and overlap(seat.during, during):
            busy.setdefault(seat.user_id, seat)
    return [
        Person(
            user=user,
            role=directory.roles.get(user, ""),
            perspective=_label(directory.perspectives.get(user, "")),
            chosen=user.pk in chosen,
            barred=user.pk in barred,
            busy=where(busy[user.pk], viewer) if user.pk in busy else "",
            note=against((times or {}).get(user.pk), during),
            side=directory.perspectives.get(user, ""),
            week=_in_week(load[user.pk], during) if load and during else 0,
            unsigned=in_words(user, kind, signed),
        )
        for user in users
    ]


def _in_week(load: Load, during: DateTimeTZRange) -> int:
    return load.in_week_of(load.day_of(during.lower))


def against(time: FreeTime | None, during: DateTimeTZRange | None) -> str:
    """Return what is known against a person's having time."""
    if time is None or during is None:
        return ""
    if not time.is_known:
        return _("their calendar can’t be read")
    span = Span(during.lower, during.upper)
    if any(busy.start < span.end and span.start < busy.end for busy in time.busy):
        return _("busy in their calendar, or off")
    if not any(hours.start <= span.start and span.end <= hours.end for hours in time.open):
        return _("outside working hours")
    return ""

"""Times and people for a loop, found by the solver in the background, as the booking page offers
them: what is asked of it, what it answered, and that in words."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candidates.models import Candidate
from hiring.accounts.models import TeamRole, User
from hiring.activity import clock
from hiring.interviews.load import QUARTER, Load, loads
from hiring.interviews.loop_defaults import DAYS_AHEAD, Planned, planned
from hiring.interviews.models import HeldTime, Hold, Interview, Loop, Proposal, Seat
from hiring.interviews.people import Directory
from hiring.interviews.times import next_working_day
from hiring.interviews.wishes import Wishes
from hiring.pipeline.models import Application
from hiring.scheduling.free_time import FreeTime, free_times
from hiring.scheduling.hours import without
from hiring.scheduling.models import Room
from hiring.scheduling.solver.problem import (
    Answer,
    Asked,
    LoopAsked,
    Panelist,
    Problem,
    Reason,
    Span,
    fingerprint,
)
from hiring.scheduling.training import learners, qualified_for
from rubrics.models import StageKind

WINDOW = timedelta(days=14)
ASKS_NOTHING = Wishes()
MAX_PAIRED = 12
MAX_NAMED = 6
# What a room's key begins with, where people and rooms are told apart.
ROOM = "room:"
# Waiting for so many quarters between interviews is worth a word.
MUCH_WAITING = 6


def problem_for(
    application: Application, zone: str, wishes: Wishes = ASKS_NOTHING, *, lasts: timedelta = WINDOW
) -> Problem:
    """Return what the solver is asked for the application's stage; twelve queries.

    A loop that is booked in it already is in nobody's way: these times may take its place.
    """
    plan = planned(application)
    directory = Directory(application.requisition_id)
    team = qualified(directory, application.stage.kind)
    holders = _holders(plan, team)
    kinds = {kind_of(entry) for entry in plan}
    learning = learners(kinds)
    groups = [team, *holders.values(), *learning.values()]
    people = list({user.pk: user for users in groups for user in users}.values())
    start, end = window(zone, lasts=lasts)
    times = free_times(people, start - timedelta(days=1), end + timedelta(days=1))
    present = application.loops.booked().filter(stage=application.stage_id).first()
    load = loads(people, start - QUARTER, end, but_not=present)
    held = _held(application, start, end)
    between = (start, end)
    rooms = _rooms(between, held, but_not=present) if wishes.in_room else {}
    loop = _loop(application, plan, directory, holders, zone, between, present, held, wishes)
    return Problem(
        loops=(_trained(loop, plan, learning, rooms),),
        panel=(
            *(_panelist(times[user.pk], load[user.pk], held) for user in people),
            *rooms.values(),
        ),
        start=start,
        end=end,
        new_pairs=_new_pairs(people),
    )


def window(zone: str, *, lasts: timedelta = WINDOW) -> tuple[datetime, datetime]:
    """Return between which instants times are looked for."""
    day = next_working_day(clock.today(zone), ahead=DAYS_AHEAD)
    start = datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)
    return start, start + lasts


def qualified(directory: Directory, stage_kind: str) -> list[User]:
    """Return who may interview: the team's interviewers and managers; for a screen all of it."""
    roles = {TeamRole.INTERVIEWER.label, TeamRole.HIRING_MANAGER.label}
    if stage_kind == StageKind.SCREEN:
        roles.add(TeamRole.RECRUITER.label)
    team = [user for user, role in directory.roles.items() if role in roles]
    return team or directory.offered


def kind_of(entry: Planned) -> str:
    """Return the kind of a planned interview."""
    return entry.rubric_version.rubric.kind


def _holders(plan: list[Planned], team: list[User]) -> dict[str, list[User]]:
    """Return who may hold interviews of each kind.

    Those of the team who were signed off for it; without any everybody who was; where nobody
    ever was, the whole team.
    """
    kinds = {kind_of(entry) for entry in plan}
    signed = qualified_for(kinds)
    found = {}
    for kind in kinds:
        ours = [user for user in team if user in signed.get(kind, ())]
        found[kind] = ours or signed.get(kind) or team
    return found


def _loop(
    application: Application,
    plan: list[Planned],
    directory: Directory,
    holders: dict[str, list[User]],
    zone: str,
    between: tuple[datetime, datetime],
    present: Loop | None,
    held: dict[str, list[Span]],
    wishes: Wishes,
) -> LoopAsked:
    candidate = application.candidate
    theirs = candidate.zone or wishes.zone or zone
    busy = booked_spans(candidate, *between, but_not=present)
    busy += held.get(f"candidate:{candidate.pk}", [])
    return LoopAsked(
        key=str(application.pk),
        name=candidate.name,
        interviews=tuple(
            _asked(n, entry, directory, holders[kind_of(entry)]) for n, entry in enumerate(plan)
        ),
        free=without(wishes.asked(theirs, *between), busy),
        zone=theirs,
        pauses=wishes.pauses,
        is_one_day=wishes.one_day,
    )


def _trained(
    loop: LoopAsked,
    plan: list[Planned],
    learning: Mapping[str, list[User]],
    rooms: Mapping[int, Panelist],
) -> LoopAsked:
    """Return the loop with who may learn in which interview, and which rooms are large enough."""
    sizes = dict(Room.objects.filter(pk__in=rooms).values_list("pk", "people")) if rooms else {}
    interviews = []
    for asked, entry in zip(loop.interviews, plan, strict=True):
        shadows = {str(user.pk) for user in learning.get(kind_of(entry), [])} - asked.qualified
        # With the candidate; and with who learns, where a room is large enough for that.
        seats = asked.seats + bool(shadows)
        ample = {rooms[pk].key for pk, people in sizes.items() if people > seats}
        fitting = {rooms[pk].key for pk, people in sizes.items() if people > asked.seats}
        interviews.append(
            replace(
                asked,
                shadows=frozenset(shadows),
                rooms=frozenset(ample or fitting),
            )
        )
    return replace(loop, interviews=tuple(interviews))


def _rooms(
    between: tuple[datetime, datetime], held: dict[str, list[Span]], *, but_not: Loop | None
) -> dict[int, Panelist]:
    """Return the rooms with when nothing takes place in them; two queries."""
    booked = Interview.objects.booked().filter(
        room__isnull=False, during__overlap=DateTimeTZRange(*between)
    )
    taken: dict[int, list[Span]] = {}
    for interview in booked.but_of(but_not):
        span = Span(interview.starts_at, interview.ends_at)
        taken.setdefault(interview.room_id or 0, []).append(span)
    return {
        room.pk: Panelist(
            key=f"{ROOM}{room.pk}",
            name=room.name,
            free=without(
                [Span(*between)], taken.get(room.pk, []) + held.get(f"{ROOM}{room.pk}", [])
            ),
        )
        for room in Room.objects.open()
    }


def hours_asked(zone: str, start: datetime, end: datetime) -> list[Span]:
    """Return when a candidate in this zone is asked to come, between two instants."""
    return ASKS_NOTHING.asked(zone, start, end)


def booked_spans(
    candidate: Candidate,
    start: datetime,
    end: datetime,
    *,
    but_not: Interview | Loop | None = None,
) -> list[Span]:
    """Return when the candidate has interviews, without what is about to move; one query."""
    booked = Interview.objects.booked().filter(
        candidate=candidate, during__overlap=DateTimeTZRange(start, end)
    )
    found = booked.but_of(but_not)
    return [Span(interview.starts_at, interview.ends_at) for interview in found]


def _asked(number: int, entry: Planned, directory: Directory, team: list[User]) -> Asked:
    """A seat or a perspective that nobody on the team can fill stays open, and is not asked."""
    fitting = [
        user
        for user in team
        if entry.perspective and directory.perspectives.get(user) == entry.perspective
    ]
    return Asked(
        key=str(number),
        name=entry.name,
        minutes=entry.minutes,
        seats=min(max(entry.people, 1), len(team)),
        qualified=frozenset(str(user.pk) for user in team),
        one_of=frozenset(str(user.pk) for user in fitting),
        perspective=entry.perspective,
    )


def _panelist(times: FreeTime, load: Load, held: dict[str, list[Span]]) -> Panelist:
    availability = times.availability
    gap = timedelta(minutes=availability.gap)
    # What is reserved counts as what is booked: it may be booked any moment.
    for span in held.get(f"user:{times.user.pk}", []):
        load = load.with_one_more(span)
    return Panelist(
        key=str(times.user.pk),
        name=times.user.name,
        free=without(times.free, [Span(one.start - gap, one.end + gap) for one in load.spans]),
        zone=times.user.zone,
        per_day=availability.per_day,
        per_week=availability.per_week,
        gap=availability.gap,
        held=load.days,
        load=load.quarter,
    )


def _held(application: Application, start: datetime, end: datetime) -> dict[str, list[Span]]:
    """Return what is held for others, by resource."""
    times = HeldTime.objects.filter(
        hold__in=Hold.objects.live(), during__overlap=DateTimeTZRange(start, end)
    )
    found: dict[str, list[Span]] = {}
    for kept in times.exclude(hold__application=application):
        found.setdefault(kept.resource, []).append(Span(kept.during.lower, kept.during.upper))
    return found


def _new_pairs(team: list[User]) -> frozenset[frozenset[str]]:
    """Return those of whom no two ever sat in one interview: rating together links them."""
    if len(team) > MAX_PAIRED:
        return frozenset()
    panels: dict[int, set[str]] = {}
    seats = Seat.objects.active().filter(user__in=team).values_list("interview_id", "user_id")
    for interview_id, user_id in seats:
        panels.setdefault(interview_id, set()).add(str(user_id))
    known = {frozenset(pair) for panel in panels.values() for pair in combinations(panel, 2)}
    every = {frozenset(pair) for pair in combinations([str(user.pk) for user in team], 2)}
    return frozenset(every - known)


# Answers ------------------------------------------------------------------------------------


def as_json(answer: Answer, problem: Problem) -> dict:
    """Return the answer as a proposal keeps it: ids, times and rules."""
    return {
        "plans": [
            {
                "costs": plan.costs,
                "placed": [
                    {
                        "slot": int(placed.interview),
                        "start": placed.start.isoformat(),
                        "end": placed.end.isoformat(),
                        "people": [int(key) for key in placed.people],
                        "room": int(placed.room.removeprefix(ROOM) or 0) or None,
                        "shadow": int(placed.shadow or 0) or None,
                    }
                    for placed in plan.placed
                ],
            }
            for plan in answer.plans
        ],
        "reasons": reasons_as_json(answer.reasons),
        "is_complete": answer.is_complete,
        "of": fingerprint(problem),
    }


def reasons_as_json(reasons: Iterable[Reason]) -> list[dict]:
    """Return rules with what they are about."""
    return [{"rule": r.rule, "interview": r.interview, "person": r.person} for r in reasons]


@dataclass(frozen=True)
class PlanLine:
    """One plan as the page offers it."""

    number: int
    title: str
    hours: str
    # Each day with its hours: all that a candidate sees of it.
    visits: tuple[str, ...]
    notes: list[str]
    chosen: bool
    # The times and people, as the page fills them in.
    placed: str


def plan_lines(proposal: Proposal, *, zone: str, chosen: int | None) -> list[PlanLine]:
    """Return the plans of a proposal, best first."""
    plans = (proposal.answer or {}).get("plans", [])
    placed = [one for plan in plans for one in plan["placed"]]
    ids = {user for one in placed for user in (*one["people"], one.get("shadow"))}
    names = dict(User.objects.filter(pk__in=ids).order_by().values_list("pk", "name"))
    rooms = dict(
        Room.objects.filter(pk__in={one.get("room") for one in placed}).values_list("pk", "name")
    )
    return [_line(number, plan, (names, rooms), zone, chosen) for number, plan in enumerate(plans)]


def _line(
    number: int,
    plan: dict,
    names: tuple[dict[int, str], dict[int, str]],
    zone: str,
    chosen: int | None,
) -> PlanLine:
    place = ZoneInfo(zone)
    starts = [datetime.fromisoformat(one["start"]).astimezone(place) for one in plan["placed"]]
    ends = [datetime.fromisoformat(one["end"]).astimezone(place) for one in plan["placed"]]
    visits = visits_of(zip(starts, ends, strict=True), place)
    days = sorted({start.date() for start in starts})
    title = " · ".join(date_format(day, "D, M j") for day in days)
    hours = _hours(starts, ends, days[0]) if len(days) == 1 else ""
    placed = json.dumps(plan["placed"])
    notes = _notes(plan, days, *names)
    return PlanLine(number, title, hours, visits, notes, number == chosen, placed)


def visits_of(spans: Iterable[tuple[datetime, datetime]], place: ZoneInfo) -> tuple[str, ...]:
    """Return each day with its hours by the clock of a place: all that a candidate sees."""
    starts, ends = zip(*((s.astimezone(place), e.astimezone(place)) for s, e in spans), strict=True)
    days = sorted({start.date() for start in starts})
    return tuple(f"{date_format(day, 'D, M j')} · {_hours(starts, ends, day)}" for day in days)


def _hours(starts: Sequence[datetime], ends: Sequence[datetime], day: date) -> str:
    first = min(start for start in starts if start.date() == day)
    return f"{first:%H:%M}–{max(end for end in ends if end.date() == day):%H:%M}"


def _notes(plan: dict, days: list[date], names: dict[int, str], rooms: dict[int, str]) -> list[str]:
    notes = []
    if len(days) > 1:
        notes.append(ngettext("%(n)d visit", "%(n)d visits", len(days)) % {"n": len(days)})
    waiting = plan["costs"].get("waiting_quarter", 0)
    if waiting >= MUCH_WAITING:
        notes.append(_("%(n)d minutes of breaks and waiting") % {"n": 15 * waiting})
    counts = Counter(user for one in plan["placed"] for user in one["people"])
    people = [_named(names.get(user, ""), count) for user, count in sorted(counts.items())]
    notes.append(", ".join(people[:MAX_NAMED]) + ("…" if len(people) > MAX_NAMED else ""))
    notes += dict.fromkeys(rooms[one["room"]] for one in plan["placed"] if one.get("room") in rooms)
    shadows = dict.fromkeys(one["shadow"] for one in plan["placed"] if one.get("shadow"))
    notes += [_("%(name)s shadows") % {"name": names.get(user, "")} for user in shadows]
    return notes


def _named(name: str, interviews: int) -> str:
    return name if interviews == 1 else f"{name} ({interviews})"

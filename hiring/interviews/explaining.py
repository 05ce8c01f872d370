"""Why a proposal has no earlier plan, and what would give one: the solver asked again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hiring.interviews.models import Proposal
from hiring.interviews.proposals import WINDOW, problem_for, reasons_as_json
from hiring.interviews.wishes import FIRST, LAST, Wishes
from hiring.scheduling.solver.problem import Problem

SECONDS = 10.0
HOURS, WORKDAYS = 24, 5
# Of the days beside the one that is asked for, so many are tried.
MAX_DAYS = 4


def why_not_earlier(proposal: Proposal) -> dict:
    """Return what stands in the way of a plan before the best one, and what would help.

    Without any plan: before the end of the two weeks.
    """
    from hiring.scheduling.solver.remedies import remedies
    from hiring.scheduling.solver.search import solve

    wishes = Wishes.of(proposal.wishes)
    problem, before = _earlier(proposal, wishes)
    if problem is None:
        return {"first_day": before, "reasons": [], "remedies": []}
    answer = solve(problem, plans=1, seconds=SECONDS)
    found = remedies(problem, answer.reasons, _others(proposal, wishes, problem))
    return {
        "reasons": reasons_as_json(answer.reasons),
        "remedies": [vars(remedy) for remedy in found],
    }


def _earlier(proposal: Proposal, wishes: Wishes) -> tuple[Problem | None, str]:
    """Return the problem of the days before the best plan; None where that is on the first."""
    problem = problem_for(proposal.application, proposal.requested_by.zone, wishes)
    plans = (proposal.answer or {}).get("plans", [])
    if not plans:
        return problem, ""
    [loop] = problem.loops
    place = ZoneInfo(loop.zone)
    first = min(datetime.fromisoformat(one["start"]) for one in plans[0]["placed"])
    day = first.astimezone(place).date()
    end = datetime.combine(day, time.min, place).astimezone(UTC)
    if not any(span.start < end for span in loop.free):
        return None, day.isoformat()
    return replace(problem, end=end), ""


def _others(proposal: Proposal, wishes: Wishes, problem: Problem) -> dict[str, Problem]:
    """Return the problem with other hours, with nothing asked beyond the plan, with a week more."""
    application, zone = proposal.application, proposal.requested_by.zone
    has_plans = bool((proposal.answer or {}).get("plans"))
    free = replace(wishes, not_before=None, not_after=None, day=None)
    found = {}
    if free != wishes:
        found["wishes"] = problem_for(application, zone, free)
    if wishes.day:
        for day in _days_beside(wishes.day):
            other = problem_for(application, zone, replace(wishes, day=day))
            found[f"day:{day.isoformat()}"] = other
    longer = replace(
        wishes,
        not_before=_moved(wishes.not_before or FIRST, -1),
        not_after=_moved(wishes.not_after or LAST, 1),
    )
    found["hours"] = problem_for(application, zone, longer)
    if has_plans:
        return {change: replace(other, end=problem.end) for change, other in found.items()}
    found["week"] = problem_for(application, zone, wishes, lasts=WINDOW + timedelta(days=7))
    return found


def _days_beside(day: date) -> list[date]:
    """Return the working days next to one, the nearest first."""
    number = day.toordinal()
    near = [number + n for distance in range(1, WORKDAYS + 1) for n in (distance, -distance)]
    known = range(1, date.max.toordinal() + 1)
    days = [date.fromordinal(one) for one in near if one in known]
    return [one for one in days if one.weekday() < WORKDAYS][:MAX_DAYS]


def _moved(at: time, hours: int) -> time:
    """Return a time of day some hours earlier or later, where the day has it."""
    hour = at.hour + hours
    return at.replace(hour=hour) if 0 <= hour < HOURS else at

"""Scorecards, written through the actions that people use, and what hangs on them."""

from typing import Any

from django.db.models import QuerySet

from hiring.accounts.models import PublicLink
from hiring.interviews.models import Seat
from hiring.scorecards.actions.writing import submit
from hiring.scorecards.models import Scorecard
from hiring.scorecards.take_homes import PURPOSE
from rubrics.models import Criterion


def criteria_of(seat: Seat) -> list[Criterion]:
    """What the seat's card rates, in the rubric's order."""
    return list(Criterion.objects.filter(version=seat.interview.rubric_version_id))


def whole(seat: Seat, *levels: int | None, overall: int = 3, **values: Any) -> dict[str, Any]:
    """A whole card as the actions take it: these levels by criterion, `yes` where none is given."""
    criteria = criteria_of(seat)
    given = [*levels, *[3] * (len(criteria) - len(levels))]
    ratings = {
        criterion.pk: (level, f"Said it of {criterion.name}." if level else "")
        for criterion, level in zip(criteria, given, strict=True)
    }
    return {"overall": overall, "summary": "Reasons from data.", "ratings": ratings} | values


def sent(seat: Seat, *levels: int | None, **values: Any) -> Scorecard:
    """The seat's card, submitted by its person."""
    return submit(seat=seat, actor=seat.user, **whole(seat, *levels, **values)).scorecard


def typed(seat: Seat, *levels: int | None, **values: Any) -> dict[str, str]:
    """A whole card as a browser sends it."""
    card = whole(seat, *levels, **values)
    data = {"overall": str(card["overall"] or ""), "summary": card["summary"]}
    for pk, (level, evidence) in card["ratings"].items():
        data[f"level_{pk}"] = "none" if level is None else str(level)
        data[f"evidence_{pk}"] = evidence
    return data


def take_home_links() -> QuerySet[PublicLink]:
    """Candidates' links to take-homes; every seat has a link to answer its invitation besides."""
    return PublicLink.objects.filter(purpose=PURPOSE)

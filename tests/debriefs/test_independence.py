"""Counted is what people rated before they could read what others found; the rest is told."""

import json
from datetime import timedelta

import pytest

from hiring.activity import clock
from hiring.debriefs import assembly
from hiring.debriefs.report.grid import grids
from hiring.debriefs.report.markdown import as_markdown
from hiring.debriefs.report.model import from_json
from hiring.interviews.actions.interviewers import add_seat
from hiring.interviews.models import Seat
from hiring.scorecards.actions.writing import amend, submit
from tests.factories.accounts import UserFactory
from tests.factories.debriefs import NOON, scene

pytestmark = pytest.mark.django_db


def assemble(application):
    """The content as it is sealed."""
    return assembly.assemble(application).as_json()


def card(seat: Seat, level: int, evidence: str) -> dict:
    criteria = seat.interview.rubric_version.criteria.all()
    return {
        "overall": level,
        "summary": "Reasons from data.",
        "ratings": {criterion.pk: (level, evidence) for criterion in criteria},
    }


def submitted(seat: Seat, level: int, *, at) -> None:
    with clock.set_to(at):
        submit(seat=seat, actor=seat.user, **card(seat, level, "Saw it done."))


def amended(seat: Seat, *, at) -> None:
    seat.refresh_from_db()
    with clock.set_to(at):
        amend(
            scorecard=seat.scorecard,
            actor=seat.user,
            reason="I mixed up two answers.",
            **card(seat, 2, "Needed three hints."),
        )


def ratings_of(content, seat: Seat) -> set:
    """What of a person's ratings is counted, and what they gave later."""
    return {
        (one["level"], one["after_reading"])
        for hypothesis in content["hypotheses"]
        for one in hypothesis["observations"]
        if one["interviewer_id"] == seat.user_id
    }


def assessments_of(content) -> list:
    return [one["assessment"] for one in content["hypotheses"]]


def cells_of(content) -> list:
    [grid] = grids(from_json(content))
    return [cell for group in grid.groups for line in group.lines for cell in line.cells]


def test_an_amendment_from_before_other_cards_could_be_read_counts():
    made = scene()
    made.submit(made.seats[0])
    amended(made.seats[0], at=NOON + timedelta(days=1, hours=2))
    for seat in made.seats[1:]:
        submitted(seat, 3, at=NOON + timedelta(days=2))

    content = assemble(made.application)

    [amendment] = content["amendments"]
    assert (amendment["overall"], amendment["after_others"]) == ([3, 2], False)
    assert {(2, None)} == ratings_of(content, made.seats[0])
    assert "Needed three hints." in json.dumps(content["hypotheses"])


def test_a_level_changed_after_other_cards_could_be_read_is_told_and_not_counted():
    made = scene().submit_all()
    before = assemble(made.application)
    amended(made.seats[0], at=NOON + timedelta(days=2))

    content = assemble(made.application)

    [amendment] = content["amendments"]
    assert amendment["why"] == "I mixed up two answers."
    assert amendment["after_others"]
    assert [(x["old"], x["new"]) for x in amendment["levels"]] == [(3, 2), (3, 2)]
    assert {(3, 2)} == ratings_of(content, made.seats[0])
    assert assessments_of(content) == assessments_of(before)
    # What they recommend is theirs to change, and fits what they now rate.
    [card] = [c for c in content["recommendations"] if c["interviewer"] == made.seats[0].user.name]
    assert (card["level"], card["contradiction"]) == (2, "")
    assert "2 No after other cards could be read, not counted" in as_markdown(
        from_json(content), number=1
    )


def test_somebody_added_after_the_interview_read_nothing_before_and_counts():
    made = scene().submit_all()
    with clock.set_to(NOON + timedelta(days=2)):
        late = add_seat(interview=made.seats[0].interview, user=UserFactory(), actor=made.recruiter)
    submitted(late, 4, at=NOON + timedelta(days=2, hours=1))
    amended(late, at=NOON + timedelta(days=3))

    content = assemble(made.application)

    assert {(4, 2)} == ratings_of(content, late)
    assert {"3", "4†"} == {f"{cell.text}{cell.marks}" for cell in cells_of(content) if cell.text}

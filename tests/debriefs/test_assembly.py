"""What a debrief says is what the scorecards say."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring.activity import clock
from hiring.debriefs import assembly
from hiring.debriefs.assembly import fingerprint
from hiring.debriefs.report.model import from_json
from hiring.interviews.actions.canceling import cancel_interview, record_no_show
from hiring.interviews.actions.interviewers import cancel_seat, replace_interviewer
from hiring.pipeline.actions.deadlines import set_other_offer
from hiring.pipeline.actions.hypotheses import change_hypothesis
from hiring.scorecards.actions.question_instances import instantiate_questions
from hiring.scorecards.actions.writing import save_draft
from rubrics.content.puzzles import FAMILIES
from rubrics.models import InterviewKind, Stance
from tests.factories.accounts import UserFactory
from tests.factories.debriefs import NOON, competencies_of, evidence_of, scene
from tests.factories.interviews import question

pytestmark = pytest.mark.django_db


def assemble(application):
    """The content as it is sealed."""
    return assembly.assemble(application).as_json()


def hypothesis(content, name):
    return next(h for h in content["hypotheses"] if h["competency"]["name"] == name)


def test_it_says_who_for_what_and_by_whom():
    made = scene(candidate="Chidi Okonkwo").submit_all()

    content = assemble(made.application)

    assert content["candidate"]["name"] == "Chidi Okonkwo"
    assert content["requisition"]["key"] == made.requisition.key
    assert content["requisition"]["archetype"] == "ML engineer"
    assert content["requisition"]["level"] == "Senior"
    assert content["team"]["hiring_manager"] == ["Margaret Hamilton"]
    assert [i["name"] for i in content["interviews"]] == ["Math puzzle", "Take-home review"]
    assert content["interviews"][0]["zone"] == "Europe/Berlin"
    assert [s["interviewer"] for i in content["interviews"] for s in i["seats"]] == [
        seat.user.name for seat in made.seats
    ]


def test_whoever_lost_a_seat_and_had_it_back_is_said_once():
    made = scene()
    _puzzle, first, second = made.seats
    actor = UserFactory(coordinator=True)
    away = replace_interviewer(seat=second, user=UserFactory(name="Kim Duarte"), actor=actor)
    replace_interviewer(seat=away, user=second.user, actor=actor)

    review = assemble(made.application)["interviews"][1]

    assert [(seat["interviewer"], seat["status"]) for seat in review["seats"]] == [
        (first.user.name, "active"),
        ("Kim Duarte", "canceled"),
        (second.user.name, "active"),
    ]


def test_it_says_what_was_asked_so_that_the_same_numbers_can_be_had_again():
    made = scene()
    puzzle, _first, _second = made.seats
    bowl = question(puzzle.interview.rubric_version, title="A bowl", family="bowl-step")
    plain = question(puzzle.interview.rubric_version, title="B plain")
    puzzle.interview.questions.set([plain, bowl])
    [use, _] = instantiate_questions(interview=puzzle.interview, actor=puzzle.user)

    first, second = assemble(made.application)["interviews"]

    asked = [
        (one["title"], one["generator_key"], one["generator_version"], one["seed"])
        for one in first["questions"]
    ]
    assert asked == [("A bowl", "bowl-step", 1, use.seed), ("B plain", "", None, None)]
    assert second["questions"] == []
    assert FAMILIES["bowl-step"].instance(use.seed).prompt


def test_it_says_what_was_chosen_where_nobody_opened_the_kit():
    made = scene()
    seat = made.seats[0]
    bowl = question(seat.interview.rubric_version, title="A bowl", family="bowl-step")
    seat.interview.questions.add(bowl)

    [asked] = assemble(made.application)["interviews"][0]["questions"]

    assert asked["title"] == "A bowl"
    assert (asked["generator_key"], asked["seed"]) == ("", None)


def test_it_says_every_rating_with_the_words_it_rests_on():
    made = scene()
    puzzle, first, second = made.seats
    made.submit(puzzle, 4, 3)
    made.submit(first, 3, 2)
    made.submit(second, 1, None)

    content = assemble(made.application)

    said = [
        (o["interviewer"], o["competency"], o["level"], o["evidence"])
        for h in content["hypotheses"]
        for o in h["observations"]
    ]
    expected = []
    for seat, levels in ((puzzle, (4, 3)), (first, (3, 2)), (second, (1, None))):
        criteria = seat.interview.rubric_version.criteria.all()
        for criterion, level in zip(criteria, levels, strict=True):
            words = evidence_of(seat, criterion) if level else ""
            expected.append((seat.user.name, criterion.competency.name, level, words))
    assert sorted(said, key=str) == sorted(expected, key=str)


def test_strengths_come_first_then_bars_by_weight_and_never_by_a_number():
    profile = {
        "Communication": (Stance.BAR, 2, 5),
        "Software": (Stance.BAR, 3, 1),
        "Modeling": (Stance.STRENGTH, 3, 1),
        "Statistics": (Stance.STRENGTH, 3, 4),
    }
    content = assemble(scene(profile=profile).submit_all().application)

    names = [h["competency"]["name"] for h in content["hypotheses"]]
    assert names == ["Statistics", "Modeling", "Communication", "Software"]


def test_there_is_no_composite_score():
    content = assemble(scene().submit_all().application)

    assert not {"score", "total", "composite", "rank"} & set(content)


def test_a_competency_without_a_criterion_is_not_tested():
    profile = {"Modeling": (Stance.STRENGTH, 3, 3), "Product sense": (Stance.BAR, 3, 1)}

    content = assemble(scene(profile=profile).submit_all().application)

    untested = hypothesis(content, "Product sense")
    assert untested["assessment"]["state"] == "not_tested"
    assert untested["criteria"] == []
    assert untested["untested"] == "No interview covers it"
    assert untested["observations"] == []


def test_what_nobody_observed_is_not_tested_though_it_was_planned():
    loop = {"Math puzzle": (InterviewKind.MATH_PUZZLE, ["Modeling", "Communication"], 1)}
    made = scene(loop=loop)
    made.submit(made.seats[0], 3, None)

    found = hypothesis(assemble(made.application), "Communication")

    assert found["assessment"]["state"] == "not_tested"
    assert found["untested"] == f"Not observed by {made.seats[0].user.name}"
    assert [o["level"] for o in found["observations"]] == [None]


def test_what_is_rated_beside_the_hypotheses_is_shown_without_a_state():
    profile = {"Modeling": (Stance.STRENGTH, 3, 3)}

    content = assemble(scene(profile=profile).submit_all().application)

    assert {o["competency"] for o in content["beside"]} == {"Communication", "Software"}
    assert [h["competency"]["name"] for h in content["hypotheses"]] == ["Modeling"]


def test_a_state_counts_people_and_not_ratings():
    made = scene()
    puzzle, first, second = made.seats
    made.submit(puzzle, 4)
    made.submit(first, 4)
    made.submit(second, 2)

    found = hypothesis(assemble(made.application), "Modeling")["assessment"]

    assert found == {
        "state": "split",
        "side": None,
        "people": 3,
        "at_or_above": 2,
        "below": 1,
        "observations": 3,
        "not_observed": 0,
        "level": 2.9918,
        "low": 2.6249,
        "high": 3.3587,
        "of_ten": [9, 10],
        "before": [3, 7],
    }


def test_one_person_in_two_interviews_is_one_person():
    made = scene()
    puzzle, first, second = made.seats
    cancel_seat(seat=second, actor=made.recruiter)
    replace_interviewer(seat=first, user=puzzle.user, actor=made.recruiter)
    for seat in made.seats:
        if seat.status == "active":
            made.submit(seat)

    found = hypothesis(assemble(made.application), "Modeling")["assessment"]

    assert (found["state"], found["people"], found["observations"]) == ("one_view", 1, 2)


def test_there_is_no_score_over_competencies_and_no_single_chance():
    text = json.dumps(assemble(scene().submit_all().application))

    for name in ("probability", "prior", "composite", 'score"', "likely", '"model"'):
        assert name not in text


def test_a_bar_is_named_by_the_rubrics_words():
    content = assemble(scene().submit_all().application)

    [pk] = hypothesis(content, "Communication")["criteria"]
    criterion = next(one for one in content["criteria"] if one["id"] == pk)
    assert criterion["name"] == "Math puzzle: communication"
    assert criterion["anchors"]["2"] == "Said 2 of four things."


def test_a_card_with_nothing_observed_is_marked_and_counts_nowhere():
    made = scene()
    puzzle, first, second = made.seats
    made.submit(puzzle, None, None, overall=1)
    made.submit(first)
    made.submit(second)

    content = assemble(made.application)

    assert [one["observed"] for one in content["recommendations"]] == [False, True, True]
    assert hypothesis(content, "Modeling")["assessment"]["people"] == 2


def test_where_two_people_differ_both_texts_are_told():
    made = scene()
    puzzle, first, second = made.seats
    made.submit(puzzle, 3, 3)
    made.submit(first, 4, 3)
    made.submit(second, 1, 3)

    content = assemble(made.application)

    found = content["overlap"]
    assert (found["criteria"], found["rated_twice"], found["largest_gap"]) == (4, 2, 3)
    [high, low] = content["gaps"][0]["ratings"]
    assert (low["interviewer"], low["level"]) == (second.user.name, 1)
    assert (high["interviewer"], high["level"]) == (first.user.name, 4)
    assert low["evidence"].startswith(second.user.name)


def test_a_draft_is_never_read():
    made = scene()
    puzzle, first, second = made.seats
    made.submit(puzzle)
    made.submit(first)
    criterion = second.interview.rubric_version.criteria.first()
    with clock.set_to(NOON + timedelta(days=1)):
        save_draft(
            seat=second,
            actor=second.user,
            overall=1,
            summary="Not ready to say this.",
            ratings={criterion.pk: (1, "A half-written thought.")},
        )

    text = json.dumps(assemble(made.application))

    assert "half-written" not in text
    assert "Not ready" not in text


def test_a_seat_that_was_given_up_is_named_and_brings_no_rating():
    made = scene()
    puzzle, first, second = made.seats
    made.submit(puzzle)
    made.submit(first)
    with clock.set_to(NOON + timedelta(days=1)):
        record_no_show(seat=second, actor=made.recruiter)

    content = assemble(made.application)

    seats = content["interviews"][1]["seats"]
    assert [s["status"] for s in seats] == ["active", "no_show"]
    assert second.user.name not in [r["interviewer"] for r in content["recommendations"]]


def test_a_hypothesis_changed_after_the_first_interview_was_booked_is_told():
    made = scene().submit_all()
    with clock.set_to(NOON + timedelta(hours=1)):
        change_hypothesis(
            application=made.application,
            competency=competencies_of(["Software"])["Software"],
            stance=Stance.BAR,
            weight=2,
            bar_level=2,
            why="The team can teach it.",
            actor=made.recruiter,
        )

    content = assemble(made.application)

    [edit] = content["edits"]
    assert (edit["competency"], edit["by"]) == ("Software", made.recruiter.name)
    assert edit["why"] == "The team can teach it."
    assert hypothesis(content, "Software")["bar"] == 2


def test_it_is_json_with_a_version_of_its_shape():
    content = assemble(scene().submit_all().application)

    assert json.loads(json.dumps(content)) == content
    assert from_json(content).as_json() == content


def test_the_same_cards_give_the_same_fingerprint_and_other_words_another():
    made = scene()
    for seat in made.seats[:-1]:
        made.submit(seat)
    before = fingerprint(assemble(made.application))
    again = fingerprint(assemble(made.application))

    made.submit(made.seats[-1])

    assert before == again
    assert fingerprint(assemble(made.application)) != before


def test_queries_do_not_grow_with_the_loop():
    small = scene().submit_all()
    large = scene(
        loop={
            name: (InterviewKind.ML_CODING, ["Modeling", "Software", "Communication"], 2)
            for name in ("Coding", "Debugging", "Design", "Theory")
        }
    ).submit_all()

    counts = []
    for made in (small, large):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assemble(made.application)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30


def test_a_canceled_seat_brings_nothing():
    made = scene()
    puzzle, first, second = made.seats
    made.submit(puzzle)
    made.submit(first)
    cancel_seat(seat=second, actor=made.recruiter)

    content = assemble(made.application)

    assert [r["interviewer"] for r in content["recommendations"]] == [
        puzzle.user.name,
        first.user.name,
    ]


def test_a_canceled_interview_is_the_reason_why_nobody_rated():
    profile = {"Modeling": (Stance.STRENGTH, 3, 5), "Design": (Stance.STRENGTH, 3, 4)}
    loop = {
        "Math puzzle": (InterviewKind.MATH_PUZZLE, ["Modeling"], 1),
        "Whiteboard": (InterviewKind.SYSTEM_DESIGN, ["Design"], 1),
    }
    made = scene(profile=profile, loop=loop)
    with clock.set_to(NOON - timedelta(days=2)):
        cancel_interview(interview=made.seats[1].interview, actor=made.recruiter)
    made.submit(made.seats[0])

    content = assemble(made.application)

    assert hypothesis(content, "Design")["untested"] == "Whiteboard canceled, not rebooked"
    assert content["deviations"] == ["Whiteboard canceled, not rebooked."]


def test_by_when_to_decide_is_told_and_is_no_news():
    made = scene().submit_all()

    set_other_offer(application=made.application, until=date(2026, 12, 4), actor=made.recruiter)
    content = assemble(made.application)
    later = content | {"deadline": {"by": "2027-01-01T09:00:00+00:00", "other_offer": None}}

    assert content["deadline"]["by"]
    assert content["deadline"]["other_offer"] == "2026-12-04"
    assert fingerprint(content) == fingerprint(later)

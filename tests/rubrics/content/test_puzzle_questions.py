"""The catalog's questions that name a family of puzzles: one for each, in the family's terms."""

import pytest

from rubrics.content.puzzles import FAMILIES
from rubrics.documents.catalog import read_catalog

CATALOG = read_catalog()
PUZZLES = [q for q in CATALOG.questions if "family" in q.get("details", {})]
SEEDS = (0, 1, 4711, 999_999_999)


def of_family(question):
    return FAMILIES[question["details"]["family"]]


def named(questions):
    return [pytest.param(question, id=question["key"]) for question in questions]


def test_every_family_has_one_question():
    assert sorted(q["details"]["family"] for q in PUZZLES) == sorted(FAMILIES)


@pytest.mark.parametrize("question", named(PUZZLES))
def test_a_question_is_as_long_hard_and_telling_as_its_family(question):
    family = of_family(question)

    assert question["kind"] == "math_puzzle"
    assert question["minutes"] == family.minutes
    assert question["difficulty"] == family.difficulty
    assert question["competencies"] == list(family.competencies)


@pytest.mark.parametrize("question", named(PUZZLES))
def test_hints_and_follow_ups_come_with_the_instance(question):
    """Written twice they would drift apart, and the kit would show them twice."""
    assert not question.get("hints")
    assert not question.get("follow_ups")


@pytest.mark.parametrize("question", named(PUZZLES))
def test_what_the_candidate_is_told_gives_no_hint_away(question):
    for seed in SEEDS:
        puzzle = of_family(question).instance(seed)
        told = f"{question['body']}\n{puzzle.prompt}".casefold()
        asked = [piece.strip() for hint in puzzle.hints for piece in hint.text.split(".")]
        for piece in (piece for piece in asked if len(piece) > 15):
            assert piece.casefold() not in told, piece


@pytest.mark.parametrize("question", named(PUZZLES))
def test_the_guide_says_what_it_finds_out_how_to_lead_it_and_what_each_level_is(question):
    guide = question["guide"]

    assert "# What it finds out" in guide
    assert "# How to lead it" in guide
    good = guide.partition("# What good looks like")[2]
    assert all(f"**{level}:**" in good for level in "1234")


@pytest.mark.parametrize("question", named(PUZZLES))
def test_the_guide_speaks_of_no_question_that_the_puzzle_does_not_have(question):
    parts = len(of_family(question).instance(1).parts)
    guide = question["guide"]

    assert not any(f"uestion {number}" in guide for number in range(parts + 1, 9))
    assert all(str(number) in guide for number in range(1, parts + 1))


def test_puzzles_without_a_family_stay_for_those_that_reward_an_argument():
    plain = [q["key"] for q in CATALOG.questions if q["kind"] == "math_puzzle" and q not in PUZZLES]

    assert {"gram-matrix", "hat-matrix", "equal-correlations"} <= set(plain)
    assert all(q["hints"] for q in CATALOG.questions if q["key"] in plain)

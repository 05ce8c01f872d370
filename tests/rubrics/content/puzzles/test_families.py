"""What every family of puzzles promises, whatever its mathematics."""

import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from rubrics.content.puzzles import FAMILIES
from rubrics.content.puzzles.model import Area, Family, Puzzle
from rubrics.documents.catalog import FOLDER
from tests.rubrics.content.puzzles.reading import SEEDS, flat, numbers, told

each_family = pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.key)
# What each family gave when its version was published, by key and version.
PUBLISHED = Path(__file__).with_name("published.json")


def puzzles(family: Family) -> list[Puzzle]:
    return [family.instance(seed) for seed in SEEDS]


def digest(family: Family) -> str:
    """A fingerprint of data and answers of the first seeds."""
    shown = [(dict(p.data), p.answer) for p in map(family.instance, range(20))]
    return hashlib.sha256(repr(shown).encode()).hexdigest()


# The set of families


def test_linear_algebra_has_the_most_families_and_no_area_is_empty():
    areas = Counter(family.area for family in FAMILIES.values())

    assert len(FAMILIES) >= 12
    assert areas.most_common(1)[0][0] == Area.LINEAR_ALGEBRA
    assert set(areas) == set(Area)


def test_families_name_competencies_of_the_catalog():
    known = {row["key"] for row in yaml.safe_load((FOLDER / "competencies.yaml").read_text())}

    for key, family in FAMILIES.items():
        assert family.key == key
        assert family.competencies
        assert set(family.competencies) <= known, key
        assert 1 <= family.difficulty <= 5
        assert 10 <= family.minutes <= 40


def test_puzzles_need_nothing_but_the_standard_library():
    code = (
        "import sys, rubrics.content.puzzles; "
        "print(*{'django', 'sympy', 'yaml'} & set(sys.modules))"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == ""


# Seeds


@each_family
def test_seeds_give_many_different_instances(family):
    shown = {family.instance(seed).prompt for seed in range(200)}

    assert len(shown) >= 50


@each_family
def test_a_seed_gives_the_same_puzzle_again(family):
    assert puzzles(family) == puzzles(family)


@each_family
def test_a_version_never_changes_its_numbers(family):
    """Fails after a change of numbers: raise the family's version and add its line to the file."""
    published = json.loads(PUBLISHED.read_text())

    assert digest(family) == published.get(f"{family.key}/{family.version}")


@each_family
def test_another_version_would_give_other_numbers(family):
    renewed = Family(**{**vars(family), "version": family.version + 1})

    assert digest(renewed) != digest(family)


# The prompt


@each_family
def test_the_prompt_tells_every_parameter(family):
    for puzzle in puzzles(family):
        assert told(puzzle.data, puzzle.prompt), puzzle.data


@each_family
def test_numbers_are_small_enough_for_a_whiteboard(family):
    largest = 60 if family.area == Area.LINEAR_ALGEBRA else 20_000
    for puzzle in puzzles(family):
        assert max(abs(number) for number in flat(puzzle.data)) <= largest or (
            "target" in puzzle.data
        ), puzzle.data


# Answer and solution


@each_family
def test_the_answer_in_words_is_the_answer_in_numbers(family):
    for puzzle in puzzles(family):
        for part in puzzle.parts:
            assert told(part.answer, part.answer_text), part


@each_family
def test_every_solution_ends_in_its_answer(family):
    for puzzle in puzzles(family):
        for part in puzzle.parts:
            assert part.steps.strip()
            assert part.solution.endswith(f"**{part.answer_text}**")
            assert part.solution in puzzle.solution


@each_family
def test_texts_are_finished(family):
    for puzzle in puzzles(family):
        for text in (puzzle.prompt, puzzle.solution, *(t.said for t in puzzle.wrong_turns)):
            assert "Fraction(" not in text
            assert not re.search(r"-\d|\d -", text), f"not a minus sign: {text}"
            assert "{" not in text
            assert "+ −" not in text


# Hints, follow-ups and wrong turns


@each_family
def test_hints_cost_more_and_more_on_criteria_of_the_rubric(family):
    rubrics = [
        yaml.safe_load((FOLDER / "rubrics" / f"{key}.yaml").read_text())
        for key in ("math-puzzle", "statistics-puzzle")
    ]
    first, second = ({criterion["name"] for criterion in one["criteria"]} for one in rubrics)
    criteria = first & second

    hints = family.instance(1).hints

    assert len(hints) >= 3
    assert {hint.criterion for hint in hints} <= criteria | {""}
    assert [hint.at_most for hint in hints] == sorted((h.at_most for h in hints), reverse=True)
    assert hints[-1].cost == f"at most {hints[-1].at_most} for {hints[-1].criterion}."


@each_family
def test_no_hint_before_the_last_gives_an_answer_away(family):
    for puzzle in puzzles(family):
        secret = set(flat(puzzle.answer)) - numbers(puzzle.prompt)
        for hint in puzzle.hints[:-1]:
            assert not numbers(hint.text) & secret, hint
            assert not any(part.answer_text in hint.text for part in puzzle.parts)


@each_family
def test_wrong_turns_lead_elsewhere_and_say_where(family):
    for puzzle in puzzles(family):
        assert len(puzzle.wrong_turns) >= 2, puzzle.data
        for turn in puzzle.wrong_turns:
            right = list(flat(puzzle.answer[turn.part - 1]))
            wrong = list(flat(turn.value))
            assert len(right) == len(wrong), turn
            assert any(abs(a - b) > 1e-9 for a, b in zip(right, wrong, strict=True)), turn
            assert told(turn.value, turn.said), turn
            assert turn.misconception.endswith((".", "?"))


@each_family
def test_a_wrong_turn_is_told_once(family):
    for puzzle in puzzles(family):
        turns = [(turn.part, turn.value) for turn in puzzle.wrong_turns]
        assert len(turns) == len(set(turns))


@each_family
def test_follow_ups_come_with_what_to_hear(family):
    follow_ups = family.instance(1).follow_ups

    assert len(follow_ups) >= 3
    for text in follow_ups:
        assert "? (" in text
        assert text.endswith(")")

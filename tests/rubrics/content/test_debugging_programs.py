"""The planted faults: each program is run as the candidate gets it, and mended, in a process.

In the guide a block fenced as `printed` is what the program prints as given, `printed when
mended` what it prints after the mending; `instead` is another replacement of the faulty lines,
and `printed instead` what that prints. A number between backticks stands in one of these.
"""

import re

import pytest

from rubrics.documents.catalog import read_catalog

from .programs import fenced, figures_in_code, run, squeezed

QUESTIONS = [q for q in read_catalog().questions if q["kind"] == "ml_debugging"]
PARTS = {"program", "faulty", "fix", "check"}
each = pytest.mark.parametrize("question", [pytest.param(q, id=q["key"]) for q in QUESTIONS])


def given(question):
    return question["details"]["program"]


def mended(question, *, lines=None):
    details = question["details"]
    return details["program"].replace(details["faulty"], lines or details["fix"])


def checked(question, program):
    return run(program + "\n" + question["details"]["check"])


def test_there_are_at_least_six_programs_for_different_roles():
    assert len(QUESTIONS) >= 6
    assert {"ml-engineer", "ml-researcher", "data-scientist"} <= {
        role for question in QUESTIONS for role in question["archetypes"]
    }


@each
def test_a_debugging_question_has_program_fault_mending_and_check(question):
    assert set(question["details"]) >= PARTS
    assert fenced(question["guide"], "printed")
    assert fenced(question["guide"], "printed when fixed")


@each
def test_the_program_needs_nothing_but_numpy(question):
    imported = re.findall(r"^\s*(?:import|from) (\w+)", given(question), re.MULTILINE)

    assert set(imported) == {"numpy"}


@each
def test_the_program_as_given_runs_without_an_error_or_a_warning(question):
    seen = run(given(question))

    assert (seen.code, seen.errors) == (0, "")
    assert seen.printed


@each
def test_the_faulty_lines_occur_once_and_the_mending_changes_them(question):
    details = question["details"]

    assert details["program"].count(details["faulty"]) == 1
    assert details["fix"] != details["faulty"]
    assert details["fix"] not in details["program"]


@each
def test_the_check_fails_on_the_program_as_given(question):
    seen = checked(question, given(question))

    assert seen.code == 1
    assert "AssertionError" in seen.errors.splitlines()[-1]


@each
def test_the_mended_program_passes_its_check_without_a_warning(question):
    seen = checked(question, mended(question))

    assert (seen.code, seen.errors) == (0, "")


@each
def test_the_guide_shows_what_the_program_prints(question):
    shown = fenced(question["guide"], "printed")

    assert [squeezed(text) for text in shown] == [run(given(question)).printed]


@each
def test_the_guide_shows_what_the_mended_program_prints(question):
    shown = fenced(question["guide"], "printed when fixed")

    assert [squeezed(text) for text in shown] == [run(mended(question)).printed]


@each
def test_the_guide_shows_what_another_repair_prints(question):
    tried = fenced(question["guide"], "instead")
    shown = fenced(question["guide"], "printed instead")

    assert [squeezed(text) for text in shown] == [
        run(mended(question, lines=lines)).printed for lines in tried
    ]


@each
def test_a_number_between_backticks_stands_in_an_output(question):
    outputs = "\n".join(
        content
        for info in ("printed", "printed when fixed", "printed instead")
        for content in fenced(question["guide"], info)
    )
    printed = set(re.findall(r"-?\d+(?:\.\d+)?", outputs))

    assert set(figures_in_code(question["guide"])) <= printed


# The tests above can fail


def test_a_check_that_is_always_true_would_be_seen():
    question = QUESTIONS[0] | {"details": QUESTIONS[0]["details"] | {"check": "assert True"}}

    assert checked(question, given(question)).code == 0


def test_a_warning_would_be_seen():
    seen = run("import numpy as np\nprint(np.log(np.array([0.0])))")

    assert "RuntimeWarning" in seen.errors
    assert seen.printed == "[-inf]"

"""What the question bank promises: enough of each kind, hints with a price, hours that add up."""

import re
from itertools import pairwise

import pytest
import yaml

from hiring.ui.markdown import render_markdown
from rubrics.documents.catalog import read_catalog

CATALOG = read_catalog()
ROLES = {role["key"] for role in CATALOG.role_archetypes}


def by_key(documents):
    return [pytest.param(document, id=document["key"]) for document in documents]


def fits(question, rubric):
    """Whether the rubric records everything that the question is evidence of."""
    recorded = {criterion["competency"] for criterion in rubric["criteria"]}
    return question["kind"] == rubric["kind"] and set(question["competencies"]) <= recorded


WITH_LEVELS = {"ml_coding", "ml_debugging", "system_design", "ml_theory", "product_sense"}
DESIGNS = by_key([q for q in CATALOG.questions if q["kind"] == "system_design"])


@pytest.mark.parametrize(
    ("kind", "fewest"),
    [
        *(("ml_coding", 6), ("ml_debugging", 4), ("system_design", 6), ("ml_theory", 6)),
        *(("math_puzzle", 6), ("take_home", 5), ("project_probe", 5), ("research_talk", 2)),
        *(("product_sense", 4), ("background", 4)),
    ],
)
def test_each_kind_has_enough_questions_to_ask_another_one_next_time(kind, fewest):
    assert sum(question["kind"] == kind for question in CATALOG.questions) >= fewest


@pytest.mark.parametrize("role", by_key(CATALOG.role_archetypes))
def test_each_interview_of_a_default_loop_can_choose_between_two_questions(role):
    rubrics = {rubric["key"]: rubric for rubric in CATALOG.rubrics}
    own = {"take_home", "project_probe"}  # one for each role, made for it
    for rubric in (rubrics[item["rubric"]] for item in role["interviews"]):
        offered = [
            question["key"]
            for question in CATALOG.questions
            if fits(question, rubric) and role["key"] in question.get("archetypes", ROLES)
        ]
        assert rubric["kind"] in own or len(offered) >= 2, rubric["key"]


@pytest.mark.parametrize("question", by_key(CATALOG.questions))
def test_a_hint_costs_a_criterion_of_a_rubric_of_its_kind_or_nothing(question):
    criteria = {
        criterion["name"]
        for rubric in CATALOG.rubrics
        if rubric["kind"] == question["kind"]
        for criterion in rubric["criteria"]
    }
    for hint in question.get("hints", ()):
        limits = [f"at most {level} for {name}" for level in (2, 3) for name in criteria]
        assert hint["cost"].startswith(("no limit", *limits)), hint["cost"]


@pytest.mark.parametrize("question", by_key(CATALOG.questions))
def test_what_a_question_is_evidence_of_can_be_recorded_by_a_rubric_of_its_kind(question):
    assert any(fits(question, rubric) for rubric in CATALOG.rubrics)


@pytest.mark.parametrize("question", by_key(CATALOG.questions))
def test_a_puzzle_belongs_to_one_rubric(question):
    if question["kind"] == "math_puzzle":
        assert sum(fits(question, rubric) for rubric in CATALOG.rubrics) == 1


@pytest.mark.parametrize("role", by_key(CATALOG.role_archetypes))
def test_the_price_of_a_hint_can_be_paid_in_one_rubric_of_the_role(role):
    used = {interview["rubric"] for interview in role["interviews"]}
    rubrics = [rubric for rubric in CATALOG.rubrics if rubric["key"] in used]
    for question in CATALOG.questions:
        known = [criteria_of(r) for r in rubrics if r["kind"] == question["kind"]]
        if known and role["key"] in question.get("archetypes", ROLES):
            assert any(prices(question) <= criteria for criteria in known), question["key"]


def criteria_of(rubric):
    return {criterion["name"] for criterion in rubric["criteria"]}


def prices(question):
    """The criteria that the hints of a question limit."""
    costs = [hint["cost"].partition(" for ")[2] for hint in question.get("hints", ())]
    names = {name for rubric in CATALOG.rubrics for name in criteria_of(rubric)}
    return {name for name in names for cost in costs if cost.startswith(name)}


@pytest.mark.parametrize("question", DESIGNS)
def test_a_design_question_gives_the_hour_the_figures_the_failure_and_the_levels(question):
    headings = re.findall(r"^# (.+)$", question["guide"], re.MULTILINE)

    assert {"The hour", "Figures worth working out", "2, 3, 4 in this question"} <= set(headings)
    assert "Answers to have ready" in question["guide"]
    assert any(heading.startswith("What to break at minute") for heading in headings)


@pytest.mark.parametrize("question", DESIGNS)
def test_the_hour_of_a_design_question_is_its_length(question):
    stages = [
        (int(first), int(last))
        for first, last in re.findall(r"^\| (\d+)–(\d+) \|", question["guide"], re.MULTILINE)
    ]

    assert stages[0][0] == 0
    assert stages[-1][1] == question["minutes"]
    assert all(end == begin for (_, end), (begin, _) in pairwise(stages))


@pytest.mark.parametrize(
    "question", by_key([q for q in CATALOG.questions if q["kind"] in WITH_LEVELS])
)
def test_a_guide_says_what_two_three_and_four_look_like_in_its_question(question):
    levels = question["guide"].partition("# 2, 3, 4 in this question\n")[2].partition("\n# ")[0]

    assert re.findall(r"^- \*\*([234])\*\*: \S", levels, re.MULTILINE) == ["2", "3", "4"]


@pytest.mark.parametrize("question", by_key(CATALOG.questions))
def test_a_question_has_somewhere_to_go_on(question):
    details = question.get("details", {})

    # A probe goes on in its tree, a puzzle in the variants of its family.
    assert question.get("follow_ups") or {"tree", "family"} & set(details)


@pytest.mark.parametrize("question", by_key(CATALOG.questions))
def test_every_formula_can_be_shown_and_no_dollar_is_left_over(question):
    for part in ("body", "guide"):
        shown = render_markdown(question[part])
        assert "formula-unread" not in shown
        assert "$" not in re.sub(r"<(svg|math).*?</\1>", "", shown, flags=re.DOTALL), part


@pytest.mark.parametrize("document", by_key([*CATALOG.rubrics, *CATALOG.role_archetypes]))
def test_texts_without_markup_hold_no_dollar_that_could_be_taken_for_a_formula(document):
    assert "$" not in yaml.safe_dump(document)

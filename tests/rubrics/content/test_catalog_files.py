"""The shipped files: valid, complete, and coherent with each other. No database."""

import re
import shutil

import pytest
import yaml

from rubrics.documents.catalog import FOLDER, CatalogError, digest, read_catalog

LEVELS = ("junior", "mid", "senior", "staff")
KINDS = {
    *("math_puzzle", "take_home", "project_probe", "ml_coding", "ml_debugging"),
    *("system_design", "ml_theory", "research_talk", "product_sense", "background"),
}
CATALOG = read_catalog()
ROLES = {role["key"]: role for role in CATALOG.role_archetypes}
OBSERVED = {
    rubric["key"]: {criterion["competency"] for criterion in rubric["criteria"]}
    for rubric in CATALOG.rubrics
}


def loop(role, level):
    return [item for item in role["interviews"] if level in item.get("levels", LEVELS)]


def needs(role, level, *stances):
    return {row["competency"] for row in role["profile"] if row[level]["stance"] in stances}


def by_key(documents):
    return [pytest.param(document, id=document["key"]) for document in documents]


def test_there_are_sixteen_competencies_five_roles_and_five_organizations():
    assert len(CATALOG.competencies) == 16
    assert len(CATALOG.role_archetypes) == 5
    assert len(CATALOG.organization_archetypes) == 5


def test_every_kind_of_interview_has_a_rubric_and_a_question():
    assert {rubric["kind"] for rubric in CATALOG.rubrics} == KINDS
    assert {question["kind"] for question in CATALOG.questions} == KINDS


@pytest.mark.parametrize("role", by_key(CATALOG.role_archetypes))
def test_a_week_sums_to_a_hundred(role):
    assert sum(role["week"].values()) == 100


@pytest.mark.parametrize("role", by_key(CATALOG.role_archetypes))
def test_a_profile_speaks_of_every_competency_once_and_says_why(role):
    keys = [row["competency"] for row in role["profile"]]

    assert sorted(keys) == sorted(item["key"] for item in CATALOG.competencies)
    assert all(
        row.get("why") or row[level].get("why") for row in role["profile"] for level in LEVELS
    )


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("role", by_key(CATALOG.role_archetypes))
def test_the_default_loop_observes_every_strength_and_every_bar(role, level):
    seen = set().union(*(OBSERVED[item["rubric"]] for item in loop(role, level)))

    assert needs(role, level, "strength")
    assert needs(role, level, "strength", "bar") <= seen


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("role", by_key(CATALOG.role_archetypes))
def test_the_default_loop_fits_into_a_day(role, level):
    assert sum(item["minutes"] for item in loop(role, level)) <= 6 * 60


@pytest.mark.parametrize("level", ["senior", "staff"])
@pytest.mark.parametrize("role", by_key(CATALOG.role_archetypes))
def test_the_senior_work_live_in_place_of_a_take_home(role, level):
    reviews = [item for item in loop(role, level) if item["rubric"].startswith("take-home")]
    stages = [one["name"] for one in role["stages"] if level in one.get("levels", LEVELS)]

    assert "Take-home" not in stages
    assert all((one["name"], one["minutes"]) == ("Live exercise", 90) for one in reviews)


@pytest.mark.parametrize("role", by_key(CATALOG.role_archetypes))
def test_a_strength_is_a_yes_and_a_bar_never_asks_for_more(role):
    for row in role["profile"]:
        for level in LEVELS:
            least, most = {"strength": (3, 4), "bar": (2, 3), "not_assessed": (1, 3)}[
                row[level]["stance"]
            ]
            assert least <= row[level]["bar"] <= most, (row["competency"], level)


@pytest.mark.parametrize("role", by_key(CATALOG.role_archetypes))
def test_stages_run_from_applied_to_hired_with_one_onsite(role):
    kinds = [stage["kind"] for stage in role["stages"]]

    assert kinds[0] == "applied"
    assert kinds[-3:] == ["decision", "offer", "hired"]
    assert kinds.count("onsite") == 1


@pytest.mark.parametrize("role", by_key(CATALOG.role_archetypes))
def test_every_interview_of_a_default_loop_has_a_question_for_the_role(role):
    kinds = {rubric["key"]: rubric["kind"] for rubric in CATALOG.rubrics}
    offered = {
        question["kind"]
        for question in CATALOG.questions
        if role["key"] in question.get("archetypes", ROLES)
    }

    assert {kinds[item["rubric"]] for item in role["interviews"]} <= offered


@pytest.mark.parametrize("rubric", by_key(CATALOG.rubrics))
def test_anchors_are_four_distinct_sentences(rubric):
    assert 1 <= len(rubric["criteria"]) <= 4
    for criterion in rubric["criteria"]:
        anchors = [criterion["anchors"][level] for level in "1234"]
        assert len({anchor.casefold() for anchor in anchors}) == 4, criterion["name"]
        assert all(len(anchor.split()) >= 6 for anchor in anchors), criterion["name"]
        assert all(anchor.endswith((".", "”", ")")) for anchor in anchors), criterion["name"]


@pytest.mark.parametrize("rubric", by_key(CATALOG.rubrics))
def test_anchors_describe_what_is_seen_and_not_how_good_it_is(rubric):
    verdict = re.compile(
        r"\b(excellent|outstanding|poor|weak|good|great|solid|strong)\s+"
        r"(understanding|knowledge|communicat\w+|skills?|grasp|command|ability)\b",
        re.IGNORECASE,
    )
    for criterion in rubric["criteria"]:
        for anchor in criterion["anchors"].values():
            assert not verdict.search(anchor), anchor


@pytest.mark.parametrize("question", by_key(CATALOG.questions))
def test_a_question_tests_what_a_rubric_of_its_kind_rates(question):
    rated = set().union(
        *(OBSERVED[r["key"]] for r in CATALOG.rubrics if r["kind"] == question["kind"])
    )

    assert rated & set(question["competencies"])


@pytest.mark.parametrize(
    "question", by_key([q for q in CATALOG.questions if q["kind"] == "take_home"])
)
def test_a_take_home_has_a_time_box_of_four_hours_and_a_live_alternative(question):
    assert question["minutes"] <= 180
    assert {"submit", "not_judged", "live_alternative"} <= set(question["details"])


@pytest.mark.parametrize(
    "question", by_key([q for q in CATALOG.questions if q["kind"] == "project_probe"])
)
def test_a_probe_walks_all_six_phases_and_asks_each_time_what_the_person_did(question):
    tree = question["details"]["tree"]

    assert len({part["phase"] for part in tree}) == 6
    assert all("you" in {ask["depth"] for ask in part["asks"]} for part in tree)


def test_each_role_has_a_take_home_and_a_probe_of_its_own():
    for kind in ("take_home", "project_probe"):
        served = [r for q in CATALOG.questions if q["kind"] == kind for r in q["archetypes"]]
        assert sorted(served) == sorted(ROLES)


@pytest.mark.parametrize("question", by_key(CATALOG.questions))
def test_headings_in_questions_start_at_the_top_level(question):
    assert not re.search(r"^##", question["body"] + question["guide"], re.MULTILINE)


# What a broken file is answered with


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "catalog"
    shutil.copytree(FOLDER, folder)
    return folder


def change(path, **changes):
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | changes), "utf-8")


def problems(folder):
    with pytest.raises(CatalogError) as refused:
        read_catalog(folder)
    return "\n".join(refused.value.problems)


def test_a_copy_reads_as_the_original(copy):
    assert read_catalog(copy) == CATALOG


def test_a_missing_anchor_is_named_with_file_and_key(copy):
    path = copy / "rubrics" / "ml-coding.yaml"
    criteria = yaml.safe_load(path.read_text())["criteria"]
    del criteria[1]["anchors"][3]
    change(path, criteria=criteria)

    assert "rubrics/ml-coding.yaml (ml-coding): criteria.1.anchors: '3' is a required" in problems(
        copy
    )


def test_a_fifth_criterion_is_refused(copy):
    path = copy / "rubrics" / "ml-coding.yaml"
    criteria = yaml.safe_load(path.read_text())["criteria"]
    change(path, criteria=[*criteria, criteria[0]])

    assert "rubrics/ml-coding.yaml (ml-coding): criteria: " in problems(copy)


def test_a_misspelt_field_is_named(copy):
    change(copy / "questions" / "gram-matrix.yaml", minuets=20)

    assert "questions/gram-matrix.yaml (gram-matrix): (top): " in problems(copy)
    assert "'minuets'" in problems(copy)


def test_a_short_text_is_answered_in_words(copy):
    change(copy / "questions" / "gram-matrix.yaml", guide="Yes.")

    assert "guide: must be a full sentence (20 characters or more)" in problems(copy)


def test_a_week_that_does_not_sum_is_named_with_its_sum(copy):
    week = ROLES["ml-engineer"]["week"] | {"people": 11}
    change(copy / "role_archetypes" / "ml-engineer.yaml", week=week)

    assert "role_archetypes/ml-engineer.yaml: week: sums to 101, not to 100" in problems(copy)


@pytest.mark.parametrize(
    ("name", "field", "value", "expected"),
    [
        ("questions/gram-matrix.yaml", "competencies", ["maths"], "no competency has the key 'm"),
        ("questions/gram-matrix.yaml", "archetypes", ["wizard"], "no role archetype has the key"),
        (
            *("questions/gram-matrix.yaml", "details", {"family": "no-such"}),
            "details.family: no puzzle family has the key 'no-such'",
        ),
        (
            *("questions/gram-matrix.yaml", "details", {"data": "no-such"}),
            "details.data: no generator of data has the key 'no-such'",
        ),
        ("questions/gram-matrix.yaml", "key", "other-key", "is 'other-key' but the file is named"),
    ],
)
def test_a_reference_to_nothing_is_named(copy, name, field, value, expected):
    change(copy / name, **{field: value})

    assert expected in problems(copy)


def test_a_key_given_twice_is_refused_where_yaml_would_keep_the_last(copy):
    path = copy / "rubrics" / "ml-coding.yaml"
    path.write_text(path.read_text() + "\nname: Another name\n")

    assert "rubrics/ml-coding.yaml: is not valid YAML: the key 'name' is given" in problems(copy)


def test_a_competency_listed_twice_is_named(copy):
    path = copy / "competencies.yaml"
    items = yaml.safe_load(path.read_text())
    path.write_text(yaml.safe_dump([*items, items[0]]))

    assert "competencies.yaml: key: 'programming' is given twice" in problems(copy)


@pytest.mark.parametrize("text", ["a: [", "", "just words", "\t- x"])
def test_a_file_that_holds_no_list_is_named(copy, text):
    (copy / "competencies.yaml").write_text(text)

    assert problems(copy).startswith("competencies.yaml: ")


def test_a_missing_file_is_named(copy):
    (copy / "organization_archetypes.yaml").unlink()

    assert "organization_archetypes.yaml: is missing" in problems(copy)


def test_all_problems_are_told_at_once(copy):
    (copy / "organization_archetypes.yaml").unlink()
    change(copy / "questions" / "gram-matrix.yaml", minutes=1, difficulty=9)

    assert len(problems(copy).splitlines()) >= 3


def test_a_digest_does_not_depend_on_the_order_of_keys():
    assert digest({"a": 1, "b": [1, 2]}) == digest({"b": [1, 2], "a": 1})
    assert digest({"a": 1, "b": [1, 2]}) != digest({"a": 1, "b": [2, 1]})

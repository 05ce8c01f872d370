"""The linter of anchors from the command line."""

import json

import pytest
import yaml
from django.core.management import call_command

from rubrics.documents.catalog import FOLDER


def run(file, capsys):
    try:
        call_command("lint_rubric", file)
        code = 0
    except SystemExit as left:
        code = left.code
    told = capsys.readouterr()
    return code, told.out, told.err


def written(tmp_path, content: object):
    file = tmp_path / "rubric.yaml"
    file.write_text(yaml.safe_dump(content), "utf-8")
    return file


@pytest.fixture
def linted(tmp_path, capsys):
    """Give a function that lints a criterion with these four anchors."""

    def lint(anchors):
        levels = dict(enumerate(anchors, start=1))
        plan = {"name": "The plan", "look_for": "The first five minutes.", "anchors": levels}
        _code, out, _err = run(written(tmp_path, {"criteria": [plan]}), capsys)
        return [(f["rule"], f["level"], f["text"]) for f in json.loads(out)["findings"]]

    return lint


def test_a_shipped_rubric_has_no_finding(capsys):
    code, out, _err = run(FOLDER / "rubrics" / "math-puzzle.yaml", capsys)

    assert (code, json.loads(out)) == (0, {"findings": []})


def test_what_export_library_writes_is_read(tmp_path, capsys):
    shipped = [FOLDER / "rubrics" / f"{name}.yaml" for name in ("math-puzzle", "ml-coding")]
    question = {"key": "a", "title": "A", "body": "B"}
    documents = [yaml.safe_load(file.read_text("utf-8")) for file in shipped]
    documents[1]["criteria"][0]["anchors"][1] = "Is smart, one feels."
    file = tmp_path / "library.yaml"
    file.write_text(yaml.safe_dump_all([question, *documents]), "utf-8")

    code, out, _err = run(file, capsys)

    assert code == 0
    found = json.loads(out)["findings"]
    assert {(f["rubric"], f["rule"]) for f in found} == {("ml-coding", "trait")}


@pytest.mark.parametrize(
    ("anchors", "rules"),
    [
        (
            "Asks nothing. | Asks about the metric. | Asks the right questions "
            "| Asks insightful questions",
            {"vague"},
        ),
        (
            "Cannot discuss trade-offs | Discusses trade-offs when asked "
            "| Discusses trade-offs proactively | Discusses trade-offs proactively and with depth",
            {"only_negated", "vague"},
        ),
        (
            "0-1 years in production ML | 2-3 years in production ML "
            "| 4-6 years in production ML | 7+ years in production ML",
            {"ladder"},
        ),
        (
            "Works at L3 level | Works at L4 level | Works at L5 level | Works at L6 level",
            {"ladder"},
        ),
        ("Says nothing of the data. | Amazing energy | Names it. | Asks back.", {"trait"}),
    ],
)
def test_the_commonest_anchors_that_say_nothing_are_found(linted, anchors, rules):
    found = {rule for rule, _level, _text in linted(anchors.split(" | "))}

    assert found - {"too_short"} == rules


@pytest.mark.parametrize(
    "anchor",
    [
        "Keeps 3 years of data and says what the oldest still tells.",
        "Chooses between L1 and L2 by what the weights are for.",
        "Asks which questions the metric leaves open.",
        "Says with which of the three samples the interval was made.",
    ],
)
def test_figures_and_questions_of_the_work_are_left_alone(linted, anchor):
    anchors = ["Starts to calculate.", "Names the objects.", anchor, "As 3, and tests it on paper."]

    assert linted(anchors) == []


def test_an_organization_adds_words_to_the_anchors(linted, own_words):
    own_words("anchors.yaml", r"terms: {trait: {words: ['\bwizardry\b']}}")

    found = linted(["Starts to calculate.", "Some wizardry here.", "Names two.", "Names three."])

    assert ("trait", 2, "wizardry") in found


def test_findings_say_where_why_and_what_instead(tmp_path, capsys):
    anchors = {1: "Is smart, one feels.", 2: "Names two causes.", 3: "Names three causes.", 4: ""}
    file = written(
        tmp_path, {"criteria": [{"name": "Causes", "look_for": "The end.", "anchors": anchors}]}
    )

    _code, out, _err = run(file, capsys)

    found = json.loads(out)["findings"]
    assert [(f["rule"], f["criterion"], f["level"], f["text"]) for f in found] == [
        ("trait", 1, 1, "Is smart"),
        ("missing_level", 1, 4, ""),
    ]
    assert all(f["why"] and f["instead"] for f in found)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"criteria: [", "not valid YAML"),
        (b"\xff\xfe", "not UTF-8"),
        (b"- a", "criteria must be a list"),
        (b"", "criteria must be a list"),
        (b"criteria: [1]", "criterion 1 is not"),
        (b"criteria: [{anchors: {5: x}}]", "no level 5"),
        (b"criteria: [{anchors: [x]}]", "anchors must go by level"),
        (b"a: &a [1]\ncriteria: [*a]", "aliases"),
        (b"criteria: !!python/object/apply:os.getcwd []", "not valid YAML"),
        (b"a" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(tmp_path, capsys, content, reason):
    file = tmp_path / "rubric.yaml"
    file.write_bytes(content)

    code, out, err = run(file, capsys)

    assert (code, out) == (2, "")
    assert reason in err
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    code, _out, err = run(tmp_path / "none.yaml", capsys)

    assert (code, err.strip()) == (2, f"{tmp_path}/none.yaml: No such file or directory")

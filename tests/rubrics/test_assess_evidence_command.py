"""One competency's ratings from the command line."""

import json

import pytest
from django.core.management import call_command

HEADER = "interviewer,interview,criterion,rating\n"


@pytest.fixture
def run(tmp_path, capsys):
    """Give a function that runs the command on a file with this text."""

    def run(text: str | bytes, bar: object = 3):
        file = tmp_path / "ratings.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            call_command("assess_evidence", file, bar=bar)
            code = 0
        except SystemExit as left:
            code = left.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_two_yeses_are_met(run):
    code, out, err = run(HEADER + "dee,coding,plan,3\nfay,theory,plan,3\n")

    assert (code, err) == (0, "")
    assert json.loads(out) == {
        **{"state": "met", "people": 2, "at_or_above": 2, "below": 0},
        **{"level": 2.774, "low": 2.3886, "high": 3.1593, "of_ten": [6, 9], "before": [3, 7]},
    }


def test_what_was_not_observed_is_no_evidence_and_figures_are_null(run):
    found = json.loads(run(HEADER + "dee,coding,plan,\n")[1])

    assert (found["state"], found["people"], found["before"]) == ("not_tested", 0, [3, 7])
    assert all(found[key] is None for key in ("level", "low", "high", "of_ten"))


@pytest.mark.parametrize(
    "text",
    [
        "rating,criterion,interview,interviewer\n3,plan,coding,dee\n2,plan,coding,fay\n",
        "\ufeffInterviewer, Interview ,criterion,RATING\r\ndee,coding,plan,3\r\n\r\n,,,\r\n"
        "fay,coding,plan, 2 \r\n",
        HEADER + '"dee","coding","plan","3"\nfay,coding,plan,2',
    ],
)
def test_columns_in_any_order_blank_lines_and_spreadsheets_files_are_read(run, text):
    found = json.loads(run(text)[1])

    assert (found["state"], found["at_or_above"], found["below"]) == ("split", 1, 1)
    assert found["level"] == 2.5


def test_several_criteria_of_one_person_are_one_view(run):
    found = json.loads(run(HEADER + "dee,coding,plan,3\ndee,coding,tests,3\n")[1])

    assert (found["state"], found["people"], found["of_ten"]) == ("one_view", 1, [5, 9])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "must name the columns"),
        (HEADER + "dee,coding,plan,5\n", "line 2: the rating must be 1, 2, 3, 4 or empty, not 5"),
        (HEADER + "\ndee,coding,plan,yes\n", "line 3: the rating must be"),
        (HEADER + "dee,coding,plan,2.5\n", "not 2.5"),
        (HEADER + ",coding,plan,3\n", "line 2: interviewer, interview and criterion"),
        (HEADER + "dee,coding,plan\n", "line 2: 4 values are expected, not 3"),
        (HEADER + "dee,coding,plan,3\ndee,coding,plan,2\n", "line 3: dee has rated plan there"),
        ("interviewer,interview,rating\ndee,coding,3\n", "a column is missing: criterion"),
        ("interviewer,interview,competency,criterion,rating\n", "unknown column: competency"),
        ("interviewer,interview,criterion,rating,rating\n", "a column stands twice"),
        (HEADER + 'dee,"coding,plan,3\n', "line 2"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (HEADER.encode() + b"d\0,a,b,3", "not text"),
    ],
)
def test_bad_input_is_refused_in_one_line(run, text, reason):
    code, out, err = run(text)

    assert (code, out) == (2, "")
    assert reason in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("bar", ["1", "5", "yes", "3.0", ""])
def test_a_bar_is_from_2_to_4(run, bar):
    code, _out, err = run(HEADER + "dee,coding,plan,3\n", bar)

    assert code == 2
    assert "bar must be 2, 3 or 4" in err


@pytest.mark.parametrize(("bar", "state"), [(2, "met"), (3, "split"), ("4", "not_met")])
def test_the_bar_moves_the_state_and_not_the_estimate(run, bar, state):
    found = json.loads(run(HEADER + "dee,coding,plan,3\nfay,coding,plan,2\n", bar)[1])

    assert (found["state"], found["level"]) == (state, 2.5)

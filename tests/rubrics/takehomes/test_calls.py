"""Whom to call: what the truth says is measured again from the files."""

from statistics import median

import pytest

from tests.rubrics.takehomes.reading import SEEDS, different, facts, share, table

KEY = "whom-to-call"
pytestmark = pytest.mark.parametrize("seed", SEEDS)


def calls(seed):
    return different(table(KEY, seed, "calls.csv"))


def opened(row):
    return row["opened"] == "1"


def test_the_length_of_a_call_tells_its_end_and_is_not_known_before(seed):
    fact, rows = facts(KEY, seed)["length"].figures, calls(seed)
    middle = [
        median(int(row["seconds"]) for row in rows if opened(row) == sold) for sold in (True, False)
    ]

    assert middle == pytest.approx([fact["median_opened"], fact["median_else"]], abs=1)
    assert not [row for row in rows if opened(row) and row["seconds"] == "0"]
    assert "seconds" not in table(KEY, seed, "next_month.csv")[0]


def test_a_gap_tells_the_outcome(seed):
    fact = facts(KEY, seed)["late"].figures
    filled = [
        share([row for row in calls(seed) if opened(row) == sold], lambda row: row[fact["column"]])
        for sold in (True, False)
    ]

    assert filled == pytest.approx([fact["filled_opened"], fact["filled_else"]], abs=0.001)
    assert filled[0] > filled[1] + 0.3
    assert fact["column"] not in table(KEY, seed, "next_month.csv")[0]


def test_one_value_stands_for_no_contact(seed):
    fact = facts(KEY, seed)["placeholder"].figures

    found = share(calls(seed), lambda row: row["days_since_contact"] == fact["value"])

    assert found == pytest.approx(fact["share"], abs=0.001)
    rest = [int(row["days_since_contact"]) for row in calls(seed)]
    assert all(3 <= days <= 420 for days in rest if days != int(fact["value"]))


def test_the_count_jumps_on_the_day_of_the_revision(seed):
    fact = facts(KEY, seed)["definition"].figures
    agents = [row for row in calls(seed) if row["chosen_by"] == "agent"]
    before = share([r for r in agents if r["called_on"] < fact["from"]], opened)
    after = share([r for r in agents if r["called_on"] >= fact["from"]], opened)

    assert (before, after) == pytest.approx((fact["before"], fact["after"]), abs=0.001)
    assert after > 1.25 * before


def test_only_the_pilot_is_drawn_by_lot_and_it_opens_less(seed):
    fact = facts(KEY, seed)["choice"].figures
    pilot = [row for row in calls(seed) if row["chosen_by"] == "pilot"]

    assert len(pilot) == fact["calls"]
    assert share(pilot, opened) == pytest.approx(fact["pilot"], abs=0.001)
    assert fact["pilot"] < fact["agents"]


def test_rows_repeat_as_often_as_said(seed):
    rows = table(KEY, seed, "calls.csv")

    assert (
        len(rows) - len({row["call_id"] for row in rows})
        == facts(KEY, seed)["twice"].figures["rows"]
    )
    assert len(calls(seed)) == len({row["call_id"] for row in rows})


def test_the_best_list_is_worth_more_than_one_by_lot(seed):
    fact = facts(KEY, seed)["worth"].figures

    assert fact["best"] > fact["by_lot"] + 4_000
    assert 100 < fact["pays"] < 10_000


def test_a_simple_rule_from_the_pilot_gains_a_part_of_it(seed):
    """Whoever had a deposit before opens more often: the file can be learned from."""
    pilot = [row for row in calls(seed) if row["chosen_by"] == "pilot"]
    known = [row for row in pilot if row["deposits_before"] != "0"]

    assert share(known, opened) > share(pilot, opened) * 1.2

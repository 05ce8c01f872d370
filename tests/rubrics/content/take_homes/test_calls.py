"""Whom to call: what the truth says is measured again from the files."""

import re
from collections.abc import Sequence
from statistics import median

import numpy as np
import pytest

from tests.rubrics.content.take_homes.reading import (
    SEEDS,
    Row,
    archive,
    different,
    facts,
    share,
    table,
)

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


# What a candidate would claim: a logistic regression, and the worth of the list that it chooses

JOBS = ("manual worker", "self-employed", "student", "pensioner", "not employed")


def inputs(rows: Sequence[Row], never: str):
    """What is known before the call. `never` is the number that stands for no contact."""

    def one(row: Row):
        age, balance, since = (int(row[name]) for name in ("age", "balance", "days_since_contact"))
        recent = 0 if str(since) == never else since / 100
        jobs = [float(row["job"] == job) for job in JOBS]
        numbers = [age / 20, (age / 20 - 2.1) ** 2, min(balance, 20_000) / 9_000]
        known = [float(row["has_loan"]), float(row["deposits_before"])]
        return [1.0, *jobs, *numbers, *known, float(str(since) == never), recent]

    return np.array([one(row) for row in rows])


def fitted(x, y):
    """Coefficients of a logistic regression with a slight ridge, by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(12):
        p = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.eye(x.shape[1])
        weights += np.linalg.solve(curve, x.T @ (y - p) - weights)
    return weights


def claim(seed, sample: Sequence[Row], never: str) -> float:
    """What a memo that fits this sample says its best 2,000 are worth."""
    terms = archive(KEY, seed)["README.md"]
    cost = int(re.search(r"A call costs: \*\*(\d+) €", terms)[1])
    worth = int(re.search(r"opened is worth: \*\*(\d+) €", terms)[1])
    weights = fitted(inputs(sample, never), np.array([float(opened(row)) for row in sample]))
    chances = 1 / (1 + np.exp(-inputs(table(KEY, seed, "next_month.csv"), never) @ weights))
    return np.sort(chances)[-2_000:].sum() * worth - 2_000 * cost


def test_the_key_calls_honest_memos_sound_and_tells_one_that_mixed_the_counts(seed):
    told = facts(KEY, seed)
    fact, never = told["worth"].figures, told["placeholder"].figures["value"]
    rows = calls(seed)
    since = [row for row in rows if row["called_on"] >= told["definition"].figures["from"]]
    pilot = [row for row in rows if row["chosen_by"] == "pilot"]

    assert fact["claim_low"] < claim(seed, since, never) < fact["claim_high"]
    assert fact["pilot_low"] < claim(seed, pilot, never) < fact["pilot_high"]
    assert claim(seed, table(KEY, seed, "calls.csv"), "none") < fact["claim_low"]
    assert fact["pilot_low"] < fact["claim_low"] < fact["best"] < fact["claim_high"]


def test_a_simple_rule_from_the_pilot_gains_a_part_of_it(seed):
    """Whoever had a deposit before opens more often: the file can be learned from."""
    pilot = [row for row in calls(seed) if row["chosen_by"] == "pilot"]
    known = [row for row in pilot if row["deposits_before"] != "0"]

    assert share(known, opened) > share(pilot, opened) * 1.2

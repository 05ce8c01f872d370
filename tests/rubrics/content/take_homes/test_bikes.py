"""Bikes at midnight: what the truth says is measured again from the files."""

import re
from collections import Counter
from datetime import timedelta

import pytest

from rubrics.content.take_homes import GENERATORS
from rubrics.content.take_homes.chance import Chance
from rubrics.content.take_homes.city import draw_city, rented_hours
from tests.rubrics.content.take_homes.reading import (
    SEEDS,
    archive,
    different,
    facts,
    moment,
    share,
    table,
)

KEY = "bikes-at-midnight"
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.parametrize("seed", SEEDS)


def rentals(seed):
    return table(KEY, seed, "rentals.csv")


def in_utc(seed):
    """Whole rows by their hour in UTC, with the offset that the truth names."""
    fact = facts(KEY, seed)["clock"].figures
    rows = {}
    for row in different(rentals(seed)):
        at = moment(row["hour_start"])
        if str(at.date()) < fact["from"]:
            at -= HOUR * fact["hours_in_winter"]
        rows[at] = row
    return rows


def test_the_two_kinds_of_rentals_are_the_answer(seed):
    assert all(
        int(row["member_rentals"]) + int(row["day_ticket_rentals"]) == int(row["rentals"])
        for row in rentals(seed)
    )


def test_the_morning_peak_moves_when_the_clock_changes(seed):
    fact = facts(KEY, seed)["clock"].figures
    peaks = {True: Counter(), False: Counter()}
    for row in rentals(seed):
        at = moment(row["hour_start"])
        if at.month in (6, 7, 8) and at.weekday() < 5 and at.hour < 12:
            peaks[str(at.date()) < fact["from"]][at.hour] += int(row["member_rentals"])

    before, after = (peaks[side].most_common(1)[0][0] for side in (True, False))

    assert before == 8
    assert before - after == fact["hours_in_summer"]


def test_bikes_run_out_as_often_as_said(seed):
    rows = different(rentals(seed))

    assert all(int(row["rentals"]) <= int(row["bikes_ready"]) for row in rows)
    found = share(rows, lambda row: row["rentals"] == row["bikes_ready"])
    assert found == pytest.approx(facts(KEY, seed)["sold_out"].figures["share"], abs=0.002)
    assert 0.03 < found < 0.4


def test_the_share_of_day_tickets_falls_on_the_day_of_the_fares(seed):
    fact = facts(KEY, seed)["fare"].figures
    change = moment(f"{fact['from']} 00:00:00")
    counts = {True: Counter(), False: Counter()}
    for at, row in in_utc(seed).items():
        if abs(at - change) < timedelta(days=27):
            counts[at < change]["all"] += int(row["rentals"])
            counts[at < change]["tickets"] += int(row["day_ticket_rentals"])

    before, after = (counts[side]["tickets"] / counts[side]["all"] for side in (True, False))

    assert before == pytest.approx(fact["share_before"], abs=0.01)
    assert after == pytest.approx(fact["share_after"], abs=0.01)
    assert after < 0.85 * before


def test_one_delivery_stands_twice(seed):
    fact = facts(KEY, seed)["twice"].figures
    counts = Counter(tuple(row.values()) for row in rentals(seed))
    twice = [cells[0] for cells, number in counts.items() if number > 1]

    assert len(twice) == fact["rows"]
    assert moment(max(twice)) - moment(min(twice)) < timedelta(days=fact["days"] + 1)


def test_hours_are_missing_and_mostly_in_storms(seed):
    fact = facts(KEY, seed)["storms"].figures
    forecasts = table(KEY, seed, "forecasts.csv")[: -14 * 24]
    known = len(different(rentals(seed)))

    assert len(forecasts) - known == fact["missing"]
    wind = [float(row["wind"]) for row in different(rentals(seed))]
    assert sum(one > 8 for one in wind) / len(wind) < share(
        forecasts, lambda row: float(row["wind"]) > 8
    )


def test_forecasts_reach_to_the_end_of_the_days_to_plan_and_rentals_do_not(seed):
    assert table(KEY, seed, "forecasts.csv")[-1]["hour_start_utc"] == "2024-12-14 23:00:00"
    assert max(row["hour_start"] for row in rentals(seed)) < "2024-12-01"


def test_the_best_plan_is_above_the_mean_and_near_what_was_wanted(seed):
    fact = facts(KEY, seed)["plan"].figures

    assert 0.6 < fact["quantile"] < 0.9
    assert 1 < fact["best_total"] / fact["wanted_total"] < 1.25


# An honest candidate: same hour of the last weeks, and what the asymmetric cost adds to it


def rented_before(known, hour, weeks):
    """The mean rentals of this hour in the last weeks of which a row is there."""
    found = []
    while len(found) < weeks:
        hour -= timedelta(days=7)
        found += [known[hour]] if hour in known else []
    return sum(found) / weeks


def honest_plan(seed, weeks):
    """Means of some weeks, raised by the quantile of what this missed in the last twelve."""
    known = {at: int(row["rentals"]) for at, row in in_utc(seed).items()}
    recent = sorted(known)[-24 * 84 :]
    before = {at: rented_before(known, at, weeks) for at in recent}
    missed = sorted((known[at] - mean) / max(1, mean) ** 0.5 for at, mean in before.items())
    point = missed[int(facts(KEY, seed)["plan"].figures["quantile"] * len(missed))]
    days = [moment(row["hour_start_utc"]) for row in table(KEY, seed, "forecasts.csv")[-336:]]
    means = [rented_before(known, at, weeks) for at in days]
    return [round(mean + point * max(1, mean) ** 0.5) for mean in means]


def cost(seed, plan):
    fact, terms = facts(KEY, seed)["plan"].figures, archive(KEY, seed)["README.md"]
    missing = int(re.search(r"missing costs: \*\*(\d+) €", terms)[1])
    spare = int(re.search(r"too many costs: \*\*(\d+) €", terms)[1])
    short = [int(w) - p for w, p in zip(fact["wanted"].split(), plan, strict=True)]
    return sum(missing * max(0, gap) + spare * max(0, -gap) for gap in short)


@pytest.mark.parametrize("weeks", [1, 3])
def test_the_key_calls_an_honest_plan_sound(seed, weeks):
    """Without weather, and with sold-out hours as they stand in the file: weak, and no fraud."""
    fact = facts(KEY, seed)["plan"].figures

    assert fact["chance_low"] < cost(seed, honest_plan(seed, weeks)) <= fact["sound_cost"]


def test_the_key_tells_a_plan_that_knew_the_demand(seed):
    fact = facts(KEY, seed)["plan"].figures

    assert cost(seed, list(map(int, fact["wanted"].split()))) < fact["chance_low"]
    assert fact["chance_low"] < fact["best_cost"] < fact["chance_high"] < fact["baseline_cost"]


def test_hours_that_did_not_sell_out_wanted_less_than_usual(seed):
    """Leaving out the hours that sold out selects by demand: the key calls it no remedy."""
    chance = Chance(f"{KEY}/{GENERATORS[KEY].version}/{seed}")
    left = [hour for hour in rented_hours(chance, draw_city(chance)) if not hour.sold_out]

    assert sum(hour.wanted for hour in left) < 0.995 * sum(hour.expected for hour in left)
    assert "no remedy" in facts(KEY, seed)["sold_out"].text

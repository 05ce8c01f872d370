"""Tickets to teams: what the truth says is measured again from the files."""

from collections import defaultdict
from datetime import timedelta
from statistics import median

import pytest

from rubrics.content.take_homes import GENERATORS
from tests.rubrics.content.take_homes.reading import SEEDS, facts, moment, share, table

KEY = "tickets-to-teams"
pytestmark = pytest.mark.parametrize("seed", SEEDS)


def tickets(seed):
    return table(KEY, seed, "tickets.csv")


def misrouted(seed):
    """Whether a ticket went astray, with the changes of names applied."""
    changes = {row["team"]: row for row in table(KEY, seed, "team_changes.csv")}

    def astray(row):
        change = changes.get(row["first_team"])
        renamed = change and row["closed_at"] >= change["day"]
        return (change["became"] if renamed else row["first_team"]) != row["closed_by"]

    return astray


def test_names_that_changed_look_like_wrong_routings(seed):
    fact, rows = facts(KEY, seed)["renamed"].figures, tickets(seed)

    raw = share(rows, lambda row: row["first_team"] != row["closed_by"])

    assert raw == pytest.approx(fact["raw"], abs=0.001)
    assert len({row["closed_by"] for row in rows}) == fact["names"]
    assert raw > share(rows, misrouted(seed)) + 0.02
    assert len(table(KEY, seed, "team_changes.csv")) == 5


def test_the_money_follows_from_the_terms_and_the_corrected_share(seed):
    fact = facts(KEY, seed)["money"].figures
    terms = dict(GENERATORS[KEY].instance(seed).terms)
    a_month, minutes, hour = (
        int(terms[name].split()[0].replace(",", ""))
        for name in (
            "Tickets a month",
            "Working time lost per wrong routing",
            "Cost of an hour in support",
        )
    )

    wrong = share(tickets(seed), misrouted(seed))

    assert wrong == pytest.approx(fact["wrong"], abs=0.001)
    assert wrong * a_month * minutes / 60 * hour == pytest.approx(fact["a_month"], rel=0.01)


def test_the_key_calls_honest_counts_of_the_money_sound_and_the_raw_one_not(seed):
    """Names brought together without their dates, and customers counted once: both are honest."""
    fact, rows = facts(KEY, seed)["money"].figures, tickets(seed)
    new = {row["team"]: row["became"] for row in table(KEY, seed, "team_changes.csv")}

    def money(chosen, rename, of):
        names = [(rename(row["first_team"]), rename(row["closed_by"])) for row in chosen]
        astray = sum(first != last for first, last in names)
        return astray / of * fact["a_month"] / fact["wrong"]

    once = list({row["customer_id"]: row for row in reversed(rows)}.values())
    honest = (
        money(rows, lambda name: new.get(name, name), len(rows)),
        money(once, lambda name: new.get(name, name), len(once)),
        money(once, lambda name: new.get(name, name), len(rows)),
    )

    assert all(fact["a_month_low"] < one < fact["a_month_high"] for one in honest), honest
    assert money(rows, lambda name: name, len(rows)) > fact["a_month_high"]


def test_the_key_does_not_praise_a_rule_that_routes_worse_than_people(seed):
    fact = facts(KEY, seed)["list"].figures
    chosen = [row for row in tickets(seed) if row["topic"]]

    assert 1 - share(chosen, misrouted(seed)) == pytest.approx(fact["routed_right"], abs=0.001)
    assert fact["right"] < fact["routed_right"]
    assert "worse than people" in facts(KEY, seed)["list"].text


def test_two_experts_agree_as_often_as_said(seed):
    rows = table(KEY, seed, "second_opinions.csv")

    found = share(rows, lambda row: row["agent_1"] == row["agent_2"])

    assert found == pytest.approx(facts(KEY, seed)["ceiling"].figures["agree"], abs=0.001)
    assert {row["ticket_id"] for row in rows} <= {row["ticket_id"] for row in tickets(seed)}
    assert 0.7 < found < 0.95


def test_the_forms_list_is_used_and_right_as_often_as_said(seed):
    fact = facts(KEY, seed)["list"].figures
    form = [row for row in tickets(seed) if row["channel"] == "form"]
    changes = {row["team"]: row for row in table(KEY, seed, "team_changes.csv")}
    chosen = [row for row in form if row["topic"]]

    def right(row):
        change = changes.get(row["topic"])
        return row["closed_by"] in (row["topic"], change and change["became"])

    assert len(chosen) / len(form) == pytest.approx(fact["chosen"], abs=0.001)
    assert share(chosen, right) == pytest.approx(fact["right"], abs=0.02)
    assert not [row for row in tickets(seed) if row["channel"] == "mail" and row["topic"]]


def test_safety_tickets_are_rare_and_often_late(seed):
    fact = facts(KEY, seed)["safety"].figures
    own = [row for row in tickets(seed) if row["safety"] == "1"]
    late = [
        row
        for row in own
        if moment(row["closed_at"]) - moment(row["opened_at"]) > timedelta(hours=4)
    ]

    assert len(own) == fact["tickets"]
    assert len(late) == fact["late"]
    assert sum(map(misrouted(seed), own)) == fact["astray"]
    assert 0 < len(own) < 200


def test_some_customers_write_twice(seed):
    by_customer = defaultdict(list)
    for row in tickets(seed):
        by_customer[row["customer_id"]].append(moment(row["opened_at"]))
    again = [times for times in by_customer.values() if len(times) == 2]

    assert len(again) == pytest.approx(facts(KEY, seed)["again"].figures["tickets"], abs=1)
    assert all(max(times) - min(times) < timedelta(minutes=30) for times in again)


def test_a_wrong_routing_goes_with_a_long_wait(seed):
    fact, astray = facts(KEY, seed)["waiting"].figures, misrouted(seed)
    hours = {True: [], False: []}
    for row in tickets(seed):
        spent = moment(row["closed_at"]) - moment(row["opened_at"])
        hours[astray(row)].append(spent.total_seconds() / 3600)

    assert median(hours[True]) == pytest.approx(fact["wrong"], abs=0.1)
    assert median(hours[False]) == pytest.approx(fact["right"], abs=0.1)
    assert all(row["opened_at"] <= row["closed_at"] for row in tickets(seed))

"""A model on a bad day: the versions are replayed over the requests by a reading of their files."""

from collections import Counter
from datetime import timedelta
from math import exp

import pytest

from tests.rubrics.content.take_homes.reading import SEEDS, document, facts, moment, share, table

KEY = "a-model-on-a-bad-day"
VERSIONS = ("v1", "v2", "v3")
pytestmark = pytest.mark.parametrize("seed", SEEDS)


def requests(seed):
    return table(KEY, seed, "requests.csv")


def score(model, row):
    z = model["intercept"]
    for feature in model["features"]:
        if row[feature["name"]]:
            scaled = (float(row[feature["name"]]) - feature["middle"]) / feature["spread"]
            z += feature["weight"] * scaled
    return 1 / (1 + exp(-z)) if z > -700 else 0


def moved(seed, version):
    """The share of requests on which a version decides otherwise than v1 did."""
    model = document(KEY, seed, f"{version}.json")
    return share(
        requests(seed), lambda row: (score(model, row) >= 0.5) != (float(row["answer"]) >= 0.5)
    )


def test_the_recorded_answers_are_those_of_v1(seed):
    model = document(KEY, seed, "v1.json")

    for row in requests(seed)[::37]:
        assert score(model, row) == pytest.approx(float(row["answer"]), abs=0.0001)


def test_the_broken_version_is_the_one_that_decides_otherwise(seed):
    fact = facts(KEY, seed)["bad_version"].figures
    found = {version: moved(seed, version) for version in VERSIONS}

    assert max(found, key=found.__getitem__) == fact["version"]
    assert found[fact["version"]] == pytest.approx(fact["moved"], abs=0.001)
    sound = ({*VERSIONS} - {"v1", fact["version"]}).pop()
    assert found[sound] == pytest.approx(fact["moved_sound"], abs=0.001)
    assert found[fact["version"]] > 2.5 * found[sound]


def test_every_version_names_the_same_numbers_as_the_requests(seed):
    names = [[f["name"] for f in document(KEY, seed, f"{v}.json")["features"]] for v in VERSIONS]

    assert names[0] == names[1] == names[2]
    assert set(names[0]) < set(requests(seed)[0])


def test_a_caller_changes_its_unit(seed):
    fact = facts(KEY, seed)["unit"].figures
    hot = [row for row in requests(seed) if row["temperature"] and float(row["temperature"]) > 100]

    assert {row["caller"] for row in hot} == {fact["caller"]}
    assert min(row["received_at"] for row in hot) >= fact["since"]
    own = [r for r in requests(seed) if r["caller"] == fact["caller"]]
    assert sum(row["received_at"] >= fact["since"] for row in own) == fact["requests"]


def test_one_caller_leaves_a_number_out(seed):
    fact = facts(KEY, seed)["missing"].figures
    own = [row for row in requests(seed) if row["caller"] == fact["caller"]]

    assert share(own, lambda row: not row[fact["feature"]]) == pytest.approx(
        fact["share"], abs=1e-3
    )
    empty = Counter(r["caller"] for r in requests(seed) if not all(r.values()))
    assert set(empty) == {fact["caller"]}


def test_requests_repeat_within_seconds(seed):
    fact = facts(KEY, seed)["retried"].figures
    first, again = {}, 0
    for row in requests(seed):
        if row["request_id"] in first:
            again += 1
            apart = moment(row["received_at"]) - first[row["request_id"]]
            assert apart <= timedelta(seconds=5)
        first.setdefault(row["request_id"], moment(row["received_at"]))

    assert again == fact["requests"]


def test_one_minute_has_far_too_many(seed):
    fact = facts(KEY, seed)["burst"].figures
    minutes = Counter(row["received_at"][:16] for row in requests(seed))
    (busiest, size), (_other, second) = minutes.most_common(2)

    assert f"{busiest}:00" == fact["from"]
    assert size == fact["requests"]
    assert size > 5 * second

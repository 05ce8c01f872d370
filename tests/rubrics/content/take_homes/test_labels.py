"""Are clean labels learned first: the true kinds are estimated from the pictures and counted."""

from functools import cache

import numpy as np
import pytest

from tests.rubrics.content.take_homes.reading import SEEDS, facts, share, table

KEY = "clean-labels-first"
pytestmark = pytest.mark.parametrize("seed", SEEDS)


def pixels(rows):
    return np.array([[int(row[f"p{n:02}"]) for n in range(64)] for row in rows], dtype=np.float32)


def distances(left, right):
    """Squared distances of every left picture to every right one."""
    squares = (left**2).sum(1)[:, None] + (right**2).sum(1)[None, :]
    return squares - 2 * left @ right.T


@cache
def guessed(seed):
    """The kind of each training picture by its five nearest test pictures."""
    train, test = (table(KEY, seed, f"{name}.csv") for name in ("train", "test"))
    kinds = np.array([row["label"] for row in test])
    near = np.argpartition(distances(pixels(train), pixels(test)), 5, axis=1)[:, :5]
    names = sorted(set(kinds))
    votes = np.stack([(kinds[near] == name).sum(1) for name in names], axis=1)
    return [names[place] for place in votes.argmax(1)]


def rows_with_guess(seed):
    train = table(KEY, seed, "train.csv")
    return [row | {"kind": kind} for row, kind in zip(train, guessed(seed), strict=True)]


def wrong(row):
    return row["label"] != row["kind"]


def test_as_many_labels_are_wrong_as_said_and_mostly_one_labelers(seed):
    fact, rows = facts(KEY, seed)["careless"].figures, rows_with_guess(seed)
    own = [row for row in rows if row["labeler"] == fact["labeler"]]
    others = [row for row in rows if row["labeler"] != fact["labeler"]]

    assert share(rows, wrong) == pytest.approx(fact["wrong"], abs=0.03)
    assert share(own, wrong) == pytest.approx(fact["labeler_wrong"], abs=0.05)
    assert share(own, wrong) > share(others, wrong) + 0.25
    assert min(row["batch"] for row in own) == fact["since"]


def test_one_kind_is_taken_for_another_by_everybody(seed):
    facts_of = facts(KEY, seed)
    fact, careless = facts_of["pair"].figures, facts_of["careless"].figures["labeler"]
    rows = [row for row in rows_with_guess(seed) if row["labeler"] != careless]
    taken = [row for row in rows if row["kind"] == fact["mistaken"]]

    found = share(taken, lambda row: row["label"] == fact["taken_for"])

    assert found == pytest.approx(fact["share"], abs=0.08)


def test_the_check_covers_the_first_week_alone_and_finds_too_little(seed):
    fact = facts(KEY, seed)["audit"].figures
    train = {row["picture_id"]: row for row in table(KEY, seed, "train.csv")}
    audit = table(KEY, seed, "audit.csv")

    found = share(audit, lambda row: train[row["picture_id"]]["label"] != row["checked_label"])

    assert found == pytest.approx(fact["audit_wrong"])
    assert {train[row["picture_id"]]["batch"] for row in audit} == {"week-1"}
    assert fact["wrong"] > found + 0.04


def test_some_test_pictures_are_training_pictures_again(seed):
    train, test = (pixels(table(KEY, seed, f"{name}.csv")) for name in ("train", "test"))

    nearest = distances(test, train).min(1)

    assert (nearest <= 12).sum() == facts(KEY, seed)["copies"].figures["copies"]


def test_kinds_are_told_apart_by_their_pictures(seed):
    """Five neighbors agree with the checked labels: noise is in the labels, not in the task."""
    checked = {row["picture_id"]: row["checked_label"] for row in table(KEY, seed, "audit.csv")}
    rows = [row for row in rows_with_guess(seed) if row["picture_id"] in checked]

    assert share(rows, lambda row: row["kind"] == checked[row["picture_id"]]) > 0.95


# What a candidate would see: a network with one hidden layer, and what it fits after each pass


def passes(x, y, number, hidden=256, rate=0.05):
    """What the network predicts for its own training pictures after each pass over them."""
    rng = np.random.default_rng(1)
    kinds = y.max() + 1
    layers = [
        rng.normal(0, (2 / x.shape[1]) ** 0.5, (x.shape[1], hidden)).astype(np.float32),
        np.zeros(hidden, np.float32),
        rng.normal(0, (1 / hidden) ** 0.5, (hidden, kinds)).astype(np.float32),
        np.zeros(kinds, np.float32),
    ]
    speeds = [np.zeros_like(one) for one in layers]
    for _ in range(number):
        for rows in np.array_split(rng.permutation(len(x)), len(x) // 64):
            inner = np.maximum(0, x[rows] @ layers[0] + layers[1])
            scores = inner @ layers[2] + layers[3]
            off = np.exp(scores - scores.max(1, keepdims=True))
            off /= off.sum(1, keepdims=True)
            off[np.arange(len(rows)), y[rows]] -= 1
            off /= len(rows)
            back = (off @ layers[2].T) * (inner > 0)
            slopes = (x[rows].T @ back, back.sum(0), inner.T @ off, off.sum(0))
            for layer, speed, slope in zip(layers, speeds, slopes, strict=True):
                speed *= 0.9
                speed -= rate * slope
                layer += speed
        yield (np.maximum(0, x @ layers[0] + layers[1]) @ layers[2] + layers[3]).argmax(1)


def test_clean_labels_come_first_then_the_pair_and_the_guesses_last(seed):
    """Whoever reports this order is right by the key."""
    told, rows = facts(KEY, seed), rows_with_guess(seed)
    pair, careless = told["pair"].figures, told["careless"].figures["labeler"]
    names = sorted({row["label"] for row in rows})
    y = np.array([names.index(row["label"]) for row in rows])
    clean = np.array([not wrong(row) for row in rows])
    mistaken = np.array(
        [
            (row["kind"], row["label"]) == (pair["mistaken"], pair["taken_for"])
            and row["labeler"] != careless
            for row in rows
        ]
    )
    guesses = np.array([wrong(row) and row["labeler"] == careless for row in rows])

    fits = [seen == y for seen in passes(pixels(rows) / 15 - 0.3, y, 40)]

    assert fits[2][clean].mean() > 0.9
    assert fits[2][mistaken].mean() < 0.75
    assert fits[2][guesses].mean() < 0.15
    assert fits[-1][mistaken].mean() > fits[-1][guesses].mean() + 0.2
    assert "between" in told["pair"].text


def test_folds_alone_estimate_the_share_of_wrong_labels_well_enough(seed):
    """A candidate who never looks at the test pictures is within three points of the key."""
    rows = table(KEY, seed, "train.csv")
    names = sorted({row["label"] for row in rows})
    y, seen = np.array([names.index(row["label"]) for row in rows]), pixels(rows)
    votes = np.zeros((len(rows), len(names)))
    for part in np.array_split(np.arange(len(rows)), 9):
        apart = distances(seen[part], seen)
        apart[np.arange(len(part)), part] = np.inf
        near = y[np.argpartition(apart, 15, axis=1)[:, :15]]
        votes[part] = np.stack([(near == place).sum(1) for place in range(len(names))], axis=1)

    found = (votes.argmax(1) != y).mean()

    assert found == pytest.approx(facts(KEY, seed)["careless"].figures["wrong"], abs=0.03)

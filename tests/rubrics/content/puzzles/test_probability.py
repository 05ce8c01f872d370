"""Probability a second time: every outcome listed with its weight."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from math import isclose, log2, prod
from random import Random
from statistics import fmean

from rubrics.content.puzzles import FAMILIES
from rubrics.content.puzzles.model import Puzzle
from tests.rubrics.content.puzzles.reading import SEEDS


def instances(key: str) -> Iterator[Puzzle]:
    return map(FAMILIES[key].instance, SEEDS)


def test_labels_by_a_table_of_all_states_and_votes():
    for puzzle in instances("noisy-labelers"):
        rare, hit, alarm = (puzzle.data[name] for name in ("rare", "hit", "alarm"))
        joint = {}
        for state, *votes in product((True, False), repeat=3):
            yes = hit if state else alarm
            chance = prod((yes if vote else 1 - yes) for vote in votes)
            joint[state, *votes] = chance * (rare if state else 1 - rare)
        assert sum(joint.values()) == 1

        def share(*seen: tuple, joint=joint) -> Fraction:
            matching = {key: w for key, w in joint.items() if key[1:] in seen}
            return sum(w for key, w in matching.items() if key[0]) / sum(matching.values())

        one = share((True, True), (True, False))
        split = share((True, False), (False, True))
        assert puzzle.answer == (one, share((True, True)), split), puzzle.data


def test_the_best_run_by_listing_all_runs():
    for puzzle in instances("best-run"):
        level, width, tail = (puzzle.data[name] for name in ("level", "width", "tail"))
        noise = {-width: tail, 0: 1 - 2 * tail, width: tail}
        too_high = best = again = Fraction(0)
        for *seen, fresh in product(noise, repeat=puzzle.data["runs"] + 1):
            weight = prod((noise[one] for one in seen), start=noise[fresh])
            too_high += weight * (max(seen) > 0)
            best += weight * (level + max(seen))
            again += weight * (level + fresh)
        assert puzzle.answer == (too_high, best, again), puzzle.data


def test_the_best_run_by_simulation():
    """20,000 simulated reports; the mean lies within 5 standard errors (width/√20,000 at most)."""
    puzzle = FAMILIES["best-run"].instance(7)
    level, width, tail, runs = puzzle.data.values()
    chance, draws = Random(7), 20_000

    def noise() -> int:
        u = chance.random()
        return -width if u < tail else width if u > 1 - tail else 0

    simulated = fmean(level + max(noise() for _ in range(runs)) for _ in range(draws))

    assert abs(simulated - puzzle.answer[1]) < 5 * width / draws**0.5


def test_collisions_by_listing_all_hashes():
    for puzzle in instances("hash-collisions"):
        few, small = puzzle.data["few"], puzzle.data["small"]
        apart = pairs = empty = 0
        for buckets in product(range(small), repeat=few):
            used = len(set(buckets))
            apart += used == few
            empty += small - used
            pairs += sum(a == b for a, b in combinations(buckets, 2))
        everything = small**few
        means = tuple(Fraction(count, everything) for count in (apart, pairs, empty))
        assert puzzle.answer[:3] == means, puzzle.data


def test_the_smallest_table_is_the_smallest():
    """The j-th feature meets each of the j before it with the chance of one bucket."""
    for puzzle in instances("hash-collisions"):
        many, allowed, size = puzzle.data["many"], puzzle.data["allowed"], puzzle.answer[3]
        meetings = sum(range(many))
        assert Fraction(meetings, size) <= allowed < Fraction(meetings, size - 1)


def test_codes_by_logarithms():
    for puzzle in instances("two-codes"):
        p, q = puzzle.data["p"], puzzle.data["q"]
        assert sum(p) == sum(q) == 1
        entropy = -sum(a * log2(a) for a in p)
        cross = -sum(a * log2(b) for a, b in zip(p, q, strict=True))
        forth = sum(a * log2(a / b) for a, b in zip(p, q, strict=True))
        back = sum(b * log2(b / a) for a, b in zip(p, q, strict=True))
        got = (puzzle.answer[0], puzzle.answer[1], *puzzle.answer[2])
        for number, again in zip(got, (entropy, cross, forth, back), strict=True):
            assert isclose(number, again, abs_tol=1e-12), puzzle.data

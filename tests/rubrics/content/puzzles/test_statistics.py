"""Statistics a second time: exact integrals, and populations written out row by row."""

from collections.abc import Iterator
from fractions import Fraction
from math import isclose, lcm, sqrt
from statistics import mean, pvariance

from sympy import Poly, symbols

from rubrics.content.puzzles import FAMILIES
from rubrics.content.puzzles.model import Puzzle
from tests.rubrics.content.puzzles.reading import SEEDS

THETA = symbols("theta")
GRID = [Fraction(at, 500) for at in range(1, 500)]


def instances(key: str) -> Iterator[Puzzle]:
    return map(FAMILIES[key].instance, SEEDS)


def integral(power: int, other: int) -> Fraction:
    """∫ θ^power (1 − θ)^other dθ from 0 to 1, by sympy."""
    whole = Poly(THETA**power * (1 - THETA) ** other, THETA).integrate().eval(1)
    return Fraction(int(whole.p), int(whole.q))


def is_peak(at: Fraction, power: int, other: int) -> bool:
    """Whether θ^power (1 − θ)^other is nowhere on a grid as large as at this point."""
    top = at**power * (1 - at) ** other
    return all(x**power * (1 - x) ** other < top for x in GRID if x != at)


def test_a_rate_by_integrating_the_posterior():
    for puzzle in instances("few-clicks"):
        a, b, n, k = (puzzle.data[name] for name in ("a", "b", "n", "k"))
        likely, mode, predicted, share = puzzle.answer
        s, t = a - 1 + k, b - 1 + n - k
        assert is_peak(likely, k, n - k)
        assert is_peak(mode, s, t)
        assert predicted == integral(s + 1, t) / integral(s, t), puzzle.data
        before = integral(a, b - 1) / integral(a - 1, b - 1)
        assert predicted == share * before + (1 - share) * Fraction(k, n)


def test_a_click_rate_is_one_that_somebody_has_met():
    for puzzle in map(FAMILIES["few-clicks"].instance, range(200)):
        a, b, n, k = (puzzle.data[name] for name in ("a", "b", "n", "k"))
        assert Fraction(k, n) <= Fraction(12, 100), puzzle.data
        assert Fraction(a, a + b) <= Fraction(15, 100), puzzle.data


def test_two_models_item_by_item():
    for puzzle in instances("same-test-set"):
        counts = [puzzle.data[name] for name in ("both", "only_a", "only_b", "neither")]
        pairs = zip(((1, 1), (1, 0), (0, 1), (0, 0)), counts, strict=True)
        items = [right for right, count in pairs for _ in range(count)]
        n = puzzle.data["n"]
        assert len(items) == n
        differences = [Fraction(a - b) for a, b in items]
        apart = sum(pvariance([Fraction(right[at]) for right in items]) for at in (0, 1))
        assert puzzle.answer[0] == mean(differences)
        assert isclose(puzzle.answer[1], sqrt(pvariance(differences) / n)), puzzle.data
        assert isclose(puzzle.answer[2], sqrt(apart / n)), puzzle.data


def rows(shares, values) -> list[Fraction]:
    """A population in which every value has its share of the rows."""
    size = lcm(*(share.denominator for share in shares))
    return [
        Fraction(value)
        for share, value in zip(shares, values, strict=True)
        for _ in range(int(share * size))
    ]


def test_a_log_written_out():
    for puzzle in instances("logged-policy"):
        q, p, r = (puzzle.data[name] for name in ("q", "p", "r"))
        weights, value, noise, own = puzzle.answer
        weighted = rows(q, [w * reward for w, reward in zip(weights, r, strict=True)])
        assert mean(rows(q, weights)) == 1
        for item in range(3):
            shown = rows(q, [w * (at == item) for at, w in enumerate(weights)])
            assert mean(shown) == p[item]
        assert value == mean(weighted) == mean(rows(p, r))
        assert noise == pvariance(weighted), puzzle.data
        assert own == pvariance(rows(p, r))

"""Calculus a second time: symbolic derivatives, exact differences, and trying every split."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import isclose

from sympy import diff, exp, log, symbols

from rubrics.content.puzzles import FAMILIES
from rubrics.content.puzzles.model import Puzzle
from tests.rubrics.content.puzzles.reading import SEEDS

Z = symbols("z1:4")
SOFTMAX = [exp(z) / sum(map(exp, Z)) for z in Z]


def instances(key: str) -> Iterator[Puzzle]:
    return map(FAMILIES[key].instance, SEEDS)


def at_point(expression, e: tuple[int, ...]) -> Fraction:
    value = expression.subs({z: log(entry) for z, entry in zip(Z, e, strict=True)}).simplify()
    return Fraction(int(value.p), int(value.q))


def test_the_softmax_gradient_by_symbolic_differentiation():
    for puzzle in instances("softmax-slope"):
        e, label, smoothing = (puzzle.data[name] for name in ("e", "label", "smoothing"))
        loss = -log(SOFTMAX[label - 1])
        even = -sum(log(p) for p in SOFTMAX)
        plain = [at_point(diff(loss, z), e) for z in Z]
        by_even = [at_point(diff(even, z), e) for z in Z]
        smooth = [
            (1 - smoothing) * one + smoothing / 3 * other
            for one, other in zip(plain, by_even, strict=True)
        ]
        assert puzzle.answer[0] == tuple(at_point(p, e) for p in SOFTMAX)
        assert puzzle.answer[1] == tuple(plain), puzzle.data
        assert puzzle.answer[2] == at_point(diff(loss, Z[label - 1], 2), e)
        assert puzzle.answer[3] == tuple(smooth), puzzle.data


def loss(data: dict, w: list[list[Fraction]], v: list[Fraction]) -> Fraction:
    hidden = [max(Fraction(0), row[0] * data["x"][0] + row[1] * data["x"][1]) for row in w]
    return (v[0] * hidden[0] + v[1] * hidden[1] - data["y"]) ** 2 / 2


def slope(of: Callable[[Fraction], Fraction]) -> Fraction:
    """A central difference: exact, as the loss is quadratic in each weight near the point."""
    step = Fraction(1, 1000)
    return (of(step) - of(-step)) / (2 * step)


def test_a_tiny_network_by_moving_each_weight():
    for puzzle in instances("tiny-network"):
        w = [[Fraction(entry) for entry in row] for row in puzzle.data["W"]]
        v = [Fraction(entry) for entry in puzzle.data["v"]]

        def moved(row: int, column: int | None, actor: Fraction, w=w, v=v, data=puzzle.data):
            new_w, new_v = [list(entries) for entries in w], list(v)
            if column is None:
                new_v[row] += actor
            else:
                new_w[row][column] += actor
            return loss(data, new_w, new_v)

        by_v = tuple(slope(lambda h, i=i: moved(i, None, h)) for i in (0, 1))
        by_w = tuple(
            tuple(slope(lambda h, i=i, j=j: moved(i, j, h)) for j in (0, 1)) for i in (0, 1)
        )
        assert puzzle.answer == (loss(puzzle.data, w, v), by_v, by_w), puzzle.data


def test_thinking_about_the_label_budget_pays():
    for puzzle in map(FAMILIES["label-budget"].instance, range(200)):
        _split, least, by_traffic = puzzle.answer
        assert least <= by_traffic * 85 / 100, puzzle.data


def test_a_label_budget_by_trying_every_split():
    for puzzle in instances("label-budget"):
        w, sigma, budget = (puzzle.data[name] for name in ("W", "sigma", "budget"))
        first, second, third = (float(a * s) ** 2 for a, s in zip(w, sigma, strict=True))
        least, *split = min(
            (first / i + second / j + third / (budget - i - j), i, j, budget - i - j)
            for i in range(1, budget - 1)
            for j in range(1, budget - i)
        )
        assert tuple(split) == puzzle.answer[0], puzzle.data
        assert isclose(least, puzzle.answer[1]), puzzle.data
        by_traffic = sum(
            float(a * s) ** 2 / float(budget * a) for a, s in zip(w, sigma, strict=True)
        )
        assert isclose(by_traffic, puzzle.answer[2])

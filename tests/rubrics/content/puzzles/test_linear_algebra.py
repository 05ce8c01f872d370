"""Linear algebra a second time: sympy on the matrices as printed, and iterations by brute force."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import cos, isclose, pi, sin, sqrt

from sympy import Matrix, Rational, eye, ones, symbols
from sympy import solve as solve_symbolically

from rubrics.content.puzzles import FAMILIES
from rubrics.content.puzzles.model import Puzzle
from tests.rubrics.content.puzzles.reading import SEEDS


def instances(key: str) -> Iterator[Puzzle]:
    return map(FAMILIES[key].instance, SEEDS)


def exact(value) -> Fraction:
    """A sympy rational as a fraction."""
    return Fraction(int(value.p), int(value.q))


def spectrum(matrix: Matrix) -> list[Fraction]:
    """All eigenvalues, the largest first, from the characteristic polynomial."""
    found = Counter({exact(root): times for root, times in matrix.eigenvals().items()})
    return sorted(found.elements(), reverse=True)


def test_least_squares_is_where_the_derivative_of_the_loss_vanishes():
    first, second = symbols("w1 w2")
    for puzzle in instances("span-projection"):
        a, b, y = (puzzle.data[name] for name in ("a", "b", "y"))
        rests = [t - first * u - second * v for u, v, t in zip(a, b, y, strict=True)]
        loss = sum(rest**2 for rest in rests)
        found = solve_symbolically([loss.diff(first), loss.diff(second)], [first, second])
        w = (exact(found[first]), exact(found[second]))
        fitted = tuple(w[0] * u + w[1] * v for u, v in zip(a, b, strict=True))
        assert puzzle.answer == (w, fitted, exact(loss.subs(found))), puzzle.data


def test_one_direction_more_changes_spectrum_determinant_and_solution():
    for puzzle in instances("plus-one-direction"):
        u = Matrix(puzzle.data["u"])
        a = puzzle.data["a"] * eye(len(u)) + puzzle.data["b"] * u * u.T
        (top, once), (low, often) = puzzle.answer[0]
        assert spectrum(a) == [top] * once + [low] * often
        assert puzzle.answer[1] == a.det()
        assert a * Matrix([Rational(x.numerator, x.denominator) for x in puzzle.answer[2]]) == u


def test_shares_of_variance_are_eigenvalues_over_their_sum():
    for puzzle in instances("variance-explained"):
        sigma = Matrix(puzzle.data["Sigma"])
        unit = Matrix.diag(1, 1, puzzle.data["factor"])
        values = spectrum(sigma)
        rescaled = spectrum(unit * sigma * unit)
        reached = [sum(values[: n + 1]) / sum(values) >= Fraction(9, 10) for n in range(3)]
        needed = reached.index(True) + 1
        shares = [found[0] / sum(found) for found in (values, rescaled)]
        assert puzzle.answer == (shares[0], needed, shares[1]), puzzle.data


def descend(q, eta: Fraction, x: tuple) -> tuple:
    slope = tuple(sum(entry * at for entry, at in zip(row, x, strict=True)) for row in q)
    return tuple(at - eta * actor for at, actor in zip(x, slope, strict=True))


def squared(x: tuple) -> Fraction:
    return sum((at * at for at in x), Fraction(0))


def test_gradient_descent_does_what_its_condition_number_says():
    for puzzle in instances("bowl-step"):
        q = puzzle.data["Q"]
        kappa, limit, (best, factor), steps = puzzle.answer
        values = spectrum(Matrix(q))
        assert kappa == values[0] / values[1]

        def worst(eta: Fraction, values=values) -> Fraction:
            return max(abs(1 - eta * value) for value in values)

        assert worst(limit) == 1
        assert worst(limit * Fraction(99, 100)) < 1 < worst(limit * Fraction(101, 100))
        assert factor == worst(best)
        assert all(worst(best * Fraction(at, 100)) > factor for at in (90, 99, 101, 110))

        x = (Fraction(1), Fraction(2))
        start, walked = squared(x), 0
        while squared(x) > puzzle.data["target"] ** 2 * start:
            x, walked = descend(q, best, x), walked + 1
        assert walked == steps, puzzle.data


def multiplications(rows, start: tuple, dominant: Matrix, share: Fraction) -> int:
    """Multiply in whole numbers until the angle to the dominant eigenvector is small enough."""
    a, x, count = Matrix(rows), Matrix(start), 0
    while True:
        cosine = Rational(1, 1) * x.dot(dominant) ** 2 / (x.dot(x) * dominant.dot(dominant))
        if 1 / exact(cosine) - 1 <= share**2:
            return count
        x, count = a * x, count + 1


def test_power_iteration_takes_as_many_multiplications_as_told():
    for puzzle in instances("power-iteration"):
        a, x, share = Matrix(puzzle.data["A"]), puzzle.data["x"], puzzle.data["share"]
        (value, _, (dominant,)), (other, _, _) = sorted(a.eigenvects(), reverse=True, key=first)
        cosine = exact(
            Matrix(x).dot(dominant) ** 2 / (Matrix(x).dot(Matrix(x)) * dominant.norm() ** 2)
        )
        shifted = a - puzzle.data["shift"] * eye(2)
        assert puzzle.answer[0] == (value, other)
        assert puzzle.answer[1] ** 2 == 1 / cosine - 1
        assert puzzle.answer[2] == multiplications(a, x, dominant, share), puzzle.data
        assert puzzle.answer[3] == multiplications(shifted, x, dominant, share), puzzle.data


def first(triple: tuple) -> Rational:
    return triple[0]


def ridge(x: tuple, y: tuple, copies: int, penalty: int) -> Matrix:
    """Coefficients by the normal equations of the table with all its columns."""
    table = Matrix(x) * ones(1, copies)
    return (table.T * table + penalty * eye(copies)).LUsolve(table.T * Matrix(y))


def test_copies_of_a_feature_in_ridge_regression():
    for puzzle in instances("copied-feature"):
        names = ("x", "y", "copies", "penalty", "row")
        x, y, copies, penalty, row = (puzzle.data[name] for name in names)
        alone, each, predicted, other_penalty = puzzle.answer
        assert [exact(w) for w in ridge(x, y, 1, penalty)] == [alone]
        table = [exact(w) for w in ridge(x, y, copies, penalty)]
        assert table == [each] * copies
        assert predicted == row * sum(table)
        assert sum(map(exact, ridge(x, y, copies, other_penalty))) == alone


def test_singular_values_are_the_extreme_stretches_and_rank_one_loses_the_smaller():
    group_key = [(cos(pi * at / 2000), sin(pi * at / 2000)) for at in range(2000)]
    for puzzle in instances("best-rank-one"):
        (a, b), (c, d) = puzzle.data["A"]
        total = a * a + b * b + c * c + d * d
        stretches = [sqrt((a * u + b * v) ** 2 + (c * u + d * v) ** 2) for u, v in group_key]
        (large, small), kept, lost = puzzle.answer
        assert (Matrix(puzzle.data["A"]).T * Matrix(puzzle.data["A"])).eigenvals() == {
            large**2: 1,
            small**2: 1,
        }
        # The grid's step is 0.0016: the extremes are met to its square.
        assert isclose(max(stretches), large, rel_tol=1e-4)
        assert isclose(min(stretches), small, abs_tol=1e-4 * large**2 / small)
        # For each right direction the best matrix of rank one keeps the stretch along it.
        assert isclose(min(total - s * s for s in stretches), lost, abs_tol=1e-4 * large**2)
        assert kept == 1 - Fraction(lost, total)


def test_mirrored_blocks_as_one_matrix_of_four():
    for puzzle in instances("mirrored-blocks"):
        p, q = Matrix(puzzle.data["P"]), Matrix(puzzle.data["Q"])
        m = Matrix([[p, q], [q, p]])
        assert m.shape == (4, 4)
        assert puzzle.answer == (m.trace(), m.det(), tuple(spectrum(m))), puzzle.data

"""Random choices for tables of data: the same ones in every version of Python."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from math import exp, sqrt
from typing import TypeVar

from rubrics.content.puzzles.draw import Draw

T = TypeVar("T")
_UNIFORMS = 6  # Their sum has the variance 6/12.
_SCALE = sqrt(12 / _UNIFORMS)


def logistic(x: float) -> float:
    """Return 1/(1 + e⁻ˣ)."""
    return 1 / (1 + exp(-x)) if x > -30 else 0.0


class Chance(Draw):
    """Adds draws of numbers to the choices of puzzles; everything rests on `random()`."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        self.random = self._random.random

    def happens(self, probability: float) -> bool:
        """Return True with this probability."""
        return self.random() < probability

    def uniform(self, low: float, high: float) -> float:
        """Return a number between `low` and `high`."""
        return low + (high - low) * self.random()

    def normal(self, mean: float, deviation: float) -> float:
        """Return a nearly normal number: a sum of uniform ones (Irwin and Hall), never far out.

        No logarithm or cosine, whose last digit may differ between machines.
        """
        draw = self.random
        total = draw() + draw() + draw() + draw() + draw() + draw()
        return mean + deviation * _SCALE * (total - _UNIFORMS / 2)

    def weighted(self, options: Sequence[T], cumulative: Sequence[float]) -> T:
        """Return one of the options; `cumulative` is what `running` gave for their weights."""
        return options[bisect(cumulative, self.random() * cumulative[-1], hi=len(options) - 1)]


def running(weights: Sequence[float]) -> list[float]:
    """Return the running sums of weights, for `Chance.weighted`."""
    return list(accumulate(weights))

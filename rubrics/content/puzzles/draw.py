"""Random choices that stay the same in every version of Python."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """Choices from a seed.

    Only `random()` is used: of all methods of `random.Random` it alone is promised to give the
    same sequence in future versions (docs.python.org, "Notes on Reproducibility").
    """

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - puzzles, not secrets

    def integer(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[self.integer(0, len(options) - 1)]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """Return the options in any order (Fisher and Yates)."""
        rest = list(options)
        return [rest.pop(self.integer(0, len(rest) - 1)) for _ in range(len(rest))]

    def sample(self, options: Sequence[T], size: int) -> list[T]:
        """Return `size` different ones of the options."""
        return self.shuffled(options)[:size]

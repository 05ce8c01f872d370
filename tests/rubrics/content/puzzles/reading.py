"""Reading numbers out of a puzzle's texts, as a candidate would."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from hypothesis import settings

# 25 seeds in `make test`, 200 in `make test-full`.
SEEDS = range(min(200, settings.default.max_examples))

_NUMBER = re.compile(r"−?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:/\d+)?(?: %)?")


def numbers(text: str) -> set[Fraction]:
    """Return every number of a text; 82 % is 41/50, and −3/4 is one number."""
    found = set()
    for token in _NUMBER.findall(text):
        plain = token.replace("−", "-").replace(",", "")
        share = Fraction(1, 100) if plain.endswith("%") else Fraction(1)
        found.add(_fraction(plain.removesuffix(" %")) * share)
    return found


def _fraction(text: str) -> Fraction:
    top, _, bottom = text.partition("/")
    return Fraction(top) / Fraction(bottom or 1)


def flat(value: object) -> Iterator[Fraction | float]:
    """Return the numbers within a value, however deep."""
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if not isinstance(value, tuple):
        yield value
        return
    for entry in value:
        yield from flat(entry)


def told(value: object, text: str) -> bool:
    """Whether every number of `value` stands in the text: exactly, or a float to three places."""
    found = numbers(text)
    for number in flat(value):
        if isinstance(number, float):
            if not any(abs(number - other) <= 0.000501 for other in found):
                return False
        elif number not in found:
            return False
    return True

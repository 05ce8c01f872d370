"""What a parametric puzzle is: a family makes an instance from a seed, the same one for ever."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from rubrics.content.puzzles.draw import Draw

# Exact wherever the mathematics is; a float only where a logarithm or a root is left.
Value: TypeAlias = "int | Fraction | float | tuple[Value, ...]"

# The criteria of both rubrics for puzzles (mathematics, statistics) that a hint can limit.
SETTING_UP = "Setting the question up"
CARRYING = "Carrying the argument"


class Area(StrEnum):
    LINEAR_ALGEBRA = "linear_algebra"
    PROBABILITY = "probability"
    STATISTICS = "statistics"
    CALCULUS = "calculus"


@dataclass(frozen=True)
class Hint:
    """One hint, and the highest rating that stays open on a criterion once it was given."""

    text: str
    criterion: str = ""
    at_most: int = 4

    @property
    def cost(self) -> str:
        """Return what stays open after it, in the words of the catalog's questions."""
        return f"at most {self.at_most} for {self.criterion}." if self.criterion else "no limit."


@dataclass(frozen=True)
class Part:
    """One numbered question; its solution ends in `answer_text`."""

    ask: str
    answer: Value
    answer_text: str
    steps: str

    @property
    def solution(self) -> str:
        """Return the worked steps with this instance's numbers, the answer last."""
        return f"{self.steps}\n\nSo: **{self.answer_text}**"


@dataclass(frozen=True)
class WrongTurn:
    """A typical wrong answer to one part (counted from 1): what is said, and what is behind it."""

    part: int
    value: Value
    said: str
    misconception: str


@dataclass(frozen=True)
class Puzzle:
    """One instance. `data` holds the parameters; all of them stand in the prompt.

    Texts are Markdown with Unicode mathematics.
    """

    data: Mapping[str, Value]
    setting: str
    parts: tuple[Part, ...]
    hints: tuple[Hint, ...]
    follow_ups: tuple[str, ...]
    wrong_turns: tuple[WrongTurn, ...] = field(default=())

    @property
    def prompt(self) -> str:
        """Return what the candidate is told."""
        asks = "\n".join(f"{n}. {part.ask}" for n, part in enumerate(self.parts, 1))
        return f"{self.setting}\n\n{asks}"

    @property
    def answer(self) -> tuple[Value, ...]:
        """Return the answers, one for each part."""
        return tuple(part.answer for part in self.parts)

    @property
    def answer_text(self) -> str:
        """Return the answers as a numbered list."""
        return "\n".join(f"{n}. {part.answer_text}" for n, part in enumerate(self.parts, 1))

    @property
    def solution(self) -> str:
        """Return the worked solution, part by part."""
        return "\n\n".join(f"**{n}.** {part.solution}" for n, part in enumerate(self.parts, 1))


@dataclass(frozen=True)
class Family:
    """A puzzle without its numbers.

    `version` goes up whenever a seed would give other numbers or another answer than before.
    Mending the wording leaves it.
    """

    key: str
    name: str
    area: Area
    difficulty: int
    minutes: int
    competencies: tuple[str, ...]
    about: str
    build: Callable[[Draw], Puzzle]
    version: int = 1

    def instance(self, seed: int) -> Puzzle:
        """Return the puzzle of this seed: equal seeds give equal puzzles on every machine."""
        puzzle = self.build(Draw(f"{self.key}/{self.version}/{seed}"))
        return _without_lucky_turns(puzzle)


def _without_lucky_turns(puzzle: Puzzle) -> Puzzle:
    """Leave out wrong turns that happen to lead to the right number with this instance's data."""
    seen: set[tuple[int, Value]] = set(enumerate(puzzle.answer, 1))
    kept = []
    for turn in puzzle.wrong_turns:
        if (turn.part, turn.value) not in seen:
            seen.add((turn.part, turn.value))
            kept.append(turn)
    return Puzzle(**{**vars(puzzle), "wrong_turns": tuple(kept)})

"""What a question's seed gives: the puzzle of a family, the data of a take-home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hiring.accounts.models import PublicLink
from hiring.scorecards.models import QuestionInstance
from hiring.scorecards.take_homes import address_of
from rubrics.bank.counts import generator_of
from rubrics.content.puzzles import FAMILIES
from rubrics.content.puzzles.model import Family, Puzzle
from rubrics.content.take_homes.model import Generator
from rubrics.models import QuestionVersion


def family_of(version: QuestionVersion) -> Family | None:
    """Return the family of puzzles that the question names, if there is one of this key."""
    return FAMILIES.get(version.details.get("family", ""))


def generator_for(version: QuestionVersion) -> Family | Generator | None:
    """Return what makes an instance of the question from a seed; None: it has no instances."""
    return family_of(version) or generator_of(version)


@dataclass(frozen=True)
class AskedQuestion:
    """One question of an interview, with the instance that this interview uses."""

    version: QuestionVersion
    instance: QuestionInstance | None = None
    # The newest that was made for the candidate, also if it works no longer.
    link: PublicLink | None = None

    @property
    def seed(self) -> int | None:
        return self.instance.seed if self.instance else None

    @property
    def generator_key(self) -> str:
        """The key of what made this interview's instance; empty where there is none."""
        generator = generator_for(self.version)
        return generator.key if generator and self.seed is not None else ""

    @property
    def is_instantiated(self) -> bool:
        """Whether this interview has its own instance of the question."""
        return bool(self.generator_key)

    @property
    def is_outdated(self) -> bool:
        """Whether the same seed gives something else by now than when it was drawn."""
        generator = generator_for(self.version)
        drawn_for = self.instance.generator_version if self.instance else None
        return generator is not None and drawn_for not in (None, generator.version)

    @property
    def hints(self) -> Sequence[Any]:
        """Return its hints in the order in which to give them, each with `text` and `cost`."""
        return self.puzzle.hints if self.puzzle else self.version.hints

    @property
    def hints_given(self) -> list[int]:
        """Return the numbers of the hints that the candidate was given."""
        return self.instance.hints_given if self.instance else []

    @property
    def data(self) -> Generator | None:
        """What makes this interview's data of a take-home, where it has drawn some."""
        return generator_of(self.version) if self.is_instantiated else None

    @property
    def address(self) -> str:
        """Where the candidate's link leads; empty without one that works."""
        return address_of(self.link) if self.link and self.link.is_live else ""

    @cached_property
    def family(self) -> Family | None:
        return family_of(self.version)

    @cached_property
    def puzzle(self) -> Puzzle | None:
        """The puzzle with this interview's numbers."""
        if self.family is None or self.seed is None:
            return None
        return self.family.instance(self.seed)


def asked(
    versions: Sequence[QuestionVersion],
    instances: Sequence[QuestionInstance],
    links: Mapping[int, PublicLink] | None = None,
) -> list[AskedQuestion]:
    """Return the questions in their order, each with its instance and the link to that."""
    by_version = {instance.version_id: instance for instance in instances}
    found = [(version, by_version.get(version.pk)) for version in versions]
    by_instance = links or {}
    return [
        AskedQuestion(version, instance, by_instance.get(instance.pk) if instance else None)
        for version, instance in found
    ]

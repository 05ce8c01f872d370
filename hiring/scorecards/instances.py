"""What a question's seed gives: the puzzle of a family, the data of a take-home."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from hiring.scorecards.models import QuestionUse
from rubrics.models import QuestionVersion
from rubrics.puzzles import FAMILIES, Family, Puzzle


def family_of(version: QuestionVersion) -> Family | None:
    """Return the family of puzzles that the question names, if there is one of this key."""
    return FAMILIES.get(version.details.get("family", ""))


def maker_of(version: QuestionVersion) -> Family | None:
    """Return what makes an instance of the question from a seed; None: it has no instances."""
    return family_of(version)


@dataclass(frozen=True)
class Asked:
    """One question of an interview, with the instance that this interview uses."""

    version: QuestionVersion
    use: QuestionUse | None = None

    @property
    def seed(self) -> int | None:
        return self.use.seed if self.use else None

    @property
    def made_by(self) -> str:
        """The key of what made this interview's instance; empty where there is none."""
        maker = maker_of(self.version)
        return maker.key if maker and self.seed is not None else ""

    @property
    def is_drawn(self) -> bool:
        """Whether this interview has its own instance of the question."""
        return bool(self.made_by)

    @property
    def is_outdated(self) -> bool:
        """Whether the same seed gives something else by now than when it was drawn."""
        maker = maker_of(self.version)
        drawn_for = self.use.made_by_version if self.use else None
        return maker is not None and drawn_for not in (None, maker.version)

    @cached_property
    def family(self) -> Family | None:
        return family_of(self.version)

    @cached_property
    def puzzle(self) -> Puzzle | None:
        """The puzzle with this interview's numbers."""
        if self.family is None or self.seed is None:
            return None
        return self.family.instance(self.seed)


def asked(versions: Sequence[QuestionVersion], uses: Sequence[QuestionUse]) -> list[Asked]:
    """Return the questions in their order, each with its use where there is one."""
    by_version = {use.version_id: use for use in uses}
    return [Asked(version, by_version.get(version.pk)) for version in versions]

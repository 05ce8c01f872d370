"""The mechanical composite: a mean of the estimates by the weights fixed before the loop.

It is never part of a debrief's content. People who see a composite first follow it (Kuncel et al.
2013 on mechanical and clinical combination), so it is shown to a person only beside their own
first reading. It decides nothing; where a decision differs from it, the reason is asked for.
"""

from dataclasses import dataclass

from hiring.debriefs.report.model import Content

# A level is reached from half a level below it on: estimates are drawn at a level's middle.
HALF = 0.5


@dataclass(frozen=True)
class Composite:
    """The weighted mean level, the one that was needed, and how much of the weight was tested."""

    level: float
    needed: float
    tested: float

    @property
    def is_at_or_above(self) -> bool:
        return self.level >= self.needed

    def differs_from(self, outcome: str) -> bool:
        """Return whether to advance or to reject is the opposite of what it says."""
        return outcome == ("reject" if self.is_at_or_above else "advance")


def composite(content: Content) -> Composite | None:
    """Return the composite of a debrief; None where nothing was rated."""
    rated = [one for one in content.hypotheses if one.assessment.level is not None]
    if not rated:
        return None
    weight = sum(one.weight for one in rated)
    level = sum(one.weight * (one.assessment.level or 0) for one in rated) / weight
    needed = sum(one.weight * (one.bar - HALF) for one in rated) / weight
    tested = weight / sum(one.weight for one in content.hypotheses)
    return Composite(round(level, 2), round(needed, 2), round(tested, 2))

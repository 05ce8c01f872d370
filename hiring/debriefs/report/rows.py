"""The rows of the picture: per competency its ratings as initials on four levels."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.debriefs.report.model import Content, Hypothesis
from hiring.debriefs.words import state_label

LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Chip:
    """One person's initials on a level; filled where it is at or above the level needed."""

    text: str
    reached: bool
    names: str


@dataclass(frozen=True)
class Row:
    hypothesis: Hypothesis
    # By level from 1 to 4.
    chips: tuple[tuple[Chip, ...], ...]
    gap: int
    # On one line: without the level needed in words.
    is_slim: bool = False
    # With a number in place of initials that take more than a line.
    is_counted: bool = False

    @property
    def need(self) -> str:
        """Return the level needed, with its gist."""
        return f"{self.hypothesis.bar}  {needed(self.hypothesis)}".rstrip()

    @property
    def state(self) -> str:
        return state_label(self.hypothesis)

    @property
    def count(self) -> str:
        """Return how many people are at or above, and how far apart two of them are."""
        found = self.hypothesis.assessment
        if not found.people:
            return _("nobody")
        said = _("%(n)d of %(people)d") % {"n": found.at_or_above, "people": found.people}
        return _("%(count)s, gap %(gap)d") % {"count": said, "gap": self.gap} if self.gap else said


def needed(hypothesis: Hypothesis) -> str:
    """Return the gist of the level needed; of a rubric without gists nothing."""
    return hypothesis.gist


def rows(content: Content) -> list[Row]:
    """Return the rows, in the order of the hypotheses."""
    gaps = {gap.competency_id: gap.size for gap in reversed(content.gaps)}
    return [_row(one, content, gaps.get(one.id, 0)) for one in content.hypotheses]


def _row(one: Hypothesis, content: Content, gap: int) -> Row:
    people = {person.id: person for person in content.people}
    chips = []
    for level in LEVELS:
        given = Counter(seen.interviewer_id for seen in one.rated if seen.level == level)
        chips.append(
            tuple(
                Chip(
                    text=f"{people[pk].initials} ×{n}" if n > 1 else people[pk].initials,  # noqa: RUF001
                    reached=one.reaches(level),
                    names=people[pk].name,
                )
                for pk, n in given.items()
            )
        )
    return Row(one, tuple(chips), gap)


def counted(chips: Sequence[Chip]) -> Chip:
    """Return one chip that says how many people are on a level."""
    n = len(chips)
    text = ngettext("%(n)d person", "%(n)d people", n) % {"n": n}
    return Chip(text, chips[0].reached, ", ".join(chip.names for chip in chips))


def spoken(row: Row) -> str:
    """Return one row in words, for who does not see the picture."""
    one = row.hypothesis
    said = [
        _("%(name)s, %(stance)s, weight %(weight)d, needs level %(bar)d: %(state)s")
        % {
            "name": one.name,
            "stance": _("strength") if one.is_strength else _("bar"),
            "weight": one.weight,
            "bar": one.bar,
            "state": row.state.lower(),
        }
    ]
    if not one.rated:
        return f"{said[0]}. {one.untested}."
    said.append(_("%(count)s at or above") % {"count": row.count})
    ratings = "; ".join(
        _("%(level)d from %(names)s")
        % {"level": level, "names": ", ".join(_name(chip) for chip in row.chips[level - 1])}
        for level in reversed(LEVELS)
        if row.chips[level - 1]
    )
    return f"{', '.join(said)}. {_('Ratings')}: {ratings}.{_interval(one)}"


def _name(chip: Chip) -> str:
    return f"{chip.names} {chip.text.split()[1]}" if "×" in chip.text else chip.names  # noqa: RUF001


def _interval(one: Hypothesis) -> str:
    found = one.assessment
    if found.low is None or found.high is None:
        return ""
    low, high = clipped(found.low), clipped(found.high)
    return " " + _("80%% interval %(low).1f to %(high).1f.") % {"low": low, "high": high}


def clipped(level: float) -> float:
    """Return a level of the estimate as it can be drawn."""
    return min(4.0, max(1.0, level))

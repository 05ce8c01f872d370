"""Reads the criteria and anchors of a rubric for what two interviewers would rate differently.

Plain Python: texts in, findings out. It advises and never blocks. English only: a text in another
language gives findings on its shape, none on its wording.
"""

from collections.abc import Callable, Sequence

from rubrics.anchors.double_barreled import two_things
from rubrics.anchors.findings import CriterionText, Finding, Rule
from rubrics.anchors.scale import scale
from rubrics.anchors.wording import wording

__all__ = ["MAX_TEXT_LENGTH", "CriterionText", "Finding", "Rule", "lint_rubric"]

# Characters of one text; what comes after is not read. A long anchor has about 400.
MAX_TEXT_LENGTH = 20_000


def lint_rubric(
    criteria: Sequence[CriterionText], *, say: Callable[[str], str] = str
) -> list[Finding]:
    """Return what is wrong, by criterion and level; what is about a whole criterion comes first.

    `say` translates why and instead. Time grows with the length of the texts, no faster.
    """
    found = [
        finding
        for index, given in enumerate(criteria)
        for criterion in [_cut(given)]
        for look in (scale, two_things, wording)
        for finding in look(index, criterion, say)
    ]
    once = {(f.rule, f.criterion, f.level, f.text.casefold()): f for f in reversed(found)}
    return sorted(once.values(), key=lambda f: (f.criterion, f.level or 0, f.rule, f.text))


def _cut(given: CriterionText) -> CriterionText:
    anchors = {level: text[:MAX_TEXT_LENGTH] for level, text in given.anchors.items()}
    return CriterionText(
        given.name[:MAX_TEXT_LENGTH], given.look_for[:MAX_TEXT_LENGTH], anchors, given.competency
    )

"""What the anchor linter says of a rubric as it is written, criterion by criterion, for a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rubrics.anchors import CriterionText, Finding, Rule, lint_rubric
from rubrics.models import Criterion

LABELS: dict[Rule, Promise] = {
    Rule.VAGUE: _("Vague"),
    Rule.TWO_THINGS: _("Two things at once"),
    Rule.SAME_LEVELS: _("Two levels are the same"),
    Rule.TOP_REPEATS: _("Top level adds nothing"),
    Rule.ONLY_NEGATED: _("Only describes what is missing"),
    Rule.MISSING_LEVEL: _("Level missing"),
    Rule.TOO_SHORT: _("Very short"),
    Rule.NOWHERE_TO_LOOK: _("Nothing to look for"),
    Rule.TRAIT: _("A trait, not a behavior"),
    Rule.PROXY: _("Proxy for something else"),
    Rule.LADDER: _("Years or grades"),
}


@dataclass(frozen=True)
class Advice:
    label: Promise
    finding: Finding


def advice_on(criteria: Sequence[Criterion]) -> list[list[Advice]]:
    """Return for each criterion what two interviewers would read differently; no query.

    A criterion in which nothing is written yet gets no advice.
    """
    found: list[list[Advice]] = [[] for _criterion in criteria]
    for finding in lint_rubric([_text(criterion) for criterion in criteria], say=gettext):
        if _is_begun(criteria[finding.criterion]):
            advice = Advice(LABELS[finding.rule], finding)
            found[finding.criterion].append(advice)
    return found


def _text(criterion: Criterion) -> CriterionText:
    anchors = {level: text for level, _label, text in criterion.anchors if text.strip()}
    return CriterionText(criterion.name, criterion.look_for, anchors)


def _is_begun(criterion: Criterion) -> bool:
    return any(text.strip() for _level, _label, text in criterion.anchors)

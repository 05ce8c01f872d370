"""What an opening asks of each competency: the role's profile, moved by the opening's answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hiring.requisitions.adjustments import AdjustedNeed, AdjustmentRule, Need, adjust_needs
from hiring.requisitions.models import Requisition
from rubrics.models import (
    ANSWERS,
    Competency,
    DesignChoice,
    OrganizationArchetype,
    ProfileAdjustment,
    ProfileEntry,
    Stance,
)

Answers = dict[str, str]
_ORDER = (Stance.STRENGTH, Stance.BAR, Stance.NOT_ASSESSED)


@dataclass(frozen=True)
class CompetencyTarget:
    """What is asked of one competency, what the role alone would ask, and what moved it."""

    competency: Competency
    adjusted: AdjustedNeed
    why: str
    reasons: list[str]

    @property
    def before(self) -> Need:
        return self.adjusted.before

    @property
    def after(self) -> Need:
        return self.adjusted.after

    @property
    def moved(self) -> bool:
        return self.adjusted.moved


def answers_of(requisition: Requisition) -> Answers:
    """Return the requisition's answer to each design choice; empty: not said."""
    return {choice: getattr(requisition, choice) for choice in DesignChoice.values}


def usual_answers(organization: OrganizationArchetype | None) -> Answers:
    """Return what an opening in such an organization starts from, without a strategy."""
    choices = [c for c in DesignChoice.values if c != DesignChoice.STRATEGY]
    return {choice: getattr(organization, choice, "") for choice in choices}


def adjust_profile(
    entries: Iterable[ProfileEntry],
    archetype: str,
    answers: Mapping[str, str],
    rules: list[AdjustmentRule],
) -> list[CompetencyTarget]:
    """Return the entries of one level as the answers move them by these rules."""
    by_id = {entry.competency_id: entry for entry in entries}
    moved = adjust_needs([need_of(entry) for entry in by_id.values()], rules, answers, archetype)
    found = [_target(by_id[one.before.competency], one) for one in moved]
    return sorted(found, key=_place)


def need_of(entry: Any) -> Need:
    """Return a row of a profile (a role's, a requisition's, a candidate's) without its words."""
    return Need(entry.competency_id, entry.stance, entry.weight, entry.bar_level)


def rules() -> list[AdjustmentRule]:
    """Return the library's adjustments that are in use; two queries."""
    found = ProfileAdjustment.objects.in_use().prefetch_related("archetypes")
    return [
        AdjustmentRule(
            key=row.key,
            choice=row.choice,
            value=row.value,
            competency=row.competency_id,
            because=row.because,
            stance=row.stance or None,
            weight=row.weight,
            bar=row.bar,
            archetypes=frozenset(role.key for role in row.archetypes.all()),
        )
        for row in found
    ]


def _target(entry: ProfileEntry, adjusted: AdjustedNeed) -> CompetencyTarget:
    # What the role says of another stance would argue against this one.
    why = adjusted.stance_because or entry.why
    reasons = [in_words(rule, adjusted) for rule in adjusted.reasons]
    return CompetencyTarget(entry.competency, adjusted, why, reasons)


def _place(one: CompetencyTarget) -> tuple[int, int, int, int]:
    stance = _ORDER.index(Stance(one.after.stance))
    return stance, -one.after.weight, one.competency.position, one.competency.pk


def in_words(rule: AdjustmentRule, adjusted: AdjustedNeed) -> str:
    """Return why one rule moved a competency: the reason, the answer, and by how much."""
    return _("%(because)s (%(answer)s: %(steps)s)") % {
        "because": rule.because,
        "answer": ANSWERS[rule.choice](rule.value).label,
        "steps": ", ".join(_steps(rule, adjusted)),
    }


def _steps(rule: AdjustmentRule, adjusted: AdjustedNeed) -> Iterable[str]:
    before, after = adjusted.before, adjusted.after
    if rule.stance == after.stance != before.stance:
        yield Stance(after.stance).label.lower()
    if rule.weight and after.weight != before.weight:
        yield _("weight %(step)s") % {"step": _signed(rule.weight)}
    if rule.bar and after.bar != before.bar:
        yield _("bar %(step)s") % {"step": _signed(rule.bar)}


def _signed(step: int) -> str:
    return f"+{step}" if step > 0 else f"−{-step}"  # noqa: RUF001 - a minus sign, as printed

"""How the answers to an opening's design choices move a role's profile. No Django, no database.

A rule adds to the weight and the bar of one competency, or sets its stance. What several rules
add is summed and then kept on the scales, so that their order does not matter. Where several set
a stance, the choice that says most of this one opening wins (`RANK`), then a rule for this role
before a rule for all.

Scales: a weight is 1 to 5; the bar of a strength is 3 or 4 (the panel says yes), of a minimum bar
2 or 3 (2: only a strong no stops). What no rule moves stays as it is, also off these scales.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

STRENGTH, BAR, NOT_ASSESSED = "strength", "bar", "not_assessed"
WEIGHTS = (1, 5)
BARS = {STRENGTH: (3, 4), BAR: (2, 3), NOT_ASSESSED: (2, 3)}
# From what says least of this one opening to what says most.
RANK = ("emphasis", "data_ownership", "model_ownership", "strategy")
# Between two rules of the same rank, the one that asks for less.
_MODESTY = (STRENGTH, BAR, NOT_ASSESSED)


@dataclass(frozen=True)
class Need:
    """What is asked of one competency."""

    competency: Any
    stance: str
    weight: int
    bar: int

    @property
    def assessed(self) -> bool:
        return self.stance != NOT_ASSESSED


@dataclass(frozen=True)
class AdjustmentRule:
    """What one answer does to one competency; no archetypes: to those of every role."""

    key: str
    choice: str
    value: str
    competency: Any
    because: str
    stance: str | None = None
    weight: int = 0
    bar: int = 0
    archetypes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AdjustedNeed:
    """One competency before and after, and the rules that moved it, in the order of choices."""

    before: Need
    after: Need
    reasons: tuple[AdjustmentRule, ...] = ()

    @property
    def moved(self) -> bool:
        return self.before != self.after

    @property
    def stance_because(self) -> str:
        """Why the stance is another one; empty where it is not."""
        if self.before.stance == self.after.stance:
            return ""
        return next(rule.because for rule in self.reasons if rule.stance == self.after.stance)


def adjust_needs(
    needs: Sequence[Need],
    rules: Iterable[AdjustmentRule],
    answers: Mapping[str, str],
    archetype: str,
) -> list[AdjustedNeed]:
    """Return every need as the answers leave it, in the order given.

    An answer left empty adjusts nothing, and a rule counts once however often it is listed. Each
    change has at least one reason, and without a change there is none.
    """
    matching = {
        rule.key: rule
        for rule in rules
        if answers.get(rule.choice) == rule.value
        and (not rule.archetypes or archetype in rule.archetypes)
    }
    by_competency: dict[Any, list[AdjustmentRule]] = {}
    for rule in sorted(matching.values(), key=_place):
        by_competency.setdefault(rule.competency, []).append(rule)
    return [_moved(need, by_competency.get(need.competency, [])) for need in needs]


def _place(rule: AdjustmentRule) -> tuple[int, bool, int, str]:
    modesty = _MODESTY.index(rule.stance) if rule.stance else -1
    return _rank(rule.choice), bool(rule.archetypes), modesty, rule.key


def _rank(choice: str) -> int:
    return RANK.index(choice) if choice in RANK else -1


def _moved(before: Need, rules: list[AdjustmentRule]) -> AdjustedNeed:
    """Apply rules of one competency, given in rising order of what they say of the opening."""
    stance = next((rule.stance for rule in reversed(rules) if rule.stance), before.stance)
    if stance == before.stance == NOT_ASSESSED:
        return AdjustedNeed(before, before)
    weight = sum(rule.weight for rule in rules)
    after = Need(
        before.competency,
        stance,
        _within(before.weight + weight, WEIGHTS) if weight else before.weight,
        _bar(before, stance, sum(rule.bar for rule in rules)),
    )
    return AdjustedNeed(before, after, tuple(r for r in rules if _had_a_part(r, before, after)))


def _bar(before: Need, stance: str, step: int) -> int:
    if stance != before.stance:
        return _within(before.bar + step, BARS[stance])
    if not step:
        return before.bar
    low, high = BARS[stance]
    # An own role may ask for what the scales do not know: a step down never leads up.
    return _within(before.bar + step, (min(low, before.bar), max(high, before.bar)))


def _had_a_part(rule: AdjustmentRule, before: Need, after: Need) -> bool:
    return (
        (rule.stance == after.stance != before.stance)
        or bool(rule.weight and after.weight != before.weight)
        or bool(rule.bar and after.bar != before.bar)
    )


def _within(value: int, scale: tuple[int, int]) -> int:
    return min(max(value, scale[0]), scale[1])

"""The rules by which the role context adjusts a profile, grouped as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.functional import Promise

from rubrics.models import ANSWERS, DesignChoice, OrganizationArchetype, ProfileAdjustment
from rubrics.roles.adjustment_words import effect_of, roles_of


@dataclass(frozen=True)
class Rule:
    """One rule with its sentence: `<competency> <effect>, for <roles>`."""

    adjustment: ProfileAdjustment
    effect: str
    roles: str


@dataclass(frozen=True)
class Answer:
    """One answer to a design choice, with the rules that it brings."""

    value: str
    label: str | Promise
    rules: list[Rule] = field(default_factory=list)


@dataclass(frozen=True)
class Choice:
    """A design choice with its answers, all of them or one organization's."""

    key: DesignChoice
    answers: list[Answer]

    @property
    def label(self) -> str | Promise:
        return self.key.label


def rules_by_answer(
    adjustments: QuerySet[ProfileAdjustment], organization: OrganizationArchetype | None = None
) -> list[Choice]:
    """Return the rules by choice and answer; of an organization only its own answers."""
    found = _by_answer(adjustments.select_related("competency").prefetch_related("archetypes"))
    choices = []
    for choice in DesignChoice:
        if organization is not None and not hasattr(organization, choice):
            continue
        values = [getattr(organization, choice)] if organization else ANSWERS[choice].values
        answers = [
            Answer(value, ANSWERS[choice](value).label, found.get((choice, value), []))
            for value in values
        ]
        choices.append(Choice(choice, answers))
    return choices


def _by_answer(adjustments: Iterable[ProfileAdjustment]) -> dict[tuple[str, str], list[Rule]]:
    found: dict[tuple[str, str], list[Rule]] = {}
    for adjustment in adjustments:
        rule = Rule(adjustment, effect_of(adjustment), roles_of(adjustment))
        found.setdefault((adjustment.choice, adjustment.value), []).append(rule)
    return found

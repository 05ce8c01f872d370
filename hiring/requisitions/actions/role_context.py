"""An opening's strategy and role context, and how its profile and plan follow them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity.actions import Refused, record
from hiring.requisitions import loop_plan
from hiring.requisitions.actions.checking import checked
from hiring.requisitions.actions.from_template import competency_row, write_interview_plan
from hiring.requisitions.actions.locking import changed_by_this, locked
from hiring.requisitions.adjustments import NOT_ASSESSED
from hiring.requisitions.mentoring import needs_mentor, problem_with
from hiring.requisitions.models import Requisition, RequisitionCompetency
from hiring.requisitions.profiles import CompetencyTarget, adjust_profile, answers_of, rules
from hiring.requisitions.verbs import Verb
from rubrics.models import DesignChoice, OrganizationArchetype, ProfileEntry

ROLE_CONTEXT_FIELDS = frozenset({"organization", "mentor", *DesignChoice.values})


@dataclass
class ContextChange:
    """What followed a change of role context."""

    requisition: Requisition
    # Competencies that are now asked otherwise, with the reasons.
    moved: list[CompetencyTarget] = field(default_factory=list)
    # Those that somebody changed by hand, and that would be asked otherwise.
    kept: list[CompetencyTarget] = field(default_factory=list)
    # Names of interviews that came into the plan and that left it.
    added: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    # Whether the plan was changed by hand, and so stayed as it is.
    plan_kept: bool = False


@transaction.atomic
def set_role_context(
    *,
    requisition: Requisition,
    actor: User | None,
    organization: OrganizationArchetype | None,
    emphasis: str,
    data_ownership: str,
    model_ownership: str,
    strategy: str,
    mentor: User | None,
    seen: Mapping[str, Any] | None = None,
) -> ContextChange:
    """Say how the opening stands; its profile and plan follow where nobody changed them by hand.

    Refused once the first interview has fixed the profile, unless the answers stay (the mentor
    and the organization's name may change), and for an open one that would need a mentor. With
    `seen`, the answers as they were shown, what is as it was shown stays as it is now; Conflict
    where someone else changed meanwhile what this changes, too.
    """
    values = {
        "organization": organization,
        "emphasis": emphasis,
        "data_ownership": data_ownership,
        "model_ownership": model_ownership,
        "strategy": strategy,
        "mentor": mentor,
    }
    current = locked(requisition)
    return apply_context(current, actor, changed_by_this(current, values, seen))


def apply_context(
    current: Requisition, actor: User | None, values: dict[str, Any]
) -> ContextChange:
    """Do it to a requisition that is held; `values` are some of `ROLE_CONTEXT_FIELDS`."""
    changed = {n: v for n, v in values.items() if getattr(current, n) != v}
    changed = checked(changed, current)
    if not changed:
        return ContextChange(current)
    answered = bool(changed.keys() & set(DesignChoice.values))
    if answered and current.profile_fixed_at:
        raise Refused(
            _(
                "The first interview locked the profile. Edit individual competencies and give a "
                "reason for each."
            ),
            field=min(changed.keys() & set(DesignChoice.values)),
        )
    changes = {n: (getattr(current, n) or "", v or "") for n, v in changed.items()}
    for name, value in changed.items():
        setattr(current, name, value)
    _refuse_without_mentor(current)
    current.save(update_fields=list(changed))
    followed = _follow(current) if answered else ContextChange(current)
    record(
        Verb.ROLE_CONTEXT_SET,
        on=current,
        requisition=current,
        actor=actor,
        changes=changes,
        fields=sorted(changed),
        moved=[one.competency.pk for one in followed.moved],
    )
    return followed


def _refuse_without_mentor(current: Requisition) -> None:
    """A draft may still lack a mentor; what is open may not."""
    if current.is_draft:
        return
    needed = needs_mentor(
        archetype=current.archetype,
        level=current.level,
        emphasis=current.emphasis,
        strategy=current.strategy,
    )
    if problem := problem_with(current.mentor, needed=needed):
        raise Refused(problem, field="mentor")


def _follow(current: Requisition) -> ContextChange:
    rows = {row.competency_id: row for row in current.competencies.select_related("competency")}
    entries = current.archetype.profile.at(current.level).select_related("competency")
    base = [_as_it_was(entry, rows.get(entry.competency_id)) for entry in entries]
    found = adjust_profile(base, current.archetype.key, answers_of(current), rules())
    followed = ContextChange(current, plan_kept=current.plan_edited_at is not None)
    for one in found:
        _follow_one(current, one, rows.get(one.competency.pk), followed)
    if not followed.plan_kept:
        _follow_with_plan(current, found, followed)
    return followed


def _as_it_was(entry: ProfileEntry, row: RequisitionCompetency | None) -> ProfileEntry:
    """The role's entry as it was when the requisition was drafted, if that is known."""
    if row is not None and row.archetype_stance:
        entry.stance = row.archetype_stance
        entry.weight = row.archetype_weight or entry.weight
        entry.bar_level = row.archetype_bar or entry.bar_level
    return entry


def _follow_one(
    current: Requisition,
    one: CompetencyTarget,
    row: RequisitionCompetency | None,
    followed: ContextChange,
) -> None:
    wanted = competency_row(current, one)
    differs = _terms(row) != _terms(wanted)
    if row is not None and row.edited_at:
        if differs:
            followed.kept.append(one)
        return
    if differs:
        followed.moved.append(one)
    if wanted is None:
        if row is not None:
            row.delete()
        return
    wanted.pk = row.pk if row else None
    wanted.save()


def _terms(row: RequisitionCompetency | None) -> tuple[str, int, int] | None:
    """What is asked; nothing where it is not assessed."""
    if row is None or row.stance == NOT_ASSESSED:
        return None
    return row.stance, row.weight, row.bar_level


def _follow_with_plan(
    current: Requisition, found: Iterable[CompetencyTarget], followed: ContextChange
) -> None:
    interviews = loop_plan.of_role(current.archetype, current.level)
    needs = loop_plan.needs_of(current)
    moved = any(one.moved for one in found)
    wanted = (
        loop_plan.fitted(current.archetype, interviews, needs, current.emphasis)
        if moved or current.is_draft
        else loop_plan.own_loop(interviews, needs)
    )
    followed.added, followed.dropped = write_interview_plan(current, wanted)

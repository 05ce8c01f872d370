"""Drafting a requisition from a role archetype, and discarding a draft."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.actions import access as candidate_access
from hiring.accounts.models import TeamRole, User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.requisitions import loop_plan
from hiring.requisitions.actions.checking import checked
from hiring.requisitions.actions.editing import EDITABLE
from hiring.requisitions.actions.from_template import (
    write_interview_plan,
    write_profile,
    write_stages,
)
from hiring.requisitions.actions.team import group_key_of, put_on_team
from hiring.requisitions.models import Requisition, RequisitionStatus
from hiring.requisitions.profiles import adjust_profile, answers_of, rules, usual_answers
from hiring.requisitions.role_template import RoleTemplate, role_template
from hiring.requisitions.verbs import Verb
from rubrics.models import OrganizationArchetype, RoleArchetype, Strategy


@transaction.atomic
def draft_requisition(
    *,
    archetype: RoleArchetype,
    level: str,
    actor: User | None,
    **values: Any,
) -> Requisition:
    """Return a new draft with the archetype's stages, the profile adjusted and the loop fitted.

    `values` are those that can be edited, each of them optional: strategy and role context
    (`values_of_new` says how they are read), mentor, title and so on. `actor` becomes its
    recruiter.
    """
    requisition = create(archetype, level, actor, values_of_new(**values), fit_always=True)
    record(
        Verb.REQUISITION_DRAFTED,
        on=requisition,
        requisition=requisition,
        actor=actor,
        archetype=archetype.key,
        level=level,
    )
    join_as_recruiter(requisition, actor)
    return requisition


def values_of_new(
    *,
    organization: OrganizationArchetype | None = None,
    emphasis: str | None = None,
    data_ownership: str | None = None,
    model_ownership: str | None = None,
    strategy: str = Strategy.EXPERIENCED,
    mentor: User | None = None,
    title: str = "",
    **others: Any,
) -> dict[str, Any]:
    """Return the values of a new requisition.

    A design choice left out (None) is answered as the organization archetype has it; "" is "not
    said". Without a title it is called by level and role.
    """
    said = {
        "emphasis": emphasis,
        "data_ownership": data_ownership,
        "model_ownership": model_ownership,
    }
    answers = usual_answers(organization) | {n: v for n, v in said.items() if v is not None}
    values = {"organization": organization, "strategy": strategy, "mentor": mentor}
    return {**others, **values, **answers, "title": title}


def create(
    archetype: RoleArchetype,
    level: str,
    actor: User | None,
    values: dict[str, Any],
    fit_always: bool,
) -> Requisition:
    """Write a draft down; without `fit_always` a loop is fitted only where the profile moved."""
    if unknown := set(values) - EDITABLE:
        raise TypeError(f"not known: {', '.join(sorted(unknown))}")
    brings = role_template(archetype, level)
    if not brings.onsite or not brings.stages:
        raise Refused(_("This role has no onsite stage for a loop."), field="archetype")
    values = checked(values | {"title": values["title"].strip() or brings.title})
    requisition = Requisition.objects.create(
        key=next_key(archetype),
        archetype=archetype,
        level=brings.level,
        status=RequisitionStatus.DRAFT,
        opened_at=clock.now(),
        created_by=actor,
        **values,
    )
    _lay_out(requisition, brings, fit_always)
    return requisition


def _lay_out(requisition: Requisition, brings: RoleTemplate, fit_always: bool) -> None:
    archetype = requisition.archetype
    found = adjust_profile(brings.profile, archetype.key, answers_of(requisition), rules())
    write_stages(requisition, brings.stages)
    write_profile(requisition, found)
    needs = {one.competency: one.after for one in found}
    plan = loop_plan.own_loop(brings.interviews, needs)
    if fit_always or any(one.moved for one in found):
        plan = loop_plan.fitted(archetype, brings.interviews, needs, requisition.emphasis)
    write_interview_plan(requisition, plan)


def join_as_recruiter(requisition: Requisition, actor: User | None) -> None:
    """Anyone who makes a requisition runs it."""
    if actor is not None:
        put_on_team(requisition=requisition, user=actor, role=TeamRole.RECRUITER, actor=actor)


def next_key(archetype: RoleArchetype) -> str:
    """Return the archetype's next free key; its row stays locked, so that no two get the same."""
    RoleArchetype.objects.select_for_update(no_key=True).get(pk=archetype.pk)
    start = f"{archetype.short}-"
    taken = Requisition.objects.filter(key__startswith=start).values_list("key", flat=True)
    numbers = [int(rest) for key in taken if (rest := key.removeprefix(start)).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1}"


@transaction.atomic
def discard_draft(*, requisition: Requisition, actor: User | None) -> None:
    """Remove a draft with all that was written into it; a second time changes nothing."""
    found = Requisition.objects.select_for_update().filter(pk=requisition.pk).first()
    if found is None:
        return
    if not found.is_draft:
        raise Refused(_("%(key)s is no longer a draft. Close it instead.") % {"key": found.key})
    for member in found.hiring_team.leading().select_related("user"):
        candidate_access.remove_from_access_group(member.user, of=group_key_of(found))
    record(Verb.DRAFT_DISCARDED, on=found, requisition=found, actor=actor, key=found.key)
    found.delete()

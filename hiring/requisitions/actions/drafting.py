"""Drafting a requisition from a role archetype, and discarding a draft."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.actions import access as viewing
from hiring.accounts.models import TeamRole, User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.activity.verbs import Verb
from hiring.requisitions import plans
from hiring.requisitions.actions.checking import checked
from hiring.requisitions.actions.editing import EDITABLE
from hiring.requisitions.actions.interview_plan import put_plan, put_profile, put_stages
from hiring.requisitions.actions.team import LEADING, circle_of, put_on_team
from hiring.requisitions.models import Requisition, RequisitionStatus
from hiring.requisitions.profiles import answers_of, ask, rules, usual_answers
from hiring.requisitions.role_template import Blueprint, blueprint
from rubrics.models import OrganisationArchetype, RoleArchetype, Strategy


@transaction.atomic
def draft_requisition(
    *,
    archetype: RoleArchetype,
    level: str,
    by: User | None,
    **values: Any,
) -> Requisition:
    """Return a new draft with the archetype's stages, the profile shifted and the loop fitted.

    `values` are those that can be edited, each of them optional: strategy and surroundings
    (`values_of_new` says how they are read), mentor, title and so on. `by` becomes its recruiter.
    """
    requisition = create(archetype, level, by, values_of_new(**values), fit_always=True)
    record(
        Verb.REQUISITION_DRAFTED,
        on=requisition,
        requisition=requisition,
        by=by,
        archetype=archetype.key,
        level=level,
    )
    join_as_recruiter(requisition, by)
    return requisition


def values_of_new(
    *,
    organisation: OrganisationArchetype | None = None,
    emphasis: str | None = None,
    data_ownership: str | None = None,
    model_ownership: str | None = None,
    strategy: str = Strategy.EXPERIENCED,
    mentor: User | None = None,
    title: str = "",
    **others: Any,
) -> dict[str, Any]:
    """Return the values of a new requisition.

    A design choice left out (None) is answered as the organisation archetype has it; "" is "not
    said". Without a title it is called by level and role.
    """
    said = {
        "emphasis": emphasis,
        "data_ownership": data_ownership,
        "model_ownership": model_ownership,
    }
    answers = usual_answers(organisation) | {n: v for n, v in said.items() if v is not None}
    values = {"organisation": organisation, "strategy": strategy, "mentor": mentor}
    return {**others, **values, **answers, "title": title}


def create(
    archetype: RoleArchetype, level: str, by: User | None, values: dict[str, Any], fit_always: bool
) -> Requisition:
    """Write a draft down; without `fit_always` a loop is fitted only where the profile moved."""
    if unknown := set(values) - EDITABLE:
        raise TypeError(f"not known: {', '.join(sorted(unknown))}")
    brings = blueprint(archetype, level)
    if not brings.onsite or not brings.stages:
        raise Refused(_("This role archetype has no stage for a loop."), field="archetype")
    values = checked(values | {"title": values["title"].strip() or brings.title})
    requisition = Requisition.objects.create(
        key=next_key(archetype),
        archetype=archetype,
        level=brings.level,
        status=RequisitionStatus.DRAFT,
        opened_at=clock.now(),
        created_by=by,
        **values,
    )
    _lay_out(requisition, brings, fit_always)
    return requisition


def _lay_out(requisition: Requisition, brings: Blueprint, fit_always: bool) -> None:
    archetype = requisition.archetype
    found = ask(brings.profile, archetype.key, answers_of(requisition), rules())
    put_stages(requisition, brings.stages)
    put_profile(requisition, found)
    plan = plans.own_loop(brings.interviews)
    if fit_always or any(one.moved for one in found):
        needs = {one.competency: one.after for one in found}
        plan = plans.fitted(archetype, brings.interviews, needs, requisition.emphasis)
    put_plan(requisition, plan)


def join_as_recruiter(requisition: Requisition, by: User | None) -> None:
    """Whoever makes a requisition runs it."""
    if by is not None:
        put_on_team(requisition=requisition, user=by, role=TeamRole.RECRUITER, by=by)


def next_key(archetype: RoleArchetype) -> str:
    """Return the archetype's next free key; its row stays locked, so that no two get the same."""
    RoleArchetype.objects.select_for_update(no_key=True).get(pk=archetype.pk)
    start = f"{archetype.short}-"
    taken = Requisition.objects.filter(key__startswith=start).values_list("key", flat=True)
    numbers = [int(rest) for key in taken if (rest := key.removeprefix(start)).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1}"


@transaction.atomic
def discard_draft(*, requisition: Requisition, by: User | None) -> None:
    """Remove a draft with all that was written into it; a second time changes nothing."""
    found = Requisition.objects.select_for_update().filter(pk=requisition.pk).first()
    if found is None:
        return
    if not found.is_draft:
        raise Refused(_("%(key)s is no draft any more. Close it instead.") % {"key": found.key})
    for member in found.hiring_team.filter(role__in=LEADING).select_related("user"):
        viewing.dismiss_viewer(member.user, of=circle_of(found))
    record(Verb.DRAFT_DISCARDED, on=found, requisition=found, by=by, key=found.key)
    found.delete()

"""Drafting a requisition as a copy of another one."""

from django.db import transaction

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import record
from hiring.activity.models import Event
from hiring.requisitions.actions.drafting import join_as_recruiter, next_key
from hiring.requisitions.actions.locking import locked
from hiring.requisitions.actions.team import put_on_team
from hiring.requisitions.models import Requisition, RequisitionCompetency, RequisitionStatus
from hiring.requisitions.verbs import Verb


@transaction.atomic
def clone_requisition(*, requisition: Requisition, actor: User | None) -> Requisition:
    """Return a new draft with everything of this one: values, stages, profile, plan and team.

    A copy that the same person made and that nobody has touched since is returned again, so that
    a double click makes one.
    """
    source = locked(requisition)
    if untouched := _untouched_copy(source, actor):
        return untouched
    copy = _copy_values(source, actor)
    _copy_profile(source, copy)
    _copy_plan(source, copy)
    join_as_recruiter(copy, actor)
    for member in source.hiring_team.filter(user__is_active=True).select_related("user"):
        put_on_team(
            requisition=copy,
            user=member.user,
            role=member.role,
            perspective=member.perspective,
            actor=actor,
        )
    # Last, so that whatever is newer was done to the copy.
    record(
        Verb.REQUISITION_COPIED,
        on=copy,
        requisition=copy,
        actor=actor,
        source=source.key,
        source_id=source.pk,
    )
    return copy


def _untouched_copy(source: Requisition, actor: User | None) -> Requisition | None:
    drafts = source.copies.filter(status=RequisitionStatus.DRAFT, created_by=actor)
    for draft in drafts.order_by("-id"):
        newest = Event.objects.for_requisition(draft.pk).first()
        if newest and newest.verb == Verb.REQUISITION_COPIED:
            return draft
    return None


def _copy_values(source: Requisition, actor: User | None) -> Requisition:
    copy = Requisition.objects.get(pk=source.pk)
    copy.pk = None
    copy._state.adding = True
    copy.key = next_key(source.archetype)
    copy.status = RequisitionStatus.DRAFT
    copy.opened_at = clock.now()
    copy.closed_at = copy.profile_fixed_at = None
    copy.hired = 0
    copy.created_by = actor
    copy.recruiter = copy.coordinator = None
    copy.copied_from = source
    copy.source_system = copy.external_id = ""
    copy.save()
    return copy


def _copy_profile(source: Requisition, copy: Requisition) -> None:
    rows = list(source.competencies.all())
    for row in rows:
        row.pk, row.requisition = None, copy
        row._state.adding = True
    RequisitionCompetency.objects.bulk_create(rows)


def _copy_plan(source: Requisition, copy: Requisition) -> None:
    """The stages, and the planned interviews on them."""
    stages = {}
    for stage in source.stages.all():
        old = stage.pk
        stage.pk, stage.requisition = None, copy
        stage._state.adding = True
        stage.save()
        stages[old] = stage
    for planned in source.plan.all():
        planned.pk, planned.requisition = None, copy
        planned._state.adding = True
        planned.stage = stages[planned.stage_id]
        planned.save()

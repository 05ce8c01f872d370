"""Opening a requisition: from then on it takes applications."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.requisitions.actions.drafting import create, join_as_recruiter, values_of_new
from hiring.requisitions.actions.locking import locked
from hiring.requisitions.mentoring import mentor_problem
from hiring.requisitions.models import Requisition, RequisitionStatus
from hiring.requisitions.verbs import Verb
from rubrics.models import RoleArchetype, StageKind, Stance


@transaction.atomic
def open_requisition(
    *, archetype: RoleArchetype, level: str, actor: User | None, **values: Any
) -> Requisition:
    """Return a new requisition, open at once; takes what `draft_requisition` takes.

    Its key is the archetype's short name and the next number. `actor` becomes its recruiter. Since
    nobody looks at its plan first, the role's own loop stands unless an answer moved the profile.
    """
    requisition = create(archetype, level, actor, values_of_new(**values), fit_always=False)
    _open(requisition, actor)
    join_as_recruiter(requisition, actor)
    return requisition


@transaction.atomic
def open_draft(*, requisition: Requisition, actor: User | None) -> Requisition:
    """Open a draft; a second time changes nothing. Returns it as it is now.

    Refused without an onsite stage, without a strength or bar, without the mentor that it needs,
    for a closed requisition, and when its role archetype was archived.
    """
    requisition = locked(requisition)
    if requisition.is_open:
        return requisition
    if not requisition.is_draft:
        raise Refused(_("%(key)s is closed. Reopen it instead.") % {"key": requisition.key})
    return _open(requisition, actor)


def _open(requisition: Requisition, actor: User | None) -> Requisition:
    _refuse(requisition)
    requisition.status = RequisitionStatus.OPEN
    requisition.opened_at = clock.now()
    requisition.save(update_fields=["status", "opened_at"])
    record(
        Verb.REQUISITION_OPENED,
        on=requisition,
        requisition=requisition,
        actor=actor,
        archetype=requisition.archetype.key,
        level=requisition.level,
    )
    return requisition


def _refuse(requisition: Requisition) -> None:
    for problem, field in problems(requisition):
        raise Refused(problem, field=field)


def problems(requisition: Requisition) -> list[tuple[str, str | None]]:
    """Return why the draft cannot open yet: sentences with the field that each is about."""
    found: list[tuple[str, str | None]] = []
    if requisition.archetype.archived_at:
        text = _("Its role has been archived. Create a new job from a different role.")
        found.append((text, None))
    if not requisition.stages.filter(kind=StageKind.ONSITE).exists():
        found.append((_("Add an onsite stage for the loop."), None))
    if not requisition.competencies.exclude(stance=Stance.NOT_ASSESSED).exists():
        found.append((_("Add at least one strength or minimum bar."), None))
    if problem := mentor_problem(requisition):
        found.append((problem, "mentor"))
    return found

"""Changing a requisition's values, closing and reopening it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.requisitions.actions.checking import checked
from hiring.requisitions.actions.locking import as_text, changed_by_this, locked
from hiring.requisitions.actions.role_context import ROLE_CONTEXT_FIELDS, apply_context
from hiring.requisitions.models import Requisition, RequisitionStatus
from hiring.requisitions.verbs import Verb

# Archetype and level made the profile, the stages and the plan: they stay.
PLAIN = frozenset(
    {
        "title",
        "team",
        "location",
        "openings",
        "pay_minimum",
        "pay_maximum",
        "pay_currency",
        "must_haves",
        "job_text",
    }
)
EDITABLE = PLAIN | ROLE_CONTEXT_FIELDS


@transaction.atomic
def edit_requisition(
    *,
    requisition: Requisition,
    actor: User | None,
    seen: Mapping[str, Any] | None = None,
    **values: Any,
) -> Requisition:
    """Change some of `EDITABLE`; what stays the same leaves no trace. Returns it as it is now.

    `seen` are the values as they were shown (objects, their ids or texts). What is as it was
    shown is not written; Conflict where someone else changed meanwhile what this changes too.
    A change of strategy or role context moves the profile as `set_role_context` does.
    """
    if unknown := set(values) - EDITABLE:
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    current = locked(requisition)
    values = changed_by_this(current, values, seen)
    clean = checked(values, current)
    _refuse_fewer_than_hired(current, clean)
    role_context = {name: value for name, value in clean.items() if name in ROLE_CONTEXT_FIELDS}
    if any(getattr(current, name) != value for name, value in role_context.items()):
        current = apply_context(current, actor, role_context).requisition
    return _write(current, actor, {n: v for n, v in clean.items() if n not in ROLE_CONTEXT_FIELDS})


def _refuse_fewer_than_hired(current: Requisition, clean: Mapping[str, Any]) -> None:
    if clean.get("openings", current.openings) < current.hired:
        text = _("%(hired)d people are already hired. Enter at least that many openings.")
        raise Refused(text % {"hired": current.hired}, field="openings")


def _write(current: Requisition, actor: User | None, clean: dict[str, Any]) -> Requisition:
    changes = {
        name: (as_text(getattr(current, name)), as_text(value))
        for name, value in clean.items()
        if getattr(current, name) != value
    }
    if not changes:
        return current
    for name in changes:
        setattr(current, name, clean[name])
    current.save(update_fields=list(changes))
    record(
        Verb.REQUISITION_EDITED,
        on=current,
        requisition=current,
        actor=actor,
        changes=changes,
        fields=sorted(changes),
    )
    return current


@transaction.atomic
def close_requisition(*, requisition: Requisition, actor: User | None) -> Requisition:
    """Take no more applications; a second time changes nothing.

    Applications under way stay as they are: each ends by its own decision. A draft has none: it
    is discarded, not closed.
    """
    requisition = locked(requisition)
    if requisition.is_draft:
        raise Refused(_("This job is still a draft. Discard it instead."))
    if not requisition.is_open:
        return requisition
    requisition.status = RequisitionStatus.CLOSED
    requisition.closed_at = clock.now()
    requisition.save(update_fields=["status", "closed_at"])
    record(Verb.REQUISITION_CLOSED, on=requisition, requisition=requisition, actor=actor)
    return requisition


@transaction.atomic
def reopen_requisition(*, requisition: Requisition, actor: User | None) -> Requisition:
    """Take applications again; a second time changes nothing. A draft is opened, not reopened."""
    requisition = locked(requisition)
    if requisition.is_draft:
        raise Refused(_("This job is still a draft. Open it instead."))
    if requisition.is_open:
        return requisition
    if requisition.archetype.archived_at:
        raise Refused(_("Its role has been archived. Create a new job."))
    requisition.status = RequisitionStatus.OPEN
    requisition.closed_at = None
    requisition.save(update_fields=["status", "closed_at"])
    record(Verb.REQUISITION_REOPENED, on=requisition, requisition=requisition, actor=actor)
    return requisition

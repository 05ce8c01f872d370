"""Changing a requisition, closing and reopening it, fixing what it tests."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.activity.verbs import Verb
from hiring.requisitions.actions.checking import checked
from hiring.requisitions.models import Requisition, RequisitionStatus

# Archetype and level made the profile, the stages and the plan: they stay.
EDITABLE = frozenset(
    {
        "title",
        "team",
        "location",
        "openings",
        "organisation",
        "strategy",
        "pay_minimum",
        "pay_maximum",
        "pay_currency",
        "must_haves",
    }
)


@transaction.atomic
def edit_requisition(*, requisition: Requisition, by: User | None, **values: Any) -> Requisition:
    """Change some of `EDITABLE`; what stays the same leaves no trace. Returns it as it is now."""
    if unknown := set(values) - EDITABLE:
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    requisition = _locked(requisition)
    clean = checked(values, requisition)
    changes = {
        name: (_text(getattr(requisition, name)), _text(value))
        for name, value in clean.items()
        if getattr(requisition, name) != value
    }
    if not changes:
        return requisition
    for name in changes:
        setattr(requisition, name, clean[name])
    requisition.save(update_fields=list(changes))
    record(
        Verb.REQUISITION_EDITED,
        on=requisition,
        requisition=requisition,
        by=by,
        changes=changes,
        fields=sorted(changes),
    )
    return requisition


@transaction.atomic
def close_requisition(*, requisition: Requisition, by: User | None) -> Requisition:
    """Take no more applications; a second time changes nothing.

    Applications under way stay as they are: each ends by its own decision.
    """
    requisition = _locked(requisition)
    if not requisition.is_open:
        return requisition
    requisition.status = RequisitionStatus.CLOSED
    requisition.closed_at = clock.now()
    requisition.save(update_fields=["status", "closed_at"])
    record(Verb.REQUISITION_CLOSED, on=requisition, requisition=requisition, by=by)
    return requisition


@transaction.atomic
def reopen_requisition(*, requisition: Requisition, by: User | None) -> Requisition:
    """Take applications again; a second time changes nothing."""
    requisition = _locked(requisition)
    if requisition.is_open:
        return requisition
    if requisition.archetype.archived_at:
        raise Refused(_("Its role archetype is no longer in use. Open a new requisition."))
    requisition.status = RequisitionStatus.OPEN
    requisition.closed_at = None
    requisition.save(update_fields=["status", "closed_at"])
    record(Verb.REQUISITION_REOPENED, on=requisition, requisition=requisition, by=by)
    return requisition


@transaction.atomic
def fix_profile(*, requisition: Requisition, by: User | None = None) -> Requisition:
    """Note that interviews test by this profile from now on; called by the first one booked."""
    requisition = _locked(requisition)
    if requisition.profile_fixed_at is None:
        requisition.profile_fixed_at = clock.now()
        requisition.save(update_fields=["profile_fixed_at"])
        record(Verb.PROFILE_FIXED, on=requisition, requisition=requisition, by=by)
    return requisition


def _locked(requisition: Requisition) -> Requisition:
    # No key update: rows that only point at it (applications) need not wait.
    return Requisition.objects.select_for_update(no_key=True).get(pk=requisition.pk)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "\n".join(value) if isinstance(value, list) else str(value)

"""Who owns a job: its recruiter and its coordinator."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hiring.accounts.access import SCHEDULING
from hiring.accounts.models import User
from hiring.activity.actions import Refused, record
from hiring.activity.verbs import Verb as AnyVerb
from hiring.requisitions.actions.locking import locked
from hiring.requisitions.models import Owned, OwnerRole, Requisition
from hiring.requisitions.querysets import hiring_team
from hiring.requisitions.verbs import Verb


def can_own(requisition: Requisition | int) -> QuerySet[User]:
    """Return who sees the candidates of the job anyway: by site role, or leading its team."""
    pk = requisition.pk if isinstance(requisition, Requisition) else requisition
    led = hiring_team().leading().filter(requisition=pk)
    may_see = Q(site_role__in=list(SCHEDULING)) | Q(pk__in=led.values("user"))
    return User.objects.active().filter(may_see).order_by("name", "pk")


@transaction.atomic
def set_owners(
    *, requisition: Requisition, actor: User | None, **owners: User | None
) -> Requisition:
    """Make these people the job's `recruiter` and `coordinator`, None nobody; return the job."""
    requisition = locked(requisition)
    for role, user in owners.items():
        if getattr(requisition, f"{role}_id") != (user and user.pk):
            refuse_stranger(requisition, user, role)
            give(requisition, role, user, verbs=(Verb.OWNER_SET, Verb.OWNER_REMOVED), actor=actor)
    return requisition


def refuse_stranger(requisition: Requisition, user: User | None, role: str) -> None:
    """Raise Refused for anyone who could not see the job's candidates."""
    if user and not can_own(requisition).filter(pk=user.pk).exists():
        text = _("%(name)s can’t see this job’s candidates. Add them to the hiring team first.")
        raise Refused(text % {"name": user.name}, field=role)


def give(
    owned: Owned,
    role: str,
    user: User | None,
    *,
    verbs: tuple[AnyVerb, AnyVerb],
    actor: User | None,
    **about: Any,
) -> None:
    """Write down the owner of a locked row, and what happened: that there is one, or none."""
    role = OwnerRole(role)
    before = getattr(owned, f"{role}_id")
    setattr(owned, role, user)
    owned.save(update_fields=[role])
    about = about or {"requisition": owned}
    record(
        verbs[0] if user else verbs[1],
        on=owned,
        actor=actor,
        role=str(role.label),
        user=user.pk if user else before,
        **about,
    )

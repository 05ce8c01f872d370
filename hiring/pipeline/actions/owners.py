"""Who owns an application: its recruiter and coordinator, where they are not the job's."""

from django.db import transaction

from hiring.accounts.models import User
from hiring.pipeline.actions.locking import locked
from hiring.pipeline.models import Application
from hiring.pipeline.verbs import Verb, concerning
from hiring.requisitions.actions.owners import give, refuse_stranger


@transaction.atomic
def assign(*, application: Application, actor: User | None, **owners: User | None) -> Application:
    """Make these people its `recruiter` and `coordinator`; None: as for the job. Return it."""
    current = locked(application)
    for role, user in owners.items():
        if getattr(current, f"{role}_id") != (user and user.pk):
            refuse_stranger(current.requisition, user, role)
            give(
                current,
                role,
                user,
                verbs=(Verb.ASSIGNED, Verb.UNASSIGNED),
                actor=actor,
                **concerning(current),
            )
    return current

"""Throwing a draft away."""

from typing import Any

from django.db import transaction

from hiring.activity.actions import record
from rubrics.archiving import word_for
from rubrics.bank.actions.locking import locked_draft
from rubrics.models import Version
from rubrics.verbs import Verb


@transaction.atomic
def discard_draft(*, version: Version, actor: Any, revision: int | None = None) -> None:
    """Delete a draft; what was never published goes with it, since nobody could have used it.

    Conflict when it is no longer a draft, or was saved after `revision` (where one is given).
    """
    draft = locked_draft(version, revision=revision)
    item = draft.item
    record(Verb.VERSION_DISCARDED, on=item, actor=actor, item=word_for(item))
    draft.delete()
    if not item.versions.exists():
        item.delete()

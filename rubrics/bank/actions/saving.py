"""Saving a draft: by anyone who saw what was saved last."""

from typing import Any

from django.db import transaction

from hiring.activity import clock
from hiring.activity.actions import record
from rubrics.archiving import word_for
from rubrics.bank.actions.locking import Draft, locked_draft, refuse_archived
from rubrics.bank.actions.publishing import refuse_first
from rubrics.documents.catalog import Document
from rubrics.documents.codecs import versioned_codec
from rubrics.verbs import Verb


@transaction.atomic
def save_draft(
    *, version: Draft, document: Document, actor: Any, revision: int, note: str = ""
) -> Draft:
    """Return the draft with this text, its `revision` one higher.

    The document is as the catalog has it; its key and kind mean nothing. Texts may still be
    empty or short. Conflict when somebody saved after `revision`; Refused, at its field
    ("details.tree.0.phase"), for what could not be read again: a wrong shape of `details`,
    minutes or difficulty out of range, a puzzle family that there is not, too many criteria.
    """
    draft = locked_draft(version, revision=revision)
    item = draft.item
    refuse_archived(item)
    codec = versioned_codec(draft)
    refuse_first(codec.faults(document | {"key": item.key, "kind": item.kind}))
    draft.note, draft.revision = note, draft.revision + 1
    draft.saved_by, draft.saved_at = actor, clock.now()
    codec.fill(draft, document)
    record(Verb.VERSION_SAVED, on=item, actor=actor, item=word_for(item), revision=draft.revision)
    return draft

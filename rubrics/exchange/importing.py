"""Bringing in what was taken out elsewhere: all of it or nothing, and nothing is overwritten."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hiring.activity.actions import Conflict, record
from rubrics.archiving import word_for
from rubrics.bank.actions.locking import locked_item
from rubrics.bank.actions.publishing import publish
from rubrics.bank.actions.saving import save_draft
from rubrics.bank.actions.starting import start_draft
from rubrics.documents.catalog import Document
from rubrics.documents.codec import VersionedCodec
from rubrics.documents.codecs import CODECS
from rubrics.documents.parsing import Incoming
from rubrics.exchange.planning import Outcome, Plan, Step, plan_import
from rubrics.models import Competency, Source, Versioned
from rubrics.verbs import Verb


@transaction.atomic
def import_library(*, items: Sequence[Incoming], actor: Any, expected: str | None = None) -> Plan:
    """Bring the items in; return what was done with each.

    What is new is published, with its versions where the file has them. What differs from what
    is here becomes a draft. What the plan refuses is left out. Conflict, and nothing is written,
    when the library is no longer as the plan with the fingerprint `expected` saw it.
    """
    plan = plan_import(items)
    if expected is not None and plan.fingerprint != expected:
        raise Conflict(_("The library has changed. Review the updated preview."))
    for codec in CODECS:
        for step in plan.steps:
            if step.incoming.codec is codec:
                _apply(step, actor)
    return plan


def _apply(step: Step, actor: Any) -> None:
    if step.outcome == Outcome.NEW:
        codec = step.incoming.codec
        if isinstance(codec, VersionedCodec):
            step.row = _add_versioned(step.incoming, codec, actor)
        else:
            step.row = _add_competency(step.incoming)
        record(Verb.LIBRARY_ADDED, on=step.row, actor=actor, item=word_for(step.row))
    elif step.outcome == Outcome.CHANGED:
        _refuse_draft(locked_item(step.row))
        draft = start_draft(item=step.row, actor=actor)
        save_draft(
            version=draft,
            document=step.incoming.document,
            actor=actor,
            revision=draft.revision,
            note=_("Imported from %(file)s.") % {"file": step.incoming.file},
        )


def _refuse_draft(item: Versioned) -> None:
    """A draft that was begun since the plan was made is somebody's work."""
    if item.draft is not None:
        raise Conflict(
            _("Someone started a draft of the %(item)s “%(name)s”.")
            % {"item": word_for(item), "name": item}
        )


def _add_competency(incoming: Incoming) -> Competency:
    last = Competency.objects.aggregate(last=Max("position"))["last"] or 0
    standing = incoming.library
    return Competency.objects.create(
        position=standing.get("position", last + 1), **incoming.document, **_standing(standing)
    )


def _add_versioned(incoming: Incoming, codec: VersionedCodec, actor: Any) -> Versioned:
    columns = {name: incoming.document[name] for name in codec.fields}
    row: Any = codec.model(**columns, **_standing(incoming.library))
    row.save()
    for given in _versions(incoming):
        about = {"note": given["note"], "number": given["number"], "saved_by": actor}
        publish(codec.begin(row, given, **about), actor=None, at=given["at"])
    return row


def _versions(incoming: Incoming) -> list[Document]:
    """The versions to publish, the oldest first: those of the file, or what it says as the first.

    What the file says last becomes a version of its own where no version says it.
    """
    given = [
        version
        | {"at": datetime.fromisoformat(version["published"]), "note": version.get("note", "")}
        for version in incoming.library.get("versions", [])
    ]
    content = {
        name: value for name, value in incoming.document.items() if name not in ("key", "kind")
    }
    if given and all(given[-1].get(name) == value for name, value in content.items()):
        return given
    number = given[-1]["number"] + 1 if given else 1
    return [*given, content | {"number": number, "at": None, "note": _("Imported.")}]


def _standing(library: Document) -> dict[str, Any]:
    archived = library.get("archived")
    return {
        "source": library.get("source", Source.OWN),
        "archived_at": datetime.fromisoformat(archived) if archived else None,
    }

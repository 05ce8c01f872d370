"""Taking the catalog's text again: the way back from every edit."""

from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from hiring.activity.editing import locked
from rubrics.documents.catalog import Document, digest, read_catalog
from rubrics.documents.codec import Codec
from rubrics.documents.codecs import codec_of
from rubrics.models import RoleArchetype
from rubrics.roles.actions import recording
from rubrics.verbs import Verb

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def reset_to_catalog(*, row: Row, actor: Any) -> Row:
    """Put the shipped text instead of what a row says; return it as it is then.

    What it said before stays in the history. Refused for a row of our own, and for one that
    the catalog holds no more. From then on a newer catalog updates it again.
    """
    row = locked(row)
    codec = codec_of(row)
    document = _shipped(row, codec)
    _refuse_taken_short(row, document)
    before = codec.read(row)
    row.catalog_digest = digest(document)  # type: ignore[attr-defined]
    codec.write(row, document)
    row = type(row)._default_manager.get(pk=row.pk)
    changes = _changes(before, codec.read(row))
    recording.remember(row, changes, verb=Verb.CATALOG_TAKEN, actor=actor)
    return row


def _shipped(row: Any, codec: Codec) -> Document:
    if not row.catalog_digest:
        raise Refused(_("You created this; it is not in the catalog."))
    for document in getattr(read_catalog(), codec.part):
        if document["key"] == row.key:
            return codec.normal(document)
    raise Refused(_("It is no longer in the catalog."))


def _refuse_taken_short(row: Any, document: Document) -> None:
    """A copy may have taken the short name that the catalog's role was known by."""
    if not isinstance(row, RoleArchetype):
        return
    others = RoleArchetype.objects.filter(short=document["short"]).exclude(pk=row.pk)
    if others.exists():
        raise Refused(
            _("Another role already uses the short name %(short)s. Change that one first.")
            % {"short": document["short"]}
        )


def _changes(before: Document, after: Document) -> recording.Changes:
    """What differs by part; of long lists only the lines that came or went."""
    changes: recording.Changes = {}
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if (
            isinstance(old, list)
            and isinstance(new, list)
            and sorted(map(str, old)) != sorted(map(str, new))
        ):
            changes[name] = ([o for o in old if o not in new], [n for n in new if n not in old])
        else:
            changes[name] = (old, new)
    return changes

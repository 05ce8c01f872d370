"""Keeping the files that people send."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from candidates.keys import visible
from candidates.media import is_program, media_type
from candidates.models import Candidate, Document, DocumentKind
from hiring.activity.actions import Refused, record
from hiring.activity.verbs import Verb

LARGEST = 20 * 1024 * 1024
LONGEST_NAME = 200


@transaction.atomic
def add_document(*, candidate: Candidate, kind: str, name: str, data: bytes, by) -> Document:
    """Return the document; the same file sent again is the one that is there already."""
    _refuse(data)
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if candidate.erased_at:
        raise Refused(_("This person's data was erased; nothing can be added."))
    sha256 = digest(data)
    if known := candidate.documents.filter(kind=kind, sha256=sha256).first():
        return known
    document = Document(
        candidate=candidate,
        kind=kind,
        name=file_name(name),
        media_type=media_type(data),
        size=len(data),
        sha256=sha256,
        uploaded_by=by,
    )
    with _stored(document, data):
        document.save()
        record(Verb.DOCUMENT_ADDED, on=document, candidate=candidate, by=by, kind=kind)
    return document


def digest(data: bytes) -> str:
    """SHA-256 of the bytes as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def file_name(name: str) -> str:
    """The last part of a file's name as it may be shown and offered for saving."""
    last = visible(name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    return last[-LONGEST_NAME:] or str(DocumentKind.OTHER.label)


def _refuse(data: bytes) -> None:
    if not data:
        raise Refused(_("The file is empty."), field="file")
    if len(data) > LARGEST:
        raise Refused(_("The file is larger than 20 MB."), field="file")
    if is_program(data):
        raise Refused(_("Programs cannot be uploaded."), field="file")


@contextmanager
def _stored(document: Document, data: bytes) -> Iterator[None]:
    """The bytes are on the disk inside the block, and gone again when it fails."""
    document.file.save(document.name, ContentFile(data), save=False)
    try:
        yield
    except BaseException:
        document.file.storage.delete(document.file.name)
        raise

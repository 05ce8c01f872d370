"""Keeping the files that people send."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from candidates.media import MAX_BYTES, is_program, media_type
from candidates.models import FOLDER, Candidate, Document, DocumentKind, Merge
from candidates.personal_data.merging import dropped_files
from candidates.pictures import stray_pictures
from candidates.verbs import Verb
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.ui.visible_text import visible

MAX_NAME_LENGTH = 200


@transaction.atomic
def add_document(
    *, candidate: Candidate, kind: str, name: str, data: bytes, actor: User | None
) -> Document:
    """Return the document; the same file sent again is the one that is there already."""
    _refuse(data)
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if candidate.erased_at:
        raise Refused(_("This candidate’s data was erased, so nothing can be added."))
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
        uploaded_by=actor,
    )
    with _stored(document, data):
        document.save()
        record(Verb.DOCUMENT_ADDED, on=document, candidate=candidate, actor=actor, kind=kind)
    return document


@transaction.atomic
def take_back_documents(documents: Sequence[Document], *, actor: User | None) -> None:
    """Delete documents, with what was read of them: of an import that is undone."""
    owners = Candidate.objects.filter(pk__in={document.candidate_id for document in documents})
    list(owners.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    for document in documents:
        candidate, storage, path = document.candidate_id, document.file.storage, document.file.name
        record(
            Verb.DOCUMENT_REMOVED,
            on=document,
            candidate=candidate,
            actor=actor,
            kind=document.kind,
        )
        document.delete()
        if path:
            transaction.on_commit(partial(storage.delete, path))


def digest(data: bytes) -> str:
    """SHA-256 of the bytes as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def file_name(name: str) -> str:
    """The last part of a file's name as it may be shown and offered for saving."""
    last = visible(name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    return last[-MAX_NAME_LENGTH:] or str(DocumentKind.OTHER.label)


def prune_files(*, older_than: timedelta = timedelta(days=1)) -> int:
    """Delete stored files that no document names; return how many.

    A transaction that failed after its file was written, or a machine that stopped before an
    erased file was deleted, leaves one behind. Young files are spared: their transaction may
    still be running.
    """
    storage = default_storage
    named = set(Document.objects.exclude(file="").values_list("file", flat=True))
    for moved in Merge.objects.exclude(moved=[]).values_list("moved", flat=True):
        named |= dropped_files(moved)
    until = clock.now() - older_than
    strays = [path for path in _stored_files(storage) if path not in named]
    stray = [
        path
        for path in [*strays, *stray_pictures(named)]
        if storage.get_modified_time(path) < until
    ]
    for path in stray:
        storage.delete(path)
    return len(stray)


def _stored_files(storage: Storage) -> Iterator[str]:
    if not storage.exists(FOLDER):
        return
    for folder in storage.listdir(FOLDER)[0]:
        for name in storage.listdir(f"{FOLDER}/{folder}")[1]:
            yield f"{FOLDER}/{folder}/{name}"


def _refuse(data: bytes) -> None:
    if not data:
        raise Refused(_("The file is empty."), field="file")
    if len(data) > MAX_BYTES:
        raise Refused(_("The file is larger than 20 MB."), field="file")
    if is_program(data):
        raise Refused(_("Executable files can’t be uploaded."), field="file")


@contextmanager
def _stored(document: Document, data: bytes) -> Iterator[None]:
    """The bytes are on the disk inside the block, and gone again when it fails."""
    document.file.save(document.name, ContentFile(data), save=False)
    try:
        yield
    except BaseException:
        document.file.delete(save=False)
        raise

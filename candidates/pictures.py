"""Pictures of the pages of PDFs: drawn in a process of their own, kept as files beside them."""

from collections.abc import Iterator
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from candidates.models import FOLDER, MAX_DRAWN_PAGES, Document, Resume
from candidates.resume.isolated import draw_page
from candidates.resume.loading import ResumeRefused
from hiring.activity.jobs import job
from hiring.activity.models import BackgroundJob

PICTURES = "pictures"
WIDTH = 1_400
DRAW_PAGES = "candidates.draw_pages"
# Drawn as soon as a résumé is in; the others when somebody looks at them.
FIRST_PAGES = 4


def page_picture(document: Document, page: int) -> bytes:
    """The page, counted from 1, as a WebP picture; raises ResumeRefused, FileNotFoundError."""
    path = _path(document.file.name or "", page)
    if default_storage.exists(path):
        with default_storage.open(path) as kept:
            return kept.read()
    with document.file.open("rb") as opened:
        drawn = draw_page(opened.read(), page=page, width=WIDTH)
    default_storage.save(path, ContentFile(drawn))
    return drawn


@job(DRAW_PAGES)
def draw_pages(claimed: BackgroundJob, *, resume_id: int) -> None:
    """Draw the first pages of a résumé, so that whoever opens it need not wait."""
    resume = Resume.objects.filter(pk=resume_id).exclude(document__file="").first()
    if resume is None:
        return
    for page in list(resume.page_numbers)[:FIRST_PAGES]:
        try:
            page_picture(resume.document, page)
        except (ResumeRefused, FileNotFoundError):
            return


def delete_pictures(documents: QuerySet[Document]) -> None:
    """Delete the pictures of these documents once the transaction is committed."""
    names = list(documents.exclude(file="").values_list("file", flat=True))
    for name in names:
        transaction.on_commit(partial(_delete, name))


def stray_pictures(named: set[str]) -> Iterator[str]:
    """Pictures of files that are none of these."""
    if not default_storage.exists(PICTURES):
        return
    for folder in default_storage.listdir(PICTURES)[0]:
        for name in default_storage.listdir(f"{PICTURES}/{folder}")[1]:
            if f"{FOLDER}/{folder}/{name.partition('-')[0]}" not in named:
                yield f"{PICTURES}/{folder}/{name}"


def _path(file: str, page: int) -> str:
    return f"{PICTURES}{file.removeprefix(FOLDER)}-{page}.webp"


def _delete(file: str) -> None:
    for page in range(1, MAX_DRAWN_PAGES + 1):
        path = _path(file, page)
        if not default_storage.exists(path):
            return
        default_storage.delete(path)

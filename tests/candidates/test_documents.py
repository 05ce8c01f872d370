"""Files: what is kept, what is refused, who may fetch them and how they are sent."""

import io
import os
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from candidates.actions.access import add_to_access_group, grant_access, grant_view
from candidates.actions.documents import add_document, prune_files
from candidates.models import Document, DocumentKind
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


@pytest.fixture
def actor():
    return UserFactory(recruiter=True)


@pytest.fixture
def keep(actor):
    def keep(data: bytes = PDF, *, name: str = "cv.pdf", kind="cover_letter", candidate=None):
        candidate = candidate or CandidateFactory()
        return add_document(candidate=candidate, kind=kind, name=name, data=data, actor=actor)

    return keep


def address(document: Document) -> str:
    return reverse(
        "candidates:document",
        kwargs={"candidate_id": document.candidate_id, "document_id": document.pk},
    )


def packed(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PDF, "application/pdf"),
        (b'{"a": 1}', "application/json"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image/png"),
        (b"<html><script>alert(1)</script>", "text/html"),
        ("just wörds".encode(), "text/plain"),
        (packed("a.py"), "application/zip"),
        (
            packed("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (b"PK\x03\x04 cut short", "application/octet-stream"),
        (b"\x00\x01\x02\x03 nothing", "application/octet-stream"),
    ],
)
def test_the_type_of_a_file_is_told_from_its_bytes(keep, data, media_type):
    assert keep(data, name="harmless.pdf").media_type == media_type


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
        (b"MZ\x90\x00" + b"\0" * 100, "Executable files"),
        (b"\x7fELF\x02\x01\x01", "Executable files"),
    ],
)
def test_some_files_are_refused_at_the_field(keep, data, reason):
    with pytest.raises(Refused, match=reason) as refused:
        keep(data)

    assert refused.value.field == "file"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ada\\cv.pdf", "cv.pdf"),
        ("cv\u202efdp.exe\r\nX: y", "cvfdp.exe X: y"),
        ("...", "Other"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
    ],
)
def test_a_files_name_is_made_fit_to_show(keep, sent, kept):
    assert keep(name=sent).name == kept


def test_the_same_file_again_is_the_one_that_is_there(keep):
    candidate = CandidateFactory()
    first = keep(candidate=candidate)

    assert keep(candidate=candidate, name="other.pdf") == first
    assert Event.objects.count() == 1


def test_who_was_erased_is_sent_nothing_more(keep):
    with pytest.raises(Refused):
        keep(candidate=CandidateFactory(erased_at=clock.now()))


# Fetching


def test_a_file_is_sent_to_be_saved_and_never_shown(keep, client_of, actor):
    document = keep(b"<html><script>alert(1)</script>", name='résumé "x".html')
    answer = client_of(actor).get(address(document))

    assert b"".join(answer.streaming_content) == b"<html><script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''r%C3%A9sum")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]


def test_who_recruits_the_candidate_may_fetch_it_and_nobody_else(keep, client_of):
    document = keep()
    member, stranger = UserFactory(), UserFactory()
    grant_access(document.candidate, to="requisition:1")
    add_to_access_group(member, to="requisition:1", reads_files=True)

    assert client_of(member).get(address(document)).status_code == 200
    assert client_of(stranger).get(address(document)).status_code == 404


def test_other_documents_are_not_found_by_a_member(keep, client_of):
    document = keep(kind=DocumentKind.OTHER)
    member = UserFactory()
    grant_view(document.candidate, user=member, because="requisition:1")

    assert client_of(member).get(address(document)).status_code == 404


def test_a_document_is_found_under_its_own_candidate_only(keep, client_of, actor):
    document, other = keep(), CandidateFactory()
    url = reverse(
        "candidates:document", kwargs={"candidate_id": other.pk, "document_id": document.pk}
    )

    assert client_of(actor).get(url).status_code == 404


def test_a_file_that_is_gone_is_not_found(keep, client_of, actor):
    erased, lost = keep(), keep()
    Document.objects.filter(pk=erased.pk).update(file="")
    lost.file.storage.delete(lost.file.name)

    assert client_of(actor).get(address(erased)).status_code == 404
    assert client_of(actor).get(address(lost)).status_code == 404


def test_nobody_fetches_without_signing_in(keep, client):
    answer = client.get(address(keep()))

    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


# Strays


def test_stray_files_are_deleted_a_day_later_and_named_ones_stay(keep):
    kept = keep()
    stray = default_storage.save("documents/zz/stray", ContentFile(b"left behind"))
    prune_files()
    assert default_storage.exists(stray)

    with clock.ahead(days=2):
        prune_files()

    assert not default_storage.exists(stray)
    assert default_storage.exists(kept.file.name)


def test_stored_files_are_for_the_servers_user_only(keep):
    assert os.stat(keep().file.path).st_mode & 0o077 == 0

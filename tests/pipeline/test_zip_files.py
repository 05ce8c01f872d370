"""A .zip of files dropped on the import page."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hiring.pipeline.models import Application, Sheet
from tests.factories.accounts import UserFactory
from tests.factories.candidates import SourceChannelFactory, sample
from tests.factories.requisitions import opening

pytestmark = pytest.mark.django_db


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def drop(client_of):
    client, requisition = client_of(UserFactory(recruiter=True)), opening()

    def send(data):
        url = reverse("pipeline:import", kwargs={"requisition_id": requisition.pk})
        files = [SimpleUploadedFile("people.zip", data)]
        return client.post(url, {"channel": SourceChannelFactory().key, "files": files})

    return send


def test_the_files_of_an_archive_are_imported_one_by_one(drop):
    answer = drop(
        packed(
            {
                "cvs/": b"",
                "cvs/../../etc/ada.txt": b"Ada Lovelace\nada@example.org\n",
                "cvs/maya.json": sample("new-grad"),
                "cvs/broken.json": b"[]",
                "people.csv": b"Name\nGrace Hopper\n",
                "more.csv": b"Name\nMary Jackson\n",
                "__MACOSX/._ada.txt": b"\x00",
                ".DS_Store": b"\x00",
            }
        )
    )

    page = answer.content.decode()
    names = Application.objects.values_list("candidate__name", flat=True)
    assert sorted(names) == ["Ada Lovelace", "Maya Okonkwo"]
    assert "broken.json" in page
    assert "etc/" not in page
    assert sorted(sheet.name for sheet in Sheet.objects.all()) == ["more.csv", "people.csv"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (lambda: b"PK\x03\x04 no zip", "the .zip file is damaged"),
        (lambda: packed({}), "the .zip file is empty"),
        (lambda: packed({f"{n}.txt": b"x" for n in range(51)}), "more than 50 files"),
        (lambda: packed({"bomb.txt": bytes(50 * 1024 * 1024)}), "more than 60 MB"),
        (lambda: packed({"inner.zip": packed({"a.txt": b"x"})}), "another .zip file"),
    ],
)
def test_an_archive_that_is_refused_is_named_with_the_reason(drop, data, told):
    page = drop(data()).content.decode()

    assert "people.zip" in page
    assert told in page
    assert not Application.objects.exists()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_archive_is_refused_by_name_however_it_was_packed(drop, method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("ada.txt", b"Ada Lovelace, ada@example.org " * 40)
    data = bytearray(out.getvalue())
    data[45:60] = b"\xff" * 15

    page = drop(bytes(data)).content.decode()

    assert "the .zip file is damaged" in page


def test_an_archive_with_names_in_no_encoding_is_refused_by_name(drop):
    data = packed({"\u00e9.txt": b"Ada"}).replace("\u00e9".encode(), b"\xff\xff")

    assert "the .zip file is damaged" in drop(data).content.decode()

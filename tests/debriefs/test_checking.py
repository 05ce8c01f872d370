"""A sealed version can be checked: by its PDF, by its JSON, or by a SHA-256."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.debriefs.test_pages import words
from tests.factories.debriefs import scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_printer")]
CHECK = reverse("debriefs:check")


def upload(content: bytes, name: str = "debrief.pdf") -> dict:
    return {"file": SimpleUploadedFile(name, content)}


def test_the_stored_file_the_json_and_the_printed_seal_are_recognized(client_of):
    made = scene(candidate="Chidi Okonkwo").submit_all()
    debrief, client = made.debrief(), client_of(made.manager)
    sealed = json.dumps(debrief.content, indent=2).encode()
    seal = " ".join(debrief.fingerprint[at : at + 4].upper() for at in range(0, 64, 4))

    for given in (
        upload(debrief.pdf.read()),
        upload(sealed, "debrief.json"),
        {"sha256": seal},
        {"sha256": debrief.sha256},
    ):
        page = words(client.post(CHECK, given))
        assert "Unchanged." in page
        assert "Chidi Okonkwo" in page


def test_one_changed_letter_is_noticed_and_nobody_else_learns_of_it(client_of):
    made = scene(candidate="Chidi Okonkwo").submit_all()
    debrief = made.debrief()
    changed = debrief.content | {"candidate": {"id": 1, "name": "Somebody Else"}}

    page = words(client_of(made.manager).post(CHECK, upload(json.dumps(changed).encode())))
    other = words(client_of(scene().manager).post(CHECK, {"sha256": debrief.sha256}))

    assert "This is no sealed version" in page
    assert "This is no sealed version" in other
    assert "Chidi Okonkwo" not in other


def test_what_is_no_sha_256_is_told_so(client_of):
    made = scene()

    for given in ({}, {"sha256": "9f3c"}):
        assert "64 hexadecimal digits" in words(client_of(made.manager).post(CHECK, given))

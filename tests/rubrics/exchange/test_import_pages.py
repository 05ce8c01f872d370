"""Bringing the library in and taking it out by its pages."""

import base64
import io
import json
import re
import zipfile
import zlib

import pytest
from django.urls import reverse

from hiring.activity import clock
from rubrics.bank.actions.starting import (
    create_rubric,
)
from rubrics.exchange.gathering import library_documents
from rubrics.models import Question, Rubric
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import leader, opening
from tests.rubrics.exchange.own_library import COMPETENCY, QUESTION, RUBRIC, brought_in

pytestmark = pytest.mark.django_db


def upload(client, *files):
    opened = []
    for name, content in files:
        file = io.BytesIO(content if isinstance(content, bytes) else content.encode())
        file.name = name
        opened.append(file)
    return client.post(reverse("rubrics:library_import"), {"uploaded": opened})


def field(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def apply(client, response):
    fields = {name: field(response, name) for name in ("bundle", "seen")}
    return client.post(reverse("rubrics:library_import"), fields)


def test_an_import_is_looked_at_before_it_is_done(client_of, recruiter):
    client = client_of(recruiter)

    seen = upload(client, ("own.yaml", COMPETENCY + RUBRIC), ("q.yaml", QUESTION))
    assert seen.status_code == 200
    assert not Rubric.objects.exists()
    done = apply(client, seen)

    assert done.status_code == 302
    assert Rubric.objects.get().current_version
    assert "3 items added." in client.get(done["Location"]).content.decode()


def test_a_zip_is_read_like_its_files(client_of, recruiter):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("library/", "")
        archive.writestr("library/competencies.yaml", COMPETENCY)
        archive.writestr("library/readme.txt", "Not read.")
        archive.writestr("__MACOSX/library/competencies.yaml", "x")
        archive.writestr("library/rubrics/own.yml", RUBRIC)

    seen = upload(client_of(recruiter), ("library.zip", packed.getvalue()))
    apply(client_of(recruiter), seen)

    assert Rubric.objects.get().key == "own-rubric"


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.yaml", b" " * 50_000_000)
    return packed.getvalue()


def broken():
    """A zip whose directory is whole and whose packed data are not."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("own.yaml", RUBRIC)
    content = bytearray(packed.getvalue())
    begin = content.index(b"own.yaml") + len(b"own.yaml")
    content[begin : begin + 12] = b"\xff" * 12
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"%PDF", "not a YAML or zip file"),
        ("a.zip", b"PK not really", "not a readable zip file"),
        ("a.zip", broken(), "not a readable zip file"),
        ("a.zip", bomb(), "too large"),
        ("a.yaml", b"a" * 5_300_000, "too large"),
        ("a.yaml", b"\xff\xff", "not UTF-8"),
        ("a.yaml", b"a\0b", "not text"),
    ],
)
def test_files_that_cannot_be_taken_are_said_at_the_field(
    client_of, recruiter, name, content, reason
):
    response = upload(client_of(recruiter), (name, content))

    assert response.status_code == 422
    assert reason in response.content.decode()


def test_no_file_is_said_at_the_field(client_of, recruiter):
    response = client_of(recruiter).post(reverse("rubrics:library_import"), {})

    assert response.status_code == 422
    assert "Choose a file first." in response.content.decode()


def packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data)).decode()


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 1_000_000,
        json.dumps([["a.yaml", "---\na: b\n" * 900], ["b.yaml", "---\na: b\n" * 900]]).encode(),
    ],
    ids=["deep", "too many items"],
)
def test_a_forged_bundle_is_told_as_one_that_did_not_arrive(client_of, recruiter, data):
    response = client_of(recruiter).post(
        reverse("rubrics:library_import"), {"bundle": packed(data), "seen": ""}
    )

    assert response.status_code == 422
    assert "upload was incomplete" in response.content.decode()


@pytest.mark.parametrize("bundle", ["", "x", "AAAA", "eJwDAAAAAAE=", "eJyLjgUAARUAuQ=="])
def test_a_field_that_we_did_not_write_changes_nothing(client_of, recruiter, bundle):
    response = client_of(recruiter).post(
        reverse("rubrics:library_import"), {"bundle": bundle, "seen": ""}
    )

    assert response.status_code in (409, 422)


def test_what_cannot_be_read_is_shown_with_its_line_and_without_a_button(client_of, recruiter):
    response = upload(client_of(recruiter), ("own.yaml", "body: x\nbody: <b>y</b>"))

    page = response.content.decode()
    assert "own.yaml, line 2" in page
    assert "appears twice" in page
    assert 'name="bundle"' not in page


def test_a_second_click_and_a_stale_page_are_told(client_of, recruiter):
    client = client_of(recruiter)
    seen = upload(client, ("own.yaml", COMPETENCY + RUBRIC))
    apply(client, seen)

    again = apply(client, seen)

    assert again.status_code == 409
    assert "The library has changed" in again.content.decode()
    assert Rubric.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("administrator", 200), ("recruiter", 403), ("coordinator", 403), ("member", 404)],
)
def test_who_may_bring_in(client_of, role, allowed):
    user = UserFactory(site_role=role)

    assert client_of(user).get(reverse("rubrics:library_import")).status_code == allowed


def test_library_editors_bring_in_and_whoever_leads_one_job_does_not(client_of):
    page = reverse("rubrics:library_import")

    assert client_of(UserFactory(library_editor=True)).get(page).status_code == 200
    assert client_of(leader(opening())).get(page).status_code == 404


def test_anybody_of_the_staff_takes_out(client_of):
    brought_in(COMPETENCY + RUBRIC + QUESTION)
    client = client_of(UserFactory())
    rubric, question = Rubric.objects.get(), Question.objects.get()

    one = client.get(reverse("rubrics:rubric_export", kwargs={"rubric_id": rubric.pk}))
    other = client.get(reverse("rubrics:question_export", kwargs={"question_id": question.pk}))
    with clock.set_to(clock.now()):
        everything = client.get(reverse("rubrics:library_export"))

    assert one.content.decode() == RUBRIC
    assert one["Content-Disposition"] == 'attachment; filename="own-rubric.yaml"'
    assert other.content.decode() == QUESTION
    assert everything.content.decode() == COMPETENCY + RUBRIC + QUESTION


def test_a_draft_alone_is_not_taken_out(client_of, recruiter):
    draft = create_rubric(name="New", kind="ml_theory", purpose="Not yet.", actor=recruiter)

    url = reverse("rubrics:rubric_export", kwargs={"rubric_id": draft.rubric_id})
    assert client_of(recruiter).get(url).status_code == 404
    assert list(library_documents(everything=True)) == []

"""Imports by the API: a file is kept, its columns matched, its rows imported, then undone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hiring.pipeline.models import Application, ApplicationStatus, Sheet
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import SourceChannelFactory
from tests.factories.pipeline import reason
from tests.factories.requisitions import leader, opening
from tests.pipeline.test_sheets import GREENHOUSE, of, work_off

pytestmark = pytest.mark.django_db
URL = "/api/v1/imports/"
JOBS = "Name,Email,Job,Stage\nAda,ada@example.org,{key},Onsite\nAlan,alan@example.org,Chef,\n"


@pytest.fixture
def requisition():
    reason()
    return opening()


@pytest.fixture
def client(client_of):
    return client_of(UserFactory(recruiter=True))


def create(client, requisition, text=GREENHOUSE, name="export.csv", **changed):
    data = text if isinstance(text, bytes) else text.encode()
    body = {
        "requisition": requisition.pk,
        "source_channel": SourceChannelFactory().key,
        "file": SimpleUploadedFile(name, data),
    }
    return client.post(URL, body | changed)


def post(client, made, what, body=None):
    url = f"{URL}{made['id']}/{what}/"
    return client.post(url, body or {}, content_type="application/json")


def test_a_file_is_kept_started_polled_and_undone(client, requisition):
    made = create(client, requisition).json()
    assert (made["status"], made["total"]) == ("draft", 5)
    assert made["columns"][4] == {
        "header": "Current Stage",
        "field": "stage",
        "samples": ["Onsite", "Phone Interview", "Offer"],
    }

    started = post(client, made, "start", {"source_system": "greenhouse"}).json()
    assert started["status"] == "running"
    work_off()
    done = client.get(f"{URL}{made['id']}/").json()
    assert (done["status"], done["done"]) == ("done", 5)
    counts = {"added": 4, "known": 0, "refused": 1, "files": 0, "taken_back": 0, "kept": 0}
    assert done["counts"] == counts
    assert of("Ada Lovelace").stage.kind == StageKind.ONSITE
    rows = client.get(f"{URL}{made['id']}/rows/").json()["results"]
    assert [row["outcome"] for row in rows] == [*["added"] * 4, "refused"]

    assert post(client, made, "undo").json()["status"] == "undoing"
    work_off()
    undone = client.get(f"{URL}{made['id']}/").json()
    assert (undone["status"], undone["counts"]) == ("undone", counts | {"taken_back": 4})
    assert not Application.objects.filter(status=ApplicationStatus.ACTIVE).exists()
    assert [one["id"] for one in client.get(URL, {"status": "undone"}).json()["results"]] == [
        made["id"]
    ]


def test_one_that_runs_is_canceled_and_one_that_does_not_is_discarded(client, requisition):
    running, draft = create(client, requisition).json(), create(client, requisition).json()
    unnamed = post(client, running, "start")
    assert (unnamed.status_code, list(unnamed.json()["errors"])) == (400, ["source_system"])
    post(client, running, "start", {"source_system": "greenhouse"})

    assert post(client, running, "start").status_code == 409
    assert client.delete(f"{URL}{running['id']}/").status_code == 409
    assert post(client, running, "undo").status_code == 200
    work_off()
    assert post(client, draft, "undo").status_code == 409
    assert client.delete(f"{URL}{draft['id']}/").status_code == 204
    assert [sheet.status for sheet in Sheet.objects.all()] == ["undone"]
    assert not Application.objects.active().exists()


def test_columns_and_unknown_jobs_are_told(client, requisition):
    made = create(client, requisition, JOBS.format(key=requisition.key)).json()

    refused = post(client, made, "start")
    assert refused.status_code == 400
    assert "Chef" in refused.content.decode()
    fields = ["name", "", "job", "stage"]
    body = {"jobs": {"chef": None}, "fields": fields}
    assert post(client, made, "start", body).status_code == 200
    work_off()

    assert Application.objects.get() == of("Ada")
    assert not of("Ada").candidate.contact_points.exists()
    assert "Email: ada@example.org" in of("Ada").notes.get().body


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("", "a.csv", "the file is empty"),
        ("Name\n", "a.csv", "no rows below its header"),
        (b"PK\x03\x04broken", "a.xlsx", "workbook"),
    ],
)
def test_a_file_that_is_none_is_refused_at_its_field(client, requisition, text, name, told):
    refused = create(client, requisition, text, name)

    assert refused.status_code == 400
    assert "file" in refused.json()["errors"]
    assert told in refused.content.decode() or not text
    assert not Sheet.objects.exists()


def test_whoever_leads_another_job_sees_and_imports_nothing(client, client_of, requisition):
    made = create(client, requisition).json()
    other = client_of(leader(opening()))

    assert other.get(f"{URL}{made['id']}/").status_code == 404
    assert post(other, made, "start").status_code == 404
    assert post(other, made, "undo").status_code == 404
    assert other.get(URL).json()["results"] == []
    assert create(other, requisition).status_code == 400
    assert Sheet.objects.count() == 1


def test_the_list_takes_few_queries(client, requisition, django_assert_max_num_queries):
    for _ in range(5):
        create(client, requisition)

    with django_assert_max_num_queries(10):
        assert len(client.get(URL).json()["results"]) == 5

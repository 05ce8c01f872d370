"""Spreadsheets: columns are matched, rows come in in the background, and go again as one."""

import io
from datetime import UTC, datetime

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from candidates.models import Candidate
from candidates.sheet_dates import instant_in
from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob, Event
from hiring.pipeline.actions import sheets
from hiring.pipeline.actions.moving import reject
from hiring.pipeline.actions.sheets import undo_sheet
from hiring.pipeline.jobs import import_sheet
from hiring.pipeline.models import Application, ApplicationStatus, Party, Sheet, SheetStatus
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import SourceChannelFactory
from tests.factories.pipeline import reason
from tests.factories.requisitions import leader, opening

pytestmark = pytest.mark.django_db
GREENHOUSE = """\
First Name,Last Name,Email,Candidate ID,Current Stage,Status,Application Date,Rejection Reason,Team
Ada,Lovelace,ada@example.org,gh-1,Onsite,Active,2026-01-10,,Search
Grace,Hopper,grace@example.org,gh-2,Phone Interview,Active,01/15/2026,,
Alan,Turing,alan@example.org,gh-3,Onsite,Rejected,2026-01-11,Below the bar in interviews,
Katherine,Johnson,kat@example.org,gh-4,Offer,Candidate withdrew,2026-01-12,,
,,nobody@example.org,gh-5,Onsite,Active,2026-01-12,,
"""


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True)


@pytest.fixture
def requisition():
    reason()
    return opening()


@pytest.fixture
def client(client_of, recruiter):
    return client_of(recruiter)


def upload(client, requisition, name, data):
    url = reverse("pipeline:import", kwargs={"requisition_id": requisition.pk})
    files = [SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())]
    return client.post(url, {"channel": SourceChannelFactory().key, "files": files})


def start(client, sheet, **changed):
    columns = given(client.get(sheet.get_absolute_url())) | {"source_system": "greenhouse"}
    return client.post(sheet.get_absolute_url(), columns | changed)


def given(answer):
    """What a browser sends of a form that nobody touched."""
    form = answer.context["form"]
    return {field.html_name: field.value() or "" for field in form}


def work_off():
    jobs.run_jobs(list(BackgroundJob.objects.live().values_list("pk", flat=True)))


def imported(client, requisition, name="export.csv", data=GREENHOUSE, **changed):
    upload(client, requisition, name, data)
    sheet = Sheet.objects.latest("pk")
    asked = start(client, sheet, **changed)["Location"]
    if "step=values" in asked:
        client.post(asked, given(client.get(asked)))
    work_off()
    sheet.refresh_from_db()
    return sheet


def of(name):
    return Application.objects.select_related("stage", "candidate").get(candidate__name=name)


def test_the_columns_are_shown_with_what_they_are_taken_for(client, requisition):
    answer = upload(client, requisition, "export.csv", GREENHOUSE.replace(",", ";"))
    sheet = Sheet.objects.get()

    assert answer["Location"] == sheet.get_absolute_url()
    answer = client.get(sheet.get_absolute_url())
    assert sheet.fields == [
        *("first_name", "last_name", "email", "external_id", "stage", "status", "applied_at"),
        *("reason", ""),
    ]
    assert "Ada · Grace · Alan" in answer.content.decode()


def test_people_in_the_middle_of_a_process_go_in_at_their_stage(client, requisition):
    with clock.set_to(datetime(2026, 3, 1, 12, tzinfo=UTC)):
        sheet = imported(client, requisition)

    ada, grace, alan = of("Ada Lovelace"), of("Grace Hopper"), of("Alan Turing")
    assert (sheet.status, sheet.done) == (SheetStatus.DONE, 5)
    assert ada.stage.kind == StageKind.ONSITE
    assert ada.applied_at.date().isoformat() == "2026-01-10"
    assert (ada.source_system, ada.external_id) == ("greenhouse", "gh-1")
    assert ada.waiting_on == Party.RECRUITER
    assert ada.due_at > datetime(2026, 3, 1, tzinfo=UTC)
    assert ada.notes.get().body == "Team: Search"
    assert grace.stage.kind == StageKind.SCREEN
    assert grace.applied_at.date().isoformat() == "2026-01-15"
    assert (alan.status, alan.rejection_reason.label) == (
        "rejected",
        "Below the bar in interviews",
    )
    assert of("Katherine Johnson").status == ApplicationStatus.WITHDRAWN
    assert [t.to_stage.kind for t in ada.transitions.all()] == [
        StageKind.APPLIED,
        StageKind.ONSITE,
    ]


LEVER = """\
Name,Email,Stage,Archived,Archive Reason,Applied
Ann Active,ann@example.org,Onsite,,,
Ben Date,ben@example.org,Onsite,2026-01-05,Underqualified,2026-01-02
Cat Yes,cat@example.org,Onsite,TRUE,Withdrew,
Dan Hired,dan@example.org,Offer,1735603200000,Hired,2024-12-01
Eve No,eve@example.org,Onsite,FALSE,,
Fay Odd,fay@example.org,Onsite,Parked,,
Gus Odd,gus@example.org,Onsite,Parked,Not a fit,
"""


def test_who_was_archived_elsewhere_is_not_active_here(client, requisition):
    sheet = imported(client, requisition, data=LEVER)

    found = dict(Application.objects.values_list("candidate__name", "status"))
    assert {name.split()[0]: str(status) for name, status in found.items()} == {
        **{"Ann": "active", "Ben": "rejected", "Cat": "withdrawn", "Dan": "hired"},
        **{"Eve": "active", "Fay": "active", "Gus": "rejected"},
    }
    assert of("Ben Date").ended_at.date().isoformat() == "2026-01-05"
    told = dict(sheet.outcomes.exclude(note="").values_list("line", "note"))
    assert told == {7: "Unknown status “Parked”. Added as active."}


def people(first, last):
    rows = (f"Ada{n} Byron,a{n}@example.org,+49 30 {100000 + n},Onsite" for n in range(first, last))
    return "\n".join(["Name,Email,Phone,Stage", *rows])


def test_many_rows_take_as_many_queries_as_few(client, requisition, recruiter):
    def queries(data):
        upload(client, requisition, "people.csv", data)
        start(client, Sheet.objects.latest("pk"))
        with CaptureQueriesContext(connection) as captured:
            work_off()
        return len(captured)

    few, many = queries(people(0, 3)), queries(people(3, 80))
    again = queries(people(0, 80))

    assert few >= many
    assert many >= again
    assert Application.objects.count() == 80
    assert Candidate.objects.search("a79@example.org", user=recruiter).get().name == "Ada79 Byron"
    ada = of("Ada79 Byron")
    kinds = Event.objects.filter(candidate_id=ada.candidate_id).order_by("id")
    assert [event.verb for event in kinds][:3] == [
        *("candidate.added", "candidate.touched", "application.applied"),
    ]


def test_two_rows_of_one_person_make_one_and_a_shared_number_is_named(client, requisition):
    data = (
        "Name,Email,Phone\nAda Byron,ada@example.org,+49 30 123456\n"
        "Ada King,ada@example.org,\nCharles Babbage,,+49 30 123456\n"
    )
    sheet = imported(client, requisition, "people.csv", data)

    ada, king, charles = sheet.outcomes.order_by("line")
    assert (ada.outcome, king.outcome, charles.outcome) == ("added", "known", "added")
    assert king.application == ada.application
    assert "Ada Byron was already in the system" in king.note
    assert "Possible duplicate: Ada Byron has the same phone number." in charles.note
    page = client.get(sheet.get_absolute_url()).content.decode()
    assert "Possible duplicate: Ada Byron" in page


def test_refused_rows_are_listed_and_the_file_is_deleted(client, requisition):
    upload(client, requisition, "export.csv", GREENHOUSE)
    name = Sheet.objects.get().file.name
    sheet = imported(client, requisition)

    page = client.get(sheet.get_absolute_url()).content.decode()
    assert "has no name" in page
    assert '<th scope="row">6</th>' in page
    assert not sheet.file
    intake = reverse("pipeline:import", kwargs={"requisition_id": requisition.pk})
    assert sheet.get_absolute_url() in client.get(intake).content.decode()
    assert default_storage.exists(name)


def test_a_workbook_is_imported(client, requisition):
    book = openpyxl.Workbook()
    book.active.append(["Name", "Email", "Applied", "Phone"])
    book.active.append(["Ada Lovelace", "ada@example.org", datetime(2026, 1, 10), 493012345678])
    out = io.BytesIO()
    book.save(out)

    imported(client, requisition, "people.xlsx", out.getvalue())

    ada = of("Ada Lovelace")
    assert ada.applied_at.date().isoformat() == "2026-01-10"
    assert ada.candidate.contact_points.filter(kind="phone").exists()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("people.xlsx", b"PK\x03\x04 no zip", "the workbook is damaged"),
        ("people.csv", b"Name\n", "the file has no rows below its header"),
        ("people.csv", bytes(range(256)), "binary or has an unknown encoding"),
    ],
)
def test_a_broken_sheet_is_refused_by_name(client, requisition, name, data, told):
    page = upload(client, requisition, name, data).content.decode()

    assert name in page
    assert told in page
    assert not Sheet.objects.exists()


def test_a_column_is_chosen_by_hand_and_one_of_names_is_needed(client, requisition):
    upload(client, requisition, "de.csv", "Bewerber,Quelle\nAda Lovelace,Messe\n")
    sheet = Sheet.objects.get()

    refused = start(client, sheet)
    start(client, sheet, **{"column-0": "name"})
    work_off()

    assert "Choose the column with the name" in refused.content.decode()
    assert of("Ada Lovelace").notes.get().body == "Quelle: Messe"


def test_ids_need_the_system_that_they_come_from(client, requisition):
    upload(client, requisition, "export.csv", GREENHOUSE)
    sheet = Sheet.objects.get()

    refused = start(client, sheet, source_system="")

    assert "Choose the system that the IDs come from" in refused.content.decode()
    assert "source_system" in refused.context["form"].errors
    start(client, sheet, source_system="", **{"column-3": ""})
    sheet.refresh_from_db()
    assert sheet.fields[3] == "", "saved as a note"
    start(client, sheet, source_system="greenhouse")
    form = client.get(sheet.get_absolute_url()).context["form"]
    assert (form["column-3"].value(), form["source_system"].value()) == ("", "greenhouse")


MIXED = """\
Name,Email,Job,Stage,Source
Ada Byron,ada@example.org,{key},Onsite,Fairs
Grace Hopper,grace@example.org,Compiler engineer,Vibe check,Fairs
Alan Turing,alan@example.org,Chef,Onsite,
Mary Somerville,mary@example.org,,Take Home Test,
"""


def test_unknown_jobs_stages_and_sources_are_asked_and_people_go_to_their_jobs(client, requisition):
    other, fairs = opening(), SourceChannelFactory(name="Career fairs")
    upload(client, requisition, "all.csv", MIXED.format(key=other.key.lower()))
    sheet = Sheet.objects.get()
    asked = start(client, sheet)
    page = client.get(asked["Location"])
    screen = requisition.stages.get(kind=StageKind.SCREEN)
    onsite = requisition.stages.get(kind=StageKind.ONSITE)

    assert asked["Location"].endswith("?step=values")
    fields = page.context["form"].fields
    assert {name: field.label for name, field in fields.items()} == {
        "jobs-0": "Compiler engineer",
        "jobs-1": "Chef",
        "stages-0": "Vibe check",
        "stages-1": "Take Home Test",
        "sources-0": "Fairs",
    }
    assert fields["stages-1"].initial == screen.pk
    assert page.content.decode().count("Our guess from the name.") == 1
    stages = {"stages-0": screen.pk, "stages-1": onsite.pk}
    refused = client.post(asked["Location"], stages)
    assert refused.status_code == 400
    chosen = {"jobs-0": other.pk, "jobs-1": 0, "sources-0": fairs.pk}
    client.post(asked["Location"], chosen | stages)
    work_off()

    ada, grace = of("Ada Byron"), of("Grace Hopper")
    assert ada.requisition == grace.requisition == other
    assert (ada.stage.kind, grace.stage.kind) == (StageKind.ONSITE, StageKind.SCREEN)
    assert of("Mary Somerville").stage == onsite
    assert ada.touch.channel == fairs
    assert not grace.notes.exists()
    assert not Candidate.objects.filter(name="Alan Turing").exists()
    assert "“Chef” was chosen not to be imported" in sheet.outcomes.get(outcome="refused").note


def test_somebody_cannot_import_into_a_job_that_they_do_not_lead(client_of):
    requisition, other = opening(), opening()
    client = client_of(leader(requisition))
    upload(client, requisition, "all.csv", MIXED.format(key=other.key))
    sheet = Sheet.objects.get()
    values = start(client, sheet)["Location"]

    labels = [field.label for field in client.get(values).context["form"].fields.values()]
    refused = client.post(values, {f"jobs-{n}": other.pk for n in range(3)})

    assert other.key in labels
    assert refused.status_code == 400
    assert not Application.objects.exists()


def test_an_import_is_undone_as_one_but_for_what_was_worked_on(client, requisition, recruiter):
    sheet = imported(client, requisition)
    reject(application=of("Grace Hopper"), reason=reason(), actor=recruiter)
    kept = Application.objects.get(candidate__name="Grace Hopper").ended_at
    late = client.post(reverse("pipeline:sheet_discard", args=[requisition.pk, sheet.pk]))
    assert late["Location"] == sheet.get_absolute_url()
    assert "This import was started." in client.get(late["Location"]).content.decode()

    client.post(
        reverse(
            "pipeline:sheet_undo",
            kwargs={"requisition_id": requisition.pk, "sheet_id": sheet.pk},
        )
    )
    work_off()
    sheet.refresh_from_db()

    assert sheet.status == SheetStatus.UNDONE
    assert of("Ada Lovelace").status == ApplicationStatus.WITHDRAWN
    assert of("Ada Lovelace").candidate.archived_at
    assert of("Alan Turing").status == ApplicationStatus.WITHDRAWN, "it came in rejected"
    assert of("Grace Hopper").ended_at == kept
    board = client.get(reverse("pipeline:board", args=[requisition.pk]))
    assert [a.candidate.name for a in board.context["ended"]] == ["Grace Hopper"]
    assert not of("Grace Hopper").candidate.archived_at
    page = client.get(sheet.get_absolute_url()).content.decode()
    assert "Undo import" not in page
    assert "New applications" not in page

    second = imported(client, requisition)
    again = Application.objects.filter(candidate__name="Ada Lovelace").active().get()
    assert not again.candidate.archived_at
    undo_sheet(sheet=second, actor=recruiter)
    work_off()
    again.candidate.refresh_from_db()
    assert again.candidate.archived_at, "who was brought back goes again"
    page = client.get(sheet.get_absolute_url()).content.decode()
    assert "1 application was kept, because someone had already worked on it" in page


def test_who_does_not_recruit_for_all_jobs_of_an_import_cannot_undo_it(
    client, client_of, requisition
):
    sheet = imported(client, requisition, data=f"Name,Job\nAda Byron,{opening().key}\n")
    lead = client_of(leader(requisition))

    url = reverse("pipeline:sheet_undo", args=[requisition.pk, sheet.pk])
    page = lead.post(url, follow=True).content.decode()

    work_off()
    assert "jobs that you don’t recruit for, too" in page
    assert "Undo import" not in page
    assert of("Ada Byron").status == ApplicationStatus.ACTIVE


def test_a_worker_that_dies_loses_nothing_and_doubles_nothing(client, requisition, monkeypatch):
    monkeypatch.setattr(sheets, "BATCH", 2)
    upload(client, requisition, "export.csv", GREENHOUSE)
    sheet = Sheet.objects.get()
    asked = start(client, sheet)["Location"]
    client.post(asked, given(client.get(asked)))
    [first] = BackgroundJob.objects.live().filter(task=sheets.IMPORT_SHEET)
    real, calls = sheets.import_batch, []

    def dies(*args):
        calls.append(args)
        if len(calls) == 2:
            raise SystemExit
        real(*args)

    monkeypatch.setattr(sheets, "import_batch", dies)
    with pytest.raises(SystemExit):
        import_sheet(jobs.claim(first.pk), sheet_id=sheet.pk)
    monkeypatch.setattr(sheets, "import_batch", real)
    sheet.refresh_from_db()
    assert sheet.done == 2
    BackgroundJob.objects.filter(pk=first.pk).update(state="queued", claim=None)
    work_off()
    sheet.refresh_from_db()

    assert (sheet.status, sheet.done) == (SheetStatus.DONE, 5)
    assert Candidate.objects.count() == Application.objects.count() == 4


def test_days_come_first_in_all_dates_of_a_sheet_that_has_a_13th_so(client, requisition):
    rows = ("Ada,03/02/2025,04/02/2025", "Bob,13/02/2025,", "Cy,2025-02-05,")
    imported(client, requisition, data="\n".join(["Name,Applied,Moved at", *rows]))

    found = Application.objects.order_by("applied_at").values_list("candidate__name", "applied_at")
    assert [(name, at.date().isoformat()) for name, at in found] == [
        ("Ada", "2025-02-03"),
        ("Cy", "2025-02-05"),
        ("Bob", "2025-02-13"),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-12-31", "2024-12-31"),
        ("2024-12-31T23:30:00Z", "2024-12-31"),
        ("2024-12-31 08:15:00", "2024-12-31"),
        ("1735603200000", "2024-12-31"),
        ("31.12.2024", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),
        ("31/12/24", "2024-12-31"),
        ("Dec 31, 2024", "2024-12-31"),
        ("2024/12/31", "2024-12-31"),
    ],
)
def test_dates_are_read_as_other_systems_write_them(text, day):
    assert instant_in(text).date().isoformat() == day


@pytest.mark.parametrize("text", ["", "soon", "45657", "99/99/2024", "0001-01-01"])
def test_what_is_no_date_is_none(text):
    assert instant_in(text) is None

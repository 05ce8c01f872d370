"""A .zip of a spreadsheet and files: its people come in with them."""

import re
import unicodedata
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidates.models import Document, Resume
from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob
from hiring.pipeline.actions import sheet_files, sheets
from hiring.pipeline.actions.notes import add_note
from hiring.pipeline.jobs import import_sheet
from hiring.pipeline.models import Application, Sheet, SheetFile
from hiring.pipeline.tasks import prune
from tests.factories.accounts import UserFactory
from tests.factories.candidates import SourceChannelFactory
from tests.factories.pipeline import application
from tests.factories.requisitions import opening
from tests.pipeline.test_sheets import work_off
from tests.pipeline.test_zip_files import packed

pytestmark = pytest.mark.django_db
EXPORT = """\
First Name,Last Name,Email,Candidate ID,Stage,CV,Attachments
Ada,Lovelace,ada@example.org,gh-1,Onsite,cvs/ada.txt,letter.pdf; gone.pdf
Grace,Hopper,grace@example.org,gh-2,Onsite,,
Alan,Turing,alan@example.org,gh-3,Onsite,,
Mary,Smith,m1@example.org,gh-4,Onsite,,
Mary,Smith,m2@example.org,gh-5,Onsite,,
Joan,Clarke,joan@example.org,gh-6,Onsite,,
"""
FILES = {
    "export.csv": EXPORT.encode(),
    "cvs/ada.txt": b"Ada Lovelace\nada@example.org\nAnalytical engines\n",
    "letters/letter.pdf": b"%PDF-1.4 letter",
    # By the name, by a folder that is an ID, by an address in the text.
    "Grace_Hopper resume.txt": b"Grace Hopper\nhopper@navy.example\nCompilers\n",
    "Grace Hopper - cover letter.txt": b"Dear team",
    "gh-3/thesis.txt": b"Alan Turing\nOn computable numbers\n",
    "gh-3/references.txt": b"Ask Max",
    "scan-0017.txt": b"Joan Clarke\njoan@example.org\nCryptanalyst\n",
    "Mary Smith.txt": b"Mary Smith\nWhich one?\n",
    "notes.png": b"\x89PNG picture",
    "Grace Hopper.exe": b"MZ" + bytes(80),
}


@pytest.fixture
def requisition():
    return opening()


@pytest.fixture
def recruiter_user():
    return UserFactory(recruiter=True)


@pytest.fixture
def client(client_of, recruiter_user):
    return client_of(recruiter_user)


def keep(client, requisition, files):
    url = reverse("pipeline:import", kwargs={"requisition_id": requisition.pk})
    sent = [SimpleUploadedFile("people.zip", packed(files))]
    answer = client.post(url, {"channel": SourceChannelFactory().key, "files": sent}, follow=True)
    return Sheet.objects.latest("pk"), " ".join(
        re.sub("<[^>]+>", " ", answer.content.decode()).split()
    )


def start(client, sheet):
    fields = {f"column-{n}": field for n, field in enumerate(sheet.fields)}
    client.post(sheet.get_absolute_url(), {**fields, "source_system": "greenhouse"})


def run(client, sheet):
    start(client, sheet)
    work_off()
    sheet.refresh_from_db()
    return sheet


def documents():
    found = Document.objects.order_by("name").values_list("name", "kind", "candidate__name")
    return {name: (kind, who) for name, kind, who in found}


def test_files_go_to_the_rows_that_name_them_or_are_called_as_them(
    client, requisition, django_capture_on_commit_callbacks
):
    sheet, columns = keep(client, requisition, FILES)

    assert "8 of 10 files match a row." in columns
    assert "2 files don’t match a row" in columns
    assert "gone.pdf line 2" in columns
    sent = sheet.file.name, sheet.archive.name

    with django_capture_on_commit_callbacks(execute=True):
        sheet = run(client, sheet)

    assert sheet.status == "done"
    assert documents() == {
        "ada.txt": ("resume", "Ada Lovelace"),
        "letter.pdf": ("cover_letter", "Ada Lovelace"),
        "Grace_Hopper resume.txt": ("resume", "Grace Hopper"),
        "Grace Hopper - cover letter.txt": ("cover_letter", "Grace Hopper"),
        "thesis.txt": ("other", "Alan Turing"),
        "references.txt": ("other", "Alan Turing"),
        "scan-0017.txt": ("resume", "Joan Clarke"),
    }
    assert sheet.files_left == ["Mary Smith.txt", "notes.png"]
    ada = Application.objects.get(candidate__name="Ada Lovelace")
    assert "Analytical engines" in ada.resume.text
    assert "Files: gone.pdf" in ada.notes.get().body
    notes = dict(sheet.outcomes.exclude(note="").values_list("line", "note"))
    assert notes[2] == "Not in the .zip: gone.pdf."
    assert notes[3] == "Grace Hopper.exe: Executable files can’t be uploaded."
    shown = client.get(sheet.get_absolute_url()).content.decode()
    assert "Files that don’t match a row" in shown
    assert "notes.png" in shown
    listed = client.get("/applications/", {"status": "all", "imported": sheet.pk})
    assert len(listed.context["page"].rows) == 6
    assert "people.zip" in listed.content.decode()
    assert not sheet.archive
    assert not any(map(default_storage.exists, sent))


def test_a_lone_file_of_somebody_is_their_resume(client, requisition):
    table = b"Name,Email\nAda Lovelace,ada@example.org\n"
    sheet, _columns = keep(
        client,
        requisition,
        {"people.csv": table, "ada@example.org.txt": b"Ada Lovelace\nada@home.example\nEngines\n"},
    )

    run(client, sheet)

    assert Resume.objects.get().candidate.name == "Ada Lovelace"


def test_an_undone_import_takes_its_files_along(
    client, requisition, django_capture_on_commit_callbacks
):
    known = application(requisition=requisition, name="Grace Hopper")
    known.candidate.contact_points.create(
        kind="email", value="grace@example.org", normalized="grace@example.org"
    )
    sheet = run(client, keep(client, requisition, FILES)[0])
    paths = list(Document.objects.values_list("file", flat=True))
    assert documents()["Grace_Hopper resume.txt"] == ("resume", "Grace Hopper")
    assert SheetFile.objects.filter(row__outcome="known").count() == 2

    client.post(reverse("pipeline:sheet_undo", args=[requisition.pk, sheet.pk]))
    with django_capture_on_commit_callbacks(execute=True):
        work_off()

    assert documents() == {}
    assert not Resume.objects.exists()
    assert not any(map(default_storage.exists, paths))
    known.refresh_from_db()
    assert known.is_active


def test_a_worker_that_dies_among_the_files_goes_on_behind_the_last(
    client, requisition, monkeypatch
):
    sheet, _columns = keep(client, requisition, FILES)
    keep_file, kept = sheet_files.keep_file, []

    def dies(sheet, file):
        if len(kept) == 3:
            raise SystemExit
        kept.append(file.name)
        keep_file(sheet, file)

    start(client, sheet)
    [job] = BackgroundJob.objects.live().filter(task=sheets.IMPORT_SHEET)
    monkeypatch.setattr(sheet_files, "keep_file", dies)
    with pytest.raises(SystemExit):
        import_sheet(jobs.claim(job.pk), sheet_id=sheet.pk)
    assert len(documents()) == 3
    monkeypatch.setattr(sheet_files, "keep_file", keep_file)
    BackgroundJob.objects.filter(pk=job.pk).update(state="queued", claim=None)
    work_off()

    assert len(documents()) == 7
    assert Sheet.objects.get().outcomes.count() == 6
    assert Application.objects.count() == 6


def test_a_file_of_somebody_else_is_nobody_elses(client, requisition):
    table = (
        "Name,ID,Email,CV\n"
        "Ada Byron,1,ada@example.org,ada/cv.txt\n"
        "Bob Smith,2024,bob@example.org,\n"
        "Cy Young,61234,cy@example.org,\n"
    )
    files = {
        "people.csv": table.encode(),
        "bob smith/cv.txt": b"Bob Smith\nbob@example.org\nEngineer\n",
        "1 Zoe.pdf": b"%PDF-1.4 Zoe",
        "2024-05-01 letter.pdf": b"%PDF-1.4 letter",
        "61234_letter.pdf": b"%PDF-1.4 letter",
    }

    sheet = run(client, keep(client, requisition, files)[0])

    assert documents() == {
        "cv.txt": ("resume", "Bob Smith"),
        "61234_letter.pdf": ("cover_letter", "Cy Young"),
    }
    assert sheet.files_left == ["1 Zoe.pdf", "2024-05-01 letter.pdf"]
    assert sheet.outcomes.get(line=2).note == "Not in the .zip: ada/cv.txt."


def test_a_name_alone_means_the_file_in_the_own_folder(client, requisition):
    table = (
        "Name,Opportunity ID,Email,Files\n"
        "Ada Byron,aaaa-1,ada@example.org,resume.pdf;portfolio.png\n"
        "Bob Smith,bbbb-2,bob@example.org,resume.pdf\n"
        "Cy Young,cccc-3,cy@example.org,portfolio.png; shared.png\n"
    )
    files = {
        "people.csv": table.encode(),
        "aaaa-1/resume.pdf": b"%PDF-1.4 broken",
        "aaaa-1/portfolio.png": b"\x89PNG picture",
        "bbbb-2/resume.pdf": b"%PDF-1.4 broken, too",
        "all/shared.png": b"\x89PNG team",
    }

    sheet, columns = keep(client, requisition, files)
    run(client, sheet)

    assert "1 file named in a row isn’t in the .zip" in columns, "Ada’s portfolio is not Cy’s"
    found = Document.objects.order_by("candidate__name", "name")
    assert list(found.values_list("candidate__name", "name")) == [
        ("Ada Byron", "portfolio.png"),
        ("Ada Byron", "resume.pdf"),
        ("Bob Smith", "resume.pdf"),
        ("Cy Young", "shared.png"),
    ]
    told = dict(sheet.outcomes.exclude(note="").values_list("line", "note"))
    assert told == {
        2: "resume.pdf: the PDF is damaged or truncated",
        3: "resume.pdf: the PDF is damaged or truncated",
        4: "Not in the .zip: portfolio.png.",
    }


def test_undoing_leaves_files_of_whom_somebody_works_on_and_of_another_import(
    client, requisition, recruiter_user
):
    first = run(client, keep(client, requisition, FILES)[0])
    ada = Application.objects.get(candidate__name="Ada Lovelace")
    add_note(application=ada, body="Spoke for 45 minutes.", actor=recruiter_user)
    again = {name: FILES[name] for name in ("export.csv", "Grace_Hopper resume.txt")}
    run(client, keep(client, requisition, again)[0])

    client.post(reverse("pipeline:sheet_undo", args=[requisition.pk, first.pk]))
    work_off()

    assert {who for _kind, who in documents().values()} == {"Ada Lovelace", "Grace Hopper"}
    assert "Grace_Hopper resume.txt" in documents()
    assert "Grace Hopper - cover letter.txt" not in documents()


def test_what_was_sent_and_never_imported_is_deleted_after_a_month(
    client, requisition, django_capture_on_commit_callbacks
):
    sheet, _columns = keep(client, requisition, FILES)
    sent = sheet.file.name, sheet.archive.name

    with (
        clock.set_to(sheet.created_at + timedelta(days=31)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        prune()

    assert not Sheet.objects.exists()
    assert not any(map(default_storage.exists, sent))


def test_names_as_a_mac_writes_them(client, requisition):
    name = unicodedata.normalize("NFD", "José García letter").encode()
    files = {
        "people.csv": "Name\nJosé García\n".encode(),
        "Thumbs.db": b"x",
        "X" * len(name): b"Hi",
    }
    # UTF-8 without saying so, accents by themselves.
    data = packed(files).replace(b"X" * len(name), name)
    url = reverse("pipeline:import", kwargs={"requisition_id": requisition.pk})
    sent = [SimpleUploadedFile("people.zip", data)]
    client.post(url, {"channel": SourceChannelFactory().key, "files": sent})

    sheet = run(client, Sheet.objects.get())

    assert documents() == {"José García letter": ("cover_letter", "José García")}
    assert sheet.files_left == []


def test_a_worker_that_comes_back_after_the_undo_changes_nothing(client, requisition):
    sheet, _columns = keep(client, requisition, FILES)
    start(client, sheet)
    [job] = BackgroundJob.objects.live().filter(task=sheets.IMPORT_SHEET)
    Sheet.objects.update(status="undone", file="", archive="")

    import_sheet(jobs.claim(job.pk), sheet_id=sheet.pk)

    assert Sheet.objects.get().status == "undone"
    assert not Application.objects.exists()

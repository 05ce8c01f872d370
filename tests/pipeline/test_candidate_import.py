"""Bringing candidates in from files."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidates.models import Candidate, Document, Resume
from hiring.activity import clock
from hiring.pipeline.actions.moving import reject
from hiring.pipeline.candidate_import import IncomingFile, import_candidates
from hiring.pipeline.import_report import ImportContext
from hiring.pipeline.models import Application, Note
from hiring.requisitions.actions.editing import close_requisition
from tests.factories.accounts import UserFactory
from tests.factories.candidates import SourceChannelFactory, resume_file, sample
from tests.factories.pipeline import reason
from tests.factories.requisitions import leader, opening
from tests.factories.resume_files import pdf, pdf_of, word_resume

pytestmark = pytest.mark.django_db

SAMPLES = {
    "sample": "Richard Hendriks",
    "senior-engineer": "Dr. Lena Vasquez",
    "new-grad": "Maya Okonkwo",
    "career-changer": "Daniel Reyes",
}
BAD = {
    "truncated.json": (sample("sample")[:500], "truncated"),
    "array.json": (b"[]", "a list"),
    "empty.json": (b"", "empty"),
    "binary.json": (bytes(range(256)) * 8, ""),
    "deep.json": (b"[" * 200_000, "nested"),
    "nameless.json": (b'{"basics": {"email": "x@example.org"}}', "has no name"),
    "program.pdf": (b"MZ" + bytes(99), "a program"),
    "archive.docx": (b"PK\x05\x06" + bytes(18), "an archive"),
    "picture.png": (b"\x89PNG\r\n", "a picture"),
    "no-header.csv": (b"1,2\n3,4\n", "no “Name” column"),
    "header-only.csv": (b"Name,Email\n", "no row"),
}


@pytest.fixture
def into():
    return ImportContext(
        requisition=opening(), channel=SourceChannelFactory(), actor=UserFactory(recruiter=True)
    )


def files(**named):
    return [IncomingFile(f"{name}.resume.json", data) for name, data in named.items()]


def four_samples():
    return files(**{name: sample(name) for name in SAMPLES})


class TestTakingIn:
    def test_the_four_published_samples_become_candidates_with_a_resume(self, into):
        report = import_candidates(four_samples(), into)

        assert not report.not_imported
        assert {p.application.candidate.name for p in report.added} == set(SAMPLES.values())
        for person in report.added:
            made = person.application
            assert (made.stage.name, made.created_by) == ("Applied", into.actor)
            assert made.resume.data["basics"]["name"] == made.candidate.name
            assert made.touch.channel == into.channel

    def test_bad_files_are_named_with_the_reason_and_the_others_go_in(self, into):
        bad = [IncomingFile(name, data) for name, (data, _reason) in BAD.items()]

        report = import_candidates([*bad, *four_samples()], into)

        reasons = {failure.source: failure.reason for failure in report.not_imported}
        assert set(reasons) == set(BAD)
        for name, (_data, why) in BAD.items():
            assert why in reasons[name]
        assert len(report.added) == 4
        assert Candidate.objects.count() == Document.objects.count() == 4

    def test_the_same_files_again_change_nothing(self, into):
        import_candidates(four_samples(), into)

        again = import_candidates(four_samples(), into)

        assert (len(again.added), len(again.there_already)) == (0, 4)
        assert Application.objects.count() == Resume.objects.count() == 4

    def test_the_same_file_does_not_bring_back_who_was_rejected(self, into):
        (person,) = import_candidates(files(ada=resume_file(name="Ada")), into).added
        reject(application=person.application, reason=reason(), actor=None)

        (again,) = import_candidates(files(ada=resume_file(name="Ada")), into).imported

        assert not again.is_new
        assert again.application == person.application
        assert "This application has ended." in again.notices[-1]

    def test_with_a_new_resume_they_apply_anew(self, into):
        data = resume_file(name="Ada Lovelace", email="ada@example.org")
        (person,) = import_candidates(files(ada=data), into).added
        reject(application=person.application, reason=reason(), actor=None)

        newer = resume_file(
            name="Ada Lovelace", email="ada@example.org", work=[{"name": "Analytical Engines"}]
        )
        (again,) = import_candidates(files(newer=newer), into).added

        assert again.application.candidate == person.application.candidate
        assert not again.is_new_candidate
        assert again.application.resume.data["work"]

    def test_somebody_known_is_recognized_and_the_recruiter_told(self, into):
        import_candidates(
            files(ada=resume_file(name="Ada Lovelace", email="ada@example.org")), into
        )
        other = ImportContext(requisition=opening(), channel=into.channel, actor=into.actor)

        data = resume_file(name="Ada Lovelace", email="ADA@example.org", basics={"label": "x"})
        (person,) = import_candidates(files(again=data), other).added

        assert Candidate.objects.count() == 1
        assert not person.is_new_candidate
        assert "was already in the system" in person.notices[0]

    def test_a_closed_requisition_takes_nobody_and_keeps_nothing(self, into):
        close_requisition(requisition=into.requisition, actor=None)

        report = import_candidates(four_samples(), into)

        assert {"is closed" in failure.reason for failure in report.not_imported} == {True}
        assert not Candidate.objects.exists()

    def test_a_file_that_is_too_large_is_not_read(self, into):
        report = import_candidates([IncomingFile("big.csv", b"x" * (20 * 1024 * 1024 + 1))], into)

        assert "larger than 20 MB" in report.not_imported[0].reason

    def test_a_name_is_shown_without_folder_and_tricks(self, into):
        report = import_candidates([IncomingFile("..\\C:\\cv\u202egnp.exe", b"")], into)

        assert report.not_imported[0].source == "cvgnp.exe"

    def test_a_pdf_and_a_word_document_become_candidates(self, into):
        sent = [IncomingFile("cv.pdf", pdf("one-column")), IncomingFile("ada.docx", word_resume())]

        report = import_candidates(sent, into)

        assert [p.application.candidate.name for p in report.added] == [
            "Zoë Müller-O’Brien",
            "Ada Lovelace",
        ]
        zoe = report.added[0].application.candidate
        assert zoe.headline == "Senior Machine Learning Engineer"
        assert zoe.contact_points.get(kind="phone").normalized == "+49301234567"
        assert zoe.documents.get().file.read() == pdf("one-column")

    def test_a_scan_makes_a_candidate_by_the_name_of_its_file(self, into):
        scan = pdf_of("<p style='height: 9cm; background: #ddd'></p>")

        [person] = import_candidates([IncomingFile("Jane_Doe_CV.pdf", scan)], into).added

        assert person.application.candidate.name == "Jane Doe"
        assert "the PDF has no text: it may be a scan" in person.warnings
        assert person.application.resume.pages == 1


class TestSheets:
    def take(self, into, text):
        return import_candidates([IncomingFile("fair.csv", text.encode())], into)

    def test_each_row_becomes_a_candidate_and_a_bad_one_is_named_by_its_line(self, into):
        report = self.take(
            into,
            "Name,Email,Title\nAda Lovelace,ada@example.org,Analyst\n"
            ",nobody@example.org,\nGrace Hopper,not-an-address,\nKatherine Johnson,,\n",
        )

        assert [p.application.candidate.name for p in report.added] == [
            "Ada Lovelace",
            "Katherine Johnson",
        ]
        assert [str(failure) for failure in report.not_imported] == [
            "fair.csv, line 3: has no name",
            "fair.csv, line 4: “not-an-address” is not an email address",
        ]

    def test_what_has_no_column_of_ours_becomes_a_note(self, into):
        self.take(into, "Name,Notes,Source,Visa\nAda,Met at the fair,Booth,EU\n")

        note = Note.objects.get()
        assert note.body == "Met at the fair\n\nSource: Booth\n\nVisa: EU"
        assert note.author == into.actor

    def test_a_row_is_credited_to_the_source_that_it_names(self, into):
        SourceChannelFactory(key="referral", name="Employee referral")
        SourceChannelFactory(key="old", name="Old fair", archived_at=clock.now())

        report = self.take(
            into,
            "Name,Source\nAda,employee REFERRAL\nBo,Referral\nCy,\nDee,Booth\nEva,Old fair\n",
        )

        fair = into.channel.name
        assert [person.credited_to for person in report.added] == [
            *("Employee referral", "Employee referral"), fair, fair, fair
        ]  # fmt: skip
        told = [" ".join(person.notices) for person in report.added]
        assert ["Unknown source" in text for text in told] == [False, False, False, True, True]
        assert f"Unknown source “Booth”. Recorded as {fair}." in told[3]
        assert {note.body for note in Note.objects.all()} == {"Source: Booth", "Source: Old fair"}

    def test_who_cannot_be_reached_is_named(self, into):
        report = self.take(
            into,
            "Name,Email,Phone,Website\nAda,a@x.org,,\nBo,,+49 30 123456,\nCy,,,https://cy.example\n",
        )

        told = [" ".join(person.notices) for person in report.added]
        assert ["No email or phone number" in text for text in told] == [False, False, True]

    def test_the_same_sheet_again_adds_neither_people_nor_notes(self, into):
        for _ in range(2):
            report = self.take(into, "Name,Email,Notes\nAda Lovelace,ada@example.org,Fair\n")

        assert len(report.there_already) == 1
        assert Note.objects.count() == Application.objects.count() == 1

    def test_what_a_row_tells_of_somebody_who_is_here_already_is_kept(self, into):
        for notes in ("Fair", "Called back on Monday"):
            self.take(into, f"Name,Email,Notes\nAda Lovelace,ada@example.org,{notes}\n")

        assert {note.body for note in Note.objects.all()} == {"Fair", "Called back on Monday"}

    def test_columns_that_are_not_recognized_are_named(self, into):
        report = self.take(into, "Name;Quelle;Telefon\nAda;Empfehlung;0171 2345678\nBo;;\n")

        ada, bo = (" ".join(person.notices) for person in report.added)
        assert "Columns not recognized, saved as a note: Quelle, Telefon." in ada
        assert "not recognized" not in bo

    def test_more_rows_than_the_page_takes_are_refused_together(self, into):
        rows = "".join(f"Person {n}\n" for n in range(501))

        report = self.take(into, f"Name\n{rows}")

        assert "501 rows" in report.not_imported[0].reason
        assert not Candidate.objects.exists()


class TestPage:
    @pytest.fixture
    def requisition(self, client):
        requisition = opening()
        client.force_login(UserFactory(recruiter=True))
        return requisition

    def send(self, client, requisition, channel, *uploads):
        url = reverse("pipeline:import", kwargs={"requisition_id": requisition.pk})
        return client.post(url, {"channel": channel and channel.key, "files": uploads})

    def test_it_lists_who_came_in_and_what_was_turned_away(self, client, requisition):
        answer = self.send(
            client,
            requisition,
            SourceChannelFactory(name="Fair"),
            SimpleUploadedFile("ada.json", resume_file(name="Ada Lovelace")),
            SimpleUploadedFile("<b>.json", b"[]"),
        )

        page = answer.content.decode()
        assert "Ada Lovelace" in page
        assert "new application" in page
        assert "&lt;b&gt;.json" in page
        assert "the file is a list, not one résumé" in page
        assert "No email or phone number" in page
        assert re.search(r'data-label="Source">Fair<', page)
        assert reverse("pipeline:triage", kwargs={"requisition_id": requisition.pk}) in page

    def test_a_page_that_sends_one_file_after_the_other_gets_the_rows_of_each(
        self, client, requisition
    ):
        url = reverse("pipeline:import", kwargs={"requisition_id": requisition.pk})
        file = SimpleUploadedFile("ada.json", resume_file(name="Ada Lovelace"))
        sent = {"channel": SourceChannelFactory().key, "files": [file]}

        page = client.post(url, sent, headers={"HX-Request": "true"}).content.decode()

        assert page.count("<tr") == 1
        assert "Ada Lovelace" in page
        assert "<html" not in page

    def test_it_asks_for_files_and_a_channel_at_the_field(self, client, requisition):
        answer = self.send(client, requisition, "")

        page = answer.content.decode()
        assert answer.status_code == 400
        assert "Choose at least one file." in page
        assert "This field is required." in page

    def test_more_than_fifty_files_are_refused(self, client, requisition):
        uploads = [SimpleUploadedFile(f"{n}.json", b"{}") for n in range(51)]

        answer = self.send(client, requisition, SourceChannelFactory(), *uploads)

        assert answer.status_code == 400
        assert "Upload at most 50 files at a time." in answer.content.decode()

    def test_a_closed_requisition_says_so(self, client, requisition):
        close_requisition(requisition=requisition, actor=None)
        upload = SimpleUploadedFile("ada.json", resume_file())

        answer = self.send(client, requisition, SourceChannelFactory(), upload)

        assert answer.status_code == 400
        assert "This job is closed" in answer.content.decode()

    def test_without_a_requisition_one_is_chosen(self, client, requisition):
        page = client.get(reverse("pipeline:import")).content.decode()

        assert requisition.title in page

    def test_a_hiring_manager_takes_in_for_their_own_requisition_only(self, client, requisition):
        client.force_login(leader(requisition))
        upload = SimpleUploadedFile("ada.json", resume_file())

        own = self.send(client, requisition, SourceChannelFactory(), upload)
        other = self.send(client, opening(), SourceChannelFactory(), upload)

        assert (own.status_code, other.status_code) == (200, 404)
        assert client.get(reverse("pipeline:import")).status_code == 404

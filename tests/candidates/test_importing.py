"""Bringing people in: one person stays one, one transaction, one event each."""

import threading

import pytest
from django.db import connection, transaction

from candidates.actions.importing import import_resume
from candidates.actions.importing_rows import arrival_of, bring_in, recognize
from candidates.actions.resumes import add_resume
from candidates.models import Candidate, ContactPoint, Document, Resume, Touch
from candidates.spreadsheet import read_candidates
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    CandidateFactory,
    SourceChannelFactory,
    resume_file,
    sample,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel():
    return SourceChannelFactory(key="linkedin", name="LinkedIn")


@pytest.fixture
def actor():
    return UserFactory(recruiter=True)


@pytest.fixture
def bring(channel, actor):
    def bring(data: bytes, **kwargs):
        return import_resume(
            **{"name": "ada.json", "data": data, "channel": channel, "actor": actor, **kwargs}
        )

    return bring


def verbs(candidate) -> list[str]:
    return [event.verb for event in Event.objects.for_candidate(candidate.pk)][::-1]


# A résumé


def test_a_resume_becomes_a_candidate_with_contacts_document_resume_and_touch(
    bring, channel, actor
):
    imported = bring(sample("senior-engineer"))

    candidate = imported.candidate
    assert imported.created
    assert candidate.name == "Dr. Lena Vasquez"
    assert candidate.headline == "Staff Software Engineer, Distributed Systems"
    assert candidate.location == "San Francisco, California, US"
    assert [str(point) for point in candidate.contact_points.all()] == [
        "lena.vasquez@example.com",
        "(415) 555-0117",
        "https://lenavasquez.example.com",
        "https://github.com/lvasquez",
        "https://hachyderm.io/@lena",
        "https://www.linkedin.com/in/lena-vasquez-eng",
    ]
    document = candidate.documents.get()
    assert document.file.read() == sample("senior-engineer")
    assert document.media_type == "application/json"
    assert imported.resume.document == document
    assert imported.resume.data["work"][0]["name"] == "Confluent"
    assert "Erasure coding" in imported.resume.text
    assert (imported.touch.channel, imported.touch.actor) == (channel, actor)


def test_an_import_leaves_an_event_for_each_thing_it_did(bring):
    assert verbs(bring(sample("sample")).candidate) == [
        "candidate.added",
        "candidate.touched",
        "candidate.document_added",
        "candidate.resume_imported",
    ]


def test_events_hold_no_personal_value(bring):
    bring(sample("sample"))

    text = repr(list(Event.objects.values_list("choices", flat=True)))
    assert "Richard" not in text
    assert "mail.com" not in text


def test_the_files_path_tells_nothing_about_the_person(bring):
    path = bring(sample("sample"), name="Richard Hendriks.json").candidate.documents.get().file.name

    assert "richard" not in path.lower()
    assert "hendriks" not in path.lower()


def test_without_a_label_the_headline_is_the_first_job(bring):
    data = resume_file(work=[{"name": "Engines", "position": "Analyst"}])

    assert bring(data).candidate.headline == "Analyst, Engines"


def test_what_cannot_be_read_is_refused_and_leaves_nothing(bring):
    with pytest.raises(Refused) as refused:
        bring(b"[]")

    assert refused.value.field == "file"
    assert not Candidate.objects.exists()
    assert not Event.objects.exists()


def test_a_hostile_resume_is_stored_and_harmless(bring):
    data = (
        b'{"basics": {"name": "'
        + b"A" * 10_000
        + rb'\u202e", "label": "'
        + b"L" * 3_000
        + rb'", "summary": "<script>alert(1)</script>\u0000", "url": "javascript:alert(1)",'
        rb' "email": "\u0000", "phone": "none", "profiles": [{"url": "https://x.example/'
        + b"p" * 1_900
        + b'"}]}, "n": NaN}'
    )
    imported = bring(data)

    imported.candidate.refresh_from_db()
    assert len(imported.candidate.name) == 200
    assert imported.candidate.contact_points.count() == 0
    assert imported.resume.data["basics"]["summary"] == "<script>alert(1)</script>"
    assert "url" not in imported.resume.data["basics"]
    assert imported.resume.data["meta"]["warnings"] == imported.resume.warnings


def test_a_name_that_unfolds_to_a_long_key_is_stored(bring):
    assert bring(resume_file(name="\ufdfa" * 200)).created


# The same person again


def test_the_same_address_is_the_same_person_whatever_its_case(bring):
    first = bring(resume_file(email="ada@example.org")).candidate
    again = bring(resume_file(email="ADA@Example.org", basics={"phone": "+44 20 123456"}))

    assert not again.created
    assert again.candidate == first
    assert first.resumes.count() == 2
    assert first.touches.count() == 2
    assert first.contact_points.count() == 2
    assert "already in the system" in again.notices[0]


def test_a_second_resume_changes_nothing_that_is_known_and_fills_what_is_not(bring):
    first = bring(resume_file(email="ada@example.org", basics={"label": "Analyst"})).candidate
    again = bring(
        resume_file(
            name="Ada King Lovelace",
            email="ada@example.org",
            basics={"label": "Countess", "location": {"city": "London"}},
        )
    ).candidate

    again.refresh_from_db()
    assert again == first
    assert (again.name, again.headline, again.location) == ("Ada Lovelace", "Analyst", "London")


def test_the_same_file_twice_has_the_effect_of_once(bring):
    first = bring(sample("sample"))
    again = bring(sample("sample"))

    assert not again.created
    assert (again.candidate, again.resume, again.touch) == (
        first.candidate,
        first.resume,
        first.touch,
    )
    assert (Candidate.objects.count(), Document.objects.count(), Touch.objects.count()) == (1, 1, 1)


def test_the_same_file_without_an_address_is_the_same_person(bring):
    first = bring(resume_file())

    assert bring(resume_file()).candidate == first.candidate


def test_the_same_file_by_another_channel_is_another_touch(bring):
    first = bring(sample("sample"))
    again = bring(sample("sample"), channel=SourceChannelFactory())

    assert again.resume == first.resume
    assert first.candidate.touches.count() == 2


def test_the_same_file_a_year_later_is_another_touch(bring):
    first = bring(sample("sample"))
    with clock.ahead(days=365):
        bring(sample("sample"))

    assert first.candidate.touches.count() == 2


def test_an_agencys_address_on_two_peoples_resumes_keeps_them_apart(bring):
    ada = bring(resume_file(name="Ada Lovelace", email="desk@agency.example"))
    alan = bring(resume_file(name="Alan Turing", email="desk@agency.example"))

    assert alan.created
    assert alan.candidate != ada.candidate
    assert "Ada Lovelace has the same email address" in alan.notices[0]


def test_without_an_address_namesakes_stay_apart(bring):
    bring(resume_file(basics={"label": "one"}))

    assert bring(resume_file(basics={"label": "two"})).created


def test_who_was_put_away_comes_back(bring):
    candidate = CandidateFactory(
        name="Ada Lovelace", email="ada@example.org", archived_at=clock.now()
    )
    bring(resume_file(email="ada@example.org"))

    candidate.refresh_from_db()
    assert candidate.archived_at is None


def test_who_was_erased_is_not_found_again(bring):
    CandidateFactory(name="Erased candidate", email="ada@example.org", erased_at=clock.now())

    assert bring(resume_file(email="ada@example.org")).created


def test_a_referral_names_who_referred(bring):
    colleague = UserFactory()

    assert bring(sample("sample"), referrer=colleague).touch.referrer == colleague


def test_a_channel_out_of_use_is_refused_and_leaves_no_file(bring, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(Refused, match="no longer in use"):
        bring(sample("sample"), channel=SourceChannelFactory(archived_at=clock.now()))

    assert not Candidate.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_person_at_the_same_time_make_one_candidate(channel, actor):
    barrier = threading.Barrier(2)
    failures = []

    def run(label: str) -> None:
        try:
            barrier.wait(timeout=10)
            import_resume(
                name=f"{label}.json",
                data=resume_file(email="ada@example.org", basics={"label": label}),
                channel=channel,
                actor=actor,
            )
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(label,)) for label in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert failures == []
    assert Candidate.objects.count() == 1
    assert Resume.objects.count() == 2


def test_a_failure_after_the_import_takes_everything_back(bring):
    def import_and_fail():
        with transaction.atomic():
            bring(sample("sample"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        import_and_fail()

    assert not Candidate.objects.exists()
    assert not ContactPoint.objects.exists()


# A résumé for somebody who is there


def test_a_resume_can_be_added_to_a_candidate(actor):
    candidate = CandidateFactory(name="Countess")
    resume = add_resume(candidate=candidate, name="a.json", data=sample("new-grad"), actor=actor)

    candidate.refresh_from_db()
    assert candidate.name == "Countess"
    assert candidate.resumes.get() == resume


# A row of a sheet


@pytest.fixture
def bring_row(channel, actor):
    def bring(text: str, **kwargs):
        (row,) = read_candidates(text.encode(), name="people.csv").rows
        arrival = arrival_of(row, channel, actor=actor, **kwargs)
        recognize([arrival], actor=actor, **kwargs)
        (imported,) = bring_in([arrival], actor=actor)
        return imported

    return bring


SHEET = "Name,Email,Phone,Title,Company,Location,Website,candidate_id\n"


def test_a_row_becomes_a_candidate(bring_row):
    row = "Ada Lovelace,ada@x.org,+44 20 123456,Analyst,Engines,London,ada.example,17\n"
    imported = bring_row(SHEET + row)

    candidate = imported.candidate
    assert imported.created
    assert imported.resume is None
    assert (candidate.headline, candidate.location) == ("Analyst, Engines", "London")
    assert candidate.contact_points.count() == 3
    assert candidate.external_id == ""


def test_the_same_row_again_has_the_effect_of_once(bring_row):
    first = bring_row(SHEET + "Ada,ada@x.org,,,,,,\n")
    again = bring_row(SHEET + "Ada,ada@x.org,,,,,,\n")

    assert not again.created
    assert again.touch == first.touch


def test_an_id_of_the_other_system_finds_the_same_person(bring_row):
    first = bring_row(SHEET + "Ada Byron,,,,,,,17\n", source_system="greenhouse")
    again = bring_row(SHEET + "Ada Lovelace,ada@x.org,,,,,,17\n", source_system="greenhouse")
    other = bring_row(SHEET + "Ada Byron,,,,,,,17\n", source_system="lever")

    assert again.candidate == first.candidate
    assert other.candidate != first.candidate


def test_a_phone_number_that_is_none_does_not_cost_the_person(bring_row):
    assert bring_row(SHEET + "Ada,ada@x.org,n/a,,,,,\n").created

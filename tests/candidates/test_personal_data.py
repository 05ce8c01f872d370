"""What is held on a person: complete, exported, erased, and following a merge."""

import json

import pytest
from django.core.files.base import ContentFile
from django.db import connection, models

from candidates.actions.importing import import_resume
from candidates.actions.people import edit_candidate
from candidates.models import Candidate, ContactPoint, Document, Resume, Touch
from candidates.personal_data import registry as personal_data
from candidates.personal_data.registry import (
    PersonalData,
    all_personal_data,
    erase_rows,
    export_candidate,
    kept,
    nothing,
    unregistered,
)
from hiring.activity.models import Event, FieldChange
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    CandidateFactory,
    ContactPointFactory,
    DocumentFactory,
    SourceChannelFactory,
    TouchFactory,
    sample,
)

pytestmark = pytest.mark.django_db


def held() -> Candidate:
    actor = UserFactory(recruiter=True)
    imported = import_resume(
        name="Richard Hendriks.json",
        data=sample("sample"),
        channel=SourceChannelFactory(),
        actor=actor,
    )
    edit_candidate(candidate=imported.candidate, actor=actor, headline="Founder of Pied Piper")
    return imported.candidate


def own() -> list[PersonalData]:
    return [
        held
        for held in all_personal_data()
        if held.model._meta.app_label in ("candidates", "activity")
    ]


def erase(candidate: Candidate) -> None:
    for held in own():
        erase_rows(held, candidate)


# Complete


def test_everything_that_leads_to_a_candidate_is_registered():
    assert list(unregistered()) == []


@pytest.mark.parametrize("held", all_personal_data(), ids=lambda h: f"{h.label} {h.candidate_path}")
def test_every_registered_path_leads_to_the_candidate(held):
    assert list(held.rows(CandidateFactory(pk=999_999_999))) in (
        [],
        [Candidate.objects.get(pk=999_999_999)],
    )


@pytest.fixture
def fresh_app():
    """A model that nobody registered, as if an app had just been added."""
    from django.apps import apps

    class Meta:
        app_label = "candidates"

    attrs = {
        "__module__": "candidates.models",
        "Meta": Meta,
        "whose": models.ForeignKey(Candidate, models.CASCADE, related_name="+"),
        "scan": models.FileField(),
    }
    model = type("Unheard", (models.Model,), attrs)
    leaf = type(
        "Leaf",
        (models.Model,),
        {
            "__module__": "candidates.models",
            "Meta": type("Meta", (), {"app_label": "candidates"}),
            "on": models.ForeignKey(model, models.CASCADE, related_name="+"),
        },
    )
    yield model, leaf
    for forgotten in (model, leaf):
        del apps.all_models["candidates"][forgotten._meta.model_name]
    apps.clear_cache()


def test_a_key_a_path_and_a_file_that_nobody_registered_are_named(fresh_app):
    assert {"candidates.unheard.whose", "candidates.unheard.scan", "candidates.leaf"} <= set(
        unregistered()
    )


def test_nothing_is_registered_twice(monkeypatch):
    monkeypatch.setattr(personal_data, "_registry", {})
    personal_data.register(PersonalData(Touch, "candidate", export=nothing, erase=kept))

    with pytest.raises(ValueError, match="twice"):
        personal_data.register(PersonalData(Touch, "candidate", export=nothing, erase=kept))


def test_what_is_farthest_from_the_candidate_is_erased_first():
    distances = [held.candidate_path.count("__") for held in all_personal_data()]

    assert distances == sorted(distances, reverse=True)
    assert all_personal_data()[-1].model is Candidate


# Exported


def test_an_export_is_json_with_all_that_is_held():
    exported = json.loads(json.dumps(export_candidate(held())))

    assert exported["candidates.candidate"][0]["name"] == "Richard Hendriks"
    assert exported["candidates.contactpoint"][0]["value"] == "richard.hendriks@mail.com"
    assert exported["candidates.resume"][0]["data"]["work"][0]["name"] == "Pied Piper"
    assert exported["candidates.document"][0]["name"] == "Richard Hendriks.json"
    assert exported["candidates.touch"][0]["at"].startswith("20")
    assert exported["activity.fieldchange"][0]["new"] == "Founder of Pied Piper"


def test_an_export_holds_nobody_else():
    held()
    other = CandidateFactory(name="Someone else")

    assert set(export_candidate(other)) == {"candidates.candidate"}


# Erased


def test_after_an_erasure_no_personal_word_is_left(
    django_capture_on_commit_callbacks,
):
    candidate = held()
    with django_capture_on_commit_callbacks(execute=True):
        erase(candidate)

    words = ("Richard", "Hendriks", "mail.com", "Pied Piper", "neutralthoughts")
    # The phone as written and as its key; fewer digits may stand in any time of day.
    words += ("(912) 555-4321", "9125554321")
    with connection.cursor() as cursor:
        for model in (Candidate, ContactPoint, Document, Resume, Touch, Event, FieldChange):
            cursor.execute(f"SELECT t::text FROM {model._meta.db_table} t")  # noqa: S608 - of a model
            text = "".join(row[0] for row in cursor.fetchall())
            # Digits of a digest may be any.
            text = text.replace(candidate.documents.get().sha256, "")
            assert not [word for word in words if word in text], model


def test_an_erasure_deletes_files_once_it_is_committed(django_capture_on_commit_callbacks):
    document = DocumentFactory()
    storage, path = document.file.storage, document.file.name
    with django_capture_on_commit_callbacks(execute=True):
        erase(document.candidate)
        assert storage.exists(path)

    assert not storage.exists(path)


def test_an_erasure_keeps_digest_dates_source_and_a_tombstone():
    candidate = held()
    digest = candidate.documents.get().sha256
    erase(candidate)

    candidate.refresh_from_db()
    assert candidate.erased_at
    assert candidate.name == "Erased candidate"
    assert candidate.documents.get().sha256 == digest
    assert candidate.touches.count() == 1
    assert Event.objects.for_candidate(candidate.pk).exists()


def test_an_erasure_spares_everybody_else():
    other = CandidateFactory(name="Ada Lovelace", email="ada@example.org")
    erase(held())

    other.refresh_from_db()
    assert other.name == "Ada Lovelace"
    assert other.contact_points.count() == 1


# Following a merge


def merge(candidate: Candidate, into: Candidate) -> None:
    for held in own():
        held.merge(held.rows(candidate), into)


def test_a_merge_takes_everything_along():
    one, into = held(), CandidateFactory()
    merge(one, into)

    assert into.resumes.count() == into.documents.count() == into.touches.count() == 1
    assert into.contact_points.exists()
    assert not one.contact_points.exists()


def test_a_merge_drops_what_both_have():
    one, into = CandidateFactory(email="ada@example.org"), CandidateFactory(email="ADA@example.org")
    ContactPointFactory(candidate=one, value="other@example.org")
    for candidate in (one, into):
        DocumentFactory(candidate=candidate, sha256="a" * 64, file=ContentFile(b"{}", "a.json"))
        TouchFactory(candidate=candidate)
    merge(one, into)

    assert into.contact_points.count() == 2
    assert into.documents.count() == 1
    assert into.touches.count() == 2
    assert not one.documents.exists()

"""The pages of competencies: saved, refused at the field, stale, archived."""

import re

import pytest

from rubrics.models import (
    Competency,
)
from rubrics.roles.actions.competencies import save_competency
from tests.factories.rubrics import (
    CompetencyFactory,
    ProfileEntryFactory,
)
from tests.rubrics.roles.filling import change, filled, text, url

pytestmark = pytest.mark.django_db


def test_a_competency_is_written_and_opens(client):
    answer = client.post(
        url("competency_new"),
        {"name": "Patience", "definition": "Waits.", "is_not": "Not sloth.", "position": 3},
        follow=True,
    )

    shown = text(answer)
    assert "Patience" in shown
    assert "Rita Recruiter added the competency" in shown
    assert "Created by your organization" in shown


def test_an_edit_shows_from_and_to_in_the_history(client, library):
    competency = Competency.objects.get(key="statistics")

    answer = change(
        client, url("competency_edit", competency_id=competency.pk), definition="Counts."
    )

    shown = text(client.get(answer.url))
    assert "Rita Recruiter edited the competency" in shown
    assert re.search(r"Before: .* After: Counts\.", shown)
    assert "Edited by your organization." in shown


def test_a_form_sent_as_it_was_opened_changes_nothing(client, library):
    competency = Competency.objects.get(key="statistics")

    answer = change(client, url("competency_edit", competency_id=competency.pk))

    assert "From the catalog" in text(client.get(answer.url))


def test_what_is_wrong_is_told_at_its_field_and_the_rest_stays_typed(client):
    competency = CompetencyFactory()
    CompetencyFactory(name="Taken")

    answer = change(
        client,
        url("competency_edit", competency_id=competency.pk),
        name="taken",
        definition="My new words.",
    )

    assert answer.status_code == 400
    assert 'id="id_name_error"' in answer.content.decode()
    assert "My new words." in text(answer)


def test_a_stale_page_shows_both_texts_and_saves_the_one_that_is_chosen(client, recruiter):
    competency = CompetencyFactory(definition="Before.")
    address = url("competency_edit", competency_id=competency.pk)
    mine = filled(client.get(address)) | {"definition": "Mine."}
    save_competency(competency=competency, definition="Theirs.", actor=recruiter)

    first = client.post(address, mine)
    second = client.post(address, filled(first) | {"choice-definition": "mine"})

    assert first.status_code == 409
    assert "Someone else changed this" in text(first)
    assert "Theirs." in text(first)
    assert "Mine." in text(first)
    assert second.status_code == 302
    competency.refresh_from_db()
    assert competency.definition == "Mine."


def test_archiving_what_is_in_use_says_where(client):
    entry = ProfileEntryFactory(archetype__name="Data plumber")

    answer = client.post(url("competency_archive", competency_id=entry.competency_id), follow=True)

    assert "Still in use: Data plumber" in text(answer)


def test_a_archived_competency_is_found_and_taken_back(client):
    competency = CompetencyFactory(name="Patience")
    client.post(url("competency_archive", competency_id=competency.pk))

    assert "1 archived Patience" in text(client.get(url("competency_list")))
    shown = text(client.get(competency.get_absolute_url()))
    assert "Restore" in shown

    client.post(url("competency_restore", competency_id=competency.pk))
    competency.refresh_from_db()
    assert competency.archived_at is None


def test_the_catalogs_text_is_taken_again_by_a_button(client, library, recruiter):
    competency = Competency.objects.get(key="statistics")
    shipped = competency.definition
    save_competency(competency=competency, definition="Ours.", actor=recruiter)
    assert "Reset to catalog" in text(client.get(competency.get_absolute_url()))

    answer = client.post(url("competency_reset", competency_id=competency.pk), follow=True)

    competency.refresh_from_db()
    assert competency.definition == shipped
    assert "Ours." in text(answer)
    assert "Reset to catalog" not in text(answer)

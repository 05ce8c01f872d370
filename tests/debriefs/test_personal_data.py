"""What an erasure leaves of a debrief: that there was one, and nothing of what it said."""

import pytest
from django.db import connection, transaction

from candidates.personal_data.registry import all_personal_data, erase_rows, export_candidate
from hiring.debriefs.actions.deciding import decide
from hiring.debriefs.models import Debrief, Decision
from tests.factories.debriefs import scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_printer")]
OURS = (Debrief, Decision)


@pytest.fixture
def made():
    made = scene().submit_all()
    decide(
        debrief=made.debrief(),
        outcome="more_evidence",
        reason="She hesitated about the design.",
        actor=made.manager,
    )
    return made


def test_the_person_gets_what_was_said_of_them(made):
    found = export_candidate(made.application.candidate)

    [debrief] = found["debriefs.debrief"]
    assert debrief["content"]["hypotheses"]
    assert found["debriefs.decision"][0]["reason"] == "She hesitated about the design."


@pytest.mark.django_db(transaction=True)
def test_an_erasure_empties_the_words_and_deletes_the_file(made, files):
    before = Debrief.objects.get()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL hiring.erasing = 'on'")
        for holding in all_personal_data():
            if holding.model in OURS:
                erase_rows(holding, made.application.candidate)

    after = Debrief.objects.get()
    assert (after.content, after.error) == ({}, "")
    assert (after.sha256, after.number, after.rendered_at) == (
        before.sha256,
        before.number,
        before.rendered_at,
    )
    assert Decision.objects.get().reason == "—"
    assert list(files.rglob("*.pdf")) == []

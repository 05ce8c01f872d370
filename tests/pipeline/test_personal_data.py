"""What is held on a person here: exported, erased, and following a merge."""

import pytest
from django.db import connection, transaction

from candidates.personal_data.registry import all_personal_data, erase_rows, export_candidate
from hiring.activity.immutable import ERASING
from hiring.pipeline.actions.hypotheses import change_hypothesis
from hiring.pipeline.actions.moving import reject
from hiring.pipeline.actions.notes import add_note
from hiring.pipeline.models import Application, Hypothesis, Note, Transition
from rubrics.models import Stance
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.pipeline import application, reason, seated
from tests.factories.requisitions import competency

pytestmark = pytest.mark.django_db
OURS = {
    "pipeline.application",
    "pipeline.hypothesis",
    "pipeline.transition",
    "pipeline.participant",
    "pipeline.note",
}


def holding(label):
    return next(h for h in all_personal_data() if h.label == label)


@pytest.fixture
def made():
    made = application()
    add_note(application=made, body="Asked good questions.", actor=UserFactory())
    change_hypothesis(
        application=made,
        competency=competency("Software"),
        stance=Stance.BAR,
        weight=2,
        bar_level=2,
        why="Has a gap of two years.",
        actor=None,
    )
    seated(made, UserFactory())
    return made


def test_every_table_of_this_room_is_registered():
    assert {h.label for h in all_personal_data()} >= OURS


def test_a_person_reads_what_was_written_of_them(made):
    exported = export_candidate(made.candidate)

    assert exported["pipeline.note"][0]["body"] == "Asked good questions."
    assert "Has a gap of two years." in {row["why"] for row in exported["pipeline.hypothesis"]}
    assert exported["pipeline.application"][0]["status"] == "active"
    assert "pipeline.participant" not in exported


def test_words_are_erased_and_the_record_stays(made):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, 'on', true)", [ERASING])
        for label in OURS:
            erase_rows(holding(label), made.candidate)

    assert Note.objects.get().body == ""
    assert set(Hypothesis.objects.values_list("why", flat=True)) == {""}
    assert Transition.objects.exists()
    assert Application.objects.get() == made


class TestMerge:
    def merge(self, candidate, into):
        own = holding("pipeline.application")
        own.merge(own.rows(candidate), into)

    def test_applications_follow(self, made):
        into = CandidateFactory()

        self.merge(made.candidate, into)

        made.refresh_from_db()
        assert made.candidate == into

    def test_of_two_active_ones_for_one_requisition_the_other_persons_ends(self, made):
        reason("duplicate")
        kept = application(requisition=made.requisition)

        self.merge(made.candidate, kept.candidate)

        made.refresh_from_db()
        assert (made.candidate, made.status) == (kept.candidate, "withdrawn")
        assert made.rejection_reason.key == "duplicate"
        assert Application.objects.active().get() == kept

    def test_an_ended_one_stands_beside_an_active_one(self, made):
        reject(application=made, reason=reason(), actor=None)
        kept = application(requisition=made.requisition)

        self.merge(made.candidate, kept.candidate)

        made.refresh_from_db()
        assert (made.candidate, made.status) == (kept.candidate, "rejected")

"""What is noted of reading: once a person and version, and whether it helped."""

import pytest

from hiring.activity.models import Event
from hiring.debriefs.actions.reading import helped_by, note_reading, rate_debrief
from hiring.debriefs.verbs import Verb
from tests.factories.debriefs import scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_printer")]


@pytest.fixture
def made():
    return scene().submit_all()


def test_reading_is_noted_once_a_person_and_version(made):
    first = made.debrief()
    for _ in range(3):
        note_reading(debrief=first, actor=made.manager)
    note_reading(debrief=first, actor=made.recruiter)
    second = made.debrief(again=True)
    note_reading(debrief=second, actor=made.manager)

    seen = Event.objects.filter(verb=Verb.DEBRIEF_READ).values_list("actor", "object_id")
    assert sorted(seen) == sorted(
        [
            (made.manager.pk, first.pk),
            (made.recruiter.pk, first.pk),
            (made.manager.pk, second.pk),
        ]
    )


def test_the_last_answer_counts_and_the_same_one_is_written_once(made):
    debrief = made.debrief()
    assert helped_by(debrief, made.manager) is None

    rate_debrief(debrief=debrief, helped=True, actor=made.manager)
    rate_debrief(debrief=debrief, helped=True, actor=made.manager)
    assert helped_by(debrief, made.manager) is True

    rate_debrief(debrief=debrief, helped=False, actor=made.manager)
    assert helped_by(debrief, made.manager) is False
    assert Event.objects.filter(verb=Verb.DEBRIEF_RATED).count() == 2


def test_one_persons_answer_is_not_anothers(made):
    debrief = made.debrief()

    rate_debrief(debrief=debrief, helped=True, actor=made.manager)

    assert helped_by(debrief, made.recruiter) is None

"""Remarks on an application."""

from datetime import UTC, datetime, timedelta

import pytest

from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.pipeline.actions.notes import add_note
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, at_once

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


def test_it_is_kept_with_author_and_time_and_the_record_says_nothing_of_its_text():
    made, actor = application(), UserFactory()

    with clock.set_to(NOON):
        note = add_note(application=made, body="  Asked about leakage.\r\nTwice. ", actor=actor)

    assert note.body == "Asked about leakage.\nTwice."
    assert (note.author, note.created_at) == (actor, NOON)
    assert Event.objects.get(verb="application.note_added").choices == {}


@pytest.mark.parametrize("body", ["", " \n ", "x" * 10_001])
def test_nothing_and_too_much_are_refused(body):
    with pytest.raises(Refused) as refusal:
        add_note(application=application(), body=body, actor=UserFactory())

    assert refusal.value.field == "body"


def test_the_same_words_a_day_later_are_a_second_note():
    made, actor = application(), UserFactory()

    for day in range(2):
        with clock.set_to(NOON + timedelta(days=day)):
            add_note(application=made, body="Called, no reply.", actor=actor)

    assert made.notes.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_click_keeps_one():
    made, actor = application(), UserFactory()

    at_once(*[lambda: add_note(application=made, body="Called.", actor=actor)] * 3)

    assert made.notes.count() == 1

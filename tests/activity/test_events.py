"""The record of who did what."""

from datetime import UTC, datetime
from importlib.util import find_spec

import pytest
from django.apps import apps
from django.db import DataError, Error, connection, transaction
from django.db.models import ProtectedError

from hiring.accounts.verbs import Verb
from hiring.activity import clock, verbs
from hiring.activity.actions import record
from hiring.activity.immutable import ERASING
from hiring.activity.models import Event, FieldChange
from hiring.activity.timeline import timeline_items
from tests.factories.accounts import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def ada():
    return UserFactory(name="Ada")


@pytest.fixture
def event(ada):
    return record(Verb.TEAM_SAVED, on=TeamFactory(), actor=ada, team="Vision", candidate=7)


# ---- Writing -------------------------------------------------------------------------------


def test_an_event_says_who_did_what_on_what_and_when(ada):
    team = TeamFactory()

    with clock.set_to(NOON):
        event = record(Verb.TEAM_SAVED, on=team, actor=ada, team="Vision")

    event.refresh_from_db()
    assert (event.at, event.actor, event.verb) == (NOON, ada, Verb.TEAM_SAVED)
    assert (event.object_type, event.object_id) == ("accounts.team", team.pk)
    assert event.choices == {"team": "Vision"}


def test_the_system_acts_without_a_person(ada):
    event = record(Verb.USER_CHANGED, on=ada, actor=None)

    assert event.actor is None
    assert timeline_items([event])[0].who == "The system"


def test_timelines_take_objects_and_ids_alike(ada):
    team = TeamFactory()

    event = record(
        Verb.TEAM_SAVED, on=team, actor=ada, candidate=3, application=4, requisition=team, team="x"
    )

    assert (event.candidate_id, event.application_id, event.requisition_id) == (3, 4, team.pk)


def test_choices_are_kept_as_plain_json(ada):
    event = record(Verb.USER_ADDED, on=ada, actor=ada, site_role=ada.site_role, ids=[1, 2], ok=True)

    event.refresh_from_db()
    assert event.choices == {"site_role": "member", "ids": [1, 2], "ok": True}


def test_changed_values_stand_apart_from_the_event(ada):
    event = record(
        Verb.USER_CHANGED, on=ada, actor=ada, changes={"name": ("Ada", "Ada L."), "zone": (None, 5)}
    )

    assert list(event.changes.order_by("field").values_list("field", "old", "new")) == [
        ("name", "Ada", "Ada L."),
        ("zone", "", "5"),
    ]
    assert event.choices == {}


@pytest.mark.django_db(transaction=True)
def test_an_event_and_its_changes_are_written_together_or_not_at_all(ada):
    too_long = "x" * 61

    with pytest.raises(DataError):
        record(Verb.USER_CHANGED, on=ada, actor=ada, changes={too_long: ("a", "b")})

    assert not Event.objects.exists()


def test_an_event_goes_with_the_transaction_that_it_was_written_in(ada):
    with transaction.atomic():
        record(Verb.USER_CHANGED, on=ada, actor=ada)
        transaction.set_rollback(True)

    assert not Event.objects.exists()


def test_events_of_one_transaction_share_its_id(ada):
    first, second = (record(Verb.USER_CHANGED, on=ada, actor=ada) for _ in range(2))

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        running = cursor.fetchone()[0]
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.transaction_id == second.transaction_id == running


@pytest.mark.django_db(transaction=True)
def test_a_later_transaction_has_a_greater_id(ada):
    first, second = (record(Verb.USER_CHANGED, on=ada, actor=ada).pk for _ in range(2))

    ids = dict(Event.objects.values_list("pk", "transaction_id"))
    assert ids[first] < ids[second]


# ---- Never changing ------------------------------------------------------------------------

STATEMENTS = [
    "UPDATE activity_event SET verb = 'user.added' WHERE id = %s",
    "UPDATE activity_event SET at = now() WHERE id = %s",
    "UPDATE activity_event SET choices = '{}', actor_id = NULL WHERE id = %s",
    "DELETE FROM activity_event WHERE id = %s",
]


def _execute(sql: str, *params) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_the_record(event, statement):
    before = Event.objects.filter(pk=event.pk).values().get()

    with (
        pytest.raises(Error, match="the record of activity never changes"),
        transaction.atomic(),
    ):
        _execute(statement, event.pk)

    assert Event.objects.filter(pk=event.pk).values().get() == before


def test_the_orm_cannot_change_it_either(event):
    with pytest.raises(Error, match="never changes"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(verb=Verb.USER_ADDED)
    with pytest.raises(Error, match="never changes"), transaction.atomic():
        event.delete()


@pytest.mark.parametrize("value", ["off", "", "yes", "true", "1"])
def test_only_the_very_word_lets_a_change_pass(event, value):
    _execute("SELECT set_config(%s, %s, true)", ERASING, value)

    with pytest.raises(Error, match="never changes"), transaction.atomic():
        _execute(STATEMENTS[0], event.pk)


def test_an_erasure_passes_and_the_door_closes_behind_its_transaction(event):
    with transaction.atomic():
        _execute("SELECT set_config(%s, 'on', true)", ERASING)
        assert _execute("UPDATE activity_event SET choices = '{}' WHERE id = %s", event.pk) == 1
        _execute("SELECT set_config(%s, 'off', true)", ERASING)

    event.refresh_from_db()
    assert event.choices == {}
    with pytest.raises(Error, match="never changes"), transaction.atomic():
        _execute(STATEMENTS[0], event.pk)


@pytest.mark.django_db(transaction=True)
def test_the_permission_to_erase_ends_with_its_transaction(event):
    with transaction.atomic():
        _execute("SELECT set_config(%s, 'on', true)", ERASING)

    with pytest.raises(Error, match="never changes"):
        _execute(STATEMENTS[0], event.pk)


def test_changed_values_can_be_blanked(ada):
    event = record(Verb.USER_CHANGED, on=ada, actor=ada, changes={"name": ("Ada", "Grace")})

    FieldChange.objects.filter(event=event).update(old="", new="")

    assert list(event.changes.values_list("old", "new")) == [("", "")]


def test_a_person_who_acted_cannot_be_deleted(event):
    with pytest.raises(ProtectedError):
        event.actor.delete()


# ---- Reading -------------------------------------------------------------------------------


def test_timelines_are_newest_first_and_their_own_only(ada):
    for hour, candidate in ((9, 1), (11, 1), (10, 1), (12, 2)):
        with clock.set_to(NOON.replace(hour=hour)):
            record(Verb.USER_CHANGED, on=ada, actor=ada, candidate=candidate)

    assert [event.at.hour for event in Event.objects.for_candidate(1)] == [11, 10, 9]


def test_events_of_one_instant_keep_their_order(ada):
    with clock.set_to(NOON):
        ids = [record(Verb.USER_CHANGED, on=ada, actor=ada, application=4).pk for _ in range(3)]

    assert [event.pk for event in Event.objects.for_application(4)] == ids[::-1]


def test_a_requisitions_timeline_leaves_its_applications_out(ada):
    own = record(Verb.TEAM_SAVED, on=ada, actor=ada, requisition=5)
    record(Verb.TEAM_SAVED, on=ada, actor=ada, requisition=5, application=4)

    assert list(Event.objects.for_requisition(5)) == [own]


def test_a_timeline_takes_one_query_however_long_it_is(ada, django_assert_num_queries):
    for person in (ada, UserFactory(), UserFactory(), None):
        record(Verb.USER_CHANGED, on=ada, actor=person, candidate=1)

    with django_assert_num_queries(1):
        items = timeline_items(Event.objects.for_candidate(1))

    assert len(items) == 4


def test_a_timeline_item_reads_as_a_sentence(event):
    item = timeline_items([event])[0]

    assert f"{item.who} {item.text}" == "Ada saved the team Vision"
    assert item.when == event.at
    assert item.icon == "history"


def test_an_event_with_a_lost_choice_still_reads(ada):
    event = record(Verb.TEAM_SAVED, on=ada, actor=ada)

    assert event.sentence() == "team.saved"


def test_an_event_outlives_its_word(ada):
    event = Event(verb="horse.saddled", actor=ada, at=NOON)

    assert event.sentence() == "horse.saddled"
    assert timeline_items([event])[0].text == "horse.saddled"


# ---- Verbs ---------------------------------------------------------------------------------


class Riding(verbs.Verb):
    SADDLED = "horse.saddled", "horse", "saddled the horse"


def test_an_app_brings_verbs_with_their_icons(ada, monkeypatch):
    monkeypatch.setattr(verbs, "_verbs", dict(verbs._verbs))
    verbs.register(Riding)

    item = timeline_items([record(Riding.SADDLED, on=ada, actor=ada)])[0]

    assert (item.text, item.icon) == ("saddled the horse", "horse")


def test_a_verb_is_registered_by_one_app_only(monkeypatch):
    monkeypatch.setattr(verbs, "_verbs", dict(verbs._verbs))
    verbs.register(Riding)

    class Racing(verbs.Verb):
        SADDLED = "horse.saddled", "saddled another"

    with pytest.raises(ValueError, match="registered twice"):
        verbs.register(Racing)


def test_every_app_that_has_verbs_registers_them():
    own = [f"{app.name}.verbs" for app in apps.get_app_configs() if app.name != "hiring.activity"]
    there = {name for name in own if find_spec(name)}

    assert {type(verb).__module__ for verb in verbs.registered()} == there


def test_every_verb_fits_its_column_and_completes_a_sentence():
    class Anything(dict):
        def __missing__(self, key: str) -> str:
            return "…"

    for verb in verbs.registered():
        assert len(verb.value) <= Event._meta.get_field("verb").max_length, verb
        assert str(verb.label) % Anything(), verb

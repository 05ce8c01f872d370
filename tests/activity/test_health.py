"""Whether the installation says truly how it is."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from hiring.activity import clock, health, tasks
from hiring.activity.models import Heartbeat

pytestmark = pytest.mark.django_db


def test_a_well_installation_answers_200(client):
    tasks.heartbeat()
    health.beat(health.SCHEDULER)

    answer = client.get("/healthz")

    assert answer.status_code == 200
    body = answer.json()
    assert body["status"] == "ok"
    assert (body["database"], body["migrations"]) == ("ok", "ok")
    assert 0 <= body["worker"] < health.LATE_SECONDS
    assert body["cache"] == "ok"


def test_it_answers_without_signing_in_and_is_never_cached(client):
    answer = client.get("/healthz")

    assert answer.status_code != 302
    assert "no-store" in answer["Cache-Control"]


def test_a_worker_that_never_spoke_is_named(client):
    # A worker of another test may have spoken as it ended, after that test's tables were emptied.
    Heartbeat.objects.all().delete()

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unwell",
        "database": "ok",
        "migrations": "ok",
        "worker": None,
        "scheduler": None,
        "cache": "ok",
    }


@pytest.mark.parametrize("part", [health.WORKER, health.SCHEDULER])
@pytest.mark.parametrize(("silent_for", "status"), [(20, 200), (21, 503)])
def test_a_part_may_be_silent_for_twenty_seconds(client, part, silent_for, status):
    with clock.set_to(clock.now()):
        health.beat(part)
        with clock.ahead(seconds=silent_for):
            for other in {health.WORKER, health.SCHEDULER} - {part}:
                health.beat(other)
            answer = client.get("/healthz")

    assert answer.status_code == status
    assert answer.json()[part] == silent_for


def test_a_second_heartbeat_moves_the_first():
    with clock.set_to(clock.now()):
        health.beat(health.WORKER)
        with clock.ahead(seconds=10):
            health.beat(health.WORKER)
            later = clock.now()

    assert list(Heartbeat.objects.values_list("part", "at")) == [(health.WORKER, later)]


@pytest.mark.django_db(transaction=True)
def test_a_pending_migration_is_named(client):
    health.beat(health.WORKER)
    recorder = MigrationRecorder(connection)
    newest = MigrationLoader(connection).graph.leaf_nodes("activity")[0]
    recorder.record_unapplied(*newest)

    try:
        answer = client.get("/healthz")
    finally:
        recorder.record_applied(*newest)

    assert answer.status_code == 503
    assert (answer.json()["database"], answer.json()["migrations"]) == ("ok", "pending")


@pytest.mark.django_db(transaction=True)
def test_a_database_without_tables_is_reachable_all_the_same(client):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE activity_heartbeat RENAME TO elsewhere")
    try:
        answer = client.get("/healthz")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO activity_heartbeat")

    assert answer.status_code == 503
    assert (answer.json()["database"], answer.json()["worker"]) == ("ok", "unknown")


def test_a_lost_database_is_503_and_no_error(client, monkeypatch):
    def refuse(self):
        raise OperationalError("could not connect to server: no route")

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", refuse)
    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unwell",
        "database": "unreachable",
        "migrations": "unknown",
        "worker": "unknown",
        "scheduler": "unknown",
        "cache": "unknown",
    }
    # What the driver says may name hosts and users; it is for the log.
    assert "route" not in answer.content.decode()


def test_a_clock_that_was_set_back_makes_no_worker_late(client):
    with clock.ahead(seconds=5):
        health.beat(health.WORKER)
        health.beat(health.SCHEDULER)

    with clock.set_to(clock.now() - timedelta(seconds=5)):
        assert client.get("/healthz").status_code == 200

"""Notifications: sent after the commit, again by the sweep, and harmless when they are lost."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from celery.contrib.testing.worker import start_worker
from django.db import connection

from hiring.activity import clock, filesystem_broker, jobs, tasks
from hiring.activity.models import BackgroundJob, JobState

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(task):
    """Give a function that queues jobs so long ago that their notifications are lost."""
    task()

    def queue(count: int, **delay) -> list[int]:
        with clock.ahead(hours=-1):
            later = timedelta(**delay)
            rows = [jobs.enqueue("tests.work", key=str(n), delay=later) for n in range(count)]
        return [job.pk for job in rows]

    return queue


# ---- The sweep -----------------------------------------------------------------------------


def test_the_sweep_rings_again_for_what_nobody_heard(queued, broker):
    ids = queued(2)

    assert jobs.requeue_stale() == 2
    assert broker.heard() == [ids]


def test_the_sweep_leaves_a_new_job_to_its_own_bell(task, broker, settings):
    task()
    settings.JOB_NOTIFY_AGAIN_SECONDS = 20
    with clock.set_to(NOON):
        jobs.enqueue("tests.work", key="7")
        assert jobs.requeue_stale() == 0
        with clock.ahead(seconds=20):
            assert jobs.requeue_stale() == 0
        with clock.ahead(seconds=21):
            assert jobs.requeue_stale() == 1


def test_the_sweep_rings_for_a_job_whose_worker_was_lost(queued, broker):
    [job_id] = queued(1)
    with clock.ahead(minutes=-30):
        jobs.claim(job_id)

    assert jobs.requeue_stale() == 1
    assert broker.heard() == [[job_id]]


def test_the_sweep_leaves_a_job_to_the_worker_that_holds_it(queued, broker):
    [job_id] = queued(1)
    jobs.claim(job_id)

    assert jobs.requeue_stale() == 0


def test_the_sweep_rings_for_a_delayed_job_once_it_is_due(task, broker):
    task()
    with clock.set_to(NOON):
        job = jobs.enqueue("tests.work", key="7", delay=timedelta(minutes=5))
        with clock.ahead(minutes=4):
            assert jobs.requeue_stale() == 0
        with clock.ahead(minutes=5):
            assert jobs.requeue_stale() == 1
    assert broker.heard() == [[job.pk]]


def test_the_sweep_rings_for_a_retry_once_its_pause_is_over(task, broker):
    @task
    def work(claimed):
        raise OSError

    with clock.set_to(NOON):
        job = jobs.enqueue("tests.work", key="7")
        with clock.ahead(minutes=10):
            jobs.run_jobs([job.pk])
            assert jobs.requeue_stale() == 0
        with clock.ahead(minutes=10, seconds=jobs.PAUSES[0]):
            assert jobs.requeue_stale() == 1


def test_the_sweep_rings_for_nothing_that_has_ended(queued, broker):
    queued(2)
    BackgroundJob.objects.filter(key="0").update(state=JobState.DONE)
    BackgroundJob.objects.filter(key="1").update(state=JobState.FAILED)

    assert jobs.requeue_stale() == 0


def test_a_sweep_of_many_rings_few_bells_oldest_first(task, broker, django_assert_num_queries):
    task()
    BackgroundJob.objects.bulk_create(
        BackgroundJob(
            task="tests.work", key=str(n), run_after=(then := NOON - timedelta(n)), created_at=then
        )
        for n in range(520)
    )

    with django_assert_num_queries(1):
        assert jobs.requeue_stale() == 500

    notified = broker.heard()
    assert [len(ids) for ids in notified] == [50] * 10
    keys = dict(BackgroundJob.objects.values_list("pk", "key"))
    assert [keys[pk] for ids in notified for pk in ids] == [str(n) for n in range(519, 19, -1)]


def test_what_the_sweep_rings_for_is_worked_off(queued, broker):
    queued(3)
    tasks.requeue_stale()

    for ids in broker.heard():
        tasks.notify(ids)

    assert set(BackgroundJob.objects.values_list("state", flat=True)) == {JobState.DONE}


# ---- A broker that is away -----------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_the_job_stays_and_the_sweep_rings_later(task, broker):
    task()
    broker.go_away()

    job = jobs.enqueue("tests.work", key="7")

    assert BackgroundJob.objects.get().state == JobState.QUEUED
    broker.come_back()
    assert broker.heard() == []
    jobs._silent_until = 0.0  # The worker that sweeps is another process.
    with clock.ahead(minutes=1):
        jobs.requeue_stale()
    assert broker.heard() == [[job.pk]]


def test_a_process_that_found_no_broker_does_not_knock_for_every_job(broker, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(jobs.time, "monotonic", lambda: now[0])
    broker.go_away()
    jobs.notify_workers([1])
    broker.come_back()

    jobs.notify_workers([2])
    now[0] += 3600
    jobs.notify_workers([3])

    monkeypatch.undo()
    assert broker.heard() == [[3]]


def test_a_broker_that_refuses_is_no_error(broker, monkeypatch):
    broker.app.conf.broker_transport_options = {"max_retries": 0}
    broker.app.conf.broker_url = "amqp://guest@127.0.0.1:1//"

    jobs.notify_workers([1])

    assert jobs._silent_until > 0


@pytest.mark.django_db(transaction=True)
def test_whatever_is_wrong_with_the_bell_the_cause_is_committed(task, monkeypatch):
    def break_down(*args, **kwargs):
        raise RuntimeError("a fault in the broker's client")

    task()
    monkeypatch.setattr(jobs, "current_app", type("App", (), {"send_task": break_down}))

    jobs.enqueue("tests.work", key="7")

    assert BackgroundJob.objects.get().state == JobState.QUEUED


# ---- The embedded broker -------------------------------------------------------------------


def test_the_product_rings_through_the_embedded_broker_from_any_thread():
    from hiring.celery import app

    found = []
    thread = threading.Thread(target=lambda: found.append(jobs.current_app._get_current_object()))
    thread.start()
    thread.join()

    assert found == [app]
    with app.connection_for_write() as link:
        assert isinstance(link.transport, filesystem_broker.Transport)


def test_notifications_are_heard_in_the_order_they_were_sent(broker):
    for n in range(20):
        jobs.notify_workers([n])

    assert broker.heard() == [[n] for n in range(20)]


def test_no_bells_are_rung_for_nobody(broker):
    jobs.notify_workers([])

    assert broker.heard() == []


@pytest.mark.parametrize("text", ["", "{", '{"half": ', "\x00"])
def test_a_bell_that_cannot_be_read_is_passed_over(broker, text):
    (broker.folder / "0_damaged.celery.msg").write_text(text)
    jobs.notify_workers([1])

    assert broker.heard() == [[1]]
    assert list(broker.folder.glob("*.msg")) == []


def test_a_bell_is_whole_before_it_can_be_seen(broker, monkeypatch):
    seen = []
    write = Path.write_text

    def watch(path, text, **kwargs):
        write(path, text[: len(text) // 2], **kwargs)
        seen.append(broker.heard())
        return write(path, text, **kwargs)

    monkeypatch.setattr(Path, "write_text", watch)
    jobs.notify_workers([1])

    assert seen == [[]]
    assert broker.heard() == [[1]]


def test_each_of_many_bells_is_heard_by_one_of_many_workers(broker):
    heard, notified = [], threading.Event()

    def listen():
        while True:
            over = notified.is_set()
            found = broker.heard()
            heard.extend(found)
            if over and not found:
                return

    workers = [threading.Thread(target=listen) for _ in range(3)]
    for worker in workers:
        worker.start()
    for n in range(60):
        jobs.notify_workers([n])
    notified.set()
    for worker in workers:
        worker.join()

    assert sorted(heard) == [[n] for n in range(60)]


@pytest.mark.django_db(transaction=True)
def test_a_worker_hears_the_bell_and_does_the_work(task, broker):
    done = threading.Event()

    @task
    def work(claimed, name):
        done.set()

    with start_worker(broker.app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        job = jobs.enqueue("tests.work", key="7", name="Ada")
        assert done.wait(30)
    connection.close()

    job.refresh_from_db()
    assert job.state == JobState.DONE

"""The ledger of jobs: asking, claiming, holding, ending well. (Failures: test_job_failures.)"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from hiring.activity import clock, health, jobs, tasks
from hiring.activity.models import BackgroundJob, Heartbeat, JobState
from tests.factories.accounts import TeamFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at_once(number: int, work) -> list:
    """Run `work` in so many threads that start together; return what each gave or raised."""
    line = threading.Barrier(number)

    def run(_):
        line.wait()
        try:
            return work()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


# ---- Asking --------------------------------------------------------------------------------


def test_a_job_is_a_row_with_its_arguments(task):
    task(name="tests.work")

    with clock.set_to(NOON):
        job = jobs.enqueue("tests.work", key="7", message_id=7)

    job.refresh_from_db()
    assert (job.task, job.key, job.args) == ("tests.work", "7", {"message_id": 7})
    assert (job.state, job.attempts, job.created_at, job.run_after) == ("queued", 0, NOON, NOON)


def test_asking_twice_leaves_one_live_job(task):
    task()

    first = jobs.enqueue("tests.work", key="7", n=1)
    second = jobs.enqueue("tests.work", key="7", n=2)

    assert second == first
    assert BackgroundJob.objects.get().args == {"n": 1}


def test_jobs_that_went_well_leave_the_ledger_after_a_month(task, monkeypatch):
    task()
    monkeypatch.setattr(jobs, "CLEARED_AT_ONCE", 2)
    old, new = NOON, NOON + timedelta(days=25)
    for key, state, ended in (
        *(("old", JobState.DONE, old) for _ in range(5)),
        ("failed", JobState.FAILED, old),
        ("new", JobState.DONE, new),
        ("waiting", JobState.QUEUED, None),
    ):
        BackgroundJob.objects.create(
            task="tests.work", key=key, state=state, created_at=old, finished_at=ended
        )

    with clock.set_to(NOON + timedelta(days=31)):
        assert jobs.clear_done() == 5
        assert jobs.clear_done() == 0

    assert set(BackgroundJob.objects.values_list("key", flat=True)) == {"failed", "new", "waiting"}


def test_a_running_job_is_still_the_same_request(task):
    task()
    job = jobs.enqueue("tests.work", key="7")
    jobs.claim(job.pk)

    assert jobs.enqueue("tests.work", key="7") == job


@pytest.mark.parametrize("ended", [JobState.DONE, JobState.FAILED])
def test_a_job_that_has_ended_can_be_asked_for_again(task, ended):
    task()
    first = jobs.enqueue("tests.work", key="7")
    BackgroundJob.objects.update(state=ended)

    second = jobs.enqueue("tests.work", key="7")

    assert second != first
    assert BackgroundJob.objects.latest_for("tests.work", "7") == second


def test_other_keys_and_other_tasks_are_other_jobs(task):
    task(name="tests.one")
    task(name="tests.two")

    for name, key in (("tests.one", "7"), ("tests.one", "8"), ("tests.two", "7")):
        jobs.enqueue(name, key=key)

    assert BackgroundJob.objects.live().count() == 3


def test_the_database_itself_allows_one_live_job_per_key(task):
    task()
    job = jobs.enqueue("tests.work", key="7")

    with pytest.raises(IntegrityError, match="one_live_job_per_key"), transaction.atomic():
        BackgroundJob.objects.create(task=job.task, key=job.key)


@pytest.mark.django_db(transaction=True)
def test_asking_from_many_sides_at_once_leaves_one_live_job(task, broker):
    task()

    found = at_once(6, lambda: jobs.enqueue("tests.work", key="7").pk)

    assert found == [BackgroundJob.objects.get().pk] * 6
    assert broker.heard() == [found[:1]]


def test_an_unknown_task_is_refused_where_it_is_asked_for(task):
    with pytest.raises(LookupError, match="nothing"):
        jobs.enqueue("tests.nothing", key="7")

    assert not BackgroundJob.objects.exists()


def test_two_tasks_of_one_name_are_refused(task):
    task(name="tests.work")

    with pytest.raises(ValueError, match=r"tests\.work"):
        task(name="tests.work")


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_job_and_no_bell(task, broker):
    task()

    with transaction.atomic():
        jobs.enqueue("tests.work", key="7")
        transaction.set_rollback(True)

    assert not BackgroundJob.objects.exists()
    assert broker.heard() == []


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_savepoint_takes_only_its_own_job(task, broker):
    task()

    with transaction.atomic():
        kept = jobs.enqueue("tests.work", key="kept")
        with transaction.atomic():
            jobs.enqueue("tests.work", key="gone")
            transaction.set_rollback(True)

    assert BackgroundJob.objects.get() == kept
    assert broker.heard() == [[kept.pk]]


# ---- Claiming ------------------------------------------------------------------------------


def test_a_claim_starts_an_attempt_under_a_lease(task, settings):
    task()
    settings.JOB_LEASE_SECONDS = 60
    with clock.set_to(NOON):
        claimed = jobs.claim(jobs.enqueue("tests.work", key="7").pk)

    assert (claimed.state, claimed.attempts) == (JobState.RUNNING, 1)
    assert claimed.lease_until == NOON + timedelta(seconds=60)
    assert claimed.claim is not None


def test_what_somebody_holds_is_not_to_be_had(task):
    task()
    job = jobs.enqueue("tests.work", key="7")

    assert jobs.claim(job.pk) is not None
    assert jobs.claim(job.pk) is None
    assert jobs.claim(job.pk + 1) is None


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED])
def test_what_has_ended_is_not_to_be_had(task, state):
    task()
    job = jobs.enqueue("tests.work", key="7")
    BackgroundJob.objects.update(state=state)

    assert jobs.claim(job.pk) is None


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_gets_the_job(task, broker):
    task()
    job = jobs.enqueue("tests.work", key="7")

    claims = [claimed for claimed in at_once(6, lambda: jobs.claim(job.pk)) if claimed]

    job.refresh_from_db()
    assert [claimed.claim for claimed in claims] == [job.claim]
    assert job.attempts == 1


def test_a_job_for_later_is_not_to_be_had_before(task):
    task()
    with clock.set_to(NOON):
        job = jobs.enqueue("tests.work", key="7", delay=timedelta(minutes=5))
        assert jobs.claim(job.pk) is None
        with clock.ahead(minutes=5):
            assert jobs.claim(job.pk) is not None


def test_a_worker_whose_clock_lags_a_little_hears_the_bell_all_the_same(task):
    task()
    with clock.set_to(NOON):
        job = jobs.enqueue("tests.work", key="7")

    with clock.set_to(NOON - timedelta(seconds=1)):
        assert jobs.claim(job.pk) is not None


def test_an_expired_lease_gives_the_job_to_another_worker(task, settings):
    task()
    settings.JOB_LEASE_SECONDS = 60
    with clock.set_to(NOON):
        dead = jobs.claim(jobs.enqueue("tests.work", key="7").pk)
        with clock.ahead(seconds=60):
            assert jobs.claim(dead.pk) is None
        with clock.ahead(seconds=61):
            heir = jobs.claim(dead.pk)

    assert heir.attempts == 2
    assert heir.claim != dead.claim


# ---- Working -------------------------------------------------------------------------------


def test_a_bell_works_the_jobs_off_in_order_and_notes_the_end(task):
    done = []
    task(lambda claimed, n: done.append(n))
    ids = [jobs.enqueue("tests.work", key=str(n), n=n).pk for n in range(3)]

    with clock.set_to(NOON + timedelta(days=365)):
        tasks.notify(ids)

    assert done == [0, 1, 2]
    for job in BackgroundJob.objects.all():
        assert (job.state, job.progress, job.error) == (JobState.DONE, 100, "")
        assert (job.lease_until, job.finished_at) == (None, NOON + timedelta(days=365))


def test_a_bell_heard_twice_works_once(task):
    done = []
    task(lambda claimed: done.append(claimed.pk))
    job = jobs.enqueue("tests.work", key="7")

    jobs.run_jobs([job.pk, job.pk])
    jobs.run_jobs([job.pk])

    assert done == [job.pk]


def test_progress_is_seen_while_the_work_goes_on(task):
    seen = []

    def work(claimed):
        jobs.heartbeat(claimed, progress=40)
        seen.append(BackgroundJob.objects.get().progress)

    task(work)
    jobs.run_jobs([jobs.enqueue("tests.work", key="7").pk])

    assert seen == [40]
    assert BackgroundJob.objects.get().progress == 100


def test_holding_on_extends_the_lease(task, settings):
    task()
    settings.JOB_LEASE_SECONDS = 60
    with clock.set_to(NOON):
        claimed = jobs.claim(jobs.enqueue("tests.work", key="7").pk)
        with clock.ahead(seconds=50):
            jobs.heartbeat(claimed)
        with clock.ahead(seconds=100):
            assert jobs.claim(claimed.pk) is None


@pytest.mark.django_db(transaction=True)
def test_the_result_of_a_worker_that_was_replaced_is_not_written(task, broker):
    def work(claimed):
        with transaction.atomic():
            TeamFactory(name="written by the slow one")
            BackgroundJob.objects.filter(pk=claimed.pk).update(lease_until=NOON)
            jobs.claim(claimed.pk)  # another worker takes it now
            jobs.heartbeat(claimed)

    task(work)
    job = jobs.enqueue("tests.work", key="7")
    jobs.run_jobs([job.pk])

    assert not TeamFactory._meta.model.objects.exists()


def test_a_worker_that_was_replaced_cannot_say_that_it_is_done(task):
    def work(claimed):
        BackgroundJob.objects.filter(pk=claimed.pk).update(lease_until=NOON)
        heirs.append(jobs.claim(claimed.pk))

    heirs: list[BackgroundJob] = []
    task(work)
    jobs.run_jobs([jobs.enqueue("tests.work", key="7").pk])

    job = BackgroundJob.objects.get()
    assert (job.state, job.claim) == (JobState.RUNNING, heirs[0].claim)
    jobs.run(heirs[0])  # It takes the job in its turn, and is replaced as well.
    assert BackgroundJob.objects.get().state == JobState.RUNNING


def test_holding_on_to_what_is_lost_is_refused(task):
    task()
    slow = jobs.claim(jobs.enqueue("tests.work", key="7").pk)
    with clock.ahead(hours=1):
        jobs.claim(slow.pk)

    with pytest.raises(jobs.LeaseLost):
        jobs.heartbeat(slow)


@pytest.mark.django_db(transaction=True)
def test_the_heart_keeps_long_work_and_its_worker_alive(task, broker, settings):
    settings.JOB_LEASE_SECONDS = 0.3
    leases = []

    def work(claimed):
        enough = threading.Event()
        for _ in range(200):
            leases.append(BackgroundJob.objects.get().lease_until)
            if leases[-1] > claimed.lease_until and Heartbeat.objects.exists():
                break
            enough.wait(0.05)

    task(work)
    jobs.run_jobs([jobs.enqueue("tests.work", key="7").pk])

    assert leases[-1] > leases[0]
    assert BackgroundJob.objects.get().state == JobState.DONE
    assert Heartbeat.objects.get().part == health.WORKER


@pytest.mark.django_db(transaction=True)
def test_the_heart_beats_on_after_the_database_was_away(task, broker, settings, monkeypatch):
    settings.JOB_LEASE_SECONDS = 0.3
    troubles = []
    real = health.beat

    def stumble(part):
        if not troubles:
            troubles.append(part)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        real(part)

    def work(claimed):
        enough = threading.Event()
        for _ in range(200):
            if Heartbeat.objects.exists():
                break
            enough.wait(0.05)

    monkeypatch.setattr(health, "beat", stumble)
    task(work)
    jobs.run_jobs([jobs.enqueue("tests.work", key="7").pk])

    assert troubles
    assert Heartbeat.objects.exists()

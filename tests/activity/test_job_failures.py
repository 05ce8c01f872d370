"""Jobs that go wrong: tried again after a pause, given up, and always told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from hiring.accounts.models import Team
from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob, JobState
from tests.factories.accounts import TeamFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Work:
    """A task that fails with each of `errors` in turn, and then succeeds."""

    def __init__(self, *errors: BaseException) -> None:
        self.errors = list(errors)
        self.runs = 0
        self.given_up: list[dict] = []

    def __call__(self, claimed: BackgroundJob, **args) -> None:
        self.runs += 1
        if self.errors:
            raise self.errors.pop(0)

    def on_failure(self, **args) -> None:
        self.given_up.append(args)


@pytest.fixture
def work_on(task):
    """Give a function that makes a task of some work, and asks for one job of it."""

    def start(work: Work, **args) -> BackgroundJob:
        task(work, on_failure=work.on_failure)
        return jobs.enqueue("tests.work", key="7", **args)

    return start


def try_until(moment: datetime, job: BackgroundJob) -> BackgroundJob:
    """Notify a worker of the job at that moment; return it as it then is."""
    with clock.set_to(moment):
        jobs.run_jobs([job.pk])
    job.refresh_from_db()
    return job


# ---- Again, after a pause ------------------------------------------------------------------


def test_a_failure_puts_the_job_back_with_its_reason(work_on):
    with clock.set_to(NOON):
        job = work_on(Work(OSError("the disk is full")))

    job = try_until(NOON, job)

    assert (job.state, job.attempts) == (JobState.QUEUED, 1)
    assert (job.lease_until, job.claim, job.finished_at) == (None, None, None)
    assert "the disk is full" in job.error


def test_each_pause_is_longer_and_is_kept(work_on):
    with clock.set_to(NOON):
        job, moment = work_on(work := Work(*[OSError()] * 4)), NOON

    for attempt, pause in enumerate(jobs.PAUSES, start=1):
        job = try_until(moment, job)
        assert (job.attempts, job.run_after) == (attempt, moment + timedelta(seconds=pause))
        early = moment + timedelta(seconds=pause) - jobs.CLOCK_SKEW - timedelta(seconds=1)
        assert try_until(early, job).attempts == attempt
        moment = job.run_after

    job = try_until(moment, job)
    assert (job.state, job.attempts, job.error) == (JobState.DONE, 5, "")
    assert (work.runs, work.given_up) == (5, [])


def test_after_the_last_attempt_the_job_is_given_up_and_somebody_told_once(work_on):
    with clock.set_to(NOON):
        job, moment = work_on(work := Work(*[OSError("no route")] * 9), n=3), NOON

    for _ in range(jobs.MAX_ATTEMPTS + 3):
        job = try_until(moment, job)
        moment = max(job.run_after, moment) + timedelta(hours=1)

    assert (job.state, work.runs) == (JobState.FAILED, jobs.MAX_ATTEMPTS)
    assert work.given_up == [{"n": 3}]
    assert "no route" in job.error


def test_what_cannot_help_is_not_tried_again(work_on):
    job = work_on(work := Work(jobs.Permanent("550 no such user")))

    job = try_until(clock.now(), job)
    try_until(clock.now() + timedelta(days=1), job)

    assert (job.state, job.error) == (JobState.FAILED, "550 no such user")
    assert (work.runs, work.given_up) == (1, [{}])


def test_a_failed_job_can_be_asked_for_again_from_the_start(work_on):
    job = work_on(work := Work(jobs.Permanent("no")))
    try_until(clock.now(), job)

    again = try_until(clock.now(), jobs.enqueue("tests.work", key="7"))

    assert (again.state, again.attempts, work.runs) == (JobState.DONE, 1, 2)


def test_one_failure_does_not_keep_the_bells_other_jobs_waiting(work_on):
    first = work_on(Work(OSError()))
    second = jobs.enqueue("tests.work", key="8")

    jobs.run_jobs([first.pk, second.pk])

    second.refresh_from_db()
    assert second.state == JobState.DONE


def test_an_endless_reason_is_cut(work_on):
    job = try_until(clock.now(), work_on(Work(OSError("x" * 10_000))))

    assert len(job.error) == 2000


# ---- Inside of transactions ----------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_what_failed_work_had_written_is_rolled_back(task, broker):
    @task
    def work(claimed):
        with transaction.atomic():
            TeamFactory()
            raise OSError

    job = try_until(clock.now(), jobs.enqueue("tests.work", key="7"))

    assert not Team.objects.exists()
    assert (job.state, job.attempts) == (JobState.QUEUED, 1)


@pytest.mark.django_db(transaction=True)
def test_an_error_of_the_database_inside_the_work_is_a_failure_like_others(task, broker):
    @task
    def work(claimed):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")

    job = try_until(clock.now(), jobs.enqueue("tests.work", key="7"))

    assert job.state == JobState.QUEUED
    assert "division by zero" in job.error


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("inside", [True, False])
def test_a_connection_that_broke_under_the_work_does_not_keep_the_failure_from_the_ledger(
    task, broker, inside
):
    def cut():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    @task
    def work(claimed):
        if inside:
            with transaction.atomic():
                cut()
        cut()

    job = try_until(clock.now(), jobs.enqueue("tests.work", key="7"))

    assert (job.state, job.attempts) == (JobState.QUEUED, 1)


# ---- Workers that are lost -----------------------------------------------------------------


def test_work_that_kills_its_worker_each_time_is_given_up(work_on):
    with clock.set_to(NOON):
        job, moment = work_on(work := Work(), n=3), NOON
    for _ in range(jobs.MAX_ATTEMPTS):
        with clock.set_to(moment):
            assert jobs.claim(job.pk)
        moment += timedelta(hours=1)

    job = try_until(moment, job)

    assert (job.state, work.runs, work.given_up) == (JobState.FAILED, 0, [{"n": 3}])
    assert "lost" in job.error


def test_a_worker_of_yesterday_leaves_a_new_task_to_those_who_know_it(work_on, monkeypatch):
    job = work_on(work := Work())
    with monkeypatch.context() as yesterday:
        yesterday.setattr(jobs, "_tasks", {})
        job = try_until(clock.now(), job)
    assert (job.state, work.runs) == (JobState.QUEUED, 0)
    assert "tests.work" in job.error

    job = try_until(clock.now() + timedelta(hours=1), job)

    assert (job.state, work.runs) == (JobState.DONE, 1)


def test_the_job_of_a_task_that_is_no_more_fails_with_a_reason(task):
    job = BackgroundJob.objects.create(task="tests.retired", key="7")

    for hour in range(jobs.MAX_ATTEMPTS):
        job = try_until(clock.now() + timedelta(hours=hour), job)

    assert job.state == JobState.FAILED
    assert "tests.retired" in job.error


def test_work_that_is_told_to_stop_keeps_its_job(work_on):
    job = work_on(work := Work(SystemExit()))

    with pytest.raises(SystemExit):
        jobs.run_jobs([job.pk])

    with clock.ahead(hours=1):
        jobs.run_jobs([job.pk])
    job.refresh_from_db()
    assert (job.state, work.runs) == (JobState.DONE, 2)


# ---- Telling -------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_failure_and_its_telling_stand_or_fall_together(task, broker):
    telling = []

    def tell(**args):
        TeamFactory(name="told")
        telling.append(BackgroundJob.objects.get().state)
        if len(telling) == 1:
            raise OSError("the telling failed")

    task(work := Work(jobs.Permanent("550 no such user")), on_failure=tell)
    job = try_until(clock.now(), jobs.enqueue("tests.work", key="7"))

    # Neither of the two is written …
    assert (job.state, telling) == (JobState.RUNNING, ["failed"])
    assert not Team.objects.exists()

    # … and when the lease has run out only the telling is done again.
    job = try_until(clock.now() + timedelta(hours=1), job)
    assert (job.state, job.error) == (JobState.FAILED, "550 no such user")
    assert Team.objects.count() == 1
    assert (work.runs, len(telling)) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_was_replaced_tells_nothing(task, broker):
    def work(claimed):
        BackgroundJob.objects.update(lease_until=NOON)
        jobs.claim(claimed.pk)
        raise jobs.Permanent("no")

    told = []
    task(work, on_failure=lambda **args: told.append(args))
    job = try_until(clock.now(), jobs.enqueue("tests.work", key="7"))

    assert (job.state, told) == (JobState.RUNNING, [])


def test_a_worker_that_was_replaced_does_not_put_the_job_back(task):
    def work(claimed):
        BackgroundJob.objects.update(lease_until=NOON)
        heirs.append(jobs.claim(claimed.pk))
        raise OSError

    heirs: list[BackgroundJob] = []
    task(work)
    job = try_until(clock.now(), jobs.enqueue("tests.work", key="7"))

    assert (job.state, job.claim, job.error) == (JobState.RUNNING, heirs[0].claim, "")

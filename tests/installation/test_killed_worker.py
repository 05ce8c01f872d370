"""A worker is killed while it renders a debrief: the debrief still arrives, once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from celery import Celery
from django.conf import settings as django_settings
from django.db import connection, transaction

from hiring.activity import filesystem_broker, health, jobs
from hiring.activity.models import BackgroundJob, Event, Heartbeat, JobState
from hiring.debriefs.actions.rendering import TASK
from hiring.debriefs.actions.requesting import request_debrief
from hiring.debriefs.models import Debrief, DebriefState
from hiring.debriefs.verbs import Verb
from rubrics.models import InterviewKind
from tests.factories.debriefs import Scene, scene

ROOT = Path(__file__).resolve().parents[2]
LEASE_SECONDS = 2
PATIENCE_SECONDS = 120
WORKER = (
    "-m celery --quiet --app hiring.celery worker --concurrency 1"
    " --without-gossip --without-mingle --without-heartbeat --loglevel WARNING"
)
# Long enough to set that there is time to be killed in.
LOOP = {
    f"Interview {number}": (InterviewKind.ML_CODING, ["Modeling", "Software"] * 2, 2)
    for number in range(6)
}


class Installation:
    """Workers of the product in a home folder of their own, on the test's database."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.workers: list[subprocess.Popen] = []

    def start_worker(self) -> subprocess.Popen:
        # In a session of its own, so that it can be killed with its children.
        worker = subprocess.Popen(
            [sys.executable, *WORKER.split()], cwd=ROOT, env=self._env(), start_new_session=True
        )
        self.workers.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen) -> None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def end(self) -> None:
        for worker in self.workers:
            if worker.poll() is None:
                self.kill(worker)

    def files(self) -> list[Path]:
        return [path for path in (self.home / "files").rglob("*") if path.is_file()]

    def _env(self) -> dict[str, str]:
        address = urlsplit(os.environ["DATABASE_URL"])
        database = f"/{connection.settings_dict['NAME']}"
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "hiring.settings",
            "HIRING_HOME": str(self.home),
            "SECRET_KEY": django_settings.SECRET_KEY,
            "DATABASE_URL": address._replace(path=database).geturl(),
            "CELERY_BROKER_URL": "filesystem://",
            "JOB_LEASE_SECONDS": str(LEASE_SECONDS),
        }


@pytest.fixture
def installation(tmp_path, settings, monkeypatch) -> Iterator[Installation]:
    """Give an installation whose workers this process notifies, too, as the web process does."""
    installation = Installation(tmp_path)
    folder = tmp_path / "broker"
    for name in ("notifications", "control"):
        (folder / name).mkdir(parents=True)
    filesystem_broker.install()
    app = Celery("notifications", set_as_current=False, fixups=[], broker="filesystem://")
    app.conf.broker_transport_options = {
        "data_folder_in": str(folder / "notifications"),
        "data_folder_out": str(folder / "notifications"),
        "control_folder": str(folder / "control"),
    }
    monkeypatch.setattr(jobs, "current_app", app)
    monkeypatch.setattr(jobs, "_silent_until", 0.0)
    settings.JOB_NOTIFY_AGAIN_SECONDS = 0
    settings.MEDIA_ROOT = tmp_path / "files"
    yield installation
    installation.end()


def until(happened: Callable[[], bool], *, meanwhile: Callable[[], object] = bool) -> None:
    """Wait until it has happened; what beat does goes on meanwhile."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        meanwhile()
        time.sleep(0.02)


def asked(made: Scene) -> Debrief:
    return request_debrief(application=made.application, actor=made.recruiter)


def job_of(debrief: Debrief) -> BackgroundJob:
    return BackgroundJob.objects.get(task=TASK, key=str(debrief.pk))


def is_setting_pages(debrief: Debrief) -> bool:
    job = job_of(debrief)
    return job.state == JobState.RUNNING and job.progress >= 40


def is_made(debrief: Debrief) -> bool:
    debrief.refresh_from_db()
    return debrief.state != DebriefState.REQUESTED


@pytest.mark.django_db(transaction=True)
def test_a_debrief_whose_worker_was_killed_arrives_once(installation):
    made = scene(loop=LOOP).submit_all(evidence="Asked what the data leaves out. " * 20)
    first = installation.start_worker()
    debrief = asked(made)
    until(lambda: is_setting_pages(debrief))
    installation.kill(first)
    assert not is_made(debrief)
    assert job_of(debrief).state == JobState.RUNNING

    installation.start_worker()
    until(lambda: is_made(debrief), meanwhile=jobs.requeue_stale)
    until(lambda: job_of(debrief).state == JobState.DONE)

    assert debrief.state == DebriefState.READY
    assert Debrief.objects.filter(state=DebriefState.READY).count() == 1
    assert [path.read_bytes()[:5] for path in installation.files()] == [b"%PDF-"]
    assert Event.objects.filter(verb=Verb.DEBRIEF_RENDERED).count() == 1
    assert job_of(debrief).attempts == 2


@pytest.mark.django_db(transaction=True)
def test_a_debrief_asked_for_while_no_worker_runs_waits_for_one(installation):
    debrief = asked(scene().submit_all())
    assert job_of(debrief).state == JobState.QUEUED

    installation.start_worker()
    until(lambda: is_made(debrief))

    assert debrief.state == DebriefState.READY
    assert len(installation.files()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_lost_notification_costs_time_and_not_the_debrief(installation):
    debrief = asked(scene().submit_all())
    for file in (installation.home / "broker" / "notifications").iterdir():
        file.unlink()

    installation.start_worker()
    until(lambda: is_made(debrief), meanwhile=jobs.requeue_stale)

    assert debrief.state == DebriefState.READY
    assert Event.objects.filter(verb=Verb.DEBRIEF_RENDERED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_whose_threads_hang_ends_itself_to_be_started_again(installation, monkeypatch):
    monkeypatch.setenv("WORKER_RESTART_SECONDS", "6")
    worker = installation.start_worker()
    until(lambda: Heartbeat.objects.filter(part=health.WORKER).exists())

    with transaction.atomic():
        # Anyone who wants to say that the worker lives waits for this lock.
        Heartbeat.objects.select_for_update().get(part=health.WORKER)
        code = worker.wait(PATIENCE_SECONDS)

    assert code == 1


@pytest.mark.full
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_works_and_hears_of_itself_stays(installation, monkeypatch):
    monkeypatch.setenv("WORKER_RESTART_SECONDS", "8")
    worker = installation.start_worker()
    until(lambda: Heartbeat.objects.filter(part=health.WORKER).exists())

    with pytest.raises(subprocess.TimeoutExpired):
        worker.wait(20)

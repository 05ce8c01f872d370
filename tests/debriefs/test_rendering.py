"""Making a debrief in the background: once, whole, and safe to begin again."""

import hashlib
import re
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob, Event, JobState
from hiring.debriefs.actions import rendering
from hiring.debriefs.actions.rendering import TASK, render
from hiring.debriefs.actions.requesting import request_debrief
from hiring.debriefs.models import Debrief, DebriefState, pdf_path
from hiring.debriefs.verbs import Verb
from hiring.interviews.actions.booking import add_interview
from hiring.pipeline.models import Party
from tests.factories.debriefs import NOON, make, scene, slots

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


def stored(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


def asked():
    """A debrief in line, and its job."""
    made = scene().submit_all()
    debrief = request_debrief(application=made.application, actor=made.recruiter)
    return made, debrief, BackgroundJob.objects.get(task=TASK)


def test_it_is_stored_with_its_digest_pages_and_size(files):
    made, debrief, _ = asked()

    make(debrief)

    [path] = stored(files)
    pdf = path.read_bytes()
    assert debrief.state == DebriefState.READY
    assert debrief.sha256 == hashlib.sha256(pdf).hexdigest()
    assert debrief.bytes == len(pdf)
    assert debrief.pages >= 4
    assert debrief.content["candidate"]["name"] == made.application.candidate.name


def test_the_files_name_says_nothing_of_the_person(files):
    _made, debrief, _ = asked()

    make(debrief)

    # Thirty-two hexadecimal digits hold neither a name nor, read from outside, an id.
    assert re.fullmatch(r"debriefs/[0-9a-f]{32}\.pdf", debrief.pdf.name)


def test_when_it_is_ready_it_is_the_managers_turn():
    made, debrief, _ = asked()

    make(debrief)

    made.application.refresh_from_db()
    assert made.application.waiting_on == Party.HIRING_MANAGER
    event = Event.objects.for_application(made.application.pk).first()
    assert (event.verb, event.choices["version"]) == (Verb.DEBRIEF_RENDERED, 1)


def test_progress_is_told_while_it_is_made(monkeypatch):
    _, debrief, job = asked()
    told = []
    heartbeat = jobs.heartbeat

    def note(claimed, *, progress=None):
        told.append(progress)
        heartbeat(claimed, progress=progress)

    monkeypatch.setattr(jobs, "heartbeat", note)
    make(debrief)

    assert told == [10, 40, 90, 95]
    job.refresh_from_db()
    assert (job.state, job.progress) == (JobState.DONE, 100)


def test_rendering_twice_makes_one(files):
    _, debrief, _ = asked()
    make(debrief)
    first = debrief.sha256

    again = BackgroundJob.objects.create(
        task=TASK, key=str(debrief.pk), args={"debrief_id": debrief.pk}
    )
    jobs.run_jobs([again.pk])

    debrief.refresh_from_db()
    assert debrief.sha256 == first
    assert len(stored(files)) == 1


def test_what_a_killed_worker_left_on_the_disk_is_replaced(files):
    _, debrief, _ = asked()
    debrief.pdf.storage.save(pdf_path(debrief, ""), ContentFile(b"half a file"))

    make(debrief)

    [path] = stored(files)
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_worker_that_was_replaced_reports_nothing_and_leaves_no_file(files):
    _, debrief, job = asked()
    slow = jobs.claim(job.pk)
    BackgroundJob.objects.filter(pk=job.pk).update(lease_until=timezone.now())
    fast = jobs.claim(job.pk)

    with pytest.raises(jobs.LeaseLost):
        render(slow, debrief_id=debrief.pk)

    assert stored(files) == []
    jobs.run(fast)
    debrief.refresh_from_db()
    assert debrief.is_ready
    assert len(stored(files)) == 1


def test_the_claim_is_checked_before_any_file_is_touched(files, monkeypatch):
    """The slow worker loses its lease while it sets the pages, after the fast one was done."""
    _, debrief, job = asked()
    slow = jobs.claim(job.pk)
    make_pdf = rendering.make_pdf

    def overtaken(*args, **kwargs):
        monkeypatch.setattr(rendering, "make_pdf", make_pdf)
        BackgroundJob.objects.filter(pk=job.pk).update(lease_until=timezone.now())
        jobs.run(jobs.claim(job.pk))
        return b"%PDF-of-the-slow-one", 1

    monkeypatch.setattr(rendering, "make_pdf", overtaken)
    with pytest.raises(jobs.LeaseLost):
        render(slow, debrief_id=debrief.pk)

    [path] = stored(files)
    debrief.refresh_from_db()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == debrief.sha256


def test_a_scorecard_that_became_due_in_the_meantime_ends_it_with_the_reason():
    made, debrief, _ = asked()
    [slot] = slots({"Math puzzle": ("math_puzzle", [], 1)})
    later = replace(slot, starts_at=NOON + timedelta(days=3), name="Second puzzle")
    with clock.set_to(NOON + timedelta(days=2)):
        late = add_interview(loop=made.loop, slot=later, actor=made.recruiter)

    make(debrief)

    assert debrief.state == DebriefState.FAILED
    assert late.seats.get().user.name in debrief.error


def test_the_last_failure_is_told_on_the_debrief(monkeypatch):
    _, debrief, job = asked()
    monkeypatch.setattr(rendering, "make_pdf", broken)
    for _attempt in range(jobs.MAX_ATTEMPTS):
        BackgroundJob.objects.filter(pk=job.pk).update(run_after=timezone.now())
        jobs.run_jobs([job.pk])

    debrief.refresh_from_db()
    assert debrief.state == DebriefState.FAILED
    assert "no room on the disk" in debrief.error


def test_a_failure_in_between_leaves_it_in_the_making(monkeypatch, files):
    _, debrief, job = asked()
    with monkeypatch.context() as patched:
        patched.setattr(rendering, "make_pdf", broken)
        jobs.run_jobs([job.pk])
    debrief.refresh_from_db()
    assert debrief.is_being_made

    BackgroundJob.objects.filter(pk=job.pk).update(run_after=timezone.now())
    make(debrief)

    assert debrief.is_ready
    assert len(stored(files)) == 1


def test_a_ready_debrief_never_changes():
    _, debrief, _ = asked()
    make(debrief)

    for change in (
        lambda: Debrief.objects.filter(pk=debrief.pk).update(content={}),
        lambda: Debrief.objects.filter(pk=debrief.pk).delete(),
    ):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            change()


def test_only_one_can_be_in_the_making():
    made, debrief, _ = asked()

    with pytest.raises(IntegrityError), transaction.atomic():
        Debrief.objects.create(application=made.application, number=debrief.number + 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one(files):
    _, debrief, job = asked()
    together = threading.Barrier(2)

    def work() -> None:
        together.wait()
        jobs.run_jobs([job.pk])
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    debrief.refresh_from_db()
    assert debrief.is_ready
    assert len(stored(files)) == 1
    assert Event.objects.filter(verb=Verb.DEBRIEF_RENDERED).count() == 1


def broken(*args, **kwargs):
    raise OSError("no room on the disk")

"""`manage.py render_debrief APPLICATION_ID --output FILE.pdf` makes a debrief in the foreground."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hiring.activity import jobs
from hiring.activity.actions import Refused
from hiring.activity.models import BackgroundJob, JobState
from hiring.debriefs.actions.rendering import TASK
from hiring.debriefs.actions.requesting import request_debrief
from hiring.debriefs.document import Paper
from hiring.debriefs.models import Debrief
from hiring.debriefs.serving import pdf_of
from hiring.pipeline.models import Application

BAD_INPUT, FAILED = 2, 1


class Command(BaseCommand):
    help = (
        "Create an application’s debrief and write its PDF. Uses the newest version if nothing "
        "has changed since; otherwise creates a new version here, without a worker."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("application_id", type=int, metavar="APPLICATION_ID")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE.pdf")

        parser.add_argument("--paper", choices=list(Paper), default="", help="another paper")

    def handle(self, *, application_id: int, output: Path, paper: str = "", **options: Any) -> None:
        if not output.parent.is_dir():
            raise CommandError(f"there is no folder {output.parent}", returncode=BAD_INPUT)
        application = Application.objects.filter(pk=application_id).first()
        if application is None:
            raise CommandError(f"there is no application {application_id}", returncode=BAD_INPUT)
        try:
            debrief = request_debrief(application=application, actor=None)
        except Refused as refusal:
            raise CommandError(str(refusal.message), returncode=BAD_INPUT) from refusal
        debrief = _made(debrief)
        _write(debrief, output, paper)
        self.stdout.write(f"{output}: {debrief.key}, {debrief.pages} pages, {debrief.bytes} bytes")


def _made(debrief: Debrief) -> Debrief:
    """Return the debrief once it is ready; made here, unless a worker was faster."""
    while debrief.is_being_made:
        job = BackgroundJob.objects.latest_for(TASK, str(debrief.pk))
        jobs.run_jobs([job.pk])
        job.refresh_from_db()
        debrief.refresh_from_db()
        if job.state == JobState.QUEUED and job.error:
            raise CommandError(f"the debrief could not be created: {job.error}", returncode=FAILED)
        if debrief.is_being_made:
            time.sleep(0.2)
    if not debrief.is_ready:
        raise CommandError(f"the debrief could not be created: {debrief.error}", returncode=FAILED)
    return debrief


def _write(debrief: Debrief, output: Path, paper: str) -> None:
    try:
        output.write_bytes(pdf_of(debrief, paper=paper))
    except OSError as error:
        raise CommandError(f"{output} could not be written: {error}", returncode=FAILED) from error

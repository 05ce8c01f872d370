"""Making a debrief in the background.

Safe to begin again: nothing is written before the last transaction, and what a killed worker left
on the disk lies where the next one looks.
"""

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from hiring.activity import clock, jobs
from hiring.activity.actions import record
from hiring.activity.models import BackgroundJob
from hiring.debriefs import evidence
from hiring.debriefs.assembly import assemble, fingerprint
from hiring.debriefs.document import make_pdf
from hiring.debriefs.mails import notify_ready
from hiring.debriefs.models import Debrief, DebriefState, pdf_path
from hiring.debriefs.verbs import Verb
from hiring.pipeline.actions import participants
from hiring.pipeline.models import Party
from hiring.pipeline.verbs import concerning

TASK = "debriefs.render"


def on_failure(*, debrief_id: int) -> None:
    """Say on the debrief that it could not be made, and why; it can be asked for again."""
    last = BackgroundJob.objects.latest_for(TASK, str(debrief_id))
    Debrief.objects.filter(pk=debrief_id, state=DebriefState.REQUESTED).update(
        state=DebriefState.FAILED, error=last.error if last else ""
    )


@jobs.job(TASK, on_failure=on_failure)
def render(claimed: BackgroundJob, *, debrief_id: int) -> None:
    """Assemble, print and store one debrief; done already, it changes nothing.

    Progress is told in percent on the job. Raises Permanent when a scorecard has become owed
    since it was asked for: trying again would not bring it.
    """
    debrief = Debrief.objects.with_subject().filter(pk=debrief_id).first()
    if debrief is None or not debrief.is_being_made:
        return
    _refuse_if_owed(debrief)
    jobs.heartbeat(claimed, progress=10)
    # Before anything is read: what comes in meanwhile is later, and makes a new version.
    made_at = clock.now()
    content = assemble(debrief.application)
    jobs.heartbeat(claimed, progress=40)
    sealed = content.as_json()
    seal = fingerprint(sealed)
    pdf, pages = make_pdf(debrief, content, made_at=made_at, seal=seal)
    jobs.heartbeat(claimed, progress=90)
    _store(claimed, debrief, content=sealed, pdf=pdf, pages=pages, made_at=made_at)


def _refuse_if_owed(debrief: Debrief) -> None:
    owed = evidence.owed_by(debrief.application)
    if owed:
        names = ", ".join(dict.fromkeys(seat.user.name for seat in owed))
        raise jobs.Permanent(_("A new scorecard is due: %(names)s.") % {"names": names})


@transaction.atomic
def _store(
    claimed: BackgroundJob,
    debrief: Debrief,
    *,
    content: dict[str, Any],
    pdf: bytes,
    pages: int,
    made_at: datetime,
) -> None:
    """Write file and row while the claim is held: both stand, or neither counts.

    The job's row is locked first, so a worker that has been replaced touches no file.
    """
    jobs.heartbeat(claimed, progress=95)
    if not Debrief.objects.select_for_update().filter(pk=debrief.pk, state="requested").exists():
        return
    debrief.pdf.storage.delete(pdf_path(debrief, ""))
    debrief.pdf.save(debrief.filename, ContentFile(pdf), save=False)
    debrief.content = content
    debrief.fit_id = content["history"]["fit"] if content["history"] else None
    debrief.fingerprint = fingerprint(content)
    debrief.sha256 = hashlib.sha256(pdf).hexdigest()
    debrief.pages = pages
    debrief.bytes = len(pdf)
    debrief.rendered_at = made_at
    debrief.state = DebriefState.READY
    debrief.save()
    application = debrief.application
    record(
        Verb.DEBRIEF_RENDERED,
        on=debrief,
        actor=None,
        **concerning(application),
        version=debrief.number,
    )
    if not application.is_decided:
        participants.set_waiting(application=application, party=Party.HIRING_MANAGER)
        notify_ready(debrief)

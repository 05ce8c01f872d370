"""What hiring managers and recruiters are written: that a debrief is ready, that one was decided.

A mail says that something is there and leads to it, where rights and blindness are checked. It
never says what was found. What was decided it says, to recruiters who are not blind to it.
"""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hiring.accounts.models import TeamRole, User
from hiring.debriefs.booking import booking_url, next_interview
from hiring.debriefs.models import Debrief, Decision
from hiring.debriefs.report.phrases import listed
from hiring.messaging.actions import notify
from hiring.pipeline.blindness import sighted
from hiring.pipeline.models import Application
from hiring.requisitions.models import HiringTeamMember


class MailKind(models.TextChoices):
    """What a mail about a debrief is about."""

    READY = "debrief_ready", _lazy("debrief ready")
    DECIDED = "decided", _lazy("decision made")


def notify_ready(debrief: Debrief) -> None:
    """Write to the hiring managers that a debrief waits for their decision."""
    application = debrief.application
    notify(
        _team(application, TeamRole.HIRING_MANAGER),
        kind=MailKind.READY,
        subject=_("Debrief ready: %(candidate)s, %(requisition)s"),
        paragraphs=[
            _("The debrief for %(candidate)s, %(requisition)s, is ready."),
            _("The first page is a one-minute summary. Please review it and record your decision."),
        ],
        facts=_facts(application),
        link=debrief.get_absolute_url(),
        key=f"debrief:{debrief.pk}:ready",
        application=application,
        reply_to=debrief.requested_by,
    )


def notify_decided(decision: Decision) -> None:
    """Write to the recruiters on the team that there is a decision to act on."""
    application = decision.debrief.application
    facts = _facts(application) | {
        "who": decision.decided_by.name,
        "outcome": decision.get_outcome_display(),
    }
    paragraphs = [_("%(who)s decided for %(candidate)s, %(requisition)s: %(outcome)s.")]
    if to_test := [competency.name for competency in decision.to_test.all()]:
        facts |= {"competencies": listed(to_test)}
        paragraphs.append(_("To test: %(competencies)s."))
    proposed = next_interview(decision)
    if proposed:
        facts |= {"minutes": proposed.minutes, "name": proposed.name}
        paragraphs.append(_("To book next: %(minutes)d minutes of %(name)s."))
    notify(
        _team(application, TeamRole.RECRUITER).exclude(pk=decision.decided_by_id),
        kind=MailKind.DECIDED,
        subject=_("Decision: %(outcome)s, %(candidate)s, %(requisition)s"),
        paragraphs=paragraphs,
        facts=facts,
        link=booking_url(decision) or decision.debrief.get_absolute_url(),
        key=f"decision:{decision.pk}",
        application=application,
        reply_to=decision.decided_by,
    )


def _team(application: Application, role: str) -> models.QuerySet[User]:
    """Return the people of this role on the hiring team who are not blind to it."""
    roles = HiringTeamMember.objects.filter(
        requisition=application.requisition_id, role=role, user=OuterRef("pk")
    )
    people = User.objects.filter(Exists(roles))
    return sighted(people, application=application).order_by("pk")


def _facts(application: Application) -> dict[str, Any]:
    return {
        "candidate": application.candidate.name,
        "requisition": application.requisition.title,
    }

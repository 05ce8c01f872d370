"""What merge fields of an application stand for, in emails to its candidate."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from candidates.keys import first_name
from hiring.accounts.models import TeamRole, User
from hiring.pipeline.models import Application
from hiring.requisitions.models import HiringTeamMember

CANDIDATE_FIELDS = {"first_name": _("first name"), "name": _("full name")}
JOB_FIELDS = {"title": _("job title"), "location": _("job location")}
RECRUITER_FIELDS = {"name": _("recruiter’s name"), "email": _("recruiter’s email")}
SENDER_FIELDS = {"name": _("your name")}


def candidate_values(application: Application, actor: User | None) -> Mapping[str, str]:
    """Return the values of the candidate's fields."""
    name = application.candidate.name
    return {"first_name": first_name(name), "name": name}


def job_values(application: Application, actor: User | None) -> Mapping[str, str]:
    """Return the values of the job's fields."""
    requisition = application.requisition
    return {"title": requisition.title, "location": requisition.location}


def recruiter_values(application: Application, actor: User | None) -> Mapping[str, str]:
    """Whoever recruits for the job: who writes, if it is them; else the first on the team."""
    team = HiringTeamMember.objects.filter(
        requisition=application.requisition_id, role=TeamRole.RECRUITER, user__is_active=True
    )
    people = [member.user for member in team.select_related("user").order_by("pk")]
    if actor and (actor in people or (not people and actor.is_recruiter)):
        people = [actor]
    return {"name": people[0].name, "email": people[0].email} if people else {}


def sender_values(application: Application, actor: User | None) -> Mapping[str, str]:
    """Return the values of the sender's fields; none when the system writes."""
    return {"name": actor.name} if actor else {}

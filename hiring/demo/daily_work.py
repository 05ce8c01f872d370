"""What people leave behind in a day’s work: owners of jobs, tags, tasks, one candidate twice."""

from datetime import timedelta
from typing import TYPE_CHECKING

from candidates.actions.people import add_contact, create_candidate
from candidates.actions.tags import add_tag
from candidates.duplicates import check
from hiring.activity import clock
from hiring.pipeline.actions.tasks import add_task
from hiring.pipeline.models import Application
from hiring.requisitions.actions.owners import set_owners

if TYPE_CHECKING:
    from hiring.demo.organization import Demo

TAGS = ("Silver medalist", "Open to relocate", "Met at ICLR")
TASKS = ("Ask about the notice period", "Call the referee", "Share the take-home feedback")


def leave_traces(demo: "Demo") -> None:
    """Let the coordinator look after all jobs, and leave some tags and tasks."""
    recruiter, coordinator = demo.staff["recruiter"], demo.staff["coordinator"]
    for job in (demo.engineer, demo.researcher, demo.platform):
        set_owners(requisition=job, coordinator=coordinator, actor=recruiter)
    active = Application.objects.active().with_names().order_by("-applied_at", "pk")
    for number, application in enumerate(active[: 2 * len(TAGS)]):
        add_tag(candidate=application.candidate, name=TAGS[number % len(TAGS)], actor=recruiter)
    for number, (application, text) in enumerate(zip(active[: len(TASKS)], TASKS, strict=False)):
        add_task(
            requisition=application.requisition,
            application=application,
            text=text,
            assignee=coordinator if number == 1 else recruiter,
            due_on=clock.today("UTC") + timedelta(days=number),
            actor=recruiter,
        )
    twice = active[len(TASKS)].candidate
    again = create_candidate(name=twice.name, headline=twice.headline, actor=recruiter)
    add_contact(candidate=again, kind="email", value="same.person@example.net", actor=recruiter)
    check(again)

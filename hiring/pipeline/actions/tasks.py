"""Tasks of people on candidates and jobs."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.messaging.notifications import notify_person
from hiring.pipeline.actions.locking import ONE_CLICK
from hiring.pipeline.models import Application, Task
from hiring.pipeline.verbs import Verb
from hiring.requisitions.actions.owners import refuse_stranger
from hiring.requisitions.models import Requisition
from hiring.ui.one_line import one_line

MAX_LENGTH = 200


class TaskMail(models.TextChoices):
    """What a notification of a task is about."""

    ASSIGNED = "task", _lazy("task for you")


@transaction.atomic
def add_task(
    *,
    requisition: Requisition,
    text: str,
    assignee: User,
    due_on: date,
    actor: User,
    application: Application | None = None,
) -> Task:
    """Return a new task on the job, or on an application for it; who is to do it is told."""
    text = one_line(text).strip()
    if not text or len(text) > MAX_LENGTH:
        raise Refused(_("Enter what is to be done, in at most 200 characters."), field="text")
    if application and application.requisition_id != requisition.pk:
        raise Refused(_("The application is for another job."), field="application")
    refuse_stranger(requisition, assignee, "assignee")
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    same = Task.objects.filter(
        application=application, requisition=requisition, text=text, assignee=assignee
    )
    just_now = clock.now() - ONE_CLICK
    if twice := same.filter(created_by=actor, due_on=due_on, created_at__gte=just_now).first():
        return twice
    task = Task.objects.create(
        requisition=requisition,
        application=application,
        text=text,
        assignee=assignee,
        due_on=due_on,
        created_by=actor,
    )
    _record(Verb.TASK_ADDED, task, actor, user=assignee.pk)
    if assignee != actor:
        _tell(task, actor)
    return task


@transaction.atomic
def finish_task(*, task: Task, actor: User) -> None:
    """Say that it is done; a second time changes nothing."""
    open_task = Task.objects.filter(pk=task.pk, done_at=None)
    if open_task.update(done_at=clock.now(), done_by=actor):
        _record(Verb.TASK_DONE, task, actor)


@transaction.atomic
def reopen_task(*, task: Task, actor: User) -> None:
    """Say that it is still to do; a second time changes nothing."""
    done = Task.objects.filter(pk=task.pk, done_at__isnull=False)
    if done.update(done_at=None, done_by=None):
        _record(Verb.TASK_REOPENED, task, actor)


def _tell(task: Task, actor: User) -> None:
    about = task.application.candidate.name if task.application else str(task.requisition)
    notify_person(
        kind=TaskMail.ASSIGNED,
        to=task.assignee,
        text=_("%(who)s assigned you a task about %(about)s") % {"who": actor.name, "about": about},
        body=_("%(text)s\n\nDue %(day)s.")
        % {"text": task.text, "day": date_format(task.due_on, "l, F j")},
        link=task.get_absolute_url(),
        key=f"task:{task.pk}:assigned",
        candidate_id=task.application.candidate_id if task.application else None,
        application_id=task.application_id,
        sender=actor,
    )


def _record(verb: Verb, task: Task, actor: User, **choices: Any) -> None:
    application = task.application
    record(
        verb,
        on=task,
        actor=actor,
        candidate=application.candidate_id if application else None,
        application=application,
        requisition=task.requisition_id,
        **choices,
    )

"""Tasks on the home page, in the email of the day and as the next step of an application."""

from collections.abc import Collection
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.home import HomeCard, HomeRow
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.pipeline.blindness import concealed_from
from hiring.pipeline.counting import count_of
from hiring.pipeline.models import Application, Task
from hiring.pipeline.next_step import NextStep

MAX_ROWS = 5


def my_tasks(user: User) -> HomeCard | None:
    """Return the group of what the person is to do, the earliest due first."""
    found = Task.objects.of(user).open().with_rights(user)
    tasks = list(
        found.select_related("application__candidate", "application__stage", "requisition")[
            :MAX_ROWS
        ]
    )
    if not tasks:
        return None
    decided = any(task.application and task.application.is_decided for task in tasks)
    hidden = concealed_from(user) if decided else []
    count = count_of(found, tasks, most=MAX_ROWS)
    return HomeCard(
        title=_("Tasks"),
        icon="checklist",
        rows=[_row(task, user, _stage(task, hidden)) for task in tasks],
        url=reverse("pipeline:tasks"),
        label=_("See all"),
        count=count,
        figure=ngettext("task", "tasks", len(tasks)),
    )


def _stage(task: Task, hidden: Collection[int]) -> str:
    """Where the application stands; nothing where that would tell what others decided."""
    application = task.application
    if application is None or application.pk in hidden or not task.can_open:
        return ""
    return application.stage.name


def _about(task: Task, *, job: str) -> str:
    """Return who it is about, or the job where it is about that or the person is gone from it."""
    application = task.application
    return application.candidate.name if application and task.can_open else job


def _row(task: Task, user: User, stage: str) -> HomeRow:
    late = task.due_on < clock.today(user.zone)
    url = task.get_absolute_url() if task.can_open else reverse("pipeline:tasks")
    return HomeRow(
        title=_about(task, job=task.requisition.title),
        url=url,
        job=task.requisition.key,
        note=task.text,
        badge=(_("overdue"), "caution") if late else None,
        is_late=late,
        due_on=task.due_on,
        stage=stage,
        action=(_("Open"), url),
    )


def due_today(user: User, day: date) -> list[str]:
    """Return the person's tasks that are due by this day, as lines."""
    tasks = Task.objects.of(user).open().with_rights(user).filter(due_on__lte=day)
    found = tasks.select_related("application__candidate", "requisition")
    return [
        _("%(text)s (%(about)s)")
        % {"text": task.text, "about": _about(task, job=task.requisition.key)}
        for task in found
    ]


def find_next_step(application: Application, user: User) -> NextStep | None:
    """Return the person's own task on the application that is due today or was."""
    tasks = application.tasks.open().of(user).filter(due_on__lte=clock.today(user.zone))
    task = tasks.order_by("due_on", "id").first()
    if task is None:
        return None
    return NextStep(task.text, _("Your task"), url="#tasks", label=_("To the task"))

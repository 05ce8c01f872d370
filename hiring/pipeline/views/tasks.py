"""Tasks: of one application, of one job, and all that one is to do."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.pipeline.actions import tasks as tasking
from hiring.pipeline.forms import TaskForm
from hiring.pipeline.models import Application, Task
from hiring.pipeline.views.loading import visible_application, visible_requisition
from hiring.requisitions.extension_points import TABS
from hiring.requisitions.models import Requisition
from hiring.ui.addresses import safe_address
from hiring.ui.errors import status_of
from hiring.ui.pagination import keyset_page


@require_safe
def task_list(request: StaffRequest) -> HttpResponse:
    """Open tasks, those of the person or all that they may see."""
    mine = request.GET.get("of") != "all"
    tasks = Task.objects.visible_to(request.user).open()
    tasks = tasks.of(request.user) if mine else tasks
    context = {"page": _page(request, tasks), "is_mine": mine}
    return render(request, "pipeline/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def job_tasks(request: StaffRequest, requisition_id: int) -> HttpResponse:
    """Open tasks on a job and on its applications; a new one is of the job."""
    requisition = visible_requisition(request, requisition_id)
    form = TaskForm(request.POST or None, requisition=requisition.pk, user=request.user)
    if _added(request, form, requisition):
        return redirect("pipeline:job_tasks", requisition_id=requisition.pk)
    tasks = Task.objects.visible_to(request.user).open().filter(requisition=requisition)
    context = {
        "page": _page(request, tasks),
        "requisition": requisition,
        "tabs": TABS.links(request, requisition),
        "form": form,
    }
    return render(request, "pipeline/job_tasks.html", context, status=status_of(form))


@require_POST
def task_add(request: StaffRequest, application_id: int) -> HttpResponse:
    from hiring.pipeline.views.workspace import resume_page

    application = visible_application(request, application_id)
    form = TaskForm(request.POST, requisition=application.requisition_id, user=request.user)
    if _added(request, form, application.requisition, application):
        return redirect(f"{application.get_absolute_url()}#tasks")
    return resume_page(request, application, task_form=form, status=400)


@require_POST
def task_done(request: StaffRequest, task_id: int) -> HttpResponse:
    task = _visible(request, task_id)
    tasking.finish_task(task=task, actor=request.user)
    url = reverse("pipeline:task_reopen", kwargs={"task_id": task.pk})
    here = {"next": request.POST.get("next", "")}
    context = {"text": _("Task done."), "url": url, "fields": here}
    messages.success(request, render_to_string("ui/undo.html", context, request))
    return _back(request, task)


@require_POST
def task_reopen(request: StaffRequest, task_id: int) -> HttpResponse:
    task = _visible(request, task_id)
    tasking.reopen_task(task=task, actor=request.user)
    return _back(request, task)


def _added(
    request: StaffRequest,
    form: TaskForm,
    requisition: Requisition,
    application: Application | None = None,
) -> bool:
    """Whether the form was sent and its task is there; else the form says what is wrong."""
    if not form.is_valid():
        return False
    with refusals.shown_in(form):
        tasking.add_task(
            requisition=requisition,
            application=application,
            actor=request.user,
            **form.cleaned_data,
        )
        messages.success(request, _("Added the task."))
    return not form.errors


def _page(request: StaffRequest, tasks: Any) -> Any:
    return keyset_page(
        tasks.with_rights(request.user).select_related(
            "application__candidate", "requisition", "assignee"
        ),
        order=("due_on", "id"),
        cursor=request.GET.get("cursor"),
        params=request.GET,
    )


def _visible(request: StaffRequest, task_id: int) -> Task:
    tasks = Task.objects.visible_to(request.user).select_related("application", "requisition")
    return get_object_or_404(tasks, pk=task_id)


def _back(request: StaffRequest, task: Task) -> HttpResponse:
    return redirect(safe_address(request.POST.get("next", ""), otherwise=task))

"""Opening a draft, discarding it, copying, closing and reopening a requisition."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.requisitions.actions import copying as copying_actions
from hiring.requisitions.actions import drafting, editing, opening
from hiring.requisitions.views import builder_page


@require_POST
def open_now(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)
    with refusals.flashed(request):
        opening.open_draft(requisition=requisition, actor=request.user)
        messages.success(request, _("%(key)s is open.") % {"key": requisition.key})
        return redirect(requisition)
    return redirect("requisitions:build_ready", requisition_id=requisition.pk)


@require_POST
def discard(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)
    if request.POST.get("confirmed") != "yes":
        context = {
            "title": _("Discard draft %(key)s?") % {"key": requisition.key},
            "text": _(
                "This deletes its profile, interview plan and job description. You can’t undo this."
            ),
            "action": _("Discard draft"),
            "cancel_url": requisition.get_absolute_url(),
        }
        return render(request, "ui/confirm_page.html", context)
    with refusals.flashed(request):
        drafting.discard_draft(requisition=requisition, actor=request.user)
        messages.success(request, _("Draft %(key)s discarded.") % {"key": requisition.key})
        return redirect("requisitions:list")
    return redirect(requisition)


@require_POST
def clone(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)
    with refusals.flashed(request):
        copy = copying_actions.clone_requisition(requisition=requisition, actor=request.user)
        flash = _("Created draft %(copy)s from %(key)s. Review it before you open it.")
        messages.success(request, flash % {"copy": copy.key, "key": requisition.key})
        return redirect("requisitions:build", requisition_id=copy.pk)
    return redirect(requisition)


@require_POST
def close(request: StaffRequest, requisition_id: int) -> HttpResponse:
    closed = _("Closed %(key)s. It no longer accepts applications.")
    return _run_button(request, requisition_id, editing.close_requisition, closed)


@require_POST
def reopen(request: StaffRequest, requisition_id: int) -> HttpResponse:
    reopened = _("Reopened %(key)s. It accepts applications again.")
    return _run_button(request, requisition_id, editing.reopen_requisition, reopened)


def _run_button(
    request: StaffRequest, requisition_id: int, save: Callable[..., Any], flash: str
) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)
    with refusals.flashed(request):
        save(requisition=requisition, actor=request.user)
        messages.success(request, flash % {"key": requisition.key})
    return redirect(requisition)

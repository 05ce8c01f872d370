"""The stages of the pipeline: each is changed in its place, and moved by buttons."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from hiring.accounts.requests import StaffRequest
from hiring.requisitions.actions import staging
from hiring.requisitions.forms.plan import StageForm
from hiring.requisitions.models import Requisition, Stage
from hiring.requisitions.views import builder_page
from hiring.requisitions.views.loop import (
    STAGES,
    events_of,
    form_response,
    place_asked_for,
    run_action,
    saved_response,
)
from hiring.requisitions.views.submitting import submit_form


def stage_change(request: StaffRequest, requisition_id: int, stage_id: int) -> HttpResponse:
    requisition, stage = _stage(request, requisition_id, stage_id)

    def make(sent: Any) -> StageForm:
        now = Stage.objects.select_related("requisition").get(pk=stage.pk)
        return StageForm(sent, instance=now, prefix=f"stage-{stage.pk}")

    form, saved = make(None), None
    if request.method == "POST":
        form, saved = submit_form(
            make,
            request.POST,
            lambda form: staging.change_stage(
                stage=stage, actor=request.user, seen=form.seen, **form.changes
            ),
            events=events_of(stage, requisition),
        )
    if saved:
        return saved_response(request, requisition, STAGES, edited=stage.pk)
    return form_response(request, requisition, STAGES, form, open_stage=stage.pk, stage_form=form)


@require_POST
def stage_add(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)
    form, added = submit_form(
        lambda sent: StageForm(sent, prefix="new-stage"),
        request.POST,
        lambda form: staging.add_stage(
            requisition=requisition, actor=request.user, **form.cleaned_data
        ),
    )
    if added is None:
        return form_response(request, requisition, STAGES, form, new_stage=form)
    return saved_response(request, requisition, STAGES, edited=added.pk)


@require_POST
def stage_move(request: StaffRequest, requisition_id: int, stage_id: int) -> HttpResponse:
    requisition, stage = _stage(request, requisition_id, stage_id)
    return run_action(
        request,
        requisition,
        STAGES,
        lambda: staging.move_stage(
            stage=stage, to=place_asked_for(request, stage.position), actor=request.user
        ),
    )


@require_POST
def stage_drop(request: StaffRequest, requisition_id: int, stage_id: int) -> HttpResponse:
    requisition, stage = _stage(request, requisition_id, stage_id)
    return run_action(
        request, requisition, STAGES, lambda: staging.drop_stage(stage=stage, actor=request.user)
    )


def _stage(request: StaffRequest, requisition_id: int, pk: int) -> tuple[Requisition, Stage]:
    requisition = builder_page.visible(request, requisition_id)
    return requisition, get_object_or_404(requisition.stages.all(), pk=pk)

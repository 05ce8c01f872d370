"""Triage: one application at a time, two keys each."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from candidates.profile import resumes_of
from hiring.accounts import access
from hiring.accounts.requests import StaffRequest
from hiring.pipeline import hypotheses
from hiring.pipeline.bookings import ask_to_cancel
from hiring.pipeline.candidate_mail import offered, rejection_kind
from hiring.pipeline.ended_lately import ended_lately
from hiring.pipeline.forms import NoteForm
from hiring.pipeline.models import Application, RejectionReason
from hiring.pipeline.stepper import steps_of
from hiring.pipeline.triage import Turn, queue, turn_of
from hiring.pipeline.views.loading import visible_requisition
from hiring.requisitions.extension_points import TABS
from hiring.requisitions.models import Stage
from hiring.ui.numbers import whole_number
from rubrics.models import StageKind


@require_safe
def triage(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = visible_requisition(request, requisition_id)
    stages = [s for s in requisition.stages.all() if s.kind != StageKind.HIRED]
    stage = _chosen_stage(stages, request.GET.get("stage"))
    waiting = queue(requisition, stage, request.user)
    turn = turn_of(waiting, whole_number(request.GET.get("application")))
    context = {
        "requisition": requisition,
        "tabs": TABS.links(request, requisition),
        "stages": stages,
        "stage": stage,
        "turn": turn,
        "ended": ended_lately(requisition, request.user),
        "here_again": _here(requisition.pk, stage.pk, turn.application.pk if turn else None),
        "can_take_in": access.may(request, "pipeline:import", requisition_id=requisition.pk),
        **(_about(turn, request) if turn else {}),
    }
    return render(request, "pipeline/triage.html", context)


def _about(turn: Turn, request: StaffRequest) -> dict:
    application = turn.application
    resumes = resumes_of(application.candidate, user=request.user)
    return {
        "application": application,
        # Where an action goes on to, and where taking it back returns to.
        "next": _address(application, turn.next_id),
        "undo_to": _address(application, application.pk),
        "resumes": resumes,
        "resume": next(iter(resumes), None),
        "hypotheses": hypotheses.of(application),
        "steps": steps_of(application),
        "cancel_question": ask_to_cancel(application),
        "rejection_mail": offered(
            application=application, kind=rejection_kind(application), actor=request.user
        ),
        "reasons": list(RejectionReason.objects.ours()),
        "note_form": NoteForm(),
        "notes": application.notes.visible_to(request.user).select_related("author"),
    }


def _address(application: Application, wanted: int | None) -> str:
    return _here(application.requisition_id, application.stage_id, wanted)


def _here(requisition_id: int, stage_id: int, wanted: int | None) -> str:
    here = reverse("pipeline:triage", kwargs={"requisition_id": requisition_id})
    query = {"stage": stage_id} | ({"application": wanted} if wanted else {})
    return f"{here}?{urlencode(query)}"


def _chosen_stage(stages: list[Stage], wanted: str | None) -> Stage:
    return next((stage for stage in stages if str(stage.pk) == wanted), stages[0])

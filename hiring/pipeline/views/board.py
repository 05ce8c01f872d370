"""The board: a lane for each stage."""

import json
from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.pipeline.board import lanes_of
from hiring.pipeline.ended_lately import ended_lately
from hiring.pipeline.models import Application
from hiring.pipeline.views.loading import visible_requisition
from hiring.requisitions.extension_points import TABS
from hiring.requisitions.models import Requisition


@require_safe
def board(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = visible_requisition(request, requisition_id)
    if request.htmx and request.htmx.target == "board":
        return _part(request, requisition)
    context = {
        "requisition": requisition,
        "tabs": TABS.links(request, requisition),
        "lanes": lanes_of(requisition, request.user),
        "ended": ended_lately(requisition, request.user),
    }
    return render(request, "pipeline/board.html", context)


def board_after_move(
    request: StaffRequest, application: Application, move: Callable[[], str]
) -> HttpResponse:
    """Answer a move on the board with the board as it is now, and say what happened.

    422 when it was refused: the board is shown afresh all the same.
    """
    try:
        told = {"title": "", "html": move(), "tone": "info"}
        status = 200
    except Refused as refusal:
        told = {"title": _("Not changed"), "text": str(refusal.message), "tone": "negative"}
        status = 422
    answer = _part(request, application.requisition, moved=application.pk, status=status)
    answer["HX-Trigger"] = json.dumps({"toast": told})
    return answer


def _part(
    request: StaffRequest, requisition: Requisition, moved: int | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "requisition": requisition,
        "lanes": lanes_of(requisition, request.user),
        "moved": moved,
    }
    return render(request, "pipeline/_board.html", context, status=status)

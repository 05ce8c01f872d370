"""What the pages load: only what the person may see, else 404."""

from django.shortcuts import get_object_or_404

from hiring.accounts.requests import StaffRequest
from hiring.pipeline.models import Application
from hiring.pipeline.querysets import OWNERS
from hiring.requisitions.models import Requisition
from hiring.ui.addresses import safe_address


def visible_application(request: StaffRequest, application_id: int) -> Application:
    """Return an application that the person leads, with its blindness, and all that pages name."""
    found = (
        Application.objects.led_by(request.user)
        .with_blindness(request.user)
        .select_related(
            "candidate",
            "requisition__archetype",
            *OWNERS,
            "stage",
            "rejection_reason",
            "touch__channel",
            "created_by",
        )
    )
    return get_object_or_404(found, pk=application_id)


def visible_requisition(request: StaffRequest, requisition_id: int) -> Requisition:
    found = Requisition.objects.visible_to(request.user).select_related("archetype")
    return get_object_or_404(found, pk=requisition_id)


def back(request: StaffRequest, otherwise: Application | str) -> str:
    """Return the page of ours that the form named as the next one, else the application's."""
    return safe_address(request.POST.get("next", ""), otherwise=otherwise)

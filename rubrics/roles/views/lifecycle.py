"""Buttons of the library: archive, take back into use."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from rubrics.models import Competency, OrganizationArchetype, ProfileAdjustment, RoleArchetype
from rubrics.roles.actions import adjustments, competencies, organizations, roles


def button(model: type[models.Model], verb: Callable[..., Any], name: str, said: Any) -> Any:
    """Return the view of a button: the action on the row that its address names."""

    @require_POST
    def view(request: StaffRequest, **ids: int) -> HttpResponse:
        row: Any = get_object_or_404(model, pk=next(iter(ids.values())))
        try:
            verb(**{name: row}, actor=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, said)
        return redirect(row)

    return view


_RETIRED = _("Archived. Existing jobs keep it.")
_RESTORED = _("Restored.")

competency_retire = button(Competency, competencies.retire_competency, "competency", _RETIRED)
competency_restore = button(Competency, competencies.restore_competency, "competency", _RESTORED)
role_retire = button(RoleArchetype, roles.retire_role, "role", _RETIRED)
role_restore = button(RoleArchetype, roles.restore_role, "role", _RESTORED)
organization_retire = button(
    OrganizationArchetype, organizations.retire_organization, "organization", _RETIRED
)
organization_restore = button(
    OrganizationArchetype, organizations.restore_organization, "organization", _RESTORED
)
adjustment_retire = button(ProfileAdjustment, adjustments.retire_adjustment, "adjustment", _RETIRED)
adjustment_restore = button(
    ProfileAdjustment, adjustments.restore_adjustment, "adjustment", _RESTORED
)

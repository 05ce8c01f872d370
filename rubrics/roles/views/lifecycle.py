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


_ARCHIVED = _("Archived. Existing jobs keep it.")
_RESTORED = _("Restored.")

competency_archive = button(Competency, competencies.archive_competency, "competency", _ARCHIVED)
competency_restore = button(Competency, competencies.restore_competency, "competency", _RESTORED)
role_archive = button(RoleArchetype, roles.archive_role, "role", _ARCHIVED)
role_restore = button(RoleArchetype, roles.restore_role, "role", _RESTORED)
organization_archive = button(
    OrganizationArchetype, organizations.archive_organization, "organization", _ARCHIVED
)
organization_restore = button(
    OrganizationArchetype, organizations.restore_organization, "organization", _RESTORED
)
adjustment_archive = button(
    ProfileAdjustment, adjustments.archive_adjustment, "adjustment", _ARCHIVED
)
adjustment_restore = button(
    ProfileAdjustment, adjustments.restore_adjustment, "adjustment", _RESTORED
)

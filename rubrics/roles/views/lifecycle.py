"""Buttons of the library: retire, take back into use, take the catalog's text again."""

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
from rubrics.exchange.reset import reset_to_catalog
from rubrics.models import Competency, OrganizationArchetype, ProfileAdjustment, RoleArchetype
from rubrics.roles.actions import adjustments, competencies, organizations, roles


def _button(model: type[models.Model], verb: Callable[..., Any], name: str, said: Any) -> Any:
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
_TAKEN = _("The catalog text is back. Your version is in the history.")

competency_retire = _button(Competency, competencies.retire_competency, "competency", _RETIRED)
competency_restore = _button(Competency, competencies.restore_competency, "competency", _RESTORED)
competency_reset = _button(Competency, reset_to_catalog, "row", _TAKEN)
role_retire = _button(RoleArchetype, roles.retire_role, "role", _RETIRED)
role_restore = _button(RoleArchetype, roles.restore_role, "role", _RESTORED)
role_reset = _button(RoleArchetype, reset_to_catalog, "row", _TAKEN)
organization_retire = _button(
    OrganizationArchetype, organizations.retire_organization, "organization", _RETIRED
)
organization_restore = _button(
    OrganizationArchetype, organizations.restore_organization, "organization", _RESTORED
)
organization_reset = _button(OrganizationArchetype, reset_to_catalog, "row", _TAKEN)
adjustment_retire = _button(
    ProfileAdjustment, adjustments.retire_adjustment, "adjustment", _RETIRED
)
adjustment_restore = _button(
    ProfileAdjustment, adjustments.restore_adjustment, "adjustment", _RESTORED
)
adjustment_reset = _button(ProfileAdjustment, reset_to_catalog, "row", _TAKEN)

"""Buttons of the library: retire, take back into use, take the catalogue's text again."""

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
from rubrics.exchange import reset as taking
from rubrics.models import Competency, OrganisationArchetype, RoleArchetype, Shift
from rubrics.roles.actions import competencies, organisations, roles, shifts


def _button(model: type[models.Model], verb: Callable[..., Any], name: str, said: Any) -> Any:
    """Return the view of a button: the verb on the row that its address names."""

    @require_POST
    def view(request: StaffRequest, **ids: int) -> HttpResponse:
        row: Any = get_object_or_404(model, pk=next(iter(ids.values())))
        try:
            verb(**{name: row}, by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, said)
        return redirect(row)

    return view


_RETIRED = _("Retired. It is no longer offered; what uses it keeps it.")
_RESTORED = _("Back in use.")
_TAKEN = _("The catalogue's text stands here again. Yours is in the history.")

competency_retire = _button(Competency, competencies.retire_competency, "competency", _RETIRED)
competency_restore = _button(Competency, competencies.restore_competency, "competency", _RESTORED)
competency_take = _button(Competency, taking.take_catalogue_text, "row", _TAKEN)
role_retire = _button(RoleArchetype, roles.retire_role, "role", _RETIRED)
role_restore = _button(RoleArchetype, roles.restore_role, "role", _RESTORED)
role_take = _button(RoleArchetype, taking.take_catalogue_text, "row", _TAKEN)
organisation_retire = _button(
    OrganisationArchetype, organisations.retire_organisation, "organisation", _RETIRED
)
organisation_restore = _button(
    OrganisationArchetype, organisations.restore_organisation, "organisation", _RESTORED
)
organisation_take = _button(OrganisationArchetype, taking.take_catalogue_text, "row", _TAKEN)
shift_retire = _button(Shift, shifts.retire_shift, "shift", _RETIRED)
shift_restore = _button(Shift, shifts.restore_shift, "shift", _RESTORED)
shift_take = _button(Shift, taking.take_catalogue_text, "row", _TAKEN)

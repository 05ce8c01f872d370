"""Buttons of the library: archive, take back into use."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from rubrics.models import Competency, OrganizationArchetype, ProfileAdjustment, RoleArchetype
from rubrics.roles.actions.archiving import archive_row, restore_row


def button(save: Callable[..., Any], flash: Any, model: type[models.Model]) -> Any:
    """Return the view of a button: the action on the row that its address names."""

    @require_POST
    def view(request: StaffRequest, **ids: int) -> HttpResponse:
        row: Any = get_object_or_404(model, pk=next(iter(ids.values())))
        with refusals.flashed(request):
            save(row=row, actor=request.user)
            messages.success(request, flash)
        return redirect(row)

    return view


_archive = partial(button, archive_row, _("Archived. Existing jobs keep it."))
_restore = partial(button, restore_row, _("Restored."))

competency_archive, competency_restore = _archive(Competency), _restore(Competency)
role_archive, role_restore = _archive(RoleArchetype), _restore(RoleArchetype)
organization_archive = _archive(OrganizationArchetype)
organization_restore = _restore(OrganizationArchetype)
adjustment_archive, adjustment_restore = _archive(ProfileAdjustment), _restore(ProfileAdjustment)

"""Pages that write what a role is and what draws people to it."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiring.accounts.requests import StaffRequest
from rubrics.models import RoleArchetype
from rubrics.roles.actions.roles import copy_role, create_role, save_role
from rubrics.roles.forms.roles import PitchForm, RoleForm
from rubrics.roles.views.answering import answer_form
from rubrics.roles.views.sections import section_of, section_url


def role_new(request: StaffRequest) -> HttpResponse:
    last = RoleArchetype.objects.order_by("-position").first()
    initial = {"position": last.position + 1 if last else 1}
    return answer_form(
        request,
        RoleForm(request.POST or None, initial=initial),
        create_role,
        template="rubrics/editing/role.html",
        page={},
        flash=_("Role added. Edit it to set competencies by level and interviews."),
    )


def role_edit(request: StaffRequest, role_id: int) -> HttpResponse:
    role = get_object_or_404(RoleArchetype, pk=role_id)
    return _section(request, role, "work", RoleForm, "rubrics/editing/role.html")


def role_pitch(request: StaffRequest, role_id: int) -> HttpResponse:
    role = get_object_or_404(RoleArchetype, pk=role_id)
    return _section(request, role, "pitch", PitchForm, "rubrics/editing/pitch.html")


def _section(
    request: StaffRequest, role: RoleArchetype, name: str, form: type, template: str
) -> HttpResponse:
    return answer_form(
        request,
        form(request.POST or None, instance=role),
        partial(save_role, role=role),
        template=template,
        page=section_of(role, name),
        flash=_("Saved."),
        to=section_url(role, name),
    )


@require_POST
def role_copy(request: StaffRequest, role_id: int) -> HttpResponse:
    role = get_object_or_404(RoleArchetype, pk=role_id)
    copy = copy_role(role=role, actor=request.user)
    messages.success(request, _("Copy created. Give it a new name."))
    return redirect(section_url(copy, "work"))

"""Who hires: people, their roles, and for which side of the work they speak."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.models import TeamRole
from hiring.accounts.requests import StaffRequest
from hiring.requisitions.actions import team as team_actions
from hiring.requisitions.actions.owners import can_own, set_owners
from hiring.requisitions.forms.team import PERSPECTIVES, MemberForm, OwnersForm, PerspectiveForm
from hiring.requisitions.models import HiringTeamMember, Requisition
from hiring.requisitions.views import builder_page
from hiring.requisitions.views.submitting import submit_form


@require_safe
def team(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)
    return builder_page.page(request, requisition, "team", **_crew(requisition))


@require_POST
def team_add(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)
    form, member = submit_form(
        MemberForm,
        request.POST,
        lambda form: team_actions.join_team(
            requisition=requisition, actor=request.user, **form.cleaned_data
        ),
    )
    if member is None:
        context = _crew(requisition, form)
        return builder_page.with_form(
            request, requisition, "team", form, template="_crew", **context
        )
    flash = _("Added %(name)s to the hiring team as %(role)s.") % {
        "name": member.user.name,
        "role": member.get_role_display(),
    }
    return _changed(request, requisition, flash, edited=member.pk)


@require_POST
def owners(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)
    form = OwnersForm(request.POST, owned=requisition, people=can_own(requisition))
    if form.is_valid():
        set_owners(requisition=requisition, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose someone from the list. Nothing was changed."))
    return redirect(requisition)


@require_POST
def team_perspective(request: StaffRequest, requisition_id: int, member_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)
    member = get_object_or_404(requisition.hiring_team.select_related("user"), pk=member_id)
    form = PerspectiveForm(request.POST)
    if not form.is_valid():
        return _changed(request, requisition, "")
    team_actions.set_perspective(member=member, actor=request.user, **form.cleaned_data)
    member.refresh_from_db(fields=["perspective"])
    flash = _("%(name)s: %(perspective)s.") % {
        "name": member.user.name,
        "perspective": member.get_perspective_display() or _("no perspective"),
    }
    return _changed(request, requisition, flash)


@require_POST
def team_remove(request: StaffRequest, requisition_id: int, member_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)
    member = requisition.hiring_team.select_related("user").filter(pk=member_id).first()
    flash = ""
    if member is not None:
        team_actions.leave_team(member=member, actor=request.user)
        flash = _("Removed %(name)s as %(role)s.") % {
            "name": member.user.name,
            "role": member.get_role_display(),
        }
    if not Requisition.objects.visible_to(request.user).filter(pk=requisition.pk).exists():
        messages.success(request, flash)
        return redirect("requisitions:list")
    return _changed(request, requisition, flash)


def _changed(
    request: StaffRequest, requisition: Requisition, flash: str, *, edited: int = 0
) -> HttpResponse:
    if request.htmx:
        context = _crew(requisition) | {"edited": edited}
        return builder_page.part(request, requisition, "team", "_crew", flash=flash, **context)
    return builder_page.back_to(request, requisition, "team", flash)


def _crew(requisition: Requisition, form: MemberForm | None = None) -> dict[str, Any]:
    form = form or MemberForm()
    return {"crew": crew_of(requisition), "member_form": form, "perspectives": PERSPECTIVES}


def crew_of(requisition: Requisition) -> list[HiringTeamMember]:
    """Return the hiring team by role: who decides, who runs it, who interviews."""
    order = list(TeamRole.values)
    members = requisition.hiring_team.select_related("user")
    return sorted(members, key=lambda m: (order.index(m.role), m.user.name, m.pk))

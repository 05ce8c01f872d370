"""Openings: the list, opening one from an archetype, its page, its hiring team."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.models import TeamRole
from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.activity.timeline import timeline_items
from hiring.requisitions import actions
from hiring.requisitions.advice import advice_on, advice_on_form
from hiring.requisitions.blueprint import blueprint
from hiring.requisitions.coverage import tested_profile
from hiring.requisitions.forms import ListForm, MemberForm, OpenForm, RequisitionForm
from hiring.requisitions.models import HiringTeamMember, Requisition, RequisitionStatus
from hiring.requisitions.tabs import tabs_of
from hiring.ui.pagination import keyset_page
from rubrics.models import Level, RoleArchetype

EVENTS_SHOWN = 40


@require_safe
def requisition_list(request: StaffRequest) -> HttpResponse:
    form = ListForm(request.GET)
    form.is_valid()
    status = form.cleaned_data.get("status") or RequisitionStatus.OPEN
    text = form.cleaned_data.get("q", "")
    found = Requisition.objects.visible_to(request.user).search(text).with_list_facts()
    if status != "all":
        found = found.filter(status=status)
    page = keyset_page(
        found,
        order=("-opened_at", "-id"),
        cursor=request.GET.get("cursor"),
        params=request.GET,
    )
    context = {"page": page, "q": text, "status": status, "statuses": ListForm.STATUSES}
    return render(request, "requisitions/list.html", context)


def create(request: StaffRequest) -> HttpResponse:
    form = OpenForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        try:
            requisition = actions.open_requisition(**form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(
                request,
                _("%(key)s is open. Name its hiring manager and interviewers next.")
                % {"key": requisition.key},
            )
            return redirect(requisition)
    chosen = request.POST or request.GET
    context = {"form": form, **_preview(chosen.get("archetype"), chosen.get("level"))}
    context["advice"] = advice_on_form(request.POST) if form.is_bound else []
    return render(request, "requisitions/create.html", context, status=_status(form))


@require_safe
def preview(request: StaffRequest) -> HttpResponse:
    """What the chosen archetype brings at the chosen level; a part of the page that opens one."""
    context = _preview(request.GET.get("archetype"), request.GET.get("level"))
    return render(request, "requisitions/_preview.html", context)


@require_POST
def lint(request: StaffRequest) -> HttpResponse:
    """What the typed title, must-haves and pay cost; a part of the pages that open and edit one."""
    return render(request, "requisitions/_advice.html", {"advice": advice_on_form(request.POST)})


def _preview(archetype_id: str | None, level: str | None) -> dict[str, Any]:
    """Return `brings`, a Blueprint, or nothing while the choice is not complete."""
    if not archetype_id or not archetype_id.isdecimal() or level not in Level.values:
        return {}
    archetype = RoleArchetype.objects.in_use().filter(pk=archetype_id).first()
    if archetype is None:
        return {}
    try:
        return {"brings": blueprint(archetype, level)}
    except Refused as refusal:
        return {"refusal": refusal.message}


@require_safe
def detail(request: StaffRequest, requisition_id: int) -> HttpResponse:
    return _detail(request, _visible(request, requisition_id), MemberForm())


def _detail(
    request: StaffRequest, requisition: Requisition, form: MemberForm, status: int = 200
) -> HttpResponse:
    plan = list(requisition.plan.select_related("rubric", "stage"))
    profile = tested_profile(requisition, plan)
    events = Event.objects.for_requisition(requisition.pk)[:EVENTS_SHOWN]
    context = {
        "requisition": requisition,
        "tabs": tabs_of(request, requisition),
        "team": _team(requisition),
        "member_form": form,
        "profile": profile,
        "untested": [row.entry.competency for row in profile if not row.interviews],
        "stages": list(requisition.stages.all()),
        "plan": plan,
        "minutes": sum(interview.minutes for interview in plan),
        "timeline": timeline_items(events),
        "advice": advice_on(requisition),
    }
    return render(request, "requisitions/detail.html", context, status=status)


def _team(requisition: Requisition) -> list[HiringTeamMember]:
    """Return the hiring team by role: who decides, who runs it, who interviews."""
    order = list(TeamRole.values)
    members = requisition.hiring_team.select_related("user")
    return sorted(members, key=lambda m: (order.index(m.role), m.user.name, m.pk))


def edit(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = _visible(request, requisition_id)
    form = RequisitionForm(request.POST or None, instance=requisition)
    if form.is_valid():
        try:
            actions.edit_requisition(requisition=requisition, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect(requisition)
    context = {"form": form, "requisition": requisition, "tabs": tabs_of(request, requisition)}
    context["advice"] = advice_on_form(request.POST) if form.is_bound else advice_on(requisition)
    return render(request, "requisitions/edit.html", context, status=_status(form))


@require_POST
def close(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = _visible(request, requisition_id)
    actions.close_requisition(requisition=requisition, by=request.user)
    messages.success(request, _("%(key)s takes no more applications.") % {"key": requisition.key})
    return redirect(requisition)


@require_POST
def reopen(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = _visible(request, requisition_id)
    try:
        actions.reopen_requisition(requisition=requisition, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("%(key)s takes applications again.") % {"key": requisition.key})
    return redirect(requisition)


@require_POST
def team_add(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = _visible(request, requisition_id)
    form = MemberForm(request.POST)
    if form.is_valid():
        try:
            member = actions.join_team(
                requisition=requisition, by=request.user, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(
                request,
                _("%(name)s is on the hiring team as %(role)s.")
                % {"name": member.user.name, "role": member.get_role_display()},
            )
            return redirect(requisition)
    return _detail(request, requisition, form, status=400)


@require_POST
def team_remove(request: StaffRequest, requisition_id: int, member_id: int) -> HttpResponse:
    requisition = _visible(request, requisition_id)
    member = requisition.hiring_team.select_related("user").filter(pk=member_id).first()
    if member is not None:
        actions.leave_team(member=member, by=request.user)
        messages.success(
            request,
            _("%(name)s is no longer %(role)s of this requisition.")
            % {"name": member.user.name, "role": member.get_role_display()},
        )
    return redirect(requisition if _still_sees(request, requisition) else "requisitions:list")


def _still_sees(request: StaffRequest, requisition: Requisition) -> bool:
    return Requisition.objects.visible_to(request.user).filter(pk=requisition.pk).exists()


def _visible(request: StaffRequest, requisition_id: int) -> Requisition:
    found = Requisition.objects.visible_to(request.user).select_related(
        "archetype", "team", "organisation", "created_by"
    )
    return get_object_or_404(found, pk=requisition_id)


def _status(form: RequisitionForm) -> int:
    return 400 if form.is_bound and form.errors else 200

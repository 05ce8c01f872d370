"""The builder's sections that are one form each, and the last one, where a draft is opened."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.models import TeamRole
from hiring.accounts.requests import StaffRequest
from hiring.activity.models import Event
from hiring.requisitions.actions import editing
from hiring.requisitions.actions import role_context as role_context_actions
from hiring.requisitions.actions.opening import problems
from hiring.requisitions.advice import advice_on, advice_on_form
from hiring.requisitions.forms.role_context import RoleContextForm
from hiring.requisitions.forms.text import TextForm
from hiring.requisitions.models import Requisition
from hiring.requisitions.views import builder_page
from hiring.requisitions.views.submitting import submit_form

ANSWERS = ("organization", "emphasis", "data_ownership", "model_ownership", "strategy", "mentor")


def role_context(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)

    def make(sent: Any) -> RoleContextForm:
        return RoleContextForm(sent, initial=_said(requisition))

    form, moved = make(None), None
    if request.method == "POST":
        form, moved = submit_form(
            make,
            request.POST,
            lambda form: role_context_actions.set_role_context(
                requisition=requisition,
                actor=request.user,
                seen=form.seen,
                **form.cleaned_data,
            ),
            events=Event.objects.for_requisition(requisition.pk),
        )
    requisition = builder_page.visible(request, requisition_id)
    return builder_page.with_form(
        request,
        requisition,
        "role_context",
        form,
        flash=_("Saved.") if moved else "",
        form=form if form.errors else make(None),
        moved=moved,
        organization=requisition.organization,
    )


def _said(requisition: Requisition) -> dict[str, Any]:
    """Return the strategy and role context as they are now."""
    now = Requisition.objects.select_related("organization", "mentor").get(pk=requisition.pk)
    return {name: getattr(now, name) for name in ANSWERS}


def text(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)

    def make(sent: Any) -> TextForm:
        return TextForm(sent, instance=Requisition.objects.get(pk=requisition.pk))

    form = make(None)
    saved = None
    if request.method == "POST":
        form, saved = submit_form(
            make,
            request.POST,
            lambda form: editing.edit_requisition(
                requisition=requisition, actor=request.user, seen=form.seen, **form.changes
            ),
            events=Event.objects.for_requisition(requisition.pk),
        )
    if saved and not request.htmx:
        return builder_page.back_to(request, requisition, "text", _("Saved."))
    requisition = builder_page.visible(request, requisition_id)
    return builder_page.with_form(
        request,
        requisition,
        "text",
        form,
        flash=_("Saved.") if saved else "",
        form=make(None) if saved else form,
        advice=advice_on_form(request.POST) if form.errors else advice_on(requisition),
    )


@require_safe
def ready(request: StaffRequest, requisition_id: int) -> HttpResponse:
    """The state of the requisition; for a draft, a last look before it opens."""
    requisition = builder_page.visible(request, requisition_id)
    blockers = [text for text, _field in problems(requisition)] if requisition.is_draft else []
    recruiters = requisition.hiring_team.filter(role=TeamRole.RECRUITER, user__is_active=True)
    openers = list(recruiters.order_by("user__name").values_list("user__name", flat=True))
    return builder_page.page(request, requisition, "ready", blockers=blockers, openers=openers)

"""What every page of the builder has around its section: the index, and coverage in view."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django_htmx.http import trigger_client_event

from hiring.accounts.requests import StaffRequest
from hiring.requisitions.coverage.plan import coverage_of
from hiring.requisitions.extension_points import TABS
from hiring.requisitions.models import Requisition
from hiring.requisitions.sections import SECTIONS, open_questions, sections_of
from hiring.ui.errors import status_of


def visible(request: StaffRequest, requisition_id: int) -> Requisition:
    """Return the requisition with what its pages name, or answer 404."""
    found = Requisition.objects.visible_to(request.user).select_related(
        "archetype", "team", "organization", "created_by", "mentor", "copied_from"
    )
    return get_object_or_404(found.with_pay_for(request.user), pk=requisition_id)


def builder(request: StaffRequest, requisition: Requisition, section: str) -> dict[str, Any]:
    """Return what surrounds a section, in a fixed number of queries."""
    coverage = coverage_of(requisition)
    team = list(requisition.hiring_team.select_related("user"))
    questions = open_questions(requisition, coverage, team)
    return {
        "requisition": requisition,
        "section": section,
        "sections": sections_of(requisition, questions, here=section),
        "coverage": coverage,
        "team": team,
        "questions": questions,
    }


def page(
    request: StaffRequest, requisition: Requisition, section: str, status: int = 200, **more: Any
) -> HttpResponse:
    """Return the whole page of one section."""
    context = builder(request, requisition, section) | more
    context |= {
        "part": f"requisitions/build/{section}.html",
        "tabs": TABS.links(request, requisition),
    }
    return render(request, "requisitions/build/page.html", context, status=status)


def part(
    request: StaffRequest,
    requisition: Requisition,
    section: str,
    template: str,
    *,
    flash: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Return what htmx puts in the place of one part, with index and coverage as they are now."""
    context = builder(request, requisition, section) | more
    context |= {"part": f"requisitions/build/{template}.html", "in_place": True}
    answer = render(request, "requisitions/build/answer.html", context, status=status)
    if flash:
        trigger_client_event(answer, "toast", {"text": str(flash), "tone": "info"})
    return answer


def back_to(
    request: StaffRequest, requisition: Requisition, section: str, flash: str = ""
) -> HttpResponse:
    """Return to a section, and say there what was done."""
    if flash:
        messages.success(request, flash)
    return redirect(SECTIONS[section].route, requisition_id=requisition.pk)


def with_form(
    request: StaffRequest,
    requisition: Requisition,
    section: str,
    sent: Any,
    *,
    template: str = "",
    flash: str = "",
    **more: Any,
) -> HttpResponse:
    """Return a section after its form was `sent`: the part of it by htmx, else the whole page."""
    if request.htmx:
        status = 422 if sent.errors else 200
        template = template or section
        return part(request, requisition, section, template, flash=flash, status=status, **more)
    return page(request, requisition, section, status=status_of(sent), **more)

"""The questions of an interview: shown to the candidate, drawn again, made for one project."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.scorecards.actions import question_instances
from hiring.scorecards.instances import AskedQuestion
from hiring.scorecards.kit import Kit
from hiring.scorecards.views.kit import opened_kit, visible_kit
from hiring.ui.numbers import whole_number
from rubrics.content.project_probes.asking import probe


@require_safe
@never_cache
def question(request: StaffRequest, interview_id: int, question_version_id: int) -> HttpResponse:
    """What the candidate is told and nothing else: to turn the screen round, or to share it."""
    found = opened_kit(request, interview_id)
    context = {
        "kit": found,
        "interview": found.interview,
        "asked": _asked(found, question_version_id),
    }
    return render(request, "scorecards/question.html", context)


@require_safe
@never_cache
def project(request: StaffRequest, interview_id: int, project_number: int) -> HttpResponse:
    """Questions into one project of the résumé, counted from 1; a part of the kit or alone."""
    found = visible_kit(request, interview_id)
    projects = found.projects
    if not 1 <= project_number <= len(projects):
        raise Http404
    text = projects[project_number - 1]
    role = found.application.requisition.archetype
    context = {
        "kit": found,
        "interview": found.interview,
        "probe": probe(text.name, text.text, text.technologies, role.key),
        "role": role,
    }
    is_part = "HX-Request" in request.headers
    return render(request, f"scorecards/{'_' if is_part else ''}project.html", context)


@require_POST
def regenerate(request: StaffRequest, interview_id: int, question_version_id: int) -> HttpResponse:
    """Other numbers for everybody in the interview; asks once."""
    found = visible_kit(request, interview_id)
    asked = _asked(found, question_version_id)
    if request.POST.get("confirmed") != "yes":
        return _ask(request, found)
    if asked.instance is None:
        raise Http404
    with refusals.flashed(request):
        question_instances.regenerate(
            instance=asked.instance, seen=_seed_shown(request), actor=request.user
        )
        text = _("Numbers changed. Ask your co-interviewers to reload the kit.")
        messages.success(request, text)
    return redirect(f"{found.interview.get_absolute_url()}#question-{question_version_id}")


@require_POST
def hints(request: StaffRequest, interview_id: int, question_version_id: int) -> HttpResponse:
    """Note which hints the candidate was given."""
    found = visible_kit(request, interview_id)
    asked = _asked(found, question_version_id)
    if asked.instance is None:
        raise Http404
    given = [whole_number(text) or 0 for text in request.POST.getlist("hint")]
    with refusals.flashed(request):
        question_instances.note_hints(instance=asked.instance, given=given, actor=request.user)
    if "HX-Request" in request.headers:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return redirect(f"{found.interview.get_absolute_url()}#question-{question_version_id}")


@require_safe
@never_cache
def regenerated(request: StaffRequest, interview_id: int) -> HttpResponse:
    """A notice for an open kit whose numbers changed; nothing while it shows what counts."""
    found = visible_kit(request, interview_id)
    if request.GET.get("seen", "") == found.seeds:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "scorecards/_regenerated.html", {"interview": found.interview})


def _asked(found: Kit, question_version_id: int) -> AskedQuestion:
    asked = found.question(question_version_id)
    if asked is None:
        raise Http404
    return asked


def _ask(request: StaffRequest, found: Kit) -> HttpResponse:
    """Without JavaScript the button comes here first."""
    context = {
        "title": _("Use different numbers?"),
        "text": _("The numbers change for everyone in this interview."),
        "action": _("Change numbers"),
        "tone": "primary",
        "name": "seen",
        "value": request.POST.get("seen", ""),
        "cancel_url": found.interview.get_absolute_url(),
    }
    return render(request, "ui/confirm_page.html", context)


def _seed_shown(request: StaffRequest) -> int:
    """Return the seed that the page showed; -1, which is none, for what is no number."""
    seed = whole_number(request.POST.get("seen"), max_digits=9)
    return -1 if seed is None else seed

"""Tags of one person, and the names that a field completes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from candidates.actions import tags as tag_actions
from candidates.keys import name_key
from candidates.loading import visible_candidate
from candidates.models import Candidate, Tag
from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.ui.addresses import safe_address

MAX_OFFERED = 30
MAX_CHOICES = 200


@require_POST
def tag_add(request: StaffRequest, candidate_id: int) -> HttpResponse:
    candidate = visible_candidate(request, candidate_id)
    problem = ""
    try:
        tag_actions.add_tag(
            candidate=candidate, name=request.POST.get("tag", ""), actor=request.user
        )
    except Refused as refusal:
        problem = str(refusal.message)
    return _answer(request, candidate, problem, "" if not problem else request.POST.get("tag", ""))


@require_POST
def tag_remove(request: StaffRequest, candidate_id: int, tag_id: int) -> HttpResponse:
    candidate = visible_candidate(request, candidate_id)
    if tag := Tag.objects.filter(pk=tag_id).first():
        tag_actions.remove_tag(candidate=candidate, tag=tag, actor=request.user)
    return _answer(request, candidate)


@require_safe
def tag_names(request: StaffRequest) -> HttpResponse:
    """Tags that begin with what is typed, as options of a field."""
    found = Tag.objects.starting_with(request.GET.get("tag", ""))[:MAX_OFFERED]
    return render(request, "candidates/_tag_names.html", {"tags": found})


def tag_choices(request: StaffRequest) -> list[tuple[str, str]]:
    """What a list offers to be narrowed to: the first tags, and the one that is chosen."""
    first = Tag.objects.all()[:MAX_CHOICES]
    wanted = name_key(request.GET.get("tag", ""))
    chosen = Tag.objects.filter(key=wanted) if wanted else ()
    return [("", _("All tags")), *{tag.key: tag.name for tag in (*first, *chosen)}.items()]


def _answer(
    request: StaffRequest, candidate: Candidate, problem: str = "", typed: str = ""
) -> HttpResponse:
    if request.htmx:
        context = {
            "candidate": candidate,
            "taggings": candidate.taggings.visible_to(request.user).select_related("tag"),
            "problem": problem,
            "typed": typed,
            "refocus": True,
        }
        return render(request, "candidates/_tags.html", context, status=422 if problem else 200)
    if problem:
        messages.error(request, problem)
    return redirect(safe_address(request.POST.get("next", ""), otherwise=candidate))

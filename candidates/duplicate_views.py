"""People who may be in the system twice: the queue, two beside each other, merge, tell apart."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from candidates.actions import merging
from candidates.models import Candidate, Merge, PossibleDuplicate
from candidates.profile import profile_of
from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.ui.pagination import keyset_page

MAX_UNDOABLE = 10


@require_safe
def duplicates(request: StaffRequest) -> HttpResponse:
    pairs = PossibleDuplicate.objects.visible_to(request.user).to_review()
    page = keyset_page(
        pairs.select_related("first", "second"),
        order=("-strength", "id"),
        cursor=request.GET.get("cursor"),
        params=request.GET,
    )
    merged = Merge.objects.filter(undone_at=None).exclude(moved=[])
    merged = merged.select_related("kept", "gone", "actor")[:MAX_UNDOABLE]
    return render(request, "candidates/duplicates.html", {"page": page, "merged": merged})


@require_safe
def duplicate(request: StaffRequest, pair_id: int) -> HttpResponse:
    pair = _pair(request, pair_id)
    sides = [profile_of(person, user=request.user) for person in (pair.first, pair.second)]
    return render(request, "candidates/duplicate.html", {"pair": pair, "sides": sides})


@require_POST
def duplicate_merge(request: StaffRequest, pair_id: int) -> HttpResponse:
    pair = _pair(request, pair_id)
    people = {str(person.pk): person for person in (pair.first, pair.second)}
    kept = people.pop(request.POST.get("kept", ""), None)
    if kept is None:
        messages.error(request, _("Choose which of the two to keep. Nothing was changed."))
        return redirect(pair)
    gone = next(iter(people.values()))
    with refusals.flashed(request):
        merge = merging.merge_candidates(kept=kept, gone=gone, actor=request.user)
        context = {
            "text": _("Merged %(gone)s into %(kept)s.") % {"gone": gone.name, "kept": kept.name},
            "url": reverse("candidates:merge_undo", kwargs={"merge_id": merge.pk}),
        }
        messages.success(request, render_to_string("ui/undo.html", context, request))
        return redirect(kept)
    return redirect(pair)


@require_POST
def duplicate_apart(request: StaffRequest, pair_id: int) -> HttpResponse:
    merging.keep_apart(pair=_pair(request, pair_id), actor=request.user)
    messages.success(request, _("Marked as different people. They won’t be suggested again."))
    return redirect("candidates:duplicates")


@require_POST
def merge_undo(request: StaffRequest, merge_id: int) -> HttpResponse:
    people = Candidate.objects.visible_to(request.user)
    merge = get_object_or_404(Merge, pk=merge_id, kept__in=people, gone__in=people)
    with refusals.flashed(request):
        merging.undo_merge(merge=merge, actor=request.user)
        messages.success(request, _("They are two candidates again."))
    return redirect(merge.kept)


def _pair(request: StaffRequest, pair_id: int) -> PossibleDuplicate:
    """A pair of which the person sees both: neither is revealed by the other."""
    pairs = PossibleDuplicate.objects.visible_to(request.user).select_related("first", "second")
    return get_object_or_404(pairs, pk=pair_id)

"""The workspace of one application: a header and a rail that stay, and a page for each tab."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from candidates.profile import Profile, profile_of
from hiring.accounts.models import User
from hiring.accounts.requests import StaffRequest
from hiring.activity.timeline import folded
from hiring.pipeline import extension_points, timeline
from hiring.pipeline.actions.reviews import reviewers_of
from hiring.pipeline.bookings import ask_to_cancel
from hiring.pipeline.came_from import came_from
from hiring.pipeline.candidate_mail import CandidateMail, Offered, offered, rejection_kind
from hiring.pipeline.forms import NoteForm, OtherOfferForm, TaskForm
from hiring.pipeline.missing_scorecards import missing_scorecards, name_missing
from hiring.pipeline.models import Application, RejectionReason, ReviewRequest
from hiring.pipeline.next_step import next_step
from hiring.pipeline.stepper import steps_of
from hiring.pipeline.views.hypotheses import hypotheses_context
from hiring.pipeline.views.loading import visible_application
from hiring.requisitions.actions.owners import can_own
from hiring.requisitions.forms.team import OwnersForm

MAX_OTHERS = 5
MAX_TASKS = 20
MAX_REVIEWS = 5


@require_safe
def resume(request: StaffRequest, application_id: int) -> HttpResponse:
    return resume_page(request, visible_application(request, application_id))


def resume_page(
    request: StaffRequest,
    application: Application,
    note_form: NoteForm | None = None,
    task_form: TaskForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the first tab; a note or task that was refused is still in its form."""
    context = frame_of(request, application, note_form)
    context["task_form"] = task_form or context["task_form"]
    return render(request, "pipeline/detail.html", context, status=status)


@require_safe
def interviews(request: StaffRequest, application_id: int) -> HttpResponse:
    application = visible_application(request, application_id)
    context = {
        **frame_of(request, application),
        "parts": extension_points.PARTS.links(request, application),
        "buttons": extension_points.BUTTONS.links(request, application),
    }
    return render(request, "pipeline/interviews.html", context)


@require_safe
def hypotheses(request: StaffRequest, application_id: int) -> HttpResponse:
    application = visible_application(request, application_id)
    context = {**frame_of(request, application), **hypotheses_context(application)}
    return render(request, "pipeline/hypotheses.html", context)


@require_safe
def activity(request: StaffRequest, application_id: int) -> HttpResponse:
    application = visible_application(request, application_id)
    context = {
        **frame_of(request, application),
        "timeline": folded(timeline.of_application(application, request.user)),
    }
    return render(request, "pipeline/activity.html", context)


@require_safe
def drawer(request: StaffRequest, application_id: int) -> HttpResponse:
    """What stands beside the board by htmx; alone it is the application's page."""
    application = visible_application(request, application_id)
    if not request.htmx:
        return redirect(application)
    board_url = reverse("pipeline:board", kwargs={"requisition_id": application.requisition_id})
    context = {**frame_of(request, application), "board_url": board_url}
    return render(request, "pipeline/_drawer.html", context)


def frame_of(
    request: StaffRequest, application: Application, note_form: NoteForm | None = None
) -> dict[str, Any]:
    """Return what every page of an application shows: its header, its tabs and its rail."""
    user, steps = request.user, steps_of(application)
    profile = profile_of(application.candidate, user=user)
    is_open = application.is_active and not application.is_concealed
    return {
        "application": application,
        "requisition": application.requisition,
        "tabs": extension_points.TABS.links(request, application),
        "came_from": None if application.is_concealed else came_from(request, application),
        "concealed": application.is_concealed,
        "steps": steps,
        "step": next_step(application, steps, user),
        "reasons": _reasons(),
        "missing": name_missing(missing_scorecards(application)),
        "cancel_question": ask_to_cancel(application),
        "owed": extension_points.OWED.links(request) if application.is_blind else [],
        "profile": profile,
        "reach": _first_of_each_kind(profile),
        "owners_form": OwnersForm(
            owned=application,
            job=application.requisition,
            people=can_own(application.requisition_id),
        ),
        "others": _others(application, user),
        "notes": application.notes.visible_to(user).select_related("author"),
        "reviewers": reviewers_of(application) if is_open else [],
        "is_open": is_open,
        "reviews": [] if application.is_blind else _reviews(application),
        "tasks": list(
            application.tasks.visible_to(user).open().select_related("assignee")[:MAX_TASKS]
        ),
        "task_form": TaskForm(requisition=application.requisition_id, user=user),
        "note_form": note_form or NoteForm(),
        "offer_form": OtherOfferForm(initial={"until": application.other_offer_until}),
        **offered_mails(application, user),
    }


def _reviews(application: Application) -> list[ReviewRequest]:
    """What managers said of the résumé, and who has yet to; it is a finding."""
    found = application.review_requests.select_related("reviewer", "instead_of")
    return list(found.order_by("-requested_at", "-pk")[:MAX_REVIEWS])


def offered_mails(application: Application, user: User) -> dict[str, Offered | None]:
    """Return the mails that the dialogs of endings offer."""
    if not application.is_active:
        return {}
    kind = rejection_kind(application)
    withdrawn = CandidateMail.WITHDRAWN
    return {
        "rejection_mail": offered(application=application, kind=kind, actor=user),
        "withdrawal_mail": offered(
            application=application, kind=withdrawn, actor=user, chosen=False
        ),
    }


def _reasons() -> dict[str, list[RejectionReason]]:
    found = list(RejectionReason.objects.in_use())
    return {
        "ours": [reason for reason in found if not reason.by_candidate],
        "theirs": [reason for reason in found if reason.by_candidate],
    }


def _first_of_each_kind(profile: Profile) -> list[Any]:
    """The address and the number that the header shows; all are among the details."""
    first: dict[str, Any] = {}
    for contact in profile.contact_points if profile.recruits else []:
        first.setdefault(contact.kind, contact)
    return [first[kind] for kind in ("email", "phone") if kind in first]


def _others(application: Application, user: User) -> list[Application]:
    """The person's other applications, as far as this one may know of them."""
    found = Application.objects.filter(candidate=application.candidate_id).led_by(user)
    found = found.exclude(pk=application.pk).not_concealed(user)
    return list(found.select_related("requisition", "stage").order_by("-applied_at")[:MAX_OTHERS])

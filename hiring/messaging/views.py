"""What was sent, what did not arrive and why, and the button that sends it again."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.messaging import actions
from hiring.messaging.models import Message, MessageState
from hiring.ui.pagination import keyset_page


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    active: bool
    count: int | None = None


@require_safe
def message_list(request: StaffRequest) -> HttpResponse:
    visible = Message.objects.visible_to(request.user)
    state = request.GET.get("state", "")
    found = visible.in_state(state) if state in MessageState else visible
    page = keyset_page(
        found.select_related("recipient"),
        order=("-created_at",),
        cursor=request.GET.get("cursor"),
        params=request.GET,
    )
    counts = _open_counts(visible)
    context = {
        "page": page,
        "state": state,
        "tabs": _tabs(state, counts),
        "failed": counts.get(MessageState.FAILED, 0),
    }
    return render(request, "messaging/message_list.html", context)


def _open_counts(visible) -> dict[str, int]:
    """Return how many wait and how many failed: few, and what a person comes here for."""
    waiting = visible.filter(state__in=[MessageState.QUEUED, MessageState.FAILED])
    return dict(waiting.order_by().values_list("state").annotate(Count("pk")))


def _tabs(state: str, counts: dict[str, int]) -> list[Tab]:
    home = reverse("messaging:list")
    first = Tab(_("All"), home, active=state not in MessageState)
    rest = [
        Tab(known.label.capitalize(), f"{home}?state={known}", state == known, counts.get(known))
        for known in (
            MessageState.FAILED,
            MessageState.QUEUED,
            MessageState.SENT,
            MessageState.WITHHELD,
        )
    ]
    return [first, *rest]


@require_POST
def again(request: StaffRequest, message_id: int) -> HttpResponse:
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=message_id)
    try:
        actions.send_again(message=message, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Resending the message."))
    return _back(request)


@require_POST
def again_all(request: StaffRequest) -> HttpResponse:
    sent = actions.send_failed_again(actor=request.user)
    text = ngettext("Resending %(count)d message.", "Resending %(count)d messages.", sent)
    if sent:
        messages.success(request, text % {"count": sent})
    else:
        messages.info(request, _("There are no messages to resend."))
    return _back(request)


def _back(request: StaffRequest) -> HttpResponse:
    """Return to the list as it was filtered; the state is one of ours, never an address."""
    state = request.POST.get("state", "")
    home = reverse("messaging:list")
    return redirect(f"{home}?state={state}" if state in MessageState else home)

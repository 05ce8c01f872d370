"""What was sent, what did not arrive and why, and the button that sends it again."""

from dataclasses import dataclass

from csp.constants import NONE, SELF
from csp.decorators import csp, csp_update
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.messaging import actions
from hiring.messaging.mail import html_of, mail_of
from hiring.messaging.models import Message, MessageState
from hiring.messaging.querysets import MessageQuerySet
from hiring.ui.mail import mail_stays_here
from hiring.ui.pagination import keyset_page

# A mail is somebody's text: in its frame no script runs and nothing is loaded.
_FRAME_POLICY = {
    "default-src": [NONE],
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "sandbox": True,
}


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
        "is_outbox": mail_stays_here(),
    }
    return render(request, "messaging/message_list.html", context)


def _open_counts(visible: MessageQuerySet) -> dict[str, int]:
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
            MessageState.RECEIVED,
            MessageState.CANCELED,
            MessageState.WITHHELD,
        )
    ]
    return [first, *rest]


@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def message_detail(request: StaffRequest, message_id: int) -> HttpResponse:
    """One mail as it looks to its reader, and as text."""
    message = _visible(request, message_id)
    mail = mail_of(message)
    context = {
        "message": message,
        "sender": mail.from_email,
        "reply_to": ", ".join(mail.reply_to),
        "text": mail.body if message.state != MessageState.RECEIVED else message.body,
        "has_html": message.state != MessageState.RECEIVED and message.subject,
    }
    return render(request, "messaging/message_detail.html", context)


@require_safe
@xframe_options_sameorigin
@csp(_FRAME_POLICY)  # type: ignore[arg-type]
def message_html(request: StaffRequest, message_id: int) -> HttpResponse:
    """The HTML of a mail, for the frame on its page: it may load and do nothing."""
    return HttpResponse(html_of(_visible(request, message_id)))


def _visible(request: StaffRequest, message_id: int) -> Message:
    visible = Message.objects.visible_to(request.user).select_related("recipient", "sender")
    return get_object_or_404(visible, pk=message_id)


@require_POST
def again(request: StaffRequest, message_id: int) -> HttpResponse:
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=message_id)
    with refusals.flashed(request):
        actions.send_again(message=message, actor=request.user)
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

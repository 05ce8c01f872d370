"""From "gather more evidence" to the interview that would bring it."""

from django.urls import reverse
from django.utils.http import urlencode

from hiring.accounts import access
from hiring.accounts.models import User
from hiring.debriefs.models import Decision, Outcome
from hiring.debriefs.report.earlier import open_content
from hiring.debriefs.report.model import NextInterview
from hiring.interviews.models import LoopStatus


def next_interview(decision: Decision) -> NextInterview | None:
    """Return the interview that the debrief proposed, where more evidence was asked for."""
    if decision.outcome != Outcome.MORE_EVIDENCE or not decision.debrief.content:
        return None
    return open_content(decision.debrief.content).next_interview


def booking_url(decision: Decision) -> str:
    """Return the address at which the proposed interview is booked, filled in; "" for none."""
    proposed = next_interview(decision)
    loops = decision.debrief.application.loops.filter(status=LoopStatus.BOOKED)
    loop = loops.order_by("-created_at", "-pk").first()
    if proposed is None or loop is None or not decision.debrief.application.is_active:
        return ""
    query = urlencode({"rubric": proposed.rubric_id, "minutes": proposed.minutes})
    return f"{reverse('interviews:add', kwargs={'loop_id': loop.pk})}?{query}"


def booking_link(decision: Decision, user: User) -> str:
    """Return that address for whoever may book; "" for others."""
    url = booking_url(decision)
    if not url:
        return ""
    loop_id = int(url.split("/loop/")[1].split("/")[0])
    allowed = access.decide(user, "interviews:add", "GET", {"loop_id": loop_id}).allowed
    return url if allowed else ""

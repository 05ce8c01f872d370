"""From "gather more evidence" to the interview that would bring it."""

from django.urls import reverse
from django.utils.http import urlencode

from hiring.accounts import access
from hiring.accounts.models import User
from hiring.debriefs.models import Decision, Outcome
from hiring.debriefs.plan import possible_interviews
from hiring.debriefs.report.earlier import open_content
from hiring.debriefs.report.model import NextInterview
from hiring.debriefs.report.questions import settles_most
from hiring.interviews.models import LoopStatus


def next_interview(decision: Decision) -> NextInterview | None:
    """Return the interview that tests what more evidence was asked for.

    That is the one that the debrief proposed, unless other competencies were chosen.
    """
    if decision.outcome != Outcome.MORE_EVIDENCE or not decision.debrief.content:
        return None
    content = open_content(decision.debrief.content)
    proposed = content.next_interview
    chosen = {competency.pk for competency in decision.to_test.all()}
    if not chosen or (proposed and chosen <= set(proposed.competency_ids)):
        return proposed
    library = possible_interviews(decision.debrief.application)
    return settles_most(content, library, only=chosen)


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

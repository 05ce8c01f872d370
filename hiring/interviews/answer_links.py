"""The link in an invitation by which its interviewer answers, without signing in."""

from datetime import timedelta

from django.urls import reverse

from hiring.accounts.links import link_of, make_link, token_of
from hiring.accounts.models import PublicLink
from hiring.interviews.models import Seat

PURPOSE = "interview_answer"
LIFETIME = timedelta(days=180)


def path_of(seat: Seat) -> str:
    """Return the path at which the seat's person answers; the same while its link works."""
    link = PublicLink.objects.to(PURPOSE, seat.pk).live().first() or make_link(
        purpose=PURPOSE, object_id=seat.pk, lifetime=LIFETIME, actor=None
    )
    return reverse("interviews:answer", kwargs={"answer_token": token_of(link)})


def seat_by(token: str) -> Seat | None:
    """Return the seat that a token leads to; None when that is nothing (any more)."""
    link = link_of(token, purpose=PURPOSE)
    if link is None or not link.is_live:
        return None
    seats = Seat.everyone.active().with_interview().select_related("substitute")
    return seats.filter(pk=link.object_id, user__is_active=True).first()

"""One's own interviews as a calendar to subscribe to, at a secret address that can be revoked."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from hiring.accounts.links import link_of, make_link, revoke_links, token_of
from hiring.accounts.models import PublicLink, User
from hiring.activity import clock
from hiring.activity.actions import record
from hiring.interviews.invitations import feed_of
from hiring.interviews.models import Seat
from hiring.interviews.verbs import Verb

PURPOSE = "interview_feed"
LIFETIME = timedelta(days=2 * 365)
BEHIND = timedelta(days=30)
MAX_EVENTS = 500


@transaction.atomic
def create_feed(*, actor: User) -> PublicLink:
    """Return the link to one's own interviews; while one works it stays the same."""
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    if present := _live(actor):
        return present
    link = make_link(purpose=PURPOSE, object_id=actor.pk, lifetime=LIFETIME, actor=actor)
    record(Verb.FEED_CREATED, on=actor, actor=actor)
    return link


@transaction.atomic
def revoke_feed(*, actor: User) -> None:
    """End the link; a second time changes nothing."""
    if revoke_links(purpose=PURPOSE, object_id=actor.pk):
        record(Verb.FEED_REVOKED, on=actor, actor=actor)


def address_of(user: User) -> str:
    """Return the address of one's feed; empty without one."""
    link = _live(user)
    if link is None:
        return ""
    path = reverse("interviews:feed", kwargs={"feed_token": token_of(link)})
    return f"{settings.BASE_URL}{path}"


def feed_by(token: str) -> str | None:
    """Return the calendar that a token opens; None when it opens nothing (any more)."""
    link = link_of(token, purpose=PURPOSE)
    if link is None or not link.is_live:
        return None
    user = User.objects.active().filter(pk=link.object_id).first()
    if user is None:
        return None
    seats = Seat.everyone.of(user).filter(during__endswith__gt=clock.now() - BEHIND)
    return feed_of(seats.with_interview().order_by("during", "id")[:MAX_EVENTS])


def _live(user: User) -> PublicLink | None:
    return PublicLink.objects.to(PURPOSE, user.pk).live().first()

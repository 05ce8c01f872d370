"""The candidate's door to a take-home: a link to the brief and the data of one use."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from hiring.accounts.links import link_of, token_of
from hiring.accounts.models import PublicLink
from hiring.scorecards.models import QuestionInstance

PURPOSE = "exercise"
LIFETIME = timedelta(days=30)


def address_of(link: PublicLink) -> str:
    """Return the address to send to the candidate, with the installation's name in front."""
    return settings.BASE_URL + reverse("take_homes:brief", kwargs={"token": token_of(link)})


def take_home_link(token: str) -> PublicLink | None:
    """Return the link that a token names, None for a token that is none of ours."""
    return link_of(token, purpose=PURPOSE)


def use_of(link: PublicLink) -> QuestionInstance | None:
    """Return what a link leads to: nothing once it works no longer or nobody waits for the work.

    That is asked and not written down, so that an application taken up again has its link again.
    """
    if not link.is_live:
        return None
    use = QuestionInstance.objects.with_subject().filter(pk=link.object_id).first()
    return use if use and _is_awaited(use) else None


def _is_awaited(use: QuestionInstance) -> bool:
    application = use.interview.loop.application
    is_known = application.candidate.erased_at is None
    return use.interview.is_booked and application.is_active and is_known


def newest_links(uses: Iterable[QuestionInstance]) -> dict[int, PublicLink]:
    """Return the newest link for each use that has one; one query for all."""
    links = PublicLink.objects.filter(purpose=PURPOSE, object_id__in=[use.pk for use in uses])
    return {link.object_id: link for link in links.order_by("pk")}

"""The candidate's way to a take-home: a link to the brief and the data of one instance."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hiring.accounts.links import link_of, token_of
from hiring.accounts.models import PublicLink, User
from hiring.pipeline.models import Application
from hiring.scorecards.models import QuestionInstance

PURPOSE = "exercise"
LIFETIME = timedelta(days=30)


def address_of(link: PublicLink) -> str:
    """Return the address to send to the candidate, with the installation's name in front."""
    return settings.BASE_URL + reverse("take_homes:brief", kwargs={"token": token_of(link)})


def take_home_link(token: str) -> PublicLink | None:
    """Return the link that a token names, None for a token that is none of ours."""
    return link_of(token, purpose=PURPOSE)


def instance_of(link: PublicLink) -> QuestionInstance | None:
    """Return what a link leads to: nothing once it works no longer or nobody waits for the work.

    That is asked and not written down, so that an application taken up again has its link again.
    """
    if not link.is_live:
        return None
    instance = QuestionInstance.objects.with_subject().filter(pk=link.object_id).first()
    return instance if instance and _is_awaited(instance) else None


def _is_awaited(instance: QuestionInstance) -> bool:
    application = instance.interview.loop.application
    is_known = application.candidate.erased_at is None
    return instance.interview.is_booked and application.is_active and is_known


def newest_links(instances: Iterable[QuestionInstance]) -> dict[int, PublicLink]:
    """Return the newest link for each instance that has one; one query for all."""
    links = PublicLink.objects.filter(
        purpose=PURPOSE, object_id__in=[instance.pk for instance in instances]
    )
    return {link.object_id: link for link in links.order_by("pk")}


class CandidateMail(models.TextChoices):
    """What a mail to a candidate about a take-home is for."""

    TAKE_HOME = "take_home", _("take-home")


MERGE_FIELDS = {"link": _("link to the take-home"), "until": _("last day of the link")}


def merge_values(application: Application, actor: User | None) -> Mapping[str, str]:
    """Return what mails say of the newest take-home that the candidate can open; else nothing."""
    instances = QuestionInstance.objects.filter(interview__loop__application=application)
    instances = instances.filter(interview__candidate=application.candidate_id)
    live = [link for link in newest_links(instances).values() if instance_of(link)]
    if not live:
        return {}
    link = max(live, key=lambda link: link.pk)
    zone = application.candidate.zone or (actor.zone if actor else "UTC")
    return {
        "link": address_of(link),
        "until": date_format(link.expires_at.astimezone(ZoneInfo(zone)), "F j, Y"),
    }

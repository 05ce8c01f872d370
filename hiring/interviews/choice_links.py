"""The link by which a candidate chooses a time: who makes and ends it is self_scheduling.py's."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from hiring.accounts.links import token_of
from hiring.accounts.models import PublicLink
from hiring.pipeline.models import Application

PURPOSE = "choose_time"
LIFETIME = timedelta(days=14)


def live_link(application: Application) -> PublicLink | None:
    """Return the candidate's link that works, if there is one."""
    return PublicLink.objects.to(PURPOSE, application.pk).live().first()


def path_of(application: Application) -> str:
    """Return the path of the link that works; empty without one."""
    link = live_link(application)
    return reverse("choose_time:choose", kwargs={"choice_token": token_of(link)}) if link else ""


def address_of(application: Application) -> str:
    """Return its address, as a mail has it."""
    path = path_of(application)
    return f"{settings.BASE_URL}{path}" if path else ""

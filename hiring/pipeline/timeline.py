"""What happened to an application, as far as the person who looks may know."""

from typing import Any

from django.db.models import QuerySet

from hiring.accounts.models import User
from hiring.activity.models import Event
from hiring.activity.timeline import Item, timeline_items
from hiring.pipeline.blindness import hidden_events
from hiring.pipeline.models import Application

SHOWN = 60


def of_application(application: Application, user: User) -> list[Item]:
    """Return its timeline, newest first; what would end the person's blindness is left out."""
    return _shown(Event.objects.for_application(application.pk), user, [application.pk])


def of_candidate(candidate_id: int, user: User) -> list[Item]:
    """Return what happened to the applications of one candidate that the person leads."""
    mine = Application.objects.filter(candidate=candidate_id).led_by(user).values("pk")
    events = Event.objects.for_candidate(candidate_id).filter(application_id__in=mine)
    return _shown(events, user, mine)


def _shown(events: QuerySet[Event], user: User, applications: Any) -> list[Item]:
    of_them = Application.objects.filter(pk__in=applications)
    return timeline_items(events.exclude(hidden_events(user, applications=of_them))[:SHOWN])

"""What happened to an application, as far as the person who looks may know."""

from django.db.models import Q, QuerySet

from hiring.accounts.models import User
from hiring.activity.models import Event
from hiring.activity.timeline import Item, timeline_items
from hiring.activity.verbs import Verb
from hiring.pipeline.models import Application
from hiring.pipeline.querysets import AFTER_THE_PANEL

SHOWN = 60
# They tell what others found or decided; a debrief's verbs all do.
_TELLING = Q(
    verb__in=[
        Verb.REJECTED,
        Verb.WITHDRAWN,
        Verb.REOPENED,
        Verb.HIRED,
        Verb.DECIDED,
        Verb.SCORECARD_AMENDED,
    ]
) | Q(verb__startswith="debrief.")


def of_application(application: Application, user: User) -> list[Item]:
    """Return its timeline, newest first; what would end the person's blindness is left out."""
    events: QuerySet[Event] = Event.objects.for_application(application.pk)
    if Application.objects.filter(pk=application.pk).blind_for(user).exists():
        events = _without_telling(events)
    return timeline_items(events[:SHOWN])


def of_candidate(candidate_id: int, user: User) -> list[Item]:
    """Return what happened to the applications of one candidate that the person leads."""
    mine = Application.objects.filter(candidate=candidate_id).led_by(user)
    events = Event.objects.for_candidate(candidate_id).filter(application_id__in=mine.values("pk"))
    of_blind = Q(application_id__in=mine.blind_for(user).values("pk"))
    untold = events.filter(of_blind).exclude(pk__in=_without_telling(events).values("pk"))
    return timeline_items(events.exclude(pk__in=untold.values("pk"))[:SHOWN])


def _without_telling(events: QuerySet[Event]) -> QuerySet[Event]:
    moved_on = Q(verb=Verb.ADVANCED, choices__to_kind__in=list(AFTER_THE_PANEL))
    return events.exclude(_TELLING).exclude(moved_on)

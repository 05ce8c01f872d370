"""When something last happened on applications, as far as a person may know of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Q

from hiring.accounts.models import User
from hiring.activity.models import Event
from hiring.pipeline.blindness import shown_to_blind
from hiring.pipeline.models import Application


def last_activity(applications: Iterable[Application], user: User) -> dict[int, datetime]:
    """Return the moment of the newest event by application id; two queries for a page of them."""
    ids = [application.pk for application in applications]
    blind = Application.objects.filter(pk__in=ids).blind_for(user)
    blind_ids = list(blind.order_by().values_list("pk", flat=True))
    known = ~Q(application_id__in=blind_ids) | shown_to_blind(user) if blind_ids else Q()
    events = Event.objects.filter(known, application_id__in=ids).order_by()
    return dict(events.values_list("application_id").annotate(Max("at")))

"""What a requisition asks otherwise since its first interview, as a debrief tells it."""

from datetime import datetime
from typing import Any

from django.db.models import Min

from hiring.activity.models import Event
from hiring.pipeline.models import Application
from hiring.pipeline.verbs import Verb as ApplicationVerb
from hiring.requisitions.verbs import Verb as RequisitionVerb

TERMS = ("stance", "weight", "bar_level")


def late_profile_changes(application: Application) -> list[dict[str, Any]]:
    """Return the changes of the requisition's profile after its first interview, oldest first.

    Each with who, when and why, and whether this application's hypotheses were fixed before it
    (they stay as they were) or after it. Four queries at most.
    """
    events = Event.objects.for_requisition(application.requisition_id)
    events = events.filter(verb=RequisitionVerb.PROFILE_CHANGED, choices__late=True)
    found = list(events.select_related("actor").prefetch_related("changes").order_by("at", "id"))
    if not found:
        return []
    fixed = fixed_at(application)
    told = (_change(event, fixed) for event in found)
    return [change for change in told if change["changes"]]


def _change(event: Event, fixed: datetime | None) -> dict[str, Any]:
    values = {change.field: change for change in event.changes.all()}
    return {
        "competency": event.choices["competency"],
        "by": event.actor.name if event.actor else "",
        "at": event.at.isoformat(),
        "why": values["why"].new if "why" in values else "",
        "changes": [
            {"field": name, "old": values[name].old, "new": values[name].new}
            for name in TERMS
            if name in values
        ],
        "fixed_before": fixed is not None and fixed < event.at,
    }


def fixed_at(application: Application) -> datetime | None:
    """Return when the application's hypotheses became rows of their own: by a loop or an edit."""
    booked = application.loops.aggregate(first=Min("created_at"))["first"]
    edits = Event.objects.filter(application_id=application.pk)
    edits = edits.filter(verb=ApplicationVerb.HYPOTHESIS_CHANGED)
    edited = edits.aggregate(first=Min("at"))["first"]
    return min((moment for moment in (booked, edited) if moment), default=None)

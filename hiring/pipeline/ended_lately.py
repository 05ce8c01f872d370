"""What a person ended lately in a requisition, so that they can take it back where they are."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Subquery

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.pipeline.models import (
    Application,
    ApplicationStatus,
    SheetRow,
    SheetStatus,
    Transition,
)
from hiring.requisitions.models import Requisition

LATELY = timedelta(days=1)
MAX_SHOWN = 10


def ended_lately(requisition: Requisition, user: User) -> list[Application]:
    """Return the applications that the person ended within a day, the last first; one query.

    Those that an undone import took back are no slip of theirs.
    """
    taken_back = SheetRow.objects.filter(
        application=OuterRef("pk"), sheet__status__in=(SheetStatus.UNDOING, SheetStatus.UNDONE)
    )
    last = Transition.objects.filter(application=OuterRef("pk")).order_by("-at", "-id")
    found = (
        Application.objects.ended()
        .filter(requisition=requisition, ended_at__gte=clock.now() - LATELY)
        .annotate(ended_by=Subquery(last.values("actor")[:1]))
        .filter(ended_by=user.pk)
        .exclude(Exists(taken_back), status=ApplicationStatus.WITHDRAWN)
        .select_related("candidate", "rejection_reason")
    )
    return list(found.order_by("-ended_at", "-id")[:MAX_SHOWN])

"""The query language of activity and jobs."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q


class EventQuerySet(models.QuerySet):
    def for_candidate(self, candidate_id: int) -> Self:
        """Return what happened to one candidate, newest first."""
        return self.filter(candidate_id=candidate_id).with_actor()

    def for_application(self, application_id: int) -> Self:
        """Return what happened to one application, newest first."""
        return self.filter(application_id=application_id).with_actor()

    def for_requisition(self, requisition_id: int) -> Self:
        """Return what happened to one requisition itself (not to its applications)."""
        return self.filter(requisition_id=requisition_id, application_id=None).with_actor()

    def about(self, row: models.Model) -> Self:
        """Return what happened to a row that concerns no candidate or requisition, newest first."""
        nobody: dict[str, Any] = {"candidate_id": None, "application_id": None}
        here = {"object_type": row._meta.label_lower, "object_id": row.pk}
        return self.filter(**here, **nobody, requisition_id=None).with_actor()

    def with_actor(self) -> Self:
        """Return them with who acted, the newest first."""
        return self.select_related("actor").order_by("-at", "-id")


class JobQuerySet(models.QuerySet):
    def live(self) -> Self:
        """Return those that are not over: queued or running."""
        return self.filter(state__in=["queued", "running"])

    def latest_for(self, task: str, key: str) -> Any:
        """Return the newest job of that task and key, or None."""
        return self.filter(task=task, key=key).order_by("-id").first()

    def ready(self, now: datetime, *, skew: timedelta = timedelta(0)) -> Self:
        """Return the jobs that may be claimed: queued and due, or abandoned by their worker.

        `skew`: how far the clock of anyone who queued them may be ahead of ours.
        """
        return self.filter(
            Q(state="queued", run_after__lte=now + skew) | Q(state="running", lease_until__lt=now)
        )

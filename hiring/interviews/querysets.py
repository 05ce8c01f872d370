"""The query language of loops, interviews and seats."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Exists, OuterRef, Prefetch

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.requisitions.querysets import is_led_by


def _seats() -> "SeatQuerySet":
    return apps.get_model("interviews", "Seat").everyone.all()


class LoopQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Return the loops a person may look after: by site role, or leading the team."""
        if user.sees_everything:
            return self
        return self.filter(is_led_by(user, requisition="application__requisition"))

    def booked(self) -> Self:
        return self.filter(status="booked")

    def with_subject(self) -> Self:
        """Return them with whom and what they are about, in the same query."""
        return self.select_related("stage", "application__candidate", "application__requisition")

    def with_interviews(self) -> Self:
        """Return them with their interviews, seats and people, in four more queries for all."""
        interviews = apps.get_model("interviews", "Interview").objects.order_by("during", "id")
        return self.prefetch_related(
            Prefetch("interviews", interviews.prefetch_related(*with_seats()))
        )


class InterviewQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Return the interviews a person may see: by site role, leading the team, or a seat."""
        if user.sees_everything:
            return self
        seat = _seats().filter(interview=OuterRef("pk"), user=user, status="active")
        # Not by a join: for a week of interviews the database would read all applications.
        loops = apps.get_model("interviews", "Loop").objects.visible_to(user)
        return self.filter(Exists(loops.filter(pk=OuterRef("loop"))) | Exists(seat))

    def booked(self) -> Self:
        return self.filter(status="booked")

    def upcoming(self, *, now: datetime) -> Self:
        """Return the booked ones that begin after `now`."""
        return self.booked().filter(during__startswith__gt=now)

    def between(self, begins: datetime, ends: datetime) -> Self:
        """Return the booked ones of which any part lies between the two."""
        return self.booked().filter(during__overlap=(begins, ends))

    def beginning(self, begins: datetime, ends: datetime) -> Self:
        """Return the booked ones that begin from the one until before the other."""
        return self.booked().filter(during__startswith__gte=begins, during__startswith__lt=ends)

    def narrowed(
        self, *, person: int | None = None, room: int | None = None, loop: int | None = None
    ) -> Self:
        """Return those of a person who sits in them, a room, a loop; where asked for."""
        found = self.filter(room=room) if room else self
        found = found.filter(loop=loop) if loop else found
        seats = _seats().active().filter(user=person, interview=OuterRef("pk"))
        return found.filter(Exists(seats)) if person else found

    def but_of(self, moving: Any) -> Self:
        """Return them without the interview that is about to move, or those of that loop."""
        if moving is None:
            return self
        is_loop = moving._meta.model_name == "loop"
        return self.exclude(loop=moving) if is_loop else self.exclude(pk=moving.pk)

    def with_subject(self) -> Self:
        """Return them with whom and what they are about, in the same query."""
        return self.select_related(
            "loop__stage", "loop__application__candidate", "loop__application__requisition"
        )


def with_seats() -> list[Prefetch]:
    """Return how to fetch interviews' `seats` with people, and `learners`: active shadows."""
    seats = _seats().select_related("user", "substitute").order_by("id")
    return [
        Prefetch("seats", seats.rating()),
        Prefetch("seats", seats.learning().active(), to_attr="learners"),
    ]


class SeatQuerySet(models.QuerySet):
    def rating(self) -> Self:
        """Return the seats of interviewers."""
        return self.filter(part="interviewer")

    def learning(self) -> Self:
        """Return the seats of those in training, who write no scorecard."""
        return self.exclude(part="interviewer")

    def active(self) -> Self:
        return self.filter(status="active")

    def of(self, user: User) -> Self:
        return self.active().filter(user=user)

    def owing(self) -> Self:
        """Return the active seats without a submitted scorecard."""
        return self.active().filter(submitted_at=None)

    def submitted(self) -> Self:
        """Return the seats whose scorecard is in."""
        return self.active().filter(submitted_at__isnull=False)

    def overdue(self, *, since: datetime) -> Self:
        """Return the seats whose interview ended before `since` and whose scorecard is owed."""
        return self.owing().filter(during__endswith__lt=since)

    def clashing(
        self, *, users: Iterable[Any], during: DateTimeTZRange, but_not: Any = None
    ) -> Self:
        """Return the active seats of these people that overlap the range `during`."""
        return self.active().filter(user__in=users, during__overlap=during).but_of(but_not)

    def but_of(self, moving: Any) -> Self:
        """Return them without those of the interview or loop that is about to move."""
        if moving is None:
            return self
        is_loop = moving._meta.model_name == "loop"
        return self.exclude(**{"interview__loop" if is_loop else "interview": moving})

    def with_interview(self) -> Self:
        return self.select_related(
            "user",
            "interview__loop__application__candidate",
            "interview__loop__application__requisition",
        )


class RatingSeats(models.Manager.from_queryset(SeatQuerySet)):  # type: ignore[misc]
    """The seats of interviewers."""

    def get_queryset(self) -> SeatQuerySet:
        return super().get_queryset().rating()


class PlanningQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Return what a person may look after: by site role, or leading the team."""
        if user.sees_everything:
            return self
        return self.filter(is_led_by(user, requisition="application__requisition"))


class HoldQuerySet(PlanningQuerySet):
    def live(self) -> Self:
        """Return those that have not expired."""
        return self.filter(expires_at__gt=clock.now())

"""Tasks: what somebody has to do on a candidate or a job, by when."""

from typing import Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.pipeline import blindness
from hiring.requisitions.models import Requisition
from hiring.requisitions.querysets import is_led_by
from hiring.ui.one_line import OneLineField


class TaskQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Return the person's own and those of jobs that they lead, all by site role.

        A task may say how things stand: who is blind to an application sees only their own.
        """
        own = Q(assignee=user) | Q(created_by=user)
        blind = blindness.is_blind(user, application="application")
        led = Q() if user.sees_everything else Q(is_led_by(user, requisition="requisition"))
        return self.filter(own | (led & (Q(application=None) | ~blind)))

    def with_rights(self, user: User) -> Self:
        """Return them with `can_open`: whether the person may (still) open what they are on."""
        if user.sees_everything:
            return self.annotate(can_open=Value(True))
        applications = apps.get_model("pipeline", "Application").objects.visible_to(user)
        jobs = Requisition.objects.visible_to(user)
        return self.annotate(
            can_open=Case(
                When(application=None, then=Exists(jobs.filter(pk=OuterRef("requisition")))),
                default=Exists(applications.filter(pk=OuterRef("application"))),
            )
        )

    def open(self) -> Self:
        return self.filter(done_at=None)

    def of(self, user: User) -> Self:
        """Return those that the person is to do."""
        return self.filter(assignee=user)


class Task(models.Model):
    """Something that one person is to do, on a job or on one application for it."""

    requisition = models.ForeignKey(Requisition, models.CASCADE, related_name="+")
    application = models.ForeignKey(
        "pipeline.Application", models.CASCADE, null=True, related_name="tasks"
    )
    text = OneLineField(_("task"), max_length=200)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField(_("due"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    # Of `with_rights`.
    can_open: bool

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                F("assignee"),
                F("due_on"),
                F("id"),
                condition=Q(done_at=None),
                name="task_to_do",
            ),
            models.Index(F("due_on"), F("id"), condition=Q(done_at=None), name="task_open"),
            models.Index(F("application"), F("due_on"), name="task_of_application"),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"

    def get_absolute_url(self) -> str:
        if self.application is not None:
            return f"{self.application.get_absolute_url()}#tasks"
        return self.requisition.get_absolute_url()

    @property
    def is_overdue(self) -> bool:
        return self.done_at is None and self.due_on < clock.today("UTC")

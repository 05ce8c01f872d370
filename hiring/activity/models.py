"""The append-only record of who did what, and the ledger of background jobs."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from hiring.activity import clock, verbs
from hiring.activity.immutable import Immutable
from hiring.activity.querysets import EventQuerySet, JobQuerySet


class CurrentTransaction(Func):
    """The id of the running transaction, so that a feed of events can be without gaps."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class Event(models.Model):
    """Who did what, on what, when: ids and non-personal choices only.

    The subject is kept as plain ids, since this app is the lowest and knows no domain, and
    since the record outlives what it speaks of.
    """

    at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Of those registered with hiring.activity.verbs; no `choices`: a new verb needs no migration.
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    candidate_id = models.BigIntegerField(null=True)
    application_id = models.BigIntegerField(null=True)
    requisition_id = models.BigIntegerField(null=True)
    choices = models.JSONField(default=dict)
    transaction_id = models.BigIntegerField(db_default=CurrentTransaction())

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(
                F("candidate_id"),
                F("at").desc(),
                F("id").desc(),
                condition=Q(candidate_id__isnull=False),
                name="event_of_candidate",
            ),
            models.Index(
                F("application_id"),
                F("at").desc(),
                F("id").desc(),
                condition=Q(application_id__isnull=False),
                name="event_of_application",
            ),
            models.Index(
                F("requisition_id"),
                F("at").desc(),
                F("id").desc(),
                condition=Q(requisition_id__isnull=False),
                name="event_of_requisition",
            ),
            # Of the job itself, without what happened to its thousands of applications.
            models.Index(
                F("requisition_id"),
                F("at").desc(),
                F("id").desc(),
                condition=Q(requisition_id__isnull=False, application_id__isnull=True),
                name="event_of_job_alone",
            ),
            # Of the library and the settings; what concerns somebody is found by the ones above.
            models.Index(
                F("object_type"),
                F("object_id"),
                F("at").desc(),
                F("id").desc(),
                condition=Q(
                    candidate_id__isnull=True,
                    application_id__isnull=True,
                    requisition_id__isnull=True,
                ),
                name="event_of_object",
            ),
            models.Index(fields=["transaction_id", "id"], name="event_feed"),
        ]
        triggers = [
            Immutable(name="event_never_changes", message="the record of activity never changes")
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"

    def sentence(self, person: str = "") -> str:
        """Return what happened as the rest of a sentence that starts with the actor.

        `person` is the name of the user whom it is about, for verbs that speak of one.
        """
        verb = verbs.find(self.verb)
        if verb is None:
            return self.verb
        try:
            return str(verb.label) % {"person": person or _("someone"), **self.choices}
        except KeyError:
            # A record outlives the vocabulary it was written in.
            return self.verb


class FieldChange(models.Model):
    """One value that an event changed; may be personal, so it can be erased."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="changes")
    field = models.CharField(max_length=60)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "field"], name="one_change_per_field")
        ]

    def __str__(self) -> str:
        return self.field


class JobState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class BackgroundJob(models.Model):
    """A background task's row in the ledger, written in the transaction that caused it.

    The message to the broker only notifies the workers. A row is claimed by compare-and-set, kept
    by a lease that a heartbeat extends, and taken again by the sweep when the lease runs out.
    """

    task = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    run_after = models.DateTimeField(default=clock.now)
    lease_until = models.DateTimeField(null=True)
    # Who holds the lease: a new random value at each claim, checked by the final write.
    claim = models.UUIDField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task", "key"],
                condition=Q(state__in=["queued", "running"]),
                name="one_live_job_per_key",
            ),
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False, claim__isnull=False)
                | ~Q(state="running"),
                name="a_running_job_has_a_lease",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="progress_is_percent"),
        ]
        indexes = [
            models.Index(fields=["run_after"], condition=Q(state="queued"), name="job_queued"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="job_running"),
            models.Index(fields=["task", "key", "-id"], name="job_by_key"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.key} ({self.state})"

    @property
    def is_live(self) -> bool:
        """Whether the job still waits or runs."""
        return self.state in (JobState.QUEUED, JobState.RUNNING)


class Heartbeat(models.Model):
    """When a part of the installation last said that it lives; `/healthz` reads it."""

    part = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.part

"""Applications moving through the stages of a requisition."""

from datetime import datetime

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate, Resume, SourceChannel, Touch
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.immutable import Immutable
from hiring.messaging.models import Message
from hiring.pipeline.blindness import AFTER_THE_PANEL, ParticipantQuerySet, SeatState
from hiring.pipeline.bulk_models import (  # noqa: F401 - Django finds tables here
    UNDO_FOR,
    BulkAction,
    BulkItem,
    BulkKind,
    BulkState,
)
from hiring.pipeline.querysets import (
    ApplicationQuerySet,
    NoteQuerySet,
    RejectionReasonQuerySet,
)
from hiring.pipeline.review_models import (  # noqa: F401 - Django finds tables here
    Absence,
    Opinion,
    ReviewRequest,
)
from hiring.pipeline.sheet_models import (  # noqa: F401 - Django finds tables here
    RowOutcome,
    Sheet,
    SheetFile,
    SheetRow,
    SheetStatus,
)
from hiring.pipeline.task_models import Task  # noqa: F401 - Django finds tables here
from hiring.requisitions.models import Owned, OwnerRole, Requisition, Stage
from hiring.ui.one_line import OneLineField
from rubrics.models import Competency, Stance


class ApplicationStatus(models.TextChoices):
    ACTIVE = "active", _("active")
    HIRED = "hired", _("hired")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Party(models.TextChoices):
    """Whose turn it is."""

    RECRUITER = "recruiter", _("recruiter")
    INTERVIEWER = "interviewer", _("interviewers")
    HIRING_MANAGER = "hiring_manager", _("hiring manager")
    CANDIDATE = "candidate", _("candidate")
    NOBODY = "nobody", _("nobody")


class RejectionReason(models.Model):
    """Why an application ended, in words that can be counted."""

    key = models.SlugField(max_length=40, unique=True)
    label = OneLineField(_("label"), max_length=120)
    # Whether the candidate ended it (withdrew, took another offer).
    by_candidate = models.BooleanField(_("the candidate’s decision"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = RejectionReasonQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.label


class Application(Owned):
    """A person's candidacy for one requisition."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="applications")
    requisition = models.ForeignKey(Requisition, models.PROTECT, related_name="applications")
    # Of the same requisition: a foreign key over both columns holds it (migration).
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="applications")
    status = models.CharField(
        max_length=10, choices=ApplicationStatus, default=ApplicationStatus.ACTIVE
    )
    resume = models.ForeignKey(Resume, models.SET_NULL, null=True, blank=True, related_name="+")
    # The touch that gets the credit.
    touch = models.ForeignKey(Touch, models.SET_NULL, null=True, blank=True, related_name="+")
    # The touch's channel, set by the database: lists are narrowed to it by an index.
    channel = models.ForeignKey(
        SourceChannel, models.PROTECT, null=True, editable=False, related_name="+"
    )
    applied_at = models.DateTimeField(default=clock.now)
    entered_stage_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    rejection_reason = models.ForeignKey(
        RejectionReason, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Facts that higher apps write down here.
    waiting_on = models.CharField(max_length=16, choices=Party, default=Party.RECRUITER)
    due_at = models.DateTimeField(null=True, blank=True)
    next_interview_at = models.DateTimeField(null=True, blank=True)
    # Until when the candidate can accept another offer, as they told us.
    other_offer_until = models.DateField(_("other offer expires"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    source_system = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=120, blank=True)
    # Kept by a trigger, by the database's clock: anyone who mirrors applications asks what changed.
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    # Filled by `with_blindness` and `of_whom`, for the person who looks.
    is_blind: bool
    is_concealed: bool
    leads: bool
    # Filled by lists.
    last_activity_at: datetime | None
    # Filled by what ends or reopens it: how many interviews were canceled with the ending.
    canceled_interviews: int = 0
    # The mail by which the candidate is told of the ending, if one is sent.
    mail: Message | None = None
    # Filled by what reopens it: how many mails on the ending were taken back, and had left.
    canceled_mails: int = 0
    sent_mails: int = 0

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["entered_stage_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "requisition"],
                condition=Q(status="active"),
                name="one_active_application",
            ),
            models.CheckConstraint(
                condition=Q(status="active", ended_at__isnull=True)
                | (~Q(status="active") & Q(ended_at__isnull=False)),
                name="an_ended_application_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(status="rejected") | Q(rejection_reason__isnull=False),
                name="a_rejection_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="active") | Q(waiting_on="nobody") | Q(due_at__isnull=False),
                name="whoever_is_waited_on_has_a_due_date",
            ),
        ]
        indexes = [
            models.Index(
                F("requisition"),
                F("stage"),
                F("entered_stage_at"),
                F("id"),
                condition=Q(status="active"),
                name="application_in_stage",
            ),
            models.Index(
                F("entered_stage_at"),
                F("id"),
                condition=Q(status="active"),
                name="application_active",
            ),
            # What waits for somebody in their jobs; the stage beside it, for counts by what to do.
            models.Index(
                fields=["requisition", "waiting_on", "due_at", "id"],
                include=["stage"],
                condition=Q(status="active"),
                name="application_turn",
            ),
            models.Index(
                F("waiting_on"),
                F("due_at"),
                F("id"),
                condition=Q(status="active"),
                name="application_waiting",
            ),
            # All jobs together, what is due first.
            models.Index(
                F("due_at"), F("id"), condition=Q(status="active"), name="application_due"
            ),
            models.Index(F("applied_at").desc(), F("id").desc(), name="application_newest"),
            models.Index(
                F("channel"),
                F("due_at"),
                F("id"),
                condition=Q(status="active"),
                name="application_channel",
            ),
            # Few have owners of their own.
            *(
                models.Index(
                    F(role), condition=Q(**{f"{role}__isnull": False}), name=f"application_{role}"
                )
                for role in OwnerRole.values
            ),
            models.Index(F("updated_at"), F("id"), name="application_updated"),
            # What somebody ended lately, to take it back.
            models.Index(
                F("requisition"),
                F("ended_at").desc(),
                condition=~Q(status="active"),
                name="application_ended",
            ),
            # The table of one requisition, ended ones included, newest first.
            models.Index(
                F("requisition"),
                F("applied_at").desc(),
                F("id").desc(),
                name="application_of_requisition",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="application_updated_at",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.*"),
                func="NEW.updated_at = clock_timestamp(); RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="application_channel",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("touch_id"),
                func=(
                    "NEW.channel_id = (SELECT channel_id FROM candidates_touch"
                    " WHERE id = NEW.touch_id); RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} · {self.requisition.key}"

    def get_absolute_url(self) -> str:
        return reverse("pipeline:detail", kwargs={"application_id": self.pk})

    @property
    def is_active(self) -> bool:
        return self.status == ApplicationStatus.ACTIVE

    @property
    def days_in_stage(self) -> int:
        return max(0, (clock.now() - self.entered_stage_at).days)

    @property
    def is_overdue(self) -> bool:
        return self.is_active and self.due_at is not None and self.due_at < clock.now()

    @property
    def owners(self) -> list[tuple[str, User]]:
        """Who recruits and coordinates, its own or else the job's, by label."""
        job = self.requisition
        found = [(str(r.label), getattr(self, r) or getattr(job, r)) for r in OwnerRole]
        return [(label, user) for label, user in found if user]

    @property
    def is_decided(self) -> bool:
        """Whether where it stands tells what was decided: it has ended, or is at an offer."""
        return not self.is_active or self.stage.kind in AFTER_THE_PANEL


class Hypothesis(models.Model):
    """What is expected of one candidate in one competency, and so what the loop must test.

    Derived from the requisition's profile until the first is edited or the first interview is
    booked; from then on these rows stand (hiring/pipeline/hypotheses.py).
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="hypotheses")
    competency = models.ForeignKey(Competency, models.PROTECT, related_name="+")
    stance = models.CharField(_("hypothesis"), max_length=16, choices=Stance)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    bar_level = models.PositiveSmallIntegerField(_("bar"), default=3)
    why = models.TextField(_("why"), blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["application_id", "competency__position", "id"]
        verbose_name_plural = "hypotheses"
        constraints = [
            models.UniqueConstraint(
                fields=["application", "competency"], name="one_hypothesis_per_competency"
            ),
            models.CheckConstraint(
                condition=Q(weight__range=(1, 5)), name="hypothesis_weight_range"
            ),
            models.CheckConstraint(
                condition=Q(bar_level__range=(2, 4)), name="hypothesis_bar_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency}: {self.get_stance_display()}"

    @property
    def is_assessed(self) -> bool:
        return self.stance != Stance.NOT_ASSESSED


class Transition(models.Model):
    """One step of an application's way: from where to where, when, by whom."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="transitions")
    from_stage = models.ForeignKey(Stage, models.PROTECT, null=True, related_name="+")
    to_stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    from_status = models.CharField(max_length=10, choices=ApplicationStatus, blank=True)
    to_status = models.CharField(max_length=10, choices=ApplicationStatus)
    # Since when it had been in `from_stage`: what is taken back goes on from there.
    from_since = models.DateTimeField(null=True)
    reason = models.ForeignKey(RejectionReason, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["application_id", "at", "id"]
        indexes = [models.Index(fields=["application", "at", "id"], name="transition_way")]
        triggers = [
            Immutable(name="transition_never_changes", message="a transition never changes")
        ]

    def __str__(self) -> str:
        return f"{self.from_stage_id} → {self.to_stage_id}"


class Participant(models.Model):
    """One person's seat in one interview of an application, as blindness must know it.

    Written by the apps above, one row a seat, and kept when the seat ends: anyone who left one
    stays blind for a while (hiring/pipeline/blindness.py). A seat that stands lets its person
    see the application.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Seat and loop are a matter of a higher app; here they are ids.
    seat_id = models.BigIntegerField()
    loop_id = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=SeatState, default=SeatState.OWES)
    # When its card could first be read by those outside of the loop: all of them were in.
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat_id", "user"], name="one_participant_per_seat"),
        ]
        indexes = [
            models.Index(fields=["user", "application"], name="participant_of_user"),
            models.Index(fields=["loop_id"], name="participant_of_loop"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.application_id}"


class Note(models.Model):
    """A remark on an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="notes")
    # Nobody where an import brought it.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    body = models.TextField(_("note"), max_length=10_000)
    created_at = models.DateTimeField(default=clock.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["application", "-created_at"], name="note_of_application")]

    def __str__(self) -> str:
        return self.body[:60]

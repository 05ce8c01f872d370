"""Debrief reports, immutable once rendered, and the decisions made on them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hiring.activity import clock
from hiring.activity.immutable import Immutable
from hiring.debriefs.querysets import DebriefQuerySet
from hiring.pipeline.models import Application
from hiring.ui.one_line import OneLineField
from hiring.ui.rating_widget import RatingLevel
from rubrics.models import Competency, Criterion, RubricVersion


def pdf_path(debrief: "Debrief", filename: str) -> str:
    """Return where a PDF is kept: a name that says nothing of the person and can't be guessed.

    The same for every attempt, so that what a killed worker left behind is found again.
    """
    token = salted_hmac("debriefs.pdf", str(debrief.pk), algorithm="sha256").hexdigest()[:32]
    return f"debriefs/{token}.pdf"


class RatingFit(models.Model):
    """What all scorecards before a moment say of those who rate (rubrics/assessment/history.py).

    Among it are severities of interviewers, which are monitoring of employees: only debriefs, as
    a correction of estimates, and the calibration page read them.
    """

    # The scorecards submitted before this moment are those that it is of.
    before = models.DateTimeField(unique=True)
    made_at = models.DateTimeField(default=clock.now)
    ratings = models.PositiveIntegerField()
    history = models.JSONField()
    # How each rubric is used, by its id: nothing of single people.
    rubrics = models.JSONField(default=dict)

    class Meta:
        ordering = ["-before"]
        triggers = [
            Immutable(name="rating_fit_never_changes", message="a fit of ratings never changes")
        ]

    def __str__(self) -> str:
        return f"ratings before {self.before:%Y-%m-%d %H:%M}"


class ReferenceAnswer(models.Model):
    """A recorded or written answer whose levels were agreed, to be rated by many interviewers.

    Only such answers tell a lenient house from strong candidates.
    """

    version = models.ForeignKey(RubricVersion, models.PROTECT, related_name="+")
    title = OneLineField(_("title"), max_length=120)
    answer = models.TextField(_("answer"), max_length=20_000)
    # The agreed level of each criterion of the version, by its id.
    agreed = models.JSONField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-created_at", "-id"]
        triggers = [
            Immutable(
                name="reference_answer_never_changes", message="a reference answer never changes"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("debriefs:reference", kwargs={"reference_id": self.pk})


class ReferenceRating(models.Model):
    """How one person rated a criterion of a reference answer, before seeing what was agreed."""

    answer = models.ForeignKey(ReferenceAnswer, models.PROTECT, related_name="ratings")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=RatingLevel)
    rated_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["answer_id", "criterion__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "criterion", "rater"], name="one_reference_rating_per_person"
            ),
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="reference_rating_range"),
        ]
        triggers = [
            Immutable(
                name="reference_rating_never_changes", message="a reference rating never changes"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {self.level}"


class DebriefState(models.TextChoices):
    REQUESTED = "requested", _("in progress")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


class Debrief(models.Model):
    """One version of the report on an application: what was known when it was made."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="debriefs")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=DebriefState, default=DebriefState.REQUESTED)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    requested_at = models.DateTimeField(default=clock.now)
    rendered_at = models.DateTimeField(null=True, blank=True)
    # All that page and PDF say, and what it was computed from.
    content = models.JSONField(default=dict)
    # What its estimates were corrected by.
    fit = models.ForeignKey(RatingFit, models.PROTECT, null=True, related_name="+")
    # SHA-256 of the content: whether a new version would say anything new.
    fingerprint = models.CharField(max_length=64, blank=True)
    pdf = models.FileField(upload_to=pdf_path, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    bytes = models.PositiveIntegerField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects = DebriefQuerySet.as_manager()

    class Meta:
        ordering = ["application_id", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="one_debrief_per_number"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state="requested"),
                name="one_debrief_in_the_making",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready")
                | (Q(rendered_at__isnull=False) & ~Q(sha256="") & ~Q(pdf="")),
                name="a_ready_debrief_has_its_pdf",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-rendered_at", "-id"], condition=Q(state="ready"), name="debrief_newest"
            )
        ]
        triggers = [
            Immutable(
                name="rendered_debrief_never_changes",
                rows="OLD.state = 'ready'",
                message="a rendered debrief never changes",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("debriefs:detail", kwargs={"debrief_id": self.pk})

    @property
    def key(self) -> str:
        """Return the debrief's readable name, as in `MLE-1-340-v2`."""
        return f"{self.application.requisition.key}-{self.application_id}-v{self.number}"

    @property
    def filename(self) -> str:
        return f"debrief-{self.key}.pdf"

    @property
    def is_ready(self) -> bool:
        return self.state == DebriefState.READY

    @property
    def is_being_made(self) -> bool:
        return self.state == DebriefState.REQUESTED


class Outcome(models.TextChoices):
    ADVANCE = "advance", _("advance to an offer")
    REJECT = "reject", _("reject")
    MORE_EVIDENCE = "more_evidence", _("gather more evidence first")


class FirstReading(models.Model):
    """Which way somebody who decides leans, before they see the composite."""

    debrief = models.ForeignKey(Debrief, models.PROTECT, related_name="first_readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lean = models.CharField(_("first reading"), max_length=16, choices=Outcome)
    reason = models.TextField(_("reason"), max_length=5_000)
    read_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-read_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["debrief", "reader"], name="one_first_reading_per_person"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_first_reading_has_a_reason"),
        ]
        triggers = [
            Immutable(name="first_reading_never_changes", message="a first reading never changes")
        ]

    def __str__(self) -> str:
        return f"{self.debrief}: {self.get_lean_display()}"


class Decision(models.Model):
    """What the hiring manager decided on a debrief, and why."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    debrief = models.ForeignKey(Debrief, models.PROTECT, related_name="decisions")
    outcome = models.CharField(_("decision"), max_length=16, choices=Outcome)
    reason = models.TextField(_("reason"), max_length=5_000)
    # Why it differs from the composite, where it does and the composite was shown.
    difference = models.TextField(_("why it differs"), max_length=5_000, blank=True)
    # What more evidence is to be about.
    to_test = models.ManyToManyField(Competency, related_name="+", blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-decided_at", "-id"]
        constraints = [
            # The double click: one decision a debrief.
            models.UniqueConstraint(fields=["debrief"], name="one_decision_per_debrief"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_has_a_reason"),
        ]
        triggers = [Immutable(name="decision_never_changes", message="a decision never changes")]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"

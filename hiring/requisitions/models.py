"""Openings: what is to be filled, by which stages and interviews, and who hires."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import Team, TeamRole
from hiring.activity import clock
from hiring.requisitions.querysets import HiringTeamQuerySet, RequisitionQuerySet
from hiring.ui.one_line import OneLineField
from rubrics.models import (
    Assistance,
    Competency,
    DataOwnership,
    Emphasis,
    InterviewKind,
    Level,
    ModelOwnership,
    OrganizationArchetype,
    Perspective,
    RoleArchetype,
    Rubric,
    StageKind,
    Stance,
    Strategy,
    usual_assistance,
)

MAX_OPENINGS = 100


class RequisitionStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Owned(models.Model):
    """Somebody recruits for it and somebody coordinates it: whom to ask, and whose list it is on.

    It gives no right: whoever owns a thing may see it already.
    """

    recruiter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name=_("recruiter"),
        related_name="+",
        db_index=False,
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name=_("coordinator"),
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True


class OwnerRole(models.TextChoices):
    RECRUITER = "recruiter", _("recruiter")
    COORDINATOR = "coordinator", _("coordinator")


class Requisition(Owned):
    """An approved opening to fill, with a hiring team."""

    key = models.CharField(_("key"), max_length=20, unique=True)
    title = OneLineField(_("title"), max_length=160)
    archetype = models.ForeignKey(
        RoleArchetype, models.PROTECT, verbose_name=_("role archetype"), related_name="+"
    )
    level = models.CharField(_("level"), max_length=12, choices=Level)
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, verbose_name=_("team"), related_name="+"
    )
    organization = models.ForeignKey(
        OrganizationArchetype,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("organization archetype"),
        related_name="+",
    )
    strategy = models.CharField(
        _("strategy"), max_length=16, choices=Strategy, default=Strategy.EXPERIENCED
    )
    # Empty: not said, and nothing is adjusted by it.
    emphasis = models.CharField(
        _("software or research focus"), max_length=12, choices=Emphasis, blank=True
    )
    data_ownership = models.CharField(
        _("who owns the data"), max_length=12, choices=DataOwnership, blank=True
    )
    model_ownership = models.CharField(
        _("who owns models in production"), max_length=12, choices=ModelOwnership, blank=True
    )
    # Anyone who will teach a junior; experienced in the work, and willing.
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("mentor"),
        related_name="+",
    )
    location = OneLineField(_("location"), max_length=160, blank=True)
    pay_minimum = models.PositiveIntegerField(_("pay from"), null=True, blank=True)
    pay_maximum = models.PositiveIntegerField(_("pay to"), null=True, blank=True)
    pay_currency = models.CharField(_("currency"), max_length=3, blank=True)
    openings = models.PositiveSmallIntegerField(
        _("openings"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MAX_OPENINGS)]
    )
    # A fact that hiring writes down here.
    hired = models.PositiveSmallIntegerField(_("hired"), default=0, editable=False)
    must_haves = ArrayField(OneLineField(max_length=200), default=list, blank=True)
    # Markdown: what is advertised.
    job_text = models.TextField(_("job description"), blank=True, max_length=20_000)
    status = models.CharField(
        max_length=8, choices=RequisitionStatus, default=RequisitionStatus.OPEN
    )
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Set by the first interview; from then on a change of weights or bars is shown as such.
    profile_fixed_at = models.DateTimeField(null=True, blank=True)
    # When somebody last changed the plan by hand; from then on it does not follow the profile.
    plan_edited_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    source_system = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=120, blank=True)

    # Filled by the list: what apps above know of it.
    facts: Any

    objects = RequisitionQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pay_minimum__isnull=True)
                | Q(pay_maximum__isnull=True)
                | Q(pay_minimum__lte=F("pay_maximum")),
                name="pay_range_rises",
                violation_error_message=_("The maximum must not be lower than the minimum."),
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | Q(status__in=["draft", "open"], closed_at__isnull=True),
                name="closed_requisition_has_a_date",
            ),
            models.CheckConstraint(condition=Q(openings__gte=1), name="at_least_one_opening"),
            models.CheckConstraint(
                condition=Q(hired__lte=F("openings")),
                name="no_more_hired_than_openings",
                violation_error_message=_("More people are already hired."),
            ),
        ]
        indexes = [models.Index(fields=["status", "-opened_at", "-id"], name="requisition_list")]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("requisitions:detail", kwargs={"requisition_id": self.pk})

    @property
    def is_draft(self) -> bool:
        return self.status == RequisitionStatus.DRAFT

    @property
    def is_open(self) -> bool:
        return self.status == RequisitionStatus.OPEN

    @property
    def openings_left(self) -> int:
        return self.openings - self.hired

    @property
    def days_open(self) -> int:
        """How long it has been, or was, open."""
        return max(0, ((self.closed_at or clock.now()) - self.opened_at).days)

    @property
    def people(self) -> list[str]:
        """The names on the hiring team, each once; free of queries after `with_list_facts()`."""
        return list(dict.fromkeys(member.user.name for member in self.hiring_team.all()))


class Stage(models.Model):
    """A step of a requisition's pipeline."""

    requisition = models.ForeignKey(Requisition, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    name = OneLineField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=StageKind)
    target_days = models.PositiveSmallIntegerField(_("target in days"), default=5)

    class Meta:
        ordering = ["requisition_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["requisition", "position"],
                name="one_stage_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            # What a foreign key over (stage, requisition) points at.
            models.UniqueConstraint(fields=["id", "requisition"], name="stage_of_requisition"),
        ]

    def __str__(self) -> str:
        return self.name


class HiringTeamMember(models.Model):
    """What a person is on the hiring team of one requisition."""

    requisition = models.ForeignKey(Requisition, models.CASCADE, related_name="hiring_team")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="hiring_team_roles"
    )
    role = models.CharField(_("role"), max_length=16, choices=TeamRole)
    # For which side of the work this person can speak in an interview; empty: not said.
    perspective = models.CharField(_("perspective"), max_length=12, choices=Perspective, blank=True)

    objects = HiringTeamQuerySet.as_manager()

    class Meta:
        ordering = ["requisition_id", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["requisition", "user", "role"], name="one_role_once_per_person"
            )
        ]
        indexes = [models.Index(fields=["user", "requisition"], name="team_of_user")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class RequisitionCompetency(models.Model):
    """What this requisition wants of one competency: a strength, a bar, or nothing."""

    requisition = models.ForeignKey(Requisition, models.CASCADE, related_name="competencies")
    competency = models.ForeignKey(Competency, models.PROTECT, related_name="+")
    stance = models.CharField(max_length=16, choices=Stance)
    weight = models.PositiveSmallIntegerField(default=1)
    bar_level = models.PositiveSmallIntegerField(default=3)
    why = models.TextField(blank=True)
    # What the archetype says of it at this level, before strategy and role context adjusted it;
    # empty where the archetype does not speak of it. `adjustment_reasons`: one reason each.
    archetype_stance = models.CharField(max_length=16, choices=Stance, blank=True)
    archetype_weight = models.PositiveSmallIntegerField(null=True, blank=True)
    archetype_bar = models.PositiveSmallIntegerField(null=True, blank=True)
    adjustment_reasons = ArrayField(models.TextField(), default=list, blank=True)
    # When somebody last changed it by hand; from then on it does not follow the role context.
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["requisition_id", "competency__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["requisition", "competency"], name="one_stance_per_competency"
            ),
            models.CheckConstraint(
                condition=Q(weight__range=(1, 5)), name="requisition_weight_range"
            ),
            models.CheckConstraint(
                condition=Q(bar_level__range=(2, 4)), name="requisition_bar_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency}: {self.get_stance_display()}"


class PlannedInterview(models.Model):
    """An interview that the loop of a stage is to hold."""

    requisition = models.ForeignKey(Requisition, models.CASCADE, related_name="plan")
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="plan")
    position = models.PositiveSmallIntegerField()
    name = OneLineField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=16, choices=InterviewKind)
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    # Which side of the work the interviewer is to speak for; empty: either.
    perspective = models.CharField(_("perspective"), max_length=12, choices=Perspective, blank=True)
    # What the candidate may use; empty: what is usual in interviews of this kind.
    assistance = models.CharField(_("assistance"), max_length=12, choices=Assistance, blank=True)
    # How many people sit in it.
    interviewers = models.PositiveSmallIntegerField(_("interviewers"), default=1)
    why = models.TextField(_("why it is in the loop"), blank=True)

    class Meta:
        ordering = ["requisition_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["requisition", "position"],
                name="one_planned_interview_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(10, 480)), name="planned_minutes_range"
            ),
            models.CheckConstraint(
                condition=Q(interviewers__range=(1, 4)), name="planned_interviewers_range"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def allowed(self) -> Assistance:
        """Return what the candidate may use."""
        return Assistance(self.assistance) if self.assistance else usual_assistance(self.kind)

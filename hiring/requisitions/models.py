"""Openings: what is to be filled, by which stages and interviews, and who hires."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import Team, TeamRole
from hiring.activity import clock
from hiring.requisitions.querysets import RequisitionQuerySet
from rubrics.models import (
    Competency,
    InterviewKind,
    Level,
    OrganisationArchetype,
    RoleArchetype,
    Rubric,
    StageKind,
    Stance,
)


class RequisitionStatus(models.TextChoices):
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Strategy(models.TextChoices):
    """The ways out of the unicorn specification."""

    EXPERIENCED = "experienced", _("Experienced in this work")
    TRAIN_ENGINEER = "train_engineer", _("Software engineer to be trained in ML")
    JUNIOR = "junior", _("Junior with a named mentor")


class Requisition(models.Model):
    """An approved opening to fill, with a hiring team."""

    key = models.CharField(_("key"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=160)
    archetype = models.ForeignKey(
        RoleArchetype, models.PROTECT, verbose_name=_("role archetype"), related_name="+"
    )
    level = models.CharField(_("level"), max_length=12, choices=Level)
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, verbose_name=_("team"), related_name="+"
    )
    organisation = models.ForeignKey(
        OrganisationArchetype,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("organisation archetype"),
        related_name="+",
    )
    strategy = models.CharField(
        _("strategy"), max_length=16, choices=Strategy, default=Strategy.EXPERIENCED
    )
    location = models.CharField(_("location"), max_length=160, blank=True)
    pay_minimum = models.PositiveIntegerField(_("pay from"), null=True, blank=True)
    pay_maximum = models.PositiveIntegerField(_("pay to"), null=True, blank=True)
    pay_currency = models.CharField(_("currency"), max_length=3, blank=True)
    openings = models.PositiveSmallIntegerField(
        _("openings"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    must_haves = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    status = models.CharField(
        max_length=8, choices=RequisitionStatus, default=RequisitionStatus.OPEN
    )
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Set by the first interview; from then on a change of weights or bars is shown as such.
    profile_fixed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    source_system = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=120, blank=True)

    objects = RequisitionQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pay_minimum__isnull=True)
                | Q(pay_maximum__isnull=True)
                | Q(pay_minimum__lte=F("pay_maximum")),
                name="pay_range_rises",
                violation_error_message=_("The pay range must not fall."),
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | Q(status="open", closed_at__isnull=True),
                name="closed_requisition_has_a_date",
            ),
            models.CheckConstraint(condition=Q(openings__gte=1), name="at_least_one_opening"),
        ]
        indexes = [models.Index(fields=["status", "-opened_at", "-id"], name="requisition_list")]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("requisitions:detail", kwargs={"requisition_id": self.pk})

    @property
    def is_open(self) -> bool:
        return self.status == RequisitionStatus.OPEN

    @property
    def people(self) -> list[str]:
        """The names on the hiring team, each once; free of queries after `with_list_facts()`."""
        return list(dict.fromkeys(member.user.name for member in self.hiring_team.all()))


class Stage(models.Model):
    """A step of a requisition's pipeline."""

    requisition = models.ForeignKey(Requisition, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=80)
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
                condition=Q(bar_level__range=(1, 4)), name="requisition_bar_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency}: {self.get_stance_display()}"


class PlannedInterview(models.Model):
    """An interview that the loop of a stage is to hold."""

    requisition = models.ForeignKey(Requisition, models.CASCADE, related_name="plan")
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="plan")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=16, choices=InterviewKind)
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minutes"))

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
        ]

    def __str__(self) -> str:
        return self.name

"""Roles as work, not as titles; and the five shapes of organization that they sit in."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hiring.ui.one_line import OneLineField
from rubrics.models.vocabulary import (
    ANSWERS,
    Cataloged,
    DataOwnership,
    DesignChoice,
    Emphasis,
    Level,
    ModelOwnership,
    StageKind,
    Stance,
)
from rubrics.querysets import ArchivableQuerySet, ProfileQuerySet, RoleArchetypeQuerySet

WEEK_PARTS = {
    "modeling": _("Modeling"),
    "serving": _("Serving"),
    "data": _("Data"),
    "analysis": _("Analysis"),
    "people": _("People"),
}


class Depth(models.TextChoices):
    LOW = "low", _("Low")
    MEDIUM_LOW = "medium_low", _("Medium to low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    VERY_HIGH = "very_high", _("Very high")


def _share(part: str) -> Any:
    return Cast(KT(f"week__{part}"), models.IntegerField())


def _whole_week() -> Any:
    first, *others = (_share(part) for part in WEEK_PARTS)
    return sum(others, start=first)


class RoleArchetype(Cataloged):
    key = models.SlugField(max_length=60, unique=True)
    name = OneLineField(max_length=80)
    short = OneLineField(max_length=12, unique=True)
    also_called = ArrayField(OneLineField(max_length=80), default=list, blank=True)
    summary = models.TextField(
        help_text=_("One sentence that distinguishes it from similar roles.")
    )
    does = models.TextField()
    work_product = models.TextField()
    tools = ArrayField(OneLineField(max_length=80), default=list, blank=True)
    backgrounds = ArrayField(models.TextField(), default=list, blank=True)
    week = models.JSONField(help_text=_("Shares of a week that sum to 100."))
    variants = models.JSONField(
        default=list, blank=True, help_text=_("Splits inside the role: a list of name and text.")
    )
    pitch = ArrayField(models.TextField(), default=list, blank=True)
    sourcing = ArrayField(models.TextField(), default=list, blank=True)
    ml = models.CharField(max_length=12, choices=Depth)
    software = models.CharField(max_length=12, choices=Depth)
    communication = models.CharField(max_length=12, choices=Depth)
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)
    # How often profile, stages, default loop or variants were written: each is written as a whole.
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = RoleArchetypeQuerySet.as_manager()

    class Meta:
        ordering = ("position", "name", "id")
        constraints = [
            models.CheckConstraint(
                name="rubrics_week_sums_to_100",
                condition=Q(week__has_keys=list(WEEK_PARTS)) & Q(Exact(_whole_week(), 100)),
                violation_error_message=_("The percentages must add up to 100."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("rubrics:role_detail", kwargs={"role_id": self.pk})

    @property
    def shares(self) -> Any:
        """The week in its fixed order, as charts take it: label, value in per cent, text."""
        return [
            {"label": name, "value": share, "count": share, "text": f"{share} %"}
            for part, name in WEEK_PARTS.items()
            for share in [self.week.get(part, 0)]
        ]


class ProfileEntry(models.Model):
    """What a role at a level needs of one competency.

    `bar_level` is the point of the four-point scale that the person should reach. For a
    strength, 3: the panel says yes to it, not merely "no objection". For a bar, 2 where a gap
    can be lived with or trained (only a strong no stops), 3 where it cannot. `weight`, 1 to 5,
    is its place and emphasis beside the others; no score is computed from it. A competency that
    is not assessed keeps both as what they would be if a requisition switched it on.
    """

    archetype = models.ForeignKey(RoleArchetype, models.CASCADE, related_name="profile")
    level = models.CharField(max_length=12, choices=Level)
    competency = models.ForeignKey("rubrics.Competency", models.PROTECT, related_name="+")
    stance = models.CharField(max_length=16, choices=Stance)
    weight = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    bar_level = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(2), MaxValueValidator(4)]
    )
    why = models.TextField(blank=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        ordering = ("archetype_id", "competency__position", "competency_id", "level")
        verbose_name_plural = "profile entries"
        constraints = [
            models.UniqueConstraint(
                fields=("archetype", "level", "competency"), name="rubrics_profile_entry_once"
            ),
            models.CheckConstraint(
                name="rubrics_profile_weight_1_to_5", condition=Q(weight__range=(1, 5))
            ),
            models.CheckConstraint(
                name="rubrics_profile_bar_2_to_4", condition=Q(bar_level__range=(2, 4))
            ),
            models.CheckConstraint(
                name="rubrics_profile_level_known", condition=Q(level__in=Level.values)
            ),
            models.CheckConstraint(
                name="rubrics_profile_stance_known", condition=Q(stance__in=Stance.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency} · {self.get_level_display()}: {self.get_stance_display()}"


class ArchetypeStage(models.Model):
    """A step of the pipeline that an opening of this role starts with.

    `level` empty means at every level.
    """

    archetype = models.ForeignKey(RoleArchetype, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    name = OneLineField(max_length=80)
    kind = models.CharField(max_length=12, choices=StageKind)
    target_days = models.PositiveSmallIntegerField(
        help_text=_("Days within which a candidate should leave this stage.")
    )
    level = models.CharField(max_length=12, choices=Level, null=True, blank=True)  # noqa: DJ001

    class Meta:
        ordering = ("archetype_id", "position")
        constraints = [
            models.UniqueConstraint(
                fields=("archetype", "position"),
                name="rubrics_archetype_stage_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="rubrics_archetype_stage_kind_known", condition=Q(kind__in=StageKind.values)
            ),
            models.CheckConstraint(
                name="rubrics_archetype_stage_level_known",
                condition=Q(level__isnull=True) | Q(level__in=Level.values),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ArchetypeInterview(models.Model):
    """One interview of the default loop; `level` empty means at every level."""

    archetype = models.ForeignKey(RoleArchetype, models.CASCADE, related_name="interviews")
    position = models.PositiveSmallIntegerField()
    name = OneLineField(max_length=80)
    rubric = models.ForeignKey("rubrics.Rubric", models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    # Null for every level: "" is none of the choices.
    level = models.CharField(max_length=12, choices=Level, null=True, blank=True)  # noqa: DJ001

    class Meta:
        ordering = ("archetype_id", "position")
        constraints = [
            models.UniqueConstraint(
                fields=("archetype", "position"),
                name="rubrics_archetype_interview_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="rubrics_archetype_interview_minutes", condition=Q(minutes__gte=15)
            ),
            models.CheckConstraint(
                name="rubrics_archetype_interview_level_known",
                condition=Q(level__isnull=True) | Q(level__in=Level.values),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganizationArchetype(Cataloged):
    """How ML sits in an organization, and what that asks of the people it hires."""

    key = models.SlugField(max_length=60, unique=True)
    name = OneLineField(max_length=80)
    looks_like = models.TextField()
    good = models.TextField()
    hard = models.TextField()
    consequence = models.TextField(help_text=_("What it means for whom to hire."))
    preview = models.TextField(blank=True, help_text=_("The realistic job preview for candidates."))
    probe = models.TextField(
        blank=True, help_text=_("A question that tests whether a candidate is comfortable with it.")
    )
    # What an opening in such an organization starts from; each can be chosen otherwise.
    emphasis = models.CharField(
        _("software or research focus"), max_length=12, choices=Emphasis, default=Emphasis.BALANCED
    )
    data_ownership = models.CharField(
        _("who owns the data"), max_length=12, choices=DataOwnership, default=DataOwnership.SHARED
    )
    model_ownership = models.CharField(
        _("who owns models in production"),
        max_length=12,
        choices=ModelOwnership,
        default=ModelOwnership.SHARED,
    )
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ArchivableQuerySet.as_manager()

    class Meta:
        ordering = ("position", "name", "id")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("rubrics:organization_detail", kwargs={"organization_id": self.pk})


def _known_answer() -> Any:
    """The condition that `value` is one of the answers to `choice`."""
    known = Q()
    for choice, answers in ANSWERS.items():
        known |= Q(choice=choice, value__in=answers.values)
    return known


class ProfileAdjustment(Cataloged):
    """How one answer to a design choice moves one competency of a profile, and why.

    `weight` and `bar` are added to what the role archetype says, and kept on their scales;
    `stance`, where given, takes the place of the archetype's. It applies to the archetypes
    named, or to all where none is.
    """

    key = models.SlugField(max_length=80, unique=True)
    choice = models.CharField(max_length=16, choices=DesignChoice)
    value = models.CharField(max_length=16)
    competency = models.ForeignKey("rubrics.Competency", models.PROTECT, related_name="+")
    # Null leaves the stance: "" is none of the choices.
    stance = models.CharField(max_length=16, choices=Stance, null=True, blank=True)  # noqa: DJ001
    weight = models.SmallIntegerField(default=0)
    bar = models.SmallIntegerField(default=0)
    because = models.TextField(help_text=_("One sentence a hiring manager can check."))
    archetypes = models.ManyToManyField(
        RoleArchetype,
        blank=True,
        related_name="+",
        help_text=_("The roles it applies to; leave empty for every role."),
    )
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ArchivableQuerySet.as_manager()

    class Meta:
        ordering = ("choice", "value", "competency__position", "id")
        constraints = [
            models.CheckConstraint(
                name="rubrics_adjustment_answer_known", condition=_known_answer()
            ),
            models.CheckConstraint(
                name="rubrics_adjustment_steps",
                condition=Q(weight__range=(-4, 4)) & Q(bar__range=(-3, 3)),
            ),
            models.CheckConstraint(
                name="rubrics_adjustment_stance_known",
                condition=Q(stance__isnull=True) | Q(stance__in=Stance.values),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("rubrics:adjustment_list") + f"#adjustment-{self.pk}"

    def get_value_display(self) -> str:
        return ANSWERS[self.choice](self.value).label

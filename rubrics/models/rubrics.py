"""Rubrics and their versions. A published version and its criteria never change."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hiring.ui.one_line import OneLineField
from hiring.ui.rating_widget import RatingLevel
from rubrics.models.immutability import complete_when_published, frozen_part, frozen_version
from rubrics.models.vocabulary import Cataloged, InterviewKind, VersionStatus
from rubrics.querysets import CriterionQuerySet, RubricQuerySet, RubricVersionQuerySet


class Rubric(Cataloged):
    key = models.SlugField(max_length=60, unique=True)
    name = OneLineField(max_length=80)
    kind = models.CharField(max_length=16, choices=InterviewKind)
    purpose = models.TextField(help_text=_("What this interview assesses that no other does."))
    words = models.TextField(blank=True, default="", editable=False)
    search = models.GeneratedField(
        expression=SearchVector("name", "purpose", "words", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # Of which one it is a copy of our own.
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = RubricQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        # Read often and written rarely: no list of pending entries to read through.
        indexes = [GinIndex(fields=["search"], name="rubrics_rubric_search", fastupdate=False)]
        constraints = [
            models.CheckConstraint(
                name="rubrics_rubric_kind_known", condition=Q(kind__in=InterviewKind.values)
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("rubrics:rubric_detail", kwargs={"rubric_id": self.pk})

    @property
    def current_version(self):
        """The newest published version, or None. Free of a query after `with_current()`."""
        return self.versions.newest_published(self)

    @property
    def draft(self):
        """The one version still being written, or None. Free of a query after `with_draft()`."""
        return self.versions.draft_of(self)


class RubricVersion(models.Model):
    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=VersionStatus, default=VersionStatus.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, help_text=_("What changed, and why."))
    # Counts the savings of a draft, so that one open page does not undo another unseen.
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(null=True, blank=True)
    # What the rubric is called from this version's publication on: `name` and `purpose`.
    heading = models.JSONField(default=dict, blank=True)

    objects = RubricVersionQuerySet.as_manager()

    class Meta:
        ordering = ("rubric_id", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=("rubric", "number"), name="rubrics_rubric_version_number"
            ),
            models.UniqueConstraint(
                fields=("rubric",),
                condition=Q(status=VersionStatus.DRAFT),
                name="rubrics_one_draft_per_rubric",
            ),
            models.CheckConstraint(
                name="rubrics_rubric_version_published_at",
                condition=Q(status=VersionStatus.DRAFT, published_at__isnull=True)
                | Q(status=VersionStatus.PUBLISHED, published_at__isnull=False),
            ),
        ]
        triggers = [frozen_version(), complete_when_published()]

    def __str__(self):
        return _("%(rubric)s, version %(number)d") % {
            "rubric": self.rubric,
            "number": self.number,
        }

    @property
    def is_published(self):
        return self.status == VersionStatus.PUBLISHED

    @property
    def name(self):
        """What the rubric is called in this version; a draft's name is not the rubric's yet."""
        return self.heading.get("name", self.rubric.name)

    @property
    def purpose(self):
        return self.heading.get("purpose", self.rubric.purpose)


class Criterion(models.Model):
    """Evidence of one competency, with what one would see or hear at each of four points."""

    version = models.ForeignKey(RubricVersion, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    competency = models.ForeignKey("rubrics.Competency", models.PROTECT, related_name="criteria")
    name = OneLineField(max_length=120)
    look_for = models.TextField(help_text=_("Where to look for it in the interview."))
    anchor_1 = models.TextField(blank=True)
    anchor_2 = models.TextField(blank=True)
    anchor_3 = models.TextField(blank=True)
    anchor_4 = models.TextField(blank=True)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        ordering = ("version_id", "position")
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(
                fields=("version", "position"), name="rubrics_criterion_position"
            ),
            models.CheckConstraint(
                name="rubrics_at_most_four_criteria", condition=Q(position__range=(1, 4))
            ),
        ]
        triggers = [frozen_part("version", "rubrics_rubricversion")]

    def __str__(self):
        return self.name

    @property
    def anchors(self):
        """The scale with this criterion's words: (level, label, anchor) from 1 to 4."""
        return [
            (level.value, capfirst(level.label), getattr(self, f"anchor_{level}"))
            for level in RatingLevel
        ]

"""Rubrics and their versions. A published version and its criteria never change."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hiring.ui.one_line import OneLineField
from hiring.ui.rating_widget import RatingLevel
from rubrics.models.immutability import complete_when_published, frozen_part
from rubrics.models.versioned import Version, Versioned, version_constraints
from rubrics.querysets import CriterionQuerySet, RubricQuerySet, RubricVersionQuerySet


class Rubric(Versioned):
    name = OneLineField(max_length=80)
    purpose = models.TextField(help_text=_("What this interview assesses that no other does."))
    search = models.GeneratedField(
        expression=SearchVector("name", "purpose", "words", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = RubricQuerySet.as_manager()
    title_field = "name"

    class Meta(Versioned.Meta):
        ordering = ("name", "id")
        # Read often and written rarely: no list of pending entries to read through.
        indexes = [GinIndex(fields=["search"], name="rubrics_rubric_search", fastupdate=False)]


class RubricVersion(Version):
    """Its heading: `name` and `purpose`; its content: the criteria."""

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="versions")

    objects = RubricVersionQuerySet.as_manager()
    item_field = "rubric"
    parts = ("criteria__competency",)

    class Meta(Version.Meta):
        ordering = ("rubric_id", "-number")
        constraints = version_constraints("rubric")
        triggers = [*Version.Meta.triggers, complete_when_published()]

    @property
    def name(self) -> str:
        """What the rubric is called in this version; a draft's name is not the rubric's yet."""
        return self.heading.get("name", self.rubric.name)

    @property
    def purpose(self) -> str:
        return self.heading.get("purpose", self.rubric.purpose)


# As much as fits beside a picture on paper.
MAX_GIST_LENGTH = 36
GIST_LEVELS = (2, 3, 4)


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
    # What one would see in a few words: a debrief names the level needed by it.
    gist_2 = OneLineField(max_length=MAX_GIST_LENGTH, blank=True, default="")
    gist_3 = OneLineField(max_length=MAX_GIST_LENGTH, blank=True, default="")
    gist_4 = OneLineField(max_length=MAX_GIST_LENGTH, blank=True, default="")

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

    def __str__(self) -> str:
        return self.name

    @property
    def gists(self) -> Any:
        """The short forms that there are, by level; level 1 is never needed and has none."""
        texts = {level: getattr(self, f"gist_{level}") for level in GIST_LEVELS}
        return {level: text for level, text in texts.items() if text}

    @property
    def anchors(self) -> Any:
        """The scale with this criterion's words: (level, label, anchor) from 1 to 4."""
        return [
            (level.value, capfirst(level.label), getattr(self, f"anchor_{level}"))
            for level in RatingLevel
        ]

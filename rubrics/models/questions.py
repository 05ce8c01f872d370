"""The question bank. A published version of a question never changes."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.ui.one_line import OneLineField
from rubrics.content.project_probes.tree import branches
from rubrics.models.immutability import frozen_part
from rubrics.models.versioned import Version, Versioned, version_constraints
from rubrics.querysets import QuestionQuerySet, QuestionVersionQuerySet


class Question(Versioned):
    title = OneLineField(max_length=120)
    archetypes = models.ManyToManyField(
        "rubrics.RoleArchetype",
        blank=True,
        related_name="questions",
        help_text=_("The roles it was written for; leave empty for every role."),
    )
    search = models.GeneratedField(
        expression=SearchVector("title", "words", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = QuestionQuerySet.as_manager()
    title_field = "title"

    class Meta(Versioned.Meta):
        ordering = ("title", "id")
        # Read often and written rarely: no list of pending entries to read through.
        indexes = [
            GinIndex(fields=["search"], name="rubrics_question_search", fastupdate=False),
            # The list without words: fifty in their order, and not the whole bank sorted.
            models.Index(fields=["title", "id"], name="rubrics_question_by_title"),
        ]


class QuestionVersion(Version):
    """What is said to the candidate (`body`) and what only the interviewer reads (the rest).

    `hints` are in the order in which to give them, each `{"text": …, "cost": …}`: the cost says
    what the hint takes from the rating. `details` is what the kind adds: a probe's `tree`, a
    take-home's `submit`, `not_judged` and `live_alternative`, a debugging `program` with its `fix`.
    Its heading: `title` and `archetypes`, the keys of the roles that it is for.
    To show a whole question include
    the template `rubrics/parts/question_for_candidate.html` or
    `rubrics/parts/question_for_interviewer.html` with `version`.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="versions")
    body = models.TextField(blank=True, help_text=_("Markdown; what the candidate sees."))
    guide = models.TextField(
        blank=True, help_text=_("Markdown; for the interviewer: the answer, what good looks like.")
    )
    hints = models.JSONField(default=list, blank=True)
    follow_ups = ArrayField(models.TextField(), default=list, blank=True)
    details = models.JSONField(default=dict, blank=True)
    minutes = models.PositiveSmallIntegerField(default=30)
    difficulty = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    competencies = models.ManyToManyField(
        "rubrics.Competency",
        through="rubrics.QuestionCompetency",
        blank=True,
        related_name="question_versions",
    )

    objects = QuestionVersionQuerySet.as_manager()
    item_field = "question"
    parts = ("competencies", "question__archetypes")

    class Meta(Version.Meta):
        ordering = ("question_id", "-number")
        constraints = [
            *version_constraints("question"),
            models.CheckConstraint(
                name="rubrics_question_difficulty_1_to_5", condition=Q(difficulty__range=(1, 5))
            ),
            models.CheckConstraint(
                name="rubrics_question_minutes_positive", condition=Q(minutes__gte=1)
            ),
        ]

    @property
    def title(self) -> str:
        """What it is called in this version; a draft's title is not the question's yet."""
        return self.heading.get("title", self.question.title)

    @property
    def archetype_keys(self) -> list[str]:
        """The keys of the roles that it is written for in this version."""
        if "archetypes" in self.heading:
            return self.heading["archetypes"]
        return sorted(role.key for role in self.question.archetypes.all())

    @property
    def probe(self) -> Any:
        """The probe's tree, phase by phase; empty for other kinds."""
        return branches(self.details.get("tree", []))


class QuestionCompetency(models.Model):
    """A competency that one version of a question gives evidence of."""

    version = models.ForeignKey(QuestionVersion, models.CASCADE, related_name="+")
    competency = models.ForeignKey("rubrics.Competency", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("version_id", "competency_id")
        verbose_name_plural = "question competencies"
        constraints = [
            models.UniqueConstraint(
                fields=("version", "competency"), name="rubrics_question_competency_once"
            ),
        ]
        triggers = [frozen_part("version", "rubrics_questionversion")]

    def __str__(self) -> str:
        return f"{self.version} · {self.competency}"

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hiring.ui.one_line import OneLineField
from rubrics.models.vocabulary import Cataloged
from rubrics.querysets import CompetencyQuerySet


class Competency(Cataloged):
    """One thing a person can be good at, told apart from its neighbors by what it is not."""

    key = models.SlugField(max_length=60, unique=True)
    name = OneLineField(max_length=80)
    definition = models.TextField(help_text=_("What a person who has it does."))
    is_not = models.TextField(help_text=_("What it is often mistaken for."))
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = CompetencyQuerySet.as_manager()

    class Meta:
        ordering = ("position", "name", "id")
        verbose_name_plural = "competencies"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("rubrics:competency_detail", kwargs={"competency_id": self.pk})

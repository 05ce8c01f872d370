"""Tags: words by which people are gathered, whatever they applied for."""

from typing import Any

from django.conf import settings
from django.db import models

from candidates.keys import name_key
from candidates.querysets import TaggingQuerySet, TagQuerySet
from hiring.activity import clock
from hiring.ui.one_line import OneLineField

MAX_TAG_LENGTH = 40


class Tag(models.Model):
    """A word that people are gathered under; two spellings of one key are one tag."""

    name = OneLineField(max_length=MAX_TAG_LENGTH)
    key = models.CharField(max_length=200, unique=True, editable=False, db_collation="C")

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=~models.Q(key=""), name="tag_not_empty")]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: Any) -> None:
        """Saves with the key that belongs to the name."""
        self.key = name_key(self.name)[:200]
        super().save(**kwargs)


class Tagging(models.Model):
    """A candidate has a tag."""

    candidate = models.ForeignKey("Candidate", models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="taggings", db_index=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = TaggingQuerySet.as_manager()

    class Meta:
        ordering = ["tag__key"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "tag"], name="tagged_once"),
        ]
        indexes = [models.Index(fields=["tag", "candidate"], name="tagged_with")]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.tag}"

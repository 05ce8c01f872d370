"""What rubrics and questions have in common: an item is used in one version and written in another.

Each concrete pair names the other once: a version has a foreign key to its item (`item_field`)
with the related name `versions`.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rubrics.models.immutability import frozen_version
from rubrics.models.vocabulary import Cataloged, InterviewKind, VersionStatus


class Versioned(Cataloged):
    """Something that is used in the version published last, and written in a draft beside it."""

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=16, choices=InterviewKind)
    words = models.TextField(blank=True, default="", editable=False)
    # Of which one it is a copy of our own.
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    archived_at = models.DateTimeField(null=True, blank=True)

    # What it is called by: one of the columns that a version's heading has, too.
    title_field: ClassVar[str]
    versions: Any

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="rubrics_%(class)s_kind_known", condition=Q(kind__in=InterviewKind.values)
            ),
        ]

    def __str__(self) -> str:
        return getattr(self, self.title_field)

    def get_absolute_url(self) -> str:
        name = self._meta.model_name
        return reverse(f"rubrics:{name}_detail", kwargs={f"{name}_id": self.pk})

    @property
    def current_version(self) -> Any:
        """The newest published version, or None. Free of a query after `with_current()`."""
        return self.versions.newest_published(self)

    @property
    def draft(self) -> Any:
        """The one version still being written, or None. Free of a query after `with_draft()`."""
        return self.versions.draft_of(self)


class Version(models.Model):
    """One state of an item; once published it never changes."""

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
    # What the item is called from this version's publication on; until then it keeps its own.
    heading = models.JSONField(default=dict, blank=True)

    item_field: ClassVar[str]
    # The relations that hold the rest of its content, to be fetched with it.
    parts: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True
        triggers = [frozen_version()]

    def __str__(self) -> str:
        return _("%(item)s, version %(number)d") % {"item": self.item, "number": self.number}

    @property
    def item(self) -> Any:
        """The rubric or question that it is a version of."""
        return getattr(self, self.item_field)

    @property
    def is_published(self) -> bool:
        return self.status == VersionStatus.PUBLISHED


def version_constraints(item: str) -> list[models.BaseConstraint]:
    """Return what holds for the versions of an `item`, the name of the foreign key to it."""
    return [
        models.UniqueConstraint(fields=(item, "number"), name=f"rubrics_{item}_version_number"),
        models.UniqueConstraint(
            fields=(item,),
            condition=Q(status=VersionStatus.DRAFT),
            name=f"rubrics_one_draft_per_{item}",
        ),
        models.CheckConstraint(
            name=f"rubrics_{item}_version_published_at",
            condition=Q(status=VersionStatus.DRAFT, published_at__isnull=True)
            | Q(status=VersionStatus.PUBLISHED, published_at__isnull=False),
        ),
    ]

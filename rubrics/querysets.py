"""The questions that other apps ask of the catalog."""

import re
from typing import Any, Self

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q


def prefix_query(text: str) -> SearchQuery | None:
    """A full-text query that matches words beginning with each word of `text`, or None."""
    words = re.findall(r"\w+", text)[:12]
    if not words:
        return None
    return SearchQuery(
        " & ".join(f"{word}:*" for word in words), config="english", search_type="raw"
    )


class ArchivableQuerySet(models.QuerySet):
    def in_use(self) -> Self:
        """Rows that were not archived."""
        return self.filter(archived_at__isnull=True)

    def archived(self) -> Self:
        """Rows that were archived."""
        return self.filter(archived_at__isnull=False)


class CompetencyQuerySet(ArchivableQuerySet):
    def search(self, text: str) -> Self:
        """Competencies whose name or definition contains `text`."""
        return self.filter(Q(name__icontains=text) | Q(definition__icontains=text))


class RoleArchetypeQuerySet(ArchivableQuerySet):
    def with_everything(self) -> Self:
        """Archetypes with profile, stages and default loop, in a fixed number of queries."""
        return self.prefetch_related("profile__competency", "stages", "interviews__rubric")


class ProfileQuerySet(models.QuerySet):
    def at(self, level: str) -> Self:
        """The profile of one level."""
        return self.filter(level=level)

    def assessed(self) -> Self:
        """Strengths and bars, without what is not assessed."""
        return self.exclude(stance="not_assessed")

    def strengths(self) -> Self:
        return self.filter(stance="strength")


class SearchableQuerySet(ArchivableQuerySet):
    def of_kind(self, kind: str) -> Self:
        """Those of one interview kind."""
        return self.filter(kind=kind)

    def search(self, text: str) -> Self:
        """Those that hold every word of `text` or a longer word that begins with it."""
        query = prefix_query(text)
        return self if query is None else self.filter(search=query)

    def with_current(self, parts: tuple[str, ...] = ()) -> Self:
        """Each with its `current_version` at hand, in one more query for all, one more a part."""
        current = self._versions().published().newest().prefetch_related(*parts)
        return self.defer("search", "words").prefetch_related(
            Prefetch("versions", current, to_attr="prefetched_current")
        )

    def with_draft(self, parts: tuple[str, ...] = ()) -> Self:
        """Each with its `draft` and who saved it at hand, in one more query, one more a part."""
        drafts = self._versions().drafts().select_related("saved_by").prefetch_related(*parts)
        return self.prefetch_related(Prefetch("versions", drafts, to_attr="prefetched_draft"))

    def being_written(self) -> Self:
        """Those that have a draft."""
        drafts = self._versions().drafts()
        return self.filter(Exists(drafts.filter(**{drafts.item_field: OuterRef("pk")})))

    def current(self) -> Self:
        """In use and published at least once."""
        return self.in_use().published()

    def published(self) -> Self:
        """Those that were published at least once, be they archived since."""
        versions = self._versions().published()
        return self.filter(Exists(versions.filter(**{versions.item_field: OuterRef("pk")})))

    def _versions(self) -> "VersionQuerySet":
        """The versions of every row of this model."""
        versions: Any = self.model._meta.get_field("versions").related_model
        return versions._default_manager.all()


class RubricQuerySet(SearchableQuerySet):
    def with_list_facts(self) -> Self:
        """Each with the current version's criteria, in four queries for all."""
        return self.with_current(parts=("criteria__competency",))


class QuestionQuerySet(SearchableQuerySet):
    def for_archetype(self, archetype: Any) -> Self:
        """Questions written for this role or for every role."""
        return self.for_archetypes([archetype])

    def for_archetypes(self, archetypes: Any) -> Self:
        """Questions written for one of these roles or for every role."""
        link: Any = self.model._meta.get_field("archetypes")
        named = link.remote_field.through.objects.filter(question=OuterRef("pk"))
        return self.filter(~Exists(named) | Exists(named.filter(rolearchetype__in=archetypes)))

    def observing(self, competency: Any) -> Self:
        """Questions whose current version gives evidence of one competency."""
        current = self._versions().published().newest()
        return self.filter(Exists(current.filter(question=OuterRef("pk"), competencies=competency)))

    def recorded_by(self, version: Any) -> Self:
        """Questions for all of whose competencies this version of a rubric has a criterion."""
        recorded = version.criteria.values("competency")
        current = self._versions().published().newest().filter(question=OuterRef("pk"))
        link: Any = current.model._meta.get_field("competencies")
        others = link.remote_field.through.objects.exclude(competency__in=recorded)
        missing = current.filter(pk__in=others.values("version"))
        return self.filter(~Exists(missing))

    def with_list_facts(self) -> Self:
        """Each with roles and the current version with competencies, in four queries for all."""
        return self.with_current(parts=("competencies",)).prefetch_related("archetypes")


class VersionQuerySet(models.QuerySet):
    @property
    def item_field(self) -> str:
        """The name of the foreign key to the item."""
        model: Any = self.model
        return str(model.item_field)

    def published(self) -> Self:
        return self.filter(status="published")

    def drafts(self) -> Self:
        return self.filter(status="draft")

    def newest(self) -> Self:
        """Without those that a later published version of the same item replaced."""
        later = self.model._base_manager.filter(
            **{self.item_field: OuterRef(self.item_field)},
            status="published",
            number__gt=OuterRef("number"),
        )
        return self.filter(~Exists(later))

    def current(self) -> Self:
        """The newest published version of each item that is in use."""
        return self.published().newest().filter(**{f"{self.item_field}__archived_at": None})

    def of_kind(self, kind: str) -> Self:
        """Versions whose item is of one interview kind."""
        return self.filter(**{f"{self.item_field}__kind": kind})

    def newest_published(self, item: Any) -> Any:
        """The current version of `item`, taken from `with_current()` where it ran."""
        if hasattr(item, "prefetched_current"):
            return next(iter(item.prefetched_current), None)
        return self.published().order_by("-number").first()

    def draft_of(self, item: Any) -> Any:
        """The draft of `item`, taken from `with_draft()` where it ran."""
        if hasattr(item, "prefetched_draft"):
            return next(iter(item.prefetched_draft), None)
        return self.drafts().select_related("saved_by").first()


class RubricVersionQuerySet(VersionQuerySet):
    def with_criteria(self) -> Self:
        return self.select_related("rubric").prefetch_related("criteria__competency")


class QuestionVersionQuerySet(VersionQuerySet):
    def with_competencies(self) -> Self:
        return self.select_related("question").prefetch_related("competencies")


class CriterionQuerySet(models.QuerySet):
    def observing(self, competency: Any) -> Self:
        """Criteria that are evidence of one competency."""
        return self.filter(competency=competency)

    def current(self) -> Self:
        """Criteria of current versions of rubrics in use."""
        versions: Any = self.model._meta.get_field("version").related_model
        return self.filter(version__in=versions.objects.current())

    def with_rubric(self) -> Self:
        """Each with its rubric at hand, in the rubrics' order."""
        return self.select_related("version__rubric").order_by("version__rubric__name", "position")

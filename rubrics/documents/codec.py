"""One codec for each kind of library document: its schema, its reader and its writer.

A document is plain data: the same whether it comes from a file, a form or the tables. Comparing
two of them is how the loader knows what an organization has edited.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.db.models import Max, prefetch_related_objects

from hiring.ui.one_line import one_line
from rubrics.documents.catalog import Document, schema_errors
from rubrics.documents.completeness import DocumentProblem, problems_of
from rubrics.models import Competency, Rubric, Version, Versioned

NOTE = "From the catalog."


class Codec:
    """How one kind of document is found, compared and written."""

    name: ClassVar[str]
    # Its place in the catalog.
    part: ClassVar[str]
    model: ClassVar[type[models.Model]]
    # The columns that it says as they are.
    fields: ClassVar[tuple[str, ...]]
    # The key by which a document in somebody's file is known to be of this kind.
    mark: ClassVar[str] = ""
    # What can be left out, and what it is then.
    optional: ClassVar[Document] = {}
    has_versions: ClassVar[bool] = False

    def normal(self, given: Document) -> Document:
        """Return a document of the catalog as `read` returns it."""
        return dict(given)

    def read(self, row: Any) -> Document:
        """Return what a row says."""
        return {name: getattr(row, name) for name in self.fields}

    def write(self, row: Any, document: Document) -> Version | None:
        """Save a normal document in its row; return a version of it that is still to publish."""
        for name in self.fields:
            setattr(row, name, document[name])
        row.save()
        return None

    def competencies(self, document: Document) -> set[str]:
        """Return the keys of the competencies that it gives evidence of."""
        return set()

    def file_problems(self, document: Document) -> Iterator[DocumentProblem]:
        """Yield what is wrong with a document of somebody's file, all that is optional in it.

        A text may be short, since what was published here may be.
        """
        for error in schema_errors(document, schema=self.name):
            if error.validator != "minLength" or not str(error.instance).strip():
                yield from problems_of(error)


class VersionedCodec(Codec, ABC):
    """A rubric or a question: `fields` are the item's, `heading` those that a version has too."""

    has_versions = True
    version: ClassVar[type[Version]]
    heading: ClassVar[tuple[str, ...]]
    # The document's parts as a file has them.
    order: ClassVar[tuple[str, ...]]

    def content(self, version: Version) -> Document:
        """Return what a version says, its heading included; no query for what was prefetched."""
        prefetch_related_objects([version], *version.parts)
        document = self._content(version)
        return {name: document[name] for name in self.order if name in document}

    def read(self, row: Versioned, version: Version | None = None) -> Document:
        """Return what an item says in a version, by default its current one."""
        version = version or row.current_version
        document = (self.content(version) if version else {}) | self.own(row)
        return {name: document[name] for name in self.order if name in document}

    def write(self, row: Any, document: Document) -> Version | None:
        """Save the item; where its text differs from the current version's, begin another one."""
        before = self.read(row) if row.pk else {}
        super().write(row, document)
        own = {"key", "kind", *self.own(row)}
        if all(before.get(name) == document[name] for name in self.order if name not in own):
            return None
        return self.begin(row, document, note=NOTE)

    def begin(self, item: Any, document: Document | None, **columns: Any) -> Version:
        """Return a new draft of the item, with this text or none, by default its next version."""
        newest = item.versions.aggregate(number=Max("number"))["number"] or 0
        columns = {self.version.item_field: item, "number": newest + 1} | columns
        draft = self.version(**columns)
        if document:
            self.fill(draft, document)
        else:
            draft.heading = self._heading(self.own(item))
            draft.save()
        return draft

    def fill(self, draft: Any, document: Document) -> None:
        """Put this text instead of a draft's, and save it."""
        title = self.model.title_field  # type: ignore[attr-defined]
        draft.heading = self._heading(document) | {title: one_line(document[title])}
        self._fill(draft, document)

    def own(self, item: Any) -> Document:
        """Return what the item itself says, whatever its version."""
        return {name: getattr(item, name) for name in self.fields}

    def title_item(self, item: Any, document: Document, **columns: Any) -> None:
        """Let the item be called what the document calls it."""
        columns |= {name: document[name] for name in self.fields if name in self.heading}
        type(item).objects.filter(pk=item.pk).update(**columns)

    @abstractmethod
    def words(self, version: Any) -> str:
        """Return the words by which a version is found, besides those of its heading."""

    @abstractmethod
    def faults(self, document: Document) -> Iterator[DocumentProblem]:
        """Yield what not even a draft may be."""

    @abstractmethod
    def gaps(self, document: Document) -> Iterator[DocumentProblem]:
        """Yield what nobody can publish without, the loader included."""

    def problems(self, document: Document) -> Iterator[DocumentProblem]:
        """Yield everything that keeps a person from publishing it."""
        yield from self.gaps(document)

    def _heading(self, document: Document) -> Document:
        return {name: document[name] for name in self.heading}

    @abstractmethod
    def _content(self, version: Any) -> Document: ...

    @abstractmethod
    def _fill(self, draft: Any, document: Document) -> None: ...


def ids_of(model: type[Competency] | type[Rubric]) -> dict[str, int]:
    """Return the ids of all rows by their keys."""
    return dict(model.objects.values_list("key", "pk"))

"""What the tables hold, as documents: in the order of the catalog's files."""

from collections.abc import Iterator
from typing import Any

from rubrics.documents.catalog import Document, digest
from rubrics.documents.codec import VersionedCodec
from rubrics.documents.codecs import COMPETENCIES, QUESTIONS, RUBRICS, versioned_codec
from rubrics.documents.questions import QuestionCodec
from rubrics.models import Competency, Question, Rubric, Source, Version, Versioned


def library_documents(*, everything: bool = False, history: bool = False) -> Iterator[Document]:
    """Yield what is published and our own or edited here; all of it with `everything`.

    With `history` each rubric and question brings all of its published versions. In a number of
    queries that does not grow with the library.
    """
    for competency in Competency.objects.order_by("key"):
        document = COMPETENCIES.read(competency)
        if everything or _is_ours(competency, document):
            standing = {"source": competency.source, "position": document.pop("position")}
            yield {**document, "library": standing | _archived(competency)}
    for codec in (RUBRICS, QUESTIONS):
        for item in items_with_versions(codec).order_by("key"):
            published = published_text(item)
            if published and (everything or _is_ours(item, published)):
                yield _exported(item, published, history=history)


def items_with_versions(codec: VersionedCodec) -> Any:
    """Return all items with all of their versions at hand, in a fixed number of queries."""
    items: Any = codec.model._default_manager
    parts = [
        part.removeprefix(f"{codec.version.item_field}__")
        if part.startswith(codec.version.item_field)
        else f"versions__{part}"
        for part in codec.version.parts
    ]
    return items.defer("search", "words").prefetch_related("versions", *parts)


def item_document(item: Rubric | Question, *, history: bool = False) -> Document | None:
    """Return the item as it is published, None if it never was."""
    document = published_text(item)
    return document and _exported(item, document, history=history)


def published_text(item: Versioned) -> Document | None:
    """Return what the item says as published, without its standing; None if it never was."""
    published = _published(item)
    return versioned_codec(item).read(item, published[-1]) if published else None


def _is_ours(row: Any, document: Document) -> bool:
    return row.source == Source.OWN or digest(document) != row.catalog_digest


def _published(item: Versioned) -> list[Version]:
    """The published versions, the oldest first; of what was fetched before where it was."""
    found = [version for version in item.versions.all() if version.is_published]
    return sorted(found, key=lambda version: version.number)


def _exported(item: Versioned, document: Document, *, history: bool) -> Document:
    standing: Document = {"source": item.source} | _archived(item)
    if history:
        standing["versions"] = [_version(version) for version in _published(item)]
    kept = {name: v for name, v in document.items() if v or name not in QuestionCodec.optional}
    return {**_with_levels(kept), "library": standing}


def _version(version: Any) -> Document:
    return {
        "number": version.number,
        "published": version.published_at.isoformat(),
        "note": version.note,
        **_with_levels(versioned_codec(version).content(version)),
    }


def _with_levels(document: Document) -> Document:
    """With the levels of anchors and gists as numbers, as one writes them."""
    if "criteria" not in document:
        return document
    criteria = [
        given
        | {
            part: {int(level): text for level, text in given[part].items()}
            for part in ("anchors", "gists")
            if part in given
        }
        for given in document["criteria"]
    ]
    return document | {"criteria": criteria}


def _archived(row: Any) -> Document:
    return {"archived": row.archived_at.isoformat()} if row.archived_at else {}

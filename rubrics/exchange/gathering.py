"""What the tables hold, as documents: in the order of the catalog's files."""

from collections.abc import Iterator
from typing import Any

from rubrics.documents.catalog import Document, digest
from rubrics.documents.reading import document_of_draft, read_competency, read_criterion
from rubrics.models import (
    Competency,
    Question,
    QuestionVersion,
    Rubric,
    RubricVersion,
    Source,
)

_QUESTION_ORDER = (
    *("key", "kind", "title", "archetypes", "minutes", "difficulty", "competencies"),
    *("body", "guide", "hints", "follow_ups", "details"),
)
# Inside of hints and details, where the table keeps no order.
_INNER_ORDER = ("phase", "asks", "listen_for", "depth", "ask", "text", "cost")
_OPTIONAL = ("archetypes", "hints", "follow_ups", "details")


def library_documents(*, everything: bool = False, history: bool = False) -> Iterator[Document]:
    """Yield what is published and our own or edited here; all of it with `everything`.

    With `history` each rubric and question brings all of its published versions. In a number of
    queries that does not grow with the library.
    """
    for competency in Competency.objects.order_by("key"):
        document = read_competency(competency)
        if everything or _is_ours(competency, document):
            yield _competency(competency, document)
    rubrics = Rubric.objects.defer("search", "words")
    for rubric in rubrics.prefetch_related("versions__criteria__competency").order_by("key"):
        yield from _wanted(rubric, rubric_document, everything=everything, history=history)
    questions = Question.objects.defer("search", "words")
    for question in questions.prefetch_related("versions__competencies", "archetypes").order_by(
        "key"
    ):
        yield from _wanted(question, question_document, everything=everything, history=history)


def rubric_document(rubric: Rubric, *, history: bool = False) -> Document | None:
    """Return the rubric as it is published, None if it never was."""
    published = _published(rubric)
    if not published:
        return None
    document = _rubric(published[-1]) | {"name": rubric.name, "purpose": rubric.purpose}
    document = {"key": rubric.key, **_pick(document, ("name", "kind", "purpose", "criteria"))}
    return _with_library(document, rubric, published, _rubric if history else None)


def question_document(question: Question, *, history: bool = False) -> Document | None:
    """Return the question as it is published, None if it never was."""
    published = _published(question)
    if not published:
        return None
    roles = sorted(role.key for role in question.archetypes.all())
    document = _question(published[-1]) | {"title": question.title, "archetypes": roles}
    document = {"key": question.key, "kind": question.kind, **document}
    ordered = {
        name: document[name] for name in _QUESTION_ORDER if name not in _OPTIONAL or document[name]
    }
    return _with_library(ordered, question, published, _question if history else None)


def compared(item: Rubric | Question) -> Document | None:
    """Return what of the item an import compares: its text as published, without its standing."""
    build: Any = rubric_document if isinstance(item, Rubric) else question_document
    document: Document | None = build(item)
    return document and {name: value for name, value in document.items() if name != "library"}


def _wanted(item: Any, build: Any, *, everything: bool, history: bool) -> Iterator[Document]:
    document: Document | None = build(item, history=history)
    if document and (everything or _is_ours(item, _for_digest(item))):
        yield document


def _is_ours(row: Any, document: Document) -> bool:
    return row.source == Source.OWN or digest(document) != row.catalog_digest


def _for_digest(item: Rubric | Question) -> Document:
    """The document whose digest the loader keeps: with every optional part."""
    newest: Any = _published(item)[-1]
    if isinstance(item, Rubric):
        return _rubric(newest) | {
            **{name: getattr(item, name) for name in ("key", "name", "kind", "purpose")},
            "criteria": [read_criterion(row) for row in newest.criteria.all()],
        }
    roles = sorted(role.key for role in item.archetypes.all())
    return document_of_draft(newest, newest.competencies.all()) | {
        "title": item.title,
        "archetypes": roles,
    }


def _published(item: Rubric | Question) -> list[Any]:
    """The published versions, the oldest first; of what was fetched before where it was."""
    found: list[Any] = [version for version in item.versions.all() if version.is_published]
    return sorted(found, key=lambda version: version.number)


def _rubric(version: RubricVersion) -> Document:
    criteria = [read_criterion(row) for row in version.criteria.all()]
    for criterion in criteria:
        criterion["anchors"] = {int(level): said for level, said in criterion["anchors"].items()}
    heading = {"name": version.name, "purpose": version.purpose}
    return {**heading, "kind": version.rubric.kind, "criteria": criteria}


def _question(version: QuestionVersion) -> Document:
    document = document_of_draft(version, version.competencies.all())
    names = (name for name in _QUESTION_ORDER if name not in ("key", "kind"))
    return {name: _ordered(document[name]) for name in names}


def _ordered(value: Any) -> Any:
    """The same with keys in the order in which one writes them."""
    if isinstance(value, list):
        return [_ordered(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    known = [name for name in _INNER_ORDER if name in value]
    names = [*known, *sorted(value.keys() - set(known))]
    return {name: _ordered(value[name]) for name in names}


def _pick(document: Document, names: tuple[str, ...]) -> Document:
    return {name: document[name] for name in names}


def _competency(row: Competency, document: Document) -> Document:
    standing = {"source": row.source, "position": document.pop("position")}
    if row.archived_at:
        standing["retired"] = row.archived_at.isoformat()
    return {**document, "library": standing}


def _with_library(document: Document, item: Any, published: list[Any], history: Any) -> Document:
    standing: Document = {"source": item.source}
    if item.archived_at:
        standing["retired"] = item.archived_at.isoformat()
    if history:
        standing["versions"] = [
            {
                "number": version.number,
                "published": version.published_at.isoformat(),
                "note": version.note,
                **{name: value for name, value in history(version).items() if name != "kind"},
            }
            for version in published
        ]
    return {**document, "library": standing}

"""A question as a document: what the candidate sees, what only the interviewer reads."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from rubrics.documents.catalog import Document
from rubrics.documents.codec import VersionedCodec
from rubrics.documents.completeness import DocumentProblem, faults_of_question, problems_of_question
from rubrics.models import Competency, Question, QuestionVersion, RoleArchetype, Version

_TEXTS = ("minutes", "difficulty", "body", "guide", "hints", "follow_ups", "details")
# Inside of hints and details, where the table keeps no order.
_INNER_ORDER = ("phase", "asks", "listen_for", "depth", "ask", "text", "cost")


class QuestionCodec(VersionedCodec):
    name, part = "question", "questions"
    model, version = Question, QuestionVersion
    fields = ("key", "kind", "title")
    heading = ("title", "archetypes")
    order = (
        *("key", "kind", "title", "archetypes", "minutes", "difficulty", "competencies"),
        *("body", "guide", "hints", "follow_ups", "details"),
    )
    mark = "body"
    optional = {"archetypes": [], "hints": [], "follow_ups": [], "details": {}}

    def normal(self, given: Document) -> Document:
        document = self.optional | given
        lists = {name: sorted(document[name]) for name in ("archetypes", "competencies")}
        return {name: (document | lists)[name] for name in self.order}

    def write(self, row: Question, document: Document) -> Version | None:
        draft = super().write(row, document)
        _set_roles(row, document)
        return draft

    def title_item(self, item: Question, document: Document, **columns: Any) -> None:
        super().title_item(item, document, **columns)
        _set_roles(item, document)

    def own(self, item: Question) -> Document:
        return super().own(item) | {"archetypes": sorted(r.key for r in item.archetypes.all())}

    def words(self, version: QuestionVersion) -> str:
        names = (competency.name for competency in version.competencies.all())
        return " ".join([version.body, version.guide, *version.follow_ups, *names])

    def competencies(self, document: Document) -> set[str]:
        return set(document.get("competencies", []))

    def faults(self, document: Document) -> Iterator[DocumentProblem]:
        yield from faults_of_question(document)

    def gaps(self, document: Document) -> Iterator[DocumentProblem]:
        if not document["body"].strip():
            yield DocumentProblem("body", _("Add the question text before you publish."))

    def problems(self, document: Document) -> Iterator[DocumentProblem]:
        yield from self.gaps(document)
        yield from problems_of_question(document)

    def file_problems(self, document: Document) -> Iterator[DocumentProblem]:
        if isinstance(document["details"], dict):
            yield from problems_of_question(document)
        else:
            yield DocumentProblem("details", _("must be a mapping"))

    def _heading(self, document: Document) -> Document:
        return super()._heading(document) | {"archetypes": sorted(document["archetypes"])}

    def _content(self, version: QuestionVersion) -> Document:
        return {name: _ordered(getattr(version, name)) for name in ("title", *_TEXTS)} | {
            "archetypes": version.archetype_keys,
            "competencies": sorted(competency.key for competency in version.competencies.all()),
        }

    def _fill(self, draft: QuestionVersion, document: Document) -> None:
        for name in _TEXTS:
            setattr(draft, name, document[name])
        draft.save()
        draft.competencies.set(Competency.objects.filter(key__in=document["competencies"]))


def _set_roles(item: Question, document: Document) -> None:
    item.archetypes.set(RoleArchetype.objects.filter(key__in=document["archetypes"]))


def _ordered(value: Any) -> Any:
    """The same with keys in the order in which one writes them."""
    if isinstance(value, list):
        return [_ordered(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    known = [name for name in _INNER_ORDER if name in value]
    names = [*known, *sorted(value.keys() - set(known))]
    return {name: _ordered(value[name]) for name in names}

"""A rubric as a document: what the interview is for, and its criteria with their anchors."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from rubrics.documents.catalog import Document
from rubrics.documents.codec import VersionedCodec, ids_of
from rubrics.documents.completeness import DocumentProblem, problems_of_criteria
from rubrics.models import Competency, Criterion, Rubric, RubricVersion
from rubrics.models.rubrics import GIST_LEVELS

MAX_CRITERIA = 4
LEVELS = ("1", "2", "3", "4")
ANCHORS = tuple(f"anchor_{level}" for level in LEVELS)
GISTS = tuple(f"gist_{level}" for level in GIST_LEVELS)


class RubricCodec(VersionedCodec):
    name, part = "rubric", "rubrics"
    model, version = Rubric, RubricVersion
    fields = ("key", "name", "kind", "purpose")
    heading = ("name", "purpose")
    order = (*fields, "criteria")
    mark = "criteria"

    def words(self, version: RubricVersion) -> str:
        return " ".join(_words(criterion) for criterion in version.criteria.all())

    def competencies(self, document: Document) -> set[str]:
        return {criterion["competency"] for criterion in document["criteria"]}

    def faults(self, document: Document) -> Iterator[DocumentProblem]:
        if len(document["criteria"]) > MAX_CRITERIA:
            yield DocumentProblem(
                "criteria",
                _("Enter at most %(most)d criteria. It is hard to rate more in one interview.")
                % {"most": MAX_CRITERIA},
            )

    def gaps(self, document: Document) -> Iterator[DocumentProblem]:
        yield from problems_of_criteria(document["criteria"])

    def file_problems(self, document: Document) -> Iterator[DocumentProblem]:
        yield from list(super().file_problems(document)) or self.gaps(document)

    def _content(self, version: RubricVersion) -> Document:
        criteria = [_read(criterion) for criterion in version.criteria.all()]
        return {"name": version.name, "purpose": version.purpose, "criteria": criteria}

    def _fill(self, draft: RubricVersion, document: Document) -> None:
        draft.save()
        draft.criteria.all().delete()
        ids = ids_of(Competency)
        Criterion.objects.bulk_create(
            Criterion(
                version=draft,
                position=position,
                competency_id=ids[given["competency"]],
                name=given["name"],
                look_for=given["look_for"],
                **{f"anchor_{level}": text for level, text in given["anchors"].items()},
                **{f"gist_{level}": text for level, text in given.get("gists", {}).items()},
            )
            for position, given in enumerate(document["criteria"], start=1)
        )


def criterion_document(given: dict[str, Any]) -> Document:
    """Return a criterion as a form or the API has it, `anchor_1` to `anchor_4` side by side.

    Gists are optional: of those that are empty nothing is said.
    """
    gists = {str(n): text for n in GIST_LEVELS if (text := given.get(f"gist_{n}", ""))}
    document = {
        "name": given["name"],
        "competency": given["competency"].key,
        "look_for": given["look_for"],
        "anchors": {level: given[f"anchor_{level}"] for level in LEVELS},
    }
    return document | ({"gists": gists} if gists else {})


def _read(criterion: Criterion) -> Document:
    return criterion_document(
        {
            name: getattr(criterion, name)
            for name in ("name", "competency", "look_for", *ANCHORS, *GISTS)
        }
    )


def _words(criterion: Criterion) -> str:
    anchors = " ".join(anchor for _level, _label, anchor in criterion.anchors)
    return f"{criterion.name} {criterion.competency.name} {criterion.look_for} {anchors}"

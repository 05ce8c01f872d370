"""One plain document for each catalog row: the same whether read from a file or from the tables.

Comparing the two is how the loader knows what an organization has edited.
"""

from collections.abc import Iterable
from typing import Any

from rubrics.documents.catalog import Document
from rubrics.models import (
    Competency,
    Criterion,
    DataOwnership,
    Emphasis,
    Level,
    ModelOwnership,
    OrganizationArchetype,
    ProfileAdjustment,
    ProfileEntry,
    Question,
    QuestionVersion,
    RoleArchetype,
    Rubric,
)

COMPETENCY_FIELDS = ("key", "name", "definition", "is_not", "position")
ORGANIZATION_FIELDS = (
    *("key", "name", "looks_like", "good", "hard", "consequence", "preview", "probe", "position"),
)
# What goes without saying of an organization, as in its table.
DESIGN_CHOICES: dict[str, str] = {
    "emphasis": Emphasis.BALANCED,
    "data_ownership": DataOwnership.SHARED,
    "model_ownership": ModelOwnership.SHARED,
}
ROLE_FIELDS = (
    *("key", "name", "short", "position", "also_called", "summary", "does", "work_product"),
    *("tools", "backgrounds", "week", "variants", "pitch", "sourcing"),
    *("ml", "software", "communication"),
)
RUBRIC_FIELDS = ("key", "name", "kind", "purpose")
ADJUSTMENT_FIELDS = ("key", "choice", "value", "stance", "weight", "bar", "because")
QUESTION_FIELDS = ("key", "kind", "title")
QUESTION_VERSION_FIELDS = (
    *("minutes", "difficulty", "body", "guide", "hints", "follow_ups", "details"),
)
_EMPTY: dict[str, Any] = {
    "also_called": [],
    "variants": [],
    "archetypes": [],
    "hints": [],
    "follow_ups": [],
    "details": {},
}


def normal_role(given: Document) -> Document:
    """Return a role as the tables hold it: a profile entry per level, an interview per row."""
    document = {name: given.get(name, _EMPTY.get(name)) for name in ROLE_FIELDS}
    document["profile"] = sorted(
        (_entry(row, level) for row in given["profile"] for level in Level.values), key=_by_level
    )
    document["stages"] = given["stages"]
    document["interviews"] = [
        {"name": row["name"], "rubric": row["rubric"], "minutes": row["minutes"], "level": level}
        for row in given["interviews"]
        for level in row.get("levels", [None])
    ]
    return document


def normal_organization(given: Document) -> Document:
    """Return an organization archetype without the design choices that go without saying.

    Left out where they are the default: so rows loaded before there were any read the same.
    """
    return {name: value for name, value in given.items() if DESIGN_CHOICES.get(name) != value}


def normal_adjustment(given: Document) -> Document:
    """Return a shift with every optional part present; its place in the file means nothing."""
    usual = {"stance": None, "weight": 0, "bar": 0}
    document = {name: given.get(name, usual.get(name)) for name in ADJUSTMENT_FIELDS}
    document["competency"] = given["competency"]
    document["archetypes"] = sorted(given.get("archetypes", []))
    return document


def normal_question(given: Document) -> Document:
    """Return a question with every optional part present."""
    names = (*QUESTION_FIELDS, *QUESTION_VERSION_FIELDS)
    document = {name: given.get(name, _EMPTY.get(name)) for name in names}
    document["archetypes"] = sorted(given.get("archetypes", []))
    document["competencies"] = sorted(given["competencies"])
    return document


def read_competency(row: Competency) -> Document:
    return {name: getattr(row, name) for name in COMPETENCY_FIELDS}


def read_organization_archetype(row: OrganizationArchetype) -> Document:
    document = {name: getattr(row, name) for name in ORGANIZATION_FIELDS}
    return normal_organization(document | {name: getattr(row, name) for name in DESIGN_CHOICES})


def read_rubric(row: Rubric) -> Document:
    """Return the rubric with the criteria of its current version."""
    document: Document = {name: getattr(row, name) for name in RUBRIC_FIELDS}
    version = row.current_version
    criteria = version.criteria.select_related("competency") if version else []
    document["criteria"] = [read_criterion(criterion) for criterion in criteria]
    return document


def read_criterion(row: Criterion) -> Document:
    return {
        "name": row.name,
        "competency": row.competency.key,
        "look_for": row.look_for,
        "anchors": {str(level): text for level, _label, text in row.anchors},
    }


def read_role_archetype(row: RoleArchetype) -> Document:
    """Return the role with its profile, stages and default loop."""
    document: Document = {name: getattr(row, name) for name in ROLE_FIELDS}
    entries = map(_stored_entry, row.profile.select_related("competency"))
    document["profile"] = sorted(entries, key=_by_level)
    document["stages"] = list(row.stages.values("name", "kind", "target_days"))
    document["interviews"] = [
        {"name": item.name, "rubric": item.rubric.key, "minutes": item.minutes, "level": item.level}
        for item in row.interviews.select_related("rubric")
    ]
    return document


def read_adjustment(row: ProfileAdjustment) -> Document:
    """Return the shift with the keys of its competency and its roles."""
    document: Document = {name: getattr(row, name) for name in ADJUSTMENT_FIELDS}
    document["competency"] = row.competency.key
    document["archetypes"] = sorted(row.archetypes.values_list("key", flat=True))
    return document


def read_question(row: Question) -> Document:
    """Return the question with the text of its current version."""
    document: Document = {name: getattr(row, name) for name in QUESTION_FIELDS}
    document["archetypes"] = sorted(row.archetypes.values_list("key", flat=True))
    version = row.current_version
    if version is None:
        return document
    document |= {name: getattr(version, name) for name in QUESTION_VERSION_FIELDS}
    document["competencies"] = sorted(version.competencies.values_list("key", flat=True))
    return document


def document_of_draft(draft: QuestionVersion, competencies: Iterable[Competency]) -> Document:
    """Return a draft as a question's document; `competencies` need not be saved with it yet."""
    document: Document = {name: getattr(draft, name) for name in QUESTION_VERSION_FIELDS}
    return document | {
        "key": draft.question.key,
        "kind": draft.question.kind,
        "title": draft.title,
        "archetypes": draft.archetype_keys,
        "competencies": sorted(competency.key for competency in competencies),
    }


def _entry(row: Document, level: str) -> Document:
    need = row[level]
    return {
        "competency": row["competency"],
        "level": level,
        "stance": need["stance"],
        "weight": need["weight"],
        "bar": need["bar"],
        "why": need.get("why", row.get("why", "")),
    }


def _stored_entry(row: ProfileEntry) -> Document:
    return {
        "competency": row.competency.key,
        "level": row.level,
        "stance": row.stance,
        "weight": row.weight,
        "bar": row.bar_level,
        "why": row.why,
    }


def _by_level(entry: Document) -> tuple[str, int]:
    return entry["competency"], Level.values.index(entry["level"])

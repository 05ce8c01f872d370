"""Writing a catalog document into the tables; used by the loader, without asking questions."""

from django.db.models import Max

from rubrics.bank.actions.publishing import publish_question, publish_rubric
from rubrics.documents import reading as documents
from rubrics.documents.catalog import Document
from rubrics.models import (
    ArchetypeInterview,
    ArchetypeStage,
    Competency,
    Criterion,
    OrganizationArchetype,
    ProfileAdjustment,
    ProfileEntry,
    Question,
    QuestionCompetency,
    QuestionVersion,
    RoleArchetype,
    Rubric,
    RubricVersion,
)

NOTE = "From the catalog."


def write_competency(row: Competency, document: Document) -> None:
    _set(row, document, documents.COMPETENCY_FIELDS)


def write_organization_archetype(row: OrganizationArchetype, document: Document) -> None:
    for name, usual in documents.DESIGN_CHOICES.items():
        setattr(row, name, document.get(name, usual))
    _set(row, document, documents.ORGANIZATION_FIELDS)


def write_rubric(row: Rubric, document: Document) -> None:
    """Save the rubric, and publish a new version if its criteria differ from the current one's."""
    before = documents.read_rubric(row)["criteria"] if row.pk else None
    _set(row, document, documents.RUBRIC_FIELDS)
    if before == document["criteria"]:
        return
    heading = {name: document[name] for name in ("name", "purpose")}
    version = RubricVersion.objects.create(
        rubric=row, number=_next_number(row), note=NOTE, heading=heading
    )
    ids = _ids(Competency)
    Criterion.objects.bulk_create(
        Criterion(
            version=version,
            position=position,
            competency_id=ids[given["competency"]],
            name=given["name"],
            look_for=given["look_for"],
            **{f"anchor_{level}": text for level, text in given["anchors"].items()},
        )
        for position, given in enumerate(document["criteria"], start=1)
    )
    publish_rubric(version, actor=None)


def write_question(row: Question, document: Document) -> None:
    """Save the question, and publish a new version if its text differs from the current one's."""
    before = documents.read_question(row) if row.pk else {}
    _set(row, document, documents.QUESTION_FIELDS)
    if document["archetypes"] or before.get("archetypes"):
        row.archetypes.set(RoleArchetype.objects.filter(key__in=document["archetypes"]))
    names = (*documents.QUESTION_VERSION_FIELDS, "competencies")
    if all(before.get(name) == document[name] for name in names):
        return
    version = QuestionVersion.objects.create(
        question=row,
        number=_next_number(row),
        note=NOTE,
        heading={name: document[name] for name in ("title", "archetypes")},
        **{name: document[name] for name in documents.QUESTION_VERSION_FIELDS},
    )
    ids = _ids(Competency)
    QuestionCompetency.objects.bulk_create(
        QuestionCompetency(version=version, competency_id=ids[key])
        for key in document["competencies"]
    )
    publish_question(version, actor=None)


def write_role_archetype(row: RoleArchetype, document: Document) -> None:
    """Save the role and put its profile, stages and default loop in place of the former ones."""
    _set(row, document, documents.ROLE_FIELDS)
    for part in (row.profile, row.stages, row.interviews):
        part.all().delete()
    ids = _ids(Competency)
    ProfileEntry.objects.bulk_create(
        ProfileEntry(
            archetype=row,
            level=given["level"],
            competency_id=ids[given["competency"]],
            stance=given["stance"],
            weight=given["weight"],
            bar_level=given["bar"],
            why=given["why"],
        )
        for given in document["profile"]
    )
    ArchetypeStage.objects.bulk_create(
        ArchetypeStage(archetype=row, position=position, **given)
        for position, given in enumerate(document["stages"], start=1)
    )
    rubrics = _ids(Rubric)
    ArchetypeInterview.objects.bulk_create(
        ArchetypeInterview(
            archetype=row,
            position=position,
            name=given["name"],
            rubric_id=rubrics[given["rubric"]],
            minutes=given["minutes"],
            level=given["level"],
        )
        for position, given in enumerate(document["interviews"], start=1)
    )


def write_adjustment(row: ProfileAdjustment, document: Document) -> None:
    """Save how an answer moves a competency, and for which roles."""
    row.competency_id = _ids(Competency)[document["competency"]]
    _set(row, document, documents.ADJUSTMENT_FIELDS)
    row.archetypes.set(RoleArchetype.objects.filter(key__in=document["archetypes"]))


def _set(row, document: Document, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(row, name, document[name])
    row.save()


def _ids(model: type[Competency] | type[Rubric]) -> dict[str, int]:
    return dict(model.objects.values_list("key", "pk"))


def _next_number(row: Rubric | Question) -> int:
    newest = row.versions.aggregate(number=Max("number"))["number"]
    return (newest or 0) + 1

"""Bringing in what was taken out elsewhere: all of it or nothing, and nothing is overwritten."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hiring.activity.actions import Conflict, record
from rubrics.archiving import word_for
from rubrics.bank.actions.locking import locked_item
from rubrics.bank.actions.publishing import publish_question, publish_rubric
from rubrics.bank.actions.saving import save_question_draft, save_rubric_draft
from rubrics.bank.actions.starting import start_question_draft, start_rubric_draft
from rubrics.documents.catalog import Document
from rubrics.documents.parsing import Incoming
from rubrics.documents.reading import QUESTION_VERSION_FIELDS
from rubrics.exchange.planning import Outcome, Plan, Step, plan_import
from rubrics.models import (
    Competency,
    Criterion,
    Question,
    QuestionCompetency,
    QuestionVersion,
    RoleArchetype,
    Rubric,
    RubricVersion,
    Source,
)
from rubrics.verbs import Verb


@transaction.atomic
def import_library(*, items: Sequence[Incoming], actor: Any, expected: str | None = None) -> Plan:
    """Bring the items in; return what was done with each.

    What is new is published, with its versions where the file has them. What differs from what
    is here becomes a draft. What the plan refuses is left out. Conflict, and nothing is written,
    when the library is no longer as the plan with the fingerprint `expected` saw it.
    """
    plan = plan_import(items)
    if expected is not None and plan.fingerprint != expected:
        raise Conflict(_("The library has changed. Review the updated preview."))
    for kind in ("competency", "rubric", "question"):
        for step in plan.steps:
            if step.incoming.kind == kind:
                _take(step, actor)
    return plan


def _take(step: Step, actor: Any) -> None:
    add: dict[str, Any] = {"competency": _competency, "rubric": _rubric, "question": _question}
    if step.outcome == Outcome.NEW:
        step.row = add[step.incoming.kind](step.incoming, actor)
        record(Verb.LIBRARY_ADDED, on=step.row, actor=actor, item=str(step.row._meta.verbose_name))
    elif step.outcome == Outcome.CHANGED:
        _refuse_draft(locked_item(step.row))
        draft: Any = _draft_rubric if step.incoming.kind == "rubric" else _draft_question
        draft(step.row, step.incoming, actor)


def _refuse_draft(item: Rubric | Question) -> None:
    """A draft that was begun since the plan was made is somebody's work."""
    if item.draft is not None:
        raise Conflict(
            _("Someone started a draft of the %(item)s “%(name)s”.")
            % {"item": word_for(item), "name": item}
        )


def _competency(incoming: Incoming, actor: Any) -> Competency:
    last = Competency.objects.aggregate(last=Max("position"))["last"] or 0
    standing = incoming.library
    return Competency.objects.create(
        position=standing.get("position", last + 1), **incoming.document, **_standing(standing)
    )


def _rubric(incoming: Incoming, actor: Any) -> Rubric:
    document = incoming.document
    row = Rubric.objects.create(
        **{name: document[name] for name in ("key", "name", "kind", "purpose")},
        **_standing(incoming.library),
    )
    for given in _versions(incoming):
        heading = {name: given[name] for name in ("name", "purpose")}
        version = RubricVersion.objects.create(
            rubric=row, heading=heading, note=given["note"], number=given["number"], saved_by=actor
        )
        Criterion.objects.bulk_create(
            Criterion(version=version, position=place, **criterion)
            for place, criterion in enumerate(_criteria(given), start=1)
        )
        publish_rubric(version, actor=None, at=given["at"])
    return row


def _question(incoming: Incoming, actor: Any) -> Question:
    document = incoming.document
    row = Question.objects.create(
        **{name: document[name] for name in ("key", "title", "kind")},
        **_standing(incoming.library),
    )
    for given in _versions(incoming):
        version = QuestionVersion.objects.create(
            question=row,
            heading={"title": given["title"], "archetypes": sorted(given["archetypes"])},
            note=given["note"],
            number=given["number"],
            saved_by=actor,
            **{name: given[name] for name in QUESTION_VERSION_FIELDS},
        )
        QuestionCompetency.objects.bulk_create(
            QuestionCompetency(version=version, competency=competency)
            for competency in _named(given["competencies"])
        )
        publish_question(version, actor=None, at=given["at"])
    return row


def _versions(incoming: Incoming) -> list[Document]:
    """The versions to publish, the oldest first: those of the file, or what it says as the first.

    What the file says last becomes a version of its own where no version says it.
    """
    given = [
        version
        | {"at": datetime.fromisoformat(version["published"]), "note": version.get("note", "")}
        for version in incoming.library.get("versions", [])
    ]
    said = {name: value for name, value in incoming.document.items() if name not in ("key", "kind")}
    if given and all(given[-1].get(name) == value for name, value in said.items()):
        return given
    number = given[-1]["number"] + 1 if given else 1
    return [*given, said | {"number": number, "at": None, "note": _("Imported.")}]


def _draft_rubric(row: Rubric, incoming: Incoming, actor: Any) -> None:
    draft = start_rubric_draft(rubric=row, actor=actor)
    document = incoming.document
    save_rubric_draft(
        version=draft,
        actor=actor,
        revision=draft.revision,
        name=document["name"],
        purpose=document["purpose"],
        criteria=_criteria(document),
        note=_note(incoming),
    )


def _draft_question(row: Question, incoming: Incoming, actor: Any) -> None:
    draft = start_question_draft(question=row, actor=actor)
    document = incoming.document
    save_question_draft(
        version=draft,
        actor=actor,
        revision=draft.revision,
        title=document["title"],
        archetypes=list(RoleArchetype.objects.filter(key__in=document["archetypes"])),
        competencies=_named(document["competencies"]),
        note=_note(incoming),
        **{name: document[name] for name in QUESTION_VERSION_FIELDS},
    )


def _criteria(document: Document) -> list[dict[str, Any]]:
    known = {row.key: row for row in _named([row["competency"] for row in document["criteria"]])}
    return [
        {
            "competency": known[given["competency"]],
            "name": given["name"],
            "look_for": given["look_for"],
            **{f"anchor_{level}": text for level, text in given["anchors"].items()},
        }
        for given in document["criteria"]
    ]


def _named(keys: Sequence[str]) -> list[Competency]:
    return list(Competency.objects.filter(key__in=keys))


def _note(incoming: Incoming) -> str:
    return _("Imported from %(file)s.") % {"file": incoming.file}


def _standing(library: Document) -> dict[str, Any]:
    retired = library.get("retired")
    return {
        "source": library.get("source", Source.OWN),
        "archived_at": datetime.fromisoformat(retired) if retired else None,
    }

"""Publishing a draft: from then on the database keeps it as it is."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.activity import clock
from hiring.activity.actions import Refused, record
from rubrics.bank.actions.locking import AnyVersion, Version, item_of, locked_draft, refuse_retired
from rubrics.documents.completeness import (
    CRITERION_TEXTS,
    Problem,
    problems_of_criteria,
    problems_of_question,
)
from rubrics.documents.reading import document_of_draft
from rubrics.models import (
    Criterion,
    Question,
    QuestionVersion,
    RoleArchetype,
    Rubric,
    RubricVersion,
    VersionStatus,
)
from rubrics.verbs import Verb


@transaction.atomic
def publish_rubric(
    version: RubricVersion,
    *,
    actor: Any,
    note: str | None = None,
    revision: int | None = None,
    at: datetime | None = None,
) -> RubricVersion:
    """Publish a draft and give its rubric the draft's name and purpose; return the version.

    A `note` takes the place of the draft's. Refused without criteria, with an empty text, and
    when a person publishes a later version without saying what changed; Conflict when it is no
    longer a draft, or was saved after `revision` (where one is given). `at` is when it was
    published elsewhere, for what is brought in with its history.
    """
    _hold(version, actor, note, revision)
    criteria = list(version.criteria.select_related("competency"))
    texts = [{name: getattr(row, name) for name in CRITERION_TEXTS} for row in criteria]
    _refuse(problems_of_criteria(texts))
    _publish(version, actor, at)
    words = " ".join(_words_of_criterion(criterion) for criterion in criteria)
    heading = {"name": version.name, "purpose": version.purpose}
    Rubric.objects.filter(pk=version.rubric_id).update(words=words, **heading)
    version.rubric.refresh_from_db()
    if actor is not None:
        record(Verb.RUBRIC_PUBLISHED, on=version.rubric, actor=actor, version=version.number)
    return version


@transaction.atomic
def publish_question(
    version: QuestionVersion,
    *,
    actor: Any,
    note: str | None = None,
    revision: int | None = None,
    at: datetime | None = None,
) -> QuestionVersion:
    """Publish a draft and give its question the draft's title and roles; return the version.

    A `note` takes the place of the draft's. Refused without a text for the candidate; when a
    person publishes it, also for all else that the catalog's schema asks of a question, and
    for a later version without saying what changed. Conflict and `at` as for `publish_rubric`.
    """
    _hold(version, actor, note, revision)
    if not version.body.strip():
        raise Refused(_("Add the question text before you publish."), field="body")
    if actor is not None:
        # What the loader publishes was checked by the same rules when it was read.
        document = document_of_draft(version, version.competencies.all())
        _refuse(problems_of_question(document))
    _publish(version, actor, at)
    question = version.question
    roles = RoleArchetype.objects.filter(key__in=version.archetype_keys)
    words = _words_of_question(version)
    Question.objects.filter(pk=question.pk).update(words=words, title=version.title)
    question.archetypes.set(roles)
    question.refresh_from_db()
    if actor is not None:
        record(Verb.QUESTION_PUBLISHED, on=question, actor=actor, version=version.number)
    return version


def _hold(version: AnyVersion, actor: Any, note: str | None, revision: int | None) -> None:
    """Lock the draft and bring `version` up to what was saved last."""
    locked_draft(version, revision=revision)
    version.refresh_from_db()
    if note is not None:
        version.note = note.strip()
    if actor is None:
        return
    refuse_retired(item_of(version))
    if version.number > 1 and not version.note.strip():
        raise Refused(_("Describe what changed and why."), field="note")


def _publish(version: Version, actor: Any, at: datetime | None) -> None:
    version.status, version.published_at = VersionStatus.PUBLISHED, at or clock.now()
    if actor is not None:
        version.saved_by, version.saved_at = actor, version.published_at
    version.save()


def _refuse(problems: list[Problem]) -> None:
    for problem in problems:
        raise Refused(problem.message, field=problem.field)


def _words_of_criterion(criterion: Criterion) -> str:
    anchors = " ".join(anchor for _level, _label, anchor in criterion.anchors)
    return f"{criterion.name} {criterion.competency.name} {criterion.look_for} {anchors}"


def _words_of_question(version: QuestionVersion) -> str:
    names = version.competencies.values_list("name", flat=True)
    return " ".join([version.body, version.guide, *version.follow_ups, *names])

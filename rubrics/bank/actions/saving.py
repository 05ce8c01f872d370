"""Saving a draft: by whoever saw what was saved last."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.ui.one_line import one_line
from rubrics.archiving import word_for
from rubrics.bank.actions.locking import item_of, locked_draft, refuse_retired
from rubrics.documents.completeness import faults_of_question
from rubrics.documents.reading import document_of_draft
from rubrics.models import (
    Competency,
    Criterion,
    QuestionVersion,
    RoleArchetype,
    RubricVersion,
)
from rubrics.verbs import Verb

MAX_CRITERIA = 4


@transaction.atomic
def save_rubric_draft(
    *,
    version: RubricVersion,
    actor: Any,
    revision: int,
    name: str,
    purpose: str,
    criteria: Sequence[dict[str, Any]],
    note: str = "",
) -> RubricVersion:
    """Return the draft with this text, its `revision` one higher.

    Each of the criteria has a `competency` (a Competency), `name`, `look_for` and `anchor_1` to
    `anchor_4`; their order is kept, and texts may still be empty. Conflict when somebody saved
    after `revision`; Refused for more than four criteria.
    """
    draft = locked_draft(version, revision=revision)
    refuse_retired(draft.rubric)
    if len(criteria) > MAX_CRITERIA:
        raise Refused(
            _("Enter at most %(most)d criteria. It is hard to rate more in one interview.")
            % {"most": MAX_CRITERIA},
            field="criteria",
        )
    draft.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(version=draft, position=position, **given)
        for position, given in enumerate(criteria, start=1)
    )
    draft.heading = {"name": one_line(name), "purpose": purpose}
    return _saved(draft, actor, note)


@transaction.atomic
def save_question_draft(
    *,
    version: QuestionVersion,
    actor: Any,
    revision: int,
    title: str,
    archetypes: Sequence[RoleArchetype],
    body: str,
    guide: str,
    hints: Sequence[dict[str, str]],
    follow_ups: Sequence[str],
    details: dict[str, Any],
    minutes: int,
    difficulty: int,
    competencies: Sequence[Competency],
    note: str = "",
) -> QuestionVersion:
    """Return the draft with this text, its `revision` one higher.

    Texts may still be empty or short. Conflict when somebody saved after `revision`; Refused, at
    its field ("details.tree.0.phase"), for what could not be read again: a wrong shape of
    `details`, minutes or difficulty out of range, a puzzle family that there is not.
    """
    draft = locked_draft(version, revision=revision)
    refuse_retired(draft.question)
    keys = sorted(role.key for role in archetypes)
    draft.heading = {"title": one_line(title), "archetypes": keys}
    draft.body, draft.guide = body, guide
    draft.hints, draft.follow_ups = list(hints), list(follow_ups)
    draft.details, draft.minutes, draft.difficulty = details, minutes, difficulty
    for fault in faults_of_question(document_of_draft(draft, competencies)):
        raise Refused(fault.message, field=fault.field)
    draft.competencies.set(competencies)
    return _saved(draft, actor, note)


def _saved(draft: Any, actor: Any, note: str) -> Any:
    draft.note, draft.revision = note, draft.revision + 1
    draft.saved_by, draft.saved_at = actor, clock.now()
    draft.save()
    item = item_of(draft)
    record(Verb.VERSION_SAVED, on=item, actor=actor, item=word_for(item), revision=draft.revision)
    return draft

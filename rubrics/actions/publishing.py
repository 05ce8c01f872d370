"""Publishing a draft: from then on the database keeps it as it is."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused, record
from hiring.activity.verbs import Verb
from rubrics.models import (
    Criterion,
    Question,
    QuestionVersion,
    Rubric,
    RubricVersion,
    VersionStatus,
)


@transaction.atomic
def publish_rubric(version: RubricVersion, *, by: Any) -> RubricVersion:
    """Publish a draft; return it.

    Refused without criteria or with an empty anchor; Conflict when it is no longer a draft.
    """
    criteria = list(version.criteria.select_related("competency"))
    if not criteria:
        raise Refused(_("Add at least one criterion before you publish."))
    for criterion in criteria:
        _refuse_empty_anchor(criterion)
    _publish(version)
    words = " ".join(_words_of_criterion(criterion) for criterion in criteria)
    Rubric.objects.filter(pk=version.rubric_id).update(words=words)
    if by is not None:
        record(Verb.RUBRIC_PUBLISHED, on=version.rubric, by=by, version=version.number)
    return version


@transaction.atomic
def publish_question(version: QuestionVersion, *, by: Any) -> QuestionVersion:
    """Publish a draft; return it.

    Refused without a text for the candidate; Conflict when it is no longer a draft.
    """
    if not version.body.strip():
        raise Refused(_("Write what is said to the candidate before you publish."), field="body")
    _publish(version)
    Question.objects.filter(pk=version.question_id).update(words=_words_of_question(version))
    if by is not None:
        record(Verb.QUESTION_PUBLISHED, on=version.question, by=by, version=version.number)
    return version


def _publish(version: RubricVersion | QuestionVersion) -> None:
    now = clock.now()
    drafts = type(version)._default_manager.filter(pk=version.pk, status=VersionStatus.DRAFT)
    if not drafts.update(status=VersionStatus.PUBLISHED, published_at=now):
        raise Conflict(_("This version is already published. Reload to see it."))
    version.status, version.published_at = VersionStatus.PUBLISHED, now


def _refuse_empty_anchor(criterion: Criterion) -> None:
    for level, _label, anchor in criterion.anchors:
        if not anchor.strip():
            raise Refused(
                _("“%(criterion)s” has no anchor for level %(level)d.")
                % {"criterion": criterion.name, "level": level},
                field=f"anchor_{level}",
            )


def _words_of_criterion(criterion: Criterion) -> str:
    anchors = " ".join(anchor for _level, _label, anchor in criterion.anchors)
    return f"{criterion.name} {criterion.competency.name} {criterion.look_for} {anchors}"


def _words_of_question(version: QuestionVersion) -> str:
    names = version.competencies.values_list("name", flat=True)
    return " ".join([version.body, version.guide, *version.follow_ups, *names])

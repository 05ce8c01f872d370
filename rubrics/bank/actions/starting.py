"""Where a draft comes from: nothing, the current version, or somebody else's rubric."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused, record
from rubrics.archiving import word_for
from rubrics.bank.actions.locking import AnyItem, locked_item, refuse_retired
from rubrics.keys import free_key
from rubrics.models import (
    Criterion,
    InterviewKind,
    Question,
    QuestionVersion,
    Rubric,
    RubricVersion,
    Source,
)
from rubrics.verbs import Verb

_CRITERION = ("position", "competency_id", "name", "look_for")
_ANCHORS = ("anchor_1", "anchor_2", "anchor_3", "anchor_4")
_QUESTION = ("body", "guide", "hints", "follow_ups", "details", "minutes", "difficulty")


@transaction.atomic
def create_rubric(
    *, name: str, kind: str, purpose: str, actor: Any, key: str = ""
) -> RubricVersion:
    """Return the empty draft of a new rubric of our own; it is offered once it is published.

    Without a key it gets a free one made of its name. Refused for a key that is taken and for a
    kind that there is not.
    """
    rubric = Rubric(
        key=_key(Rubric, key, name), name=name, kind=_kind(kind), purpose=purpose, source=Source.OWN
    )
    _insert(rubric)
    record(Verb.LIBRARY_CREATED, on=rubric, actor=actor, item=word_for(rubric))
    return _first_rubric_draft(rubric, actor)


@transaction.atomic
def create_question(*, title: str, kind: str, actor: Any, key: str = "") -> QuestionVersion:
    """Return the empty draft of a new question of our own; as for `create_rubric`."""
    question = Question(
        key=_key(Question, key, title), title=title, kind=_kind(kind), source=Source.OWN
    )
    _insert(question)
    record(Verb.LIBRARY_CREATED, on=question, actor=actor, item=word_for(question))
    return _first_question_draft(question, actor)


@transaction.atomic
def start_rubric_draft(*, rubric: Rubric, actor: Any) -> RubricVersion:
    """Return the rubric's draft: the one there is, else a copy of the current version.

    Refused for a retired rubric.
    """
    rubric = locked_item(rubric)
    refuse_retired(rubric)
    if (draft := rubric.draft) is not None:
        return draft
    current = rubric.current_version
    draft = _first_rubric_draft(rubric, actor)
    _copy_criteria(current, draft)
    record(Verb.VERSION_DRAFTED, on=rubric, actor=actor, item=word_for(rubric))
    return draft


@transaction.atomic
def start_question_draft(*, question: Question, actor: Any) -> QuestionVersion:
    """Return the question's draft: the one there is, else a copy of the current version.

    Refused for a retired question.
    """
    question = locked_item(question)
    refuse_retired(question)
    if (draft := question.draft) is not None:
        return draft
    current = question.current_version
    draft = _first_question_draft(question, actor)
    _copy_question(current, draft)
    record(Verb.VERSION_DRAFTED, on=question, actor=actor, item=word_for(question))
    return draft


@transaction.atomic
def copy(*, item: AnyItem, actor: Any) -> AnyItem:
    """Return a copy of our own: a draft of what is published of the item, under a free key.

    What has a draft only is copied from that. A retired item can be copied too.
    """
    item = locked_item(item)
    source = item.current_version or item.draft
    if isinstance(item, Rubric):
        own: Any = Rubric(name=_copied(item.name, 80), purpose=item.purpose)
    else:
        own = Question(title=_copied(item.title, 120))
    own.key, own.kind = free_key(type(item), f"{item.key[:50]}-copy"), item.kind
    own.source, own.copied_from = Source.OWN, item
    _insert(own)
    if isinstance(item, Rubric):
        _copy_criteria(source, _first_rubric_draft(own, actor))
    else:
        own.archetypes.set(item.archetypes.all())
        _copy_question(source, _first_question_draft(own, actor))
    record(Verb.LIBRARY_COPIED, on=own, actor=actor, item=word_for(own), of=item.pk)
    return own


def _first_rubric_draft(rubric: Rubric, actor: Any) -> RubricVersion:
    heading = {"name": rubric.name, "purpose": rubric.purpose}
    return RubricVersion.objects.create(
        rubric=rubric, heading=heading, **_beginning(rubric.versions, actor)
    )


def _first_question_draft(question: Question, actor: Any) -> QuestionVersion:
    roles = sorted(question.archetypes.values_list("key", flat=True))
    heading = {"title": question.title, "archetypes": roles}
    return QuestionVersion.objects.create(
        question=question, heading=heading, **_beginning(question.versions, actor)
    )


def _beginning(versions: Any, actor: Any) -> dict[str, Any]:
    newest = versions.aggregate(number=Max("number"))["number"] or 0
    return {"number": newest + 1, "saved_by": actor, "saved_at": clock.now()}


def _copy_criteria(source: RubricVersion | None, draft: RubricVersion) -> None:
    rows = source.criteria.values(*_CRITERION, *_ANCHORS) if source else []
    Criterion.objects.bulk_create(Criterion(version=draft, **row) for row in rows)


def _copy_question(source: QuestionVersion | None, draft: QuestionVersion) -> None:
    if source is None:
        return
    for name in _QUESTION:
        setattr(draft, name, getattr(source, name))
    draft.save(update_fields=_QUESTION)
    draft.competencies.set(source.competencies.all())


def _key(model: type[Rubric] | type[Question], key: str, name: str) -> str:
    if not key:
        return free_key(model, name)
    if model._default_manager.filter(key=key).exists():
        raise Refused(_("The key “%(key)s” is already used.") % {"key": key}, field="key")
    return key


def _kind(kind: str) -> str:
    if kind not in InterviewKind.values:
        raise Refused(_("Choose a valid interview type."), field="kind")
    return kind


def _insert(item: models.Model) -> None:
    try:
        with transaction.atomic():
            item.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Someone else just used this key. Try again.")) from error


def _copied(name: str, longest: int) -> str:
    suffix = _("(copy)")
    return f"{name[: longest - len(suffix) - 1]} {suffix}"

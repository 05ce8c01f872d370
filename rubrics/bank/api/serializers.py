"""The door for machines: what is sent to write rubrics and questions. The verbs hold the rules."""

from collections.abc import Iterator
from typing import Any

from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from hiring.api.conventions import KeyField, Strict
from hiring.ui.forms.text_fields import MAX_PAGE_LENGTH, MAX_PROSE_LENGTH
from rubrics.bank.actions import publishing, saving, starting
from rubrics.models import (
    Competency,
    InterviewKind,
    Question,
    QuestionVersion,
    RoleArchetype,
    Rubric,
    RubricVersion,
)

# Levels of one inside another that details have; a probe's tree takes five.
_MAX_DEPTH = 8
# What a text can be to be kept, which an ordinary field sees to itself.
_KEPT = (ProhibitNullCharactersValidator(), ProhibitSurrogateCharactersValidator())


class Details(serializers.DictField):
    """What a kind of question adds; the verb checks its shape, and could not an endless one."""

    def to_internal_value(self, data: Any) -> Any:
        if _is_deeper(data, _MAX_DEPTH):
            raise serializers.ValidationError(_("This is nested too deeply."))
        for text in _texts(data):
            for check in _KEPT:
                check(text)
        return super().to_internal_value(data)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        return
    for key in value if isinstance(value, (dict, list)) else ():
        yield from _texts(key)
    if isinstance(value, dict):
        yield from _texts(list(value.values()))


def _is_deeper(value: Any, most: int) -> bool:
    if most < 0:
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_is_deeper(one, most - 1) for one in inner)


class Text(serializers.CharField):
    """A text that may still be empty in a draft, kept as it is sent."""

    def __init__(self, **kwargs: Any) -> None:
        usual = {"allow_blank": True, "trim_whitespace": False, "max_length": MAX_PROSE_LENGTH}
        super().__init__(**usual | kwargs)


class WrittenCriterion(Strict):
    competency = KeyField(queryset=Competency.objects.all())
    name = Text(max_length=120)
    look_for = Text()
    anchor_1 = Text()
    anchor_2 = Text()
    anchor_3 = Text()
    anchor_4 = Text()


class WrittenHint(Strict):
    text = Text()
    cost = Text(max_length=300)


class Seen(Strict):
    """Which state of the draft was seen; 0 where there was none or none was saved yet."""

    revision = serializers.IntegerField(min_value=0)


class Publishing(Seen):
    note = Text(
        required=False, help_text="What changed and why. Required from the second version on."
    )


class ChangedRubric(Seen):
    """What of a rubric's draft changes; what is left out stays."""

    name = serializers.CharField(required=False, min_length=3, max_length=80)
    purpose = serializers.CharField(required=False, max_length=MAX_PROSE_LENGTH)
    criteria = WrittenCriterion(many=True, required=False)
    note = Text(required=False)


class NewRubric(Strict):
    key = serializers.SlugField(
        required=False, max_length=60, help_text="By default, derived from the name."
    )
    name = serializers.CharField(min_length=3, max_length=80)
    kind = serializers.ChoiceField(choices=InterviewKind.choices)
    purpose = serializers.CharField(max_length=MAX_PROSE_LENGTH)
    criteria = WrittenCriterion(many=True, required=False)
    note = Text(required=False)


class QuestionTexts(Strict):
    """What a question holds besides title and kind."""

    archetypes = KeyField(queryset=RoleArchetype.objects.all(), many=True, required=False)
    competencies = KeyField(queryset=Competency.objects.all(), many=True, required=False)
    body = Text(required=False, max_length=MAX_PAGE_LENGTH)
    guide = Text(required=False, max_length=MAX_PAGE_LENGTH)
    hints = WrittenHint(many=True, required=False)
    follow_ups = serializers.ListField(child=Text(), required=False)
    details = Details(
        required=False,
        help_text="Fields for this interview type, in the same format as in `current_version`.",
    )
    minutes = serializers.IntegerField(required=False, min_value=5, max_value=240)
    difficulty = serializers.IntegerField(required=False, min_value=1, max_value=5)
    note = Text(required=False)


class ChangedQuestion(Seen, QuestionTexts):
    """What of a question's draft changes; what is left out stays."""

    title = serializers.CharField(required=False, min_length=3, max_length=120)


class NewQuestion(QuestionTexts):
    key = serializers.SlugField(
        required=False, max_length=60, help_text="By default, derived from the title."
    )
    title = serializers.CharField(min_length=3, max_length=120)
    kind = serializers.ChoiceField(choices=InterviewKind.choices)


_NEW_RUBRIC = ("key", "name", "kind", "purpose")
_NEW_QUESTION = ("key", "title", "kind")


def create_rubric(given: dict[str, Any], *, actor: Any) -> RubricVersion:
    """Return the draft of a new rubric with all that was sent."""
    first = {name: given.pop(name) for name in _NEW_RUBRIC if name in given}
    draft = starting.create_rubric(**first, actor=actor)
    return save_rubric(draft, given, actor=actor, revision=0) if given else draft


def create_question(given: dict[str, Any], *, actor: Any) -> QuestionVersion:
    """Return the draft of a new question with all that was sent."""
    first = {name: given.pop(name) for name in _NEW_QUESTION if name in given}
    draft = starting.create_question(**first, actor=actor)
    return save_question(draft, given, actor=actor, revision=0) if given else draft


def save_rubric(
    draft: RubricVersion, given: dict[str, Any], *, actor: Any, revision: int
) -> RubricVersion:
    """Return the draft with what was sent, the rest of it as it was."""
    names = ("competency", "name", "look_for", "anchor_1", "anchor_2", "anchor_3", "anchor_4")
    stored = {
        "name": draft.name,
        "purpose": draft.purpose,
        "note": draft.note,
        "criteria": [
            {name: getattr(row, name) for name in names}
            for row in draft.criteria.select_related("competency")
        ],
    }
    return saving.save_rubric_draft(version=draft, actor=actor, revision=revision, **stored | given)


def save_question(
    draft: QuestionVersion, given: dict[str, Any], *, actor: Any, revision: int
) -> QuestionVersion:
    """Return the draft with what was sent, the rest of it as it was."""
    names = (
        *("title", "body", "guide", "hints", "follow_ups"),
        *("details", "minutes", "difficulty", "note"),
    )
    stored = {name: getattr(draft, name) for name in names} | {
        "archetypes": list(RoleArchetype.objects.filter(key__in=draft.archetype_keys)),
        "competencies": list(draft.competencies.all()),
    }
    return saving.save_question_draft(
        version=draft, actor=actor, revision=revision, **stored | given
    )


def start_draft(item: Rubric | Question, *, actor: Any) -> Any:
    """Return the item's draft, a new one where there is none."""
    if isinstance(item, Rubric):
        return starting.start_rubric_draft(rubric=item, actor=actor)
    return starting.start_question_draft(question=item, actor=actor)


def save(draft: Any, given: dict[str, Any], *, actor: Any, revision: int) -> Any:
    """Return the draft with what was sent; as for its kind."""
    verb: Any = save_rubric if isinstance(draft, RubricVersion) else save_question
    return verb(draft, given, actor=actor, revision=revision)


def publish(draft: Any, *, actor: Any, **given: Any) -> Any:
    """Return the draft, published."""
    verb: Any = (
        publishing.publish_rubric
        if isinstance(draft, RubricVersion)
        else publishing.publish_question
    )
    return verb(draft, actor=actor, **given)

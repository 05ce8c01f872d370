"""The REST API: what is sent to write rubrics and questions. The verbs hold the rules."""

from collections.abc import Iterator
from typing import Any

from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from hiring.api.conventions import KeyField, Strict
from hiring.ui.forms.text_fields import MAX_PAGE_LENGTH, MAX_PROSE_LENGTH
from rubrics.bank.actions import starting
from rubrics.bank.actions.saving import save_draft
from rubrics.documents.codecs import versioned_codec
from rubrics.documents.rubrics import criterion_document
from rubrics.models import Competency, InterviewKind, RoleArchetype, Rubric, Version, Versioned
from rubrics.models.rubrics import MAX_GIST_LENGTH

# Levels of one inside another that details have; a probe's tree takes five.
_MAX_DEPTH = 8
# What a text can be to be kept, which an ordinary field sees to itself.
_KEPT = (ProhibitNullCharactersValidator(), ProhibitSurrogateCharactersValidator())


class Details(serializers.DictField):
    """What a kind of question adds; the action checks its shape, and could not an endless one."""

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


GIST = "The level in a few words, as debriefs name it."


class WrittenCriterion(Strict):
    competency = KeyField(queryset=Competency.objects.all())
    name = Text(max_length=120)
    look_for = Text()
    anchor_1 = Text()
    anchor_2 = Text()
    anchor_3 = Text()
    anchor_4 = Text()
    gist_2 = Text(max_length=MAX_GIST_LENGTH, required=False, help_text=GIST)
    gist_3 = Text(max_length=MAX_GIST_LENGTH, required=False, help_text=GIST)
    gist_4 = Text(max_length=MAX_GIST_LENGTH, required=False, help_text=GIST)


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


def create(item: type[Versioned], given: dict[str, Any], *, actor: Any) -> Version:
    """Return the draft of a new rubric or question with all that was sent."""
    make: Any = starting.create_rubric if item is Rubric else starting.create_question
    columns = ("key", "kind", "name", "purpose", "title")
    first = {name: given.pop(name) for name in columns if name in given}
    draft: Version = make(**first, actor=actor)
    return save(draft, given, actor=actor, revision=0) if given else draft


def save(draft: Version, given: dict[str, Any], *, actor: Any, revision: int) -> Version:
    """Return the draft with what was sent, the rest of it as it was."""
    note = given.pop("note", draft.note)
    document = versioned_codec(draft).content(draft) | _as_document(given)
    return save_draft(version=draft, document=document, actor=actor, revision=revision, note=note)


def _as_document(given: dict[str, Any]) -> dict[str, Any]:
    """The same with rows by their keys."""
    keys: dict[str, Any] = {
        name: [row.key for row in given[name]]
        for name in ("competencies", "archetypes")
        if name in given
    }
    if "criteria" in given:
        keys["criteria"] = [criterion_document(row) for row in given["criteria"]]
    return given | keys

"""Where a draft comes from: nothing, the current version, or someone else's rubric."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused, record
from rubrics.archiving import word_for
from rubrics.bank.actions.locking import Item, locked_item, refuse_archived
from rubrics.documents.codecs import versioned_codec
from rubrics.keys import free_key
from rubrics.models import (
    InterviewKind,
    Question,
    QuestionVersion,
    Rubric,
    RubricVersion,
    Source,
    Version,
    Versioned,
)
from rubrics.verbs import Verb


@transaction.atomic
def create_rubric(
    *, name: str, kind: str, purpose: str, actor: Any, key: str = ""
) -> RubricVersion:
    """Return the empty draft of a new rubric of our own; it is offered once it is published.

    Without a key it gets a free one made of its name. Refused for a key that is taken and for a
    kind that there is not.
    """
    return _create(Rubric(name=name, kind=kind, purpose=purpose), key, actor)


@transaction.atomic
def create_question(*, title: str, kind: str, actor: Any, key: str = "") -> QuestionVersion:
    """Return the empty draft of a new question of our own; as for `create_rubric`."""
    return _create(Question(title=title, kind=kind), key, actor)


@transaction.atomic
def start_draft(*, item: Versioned, actor: Any) -> Any:
    """Return the item's draft: the one there is, else a copy of the current version.

    Refused for an archived one.
    """
    item = locked_item(item)
    refuse_archived(item)
    if (draft := item.draft) is not None:
        return draft
    draft = _begin(item, item.current_version, actor)
    record(Verb.VERSION_DRAFTED, on=item, actor=actor, item=word_for(item))
    return draft


@transaction.atomic
def copy(*, item: Item, actor: Any) -> Item:
    """Return a copy of our own: a draft of what is published of the item, under a free key.

    What has a draft only is copied from that. An archived item can be copied too.
    """
    item = locked_item(item)
    codec = versioned_codec(item)
    model = type(item)
    own = model(**{name: getattr(item, name) for name in codec.fields})
    setattr(own, own.title_field, _copied(item))
    own.key = free_key(model, f"{item.key[:50]}-copy")
    own.copied_from = item
    _insert(own)
    codec.title_item(own, codec.own(item) | {own.title_field: str(own)})
    _begin(own, item.current_version or item.draft, actor)
    record(Verb.LIBRARY_COPIED, on=own, actor=actor, item=word_for(own), of=item.pk)
    return own


def _create(item: Versioned, key: str, actor: Any) -> Any:
    if key and type(item)._default_manager.filter(key=key).exists():
        raise Refused(_("The key “%(key)s” is already used.") % {"key": key}, field="key")
    if item.kind not in InterviewKind.values:
        raise Refused(_("Choose a valid interview type."), field="kind")
    item.key = key or free_key(type(item), str(item))
    _insert(item)
    record(Verb.LIBRARY_CREATED, on=item, actor=actor, item=word_for(item))
    return _begin(item, None, actor)


def _begin(item: Versioned, source: Version | None, actor: Any) -> Any:
    """The item's draft, with the text of another version, called what the item is called."""
    codec = versioned_codec(item)
    text = codec.content(source) | codec.own(item) if source else None
    return codec.begin(item, text, saved_by=actor, saved_at=clock.now())


def _insert(item: Versioned) -> None:
    item.source = Source.OWN
    try:
        with transaction.atomic():
            item.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Someone else just used this key. Try again.")) from error


def _copied(item: Versioned) -> str:
    suffix = _("(copy)")
    longest: Any = item._meta.get_field(item.title_field).max_length  # type: ignore[union-attr]
    return f"{str(item)[: longest - len(suffix) - 1]} {suffix}"

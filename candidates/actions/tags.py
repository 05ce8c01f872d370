"""Gathering people under tags."""

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.keys import name_key, visible
from candidates.models import MAX_TAG_LENGTH, Candidate, Tag, Tagging
from candidates.verbs import Verb
from hiring.accounts.models import User
from hiring.activity.actions import Refused, record
from hiring.activity.editing import locked

MAX_TAGS = 20


@transaction.atomic
def add_tag(*, candidate: Candidate, name: str, actor: User | None) -> Tagging:
    """Return that the person has the tag; a second time it is the first one."""
    tag = tag_named(name)
    candidate = locked(candidate)
    if candidate.erased_at:
        raise Refused(_("This candidate’s data was erased and can’t be edited."), field="tag")
    if known := candidate.taggings.filter(tag=tag).first():
        return known
    if candidate.taggings.count() >= MAX_TAGS:
        text = _("A candidate can have at most %(n)s tags. Remove one first.")
        raise Refused(text % {"n": MAX_TAGS}, field="tag")
    tagging = Tagging.objects.create(candidate=candidate, tag=tag, actor=actor)
    record(Verb.TAG_ADDED, on=tag, candidate=candidate, actor=actor, changes={"tag": ("", tag)})
    return tagging


@transaction.atomic
def remove_tag(*, candidate: Candidate, tag: Tag, actor: User | None) -> None:
    """Take the tag off the person; a second time changes nothing."""
    gone, _rows = Tagging.objects.filter(candidate=candidate, tag=tag).delete()
    if gone:
        changes = {"tag": (tag, "")}
        record(Verb.TAG_REMOVED, on=tag, candidate=candidate, actor=actor, changes=changes)


@transaction.atomic
def set_tags(*, candidate: Candidate, names: list[str], actor: User | None) -> None:
    """Let the person have these tags and no others."""
    wanted = {tag_named(name).pk for name in names}
    for tagging in candidate.taggings.exclude(tag__in=wanted).select_related("tag"):
        remove_tag(candidate=candidate, tag=tagging.tag, actor=actor)
    for tag in Tag.objects.filter(pk__in=wanted):
        add_tag(candidate=candidate, name=tag.name, actor=actor)


def tag_named(name: str) -> Tag:
    """Return the tag, a new one where there is none; however its letters are written."""
    name = visible(name)
    if not name_key(name):
        raise Refused(_("Enter a tag."), field="tag")
    if len(name) > MAX_TAG_LENGTH:
        raise Refused(_("Tags can have at most 40 characters."), field="tag")
    tag, _new = Tag.objects.get_or_create(key=name_key(name)[:200], defaults={"name": name})
    return tag

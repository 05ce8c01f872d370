"""What the library's values must be, whichever entry point they come through."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from hiring.activity.validation import MAX_POINTS, between, line, prose
from rubrics.keys import MAX_KEY_LENGTH, free_key
from rubrics.models.archetypes import WEEK_PARTS

HIGHEST_POSITION = 9999
# It begins the keys of openings, MLE-12, which stand in addresses and file names.
_SHORT = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def short(value: str) -> str:
    """The short name that openings' keys begin with."""
    text = line("short", 12)(value)
    if not _SHORT.fullmatch(text):
        raise Refused(_("Use letters, digits and hyphens only, such as MLE."), field="short")
    return text


def week(value: Mapping[str, Any]) -> dict[str, int]:
    """The shares of a week by part, each from 0 to 100, that sum to 100."""
    if set(value) != set(WEEK_PARTS):
        raise Refused(_("Enter a percentage for each part of the week."), field="week")
    shares = {part: between("week", 0, 100)(value[part]) for part in WEEK_PARTS}
    total = sum(shares.values())
    if total != 100:
        raise Refused(
            _("The percentages must add up to 100; these add up to %(total)d.") % {"total": total},
            field="week",
        )
    return shares


def variants(value: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """The splits inside a role: each with a name and a text."""
    name, text = line("variants"), prose("variants")
    found = [{"name": name(one["name"]), "text": text(one["text"])} for one in value]
    if len(found) > MAX_POINTS:
        raise Refused(_("At most %(most)d variants.") % {"most": MAX_POINTS}, field="variants")
    return found


def name_not_taken(model: type[models.Model], name: str, *, besides: int | None = None) -> str:
    """Return the name; refuse one by which another row in use goes, whatever its capitals."""
    others = model._default_manager.filter(name__iexact=name, archived_at=None).exclude(pk=besides)
    if others.exists():
        raise Refused(_("This name is already used."), field="name")
    return name


def checked_key(
    model: type[models.Model], *words: str, given: str = "", longest: int = MAX_KEY_LENGTH
) -> str:
    """Return the key given, or one made of `words`; raise Refused where the given one is taken."""
    if not given:
        return free_key(model, *words, longest=longest)
    return _given_key(given, longest, model._default_manager.values_list("key", flat=True))


def _given_key(key: str, longest: int, keys: Any) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) or len(key) > longest:
        raise Refused(_("Use lower-case words joined by hyphens."), field="key")
    if keys.filter(key=key).exists():
        raise Refused(_("This key is already used."), field="key")
    return key

"""What the library's values must be, whichever entry point they come through."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from rubrics.keys import MAX_KEY_LENGTH, free_key
from rubrics.models.archetypes import WEEK_PARTS

MAX_NAME_LENGTH = 80
MAX_TEXT_LENGTH = 4000
MAX_POINT_LENGTH = 400
MAX_POINTS = 30
HIGHEST_POSITION = 9999
# It begins the keys of openings, MLE-12, which stand in addresses and file names.
_SHORT = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")

Check = Callable[[Any], Any]


def checked(values: Mapping[str, Any], checks: Mapping[str, Check]) -> dict[str, Any]:
    """Return the values as they are kept; raise Refused for the first that cannot be."""
    if unknown := set(values) - set(checks):
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    return {name: checks[name](value) for name, value in values.items()}


def line(field: str, longest: int = MAX_NAME_LENGTH) -> Check:
    """One line that says something, white space as one blank."""

    def check(value: str) -> str:
        return _said(" ".join(_readable(value).split()), field, longest)

    return check


def prose(field: str, *, required: bool = True) -> Check:
    """Text of any number of lines."""

    def check(value: str) -> str:
        text = _readable(value).strip()
        return _said(text, field, MAX_TEXT_LENGTH) if required or text else ""

    return check


def points(field: str, longest: int = MAX_POINT_LENGTH) -> Check:
    """A list of lines, each once, without blank ones."""

    def check(value: Iterable[str]) -> list[str]:
        lines = list(dict.fromkeys(filter(None, (" ".join(_readable(v).split()) for v in value))))
        if len(lines) > MAX_POINTS:
            raise Refused(_("At most %(most)d lines.") % {"most": MAX_POINTS}, field=field)
        return [_said(one, field, longest) for one in lines]

    return check


def one_of(field: str, choices: type[models.TextChoices], *, required: bool = True) -> Check:
    """A known choice; None where nothing need be chosen."""

    def check(value: Any) -> str | None:
        if not value and not required:
            return None
        if value not in choices.values:
            raise Refused(_("Choose one of the options."), field=field)
        return str(value)

    return check


def between(field: str, lowest: int, highest: int) -> Check:
    """A whole number of a range."""

    def check(value: Any) -> int:
        if not _whole(value) or not lowest <= value <= highest:
            raise Refused(
                _("Enter a whole number from %(lowest)d to %(highest)d.")
                % {"lowest": lowest, "highest": highest},
                field=field,
            )
        return value

    return check


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


def _readable(value: Any) -> str:
    """Text as the database can hold it, with one kind of line ends."""
    return str(value or "").replace("\x00", "").replace("\r\n", "\n")


def _said(text: str, field: str, longest: int) -> str:
    if not text:
        raise Refused(_("This field is required."), field=field)
    if len(text) > longest:
        raise Refused(_("At most %(longest)d characters.") % {"longest": longest}, field=field)
    return text


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)

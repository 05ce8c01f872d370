"""What values of an action must be, whichever entry point they come through.

A check takes a value and returns it as it is kept, or raises Refused at its field. Checks are made
from the functions below, with words of their own where the usual ones do not say enough.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiring.activity.actions import Refused
from hiring.ui.visible_text import visible

Check = Callable[[Any], Any]
Text = str | Promise

MAX_LINE_LENGTH = 80
MAX_PROSE_LENGTH = 4_000
MAX_POINT_LENGTH = 400
MAX_POINTS = 30

_REQUIRED = _("This field is required.")
_TOO_LONG = _("At most %(longest)d characters.")
_TOO_MANY = _("At most %(most)d lines.")
_UNKNOWN = _("Choose one of the options.")
_RANGE = _("Enter a whole number from %(lowest)d to %(highest)d.")


def checked(values: Mapping[str, Any], checks: Mapping[str, Check]) -> dict[str, Any]:
    """Return the values as they are kept; raise Refused for the first that cannot be."""
    if unknown := set(values) - set(checks):
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    return {name: checks[name](value) for name, value in values.items()}


def line(
    field: str,
    longest: int = MAX_LINE_LENGTH,
    *,
    empty: Text = _REQUIRED,
    too_long: Text = _TOO_LONG,
) -> Check:
    """One line that says something, white space as one blank."""

    def check(value: str) -> str:
        return _within(visible(str(value or "")), field, longest, empty, too_long)

    return check


def prose(
    field: str,
    longest: int = MAX_PROSE_LENGTH,
    *,
    required: bool = True,
    too_long: Text = _TOO_LONG,
) -> Check:
    """Text of any number of lines."""

    def check(value: str) -> str:
        text = str(value or "").replace("\x00", "").replace("\r\n", "\n").strip()
        return _within(text, field, longest, _REQUIRED if required else "", too_long)

    return check


def points(
    field: str,
    longest: int = MAX_POINT_LENGTH,
    *,
    most: int = MAX_POINTS,
    too_many: Text = _TOO_MANY,
    too_long: Text = _TOO_LONG,
) -> Check:
    """A list of lines, each once, without blank ones."""

    def check(value: Iterable[str]) -> list[str]:
        lines = list(dict.fromkeys(filter(None, (visible(str(one or "")) for one in value))))
        if len(lines) > most:
            raise Refused(too_many % {"most": most}, field=field)
        return [_within(line, field, longest, "", too_long) for line in lines]

    return check


def one_of(
    field: str, choices: Collection[str], *, nothing: Any = ..., unknown: Text = _UNKNOWN
) -> Check:
    """A known choice; `nothing` is kept where nothing need be chosen."""

    def check(value: Any) -> Any:
        if not value and nothing is not ...:
            return nothing
        if value not in choices:
            raise Refused(unknown, field=field)
        return str(value)

    return check


def between(field: str, lowest: int, highest: int, *, outside: Text = _RANGE) -> Check:
    """A whole number of a range."""

    def check(value: Any) -> int:
        if not _whole(value) or not lowest <= value <= highest:
            raise Refused(outside % {"lowest": lowest, "highest": highest}, field=field)
        return int(value)

    return check


def _within(text: str, field: str, longest: int, empty: Text, too_long: Text) -> str:
    if not text and empty:
        raise Refused(empty, field=field)
    if len(text) > longest:
        raise Refused(too_long % {"longest": longest, "start": text[:40]}, field=field)
    return text


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)

"""Names and email addresses as people paste them: lines, commas, semicolons, `Name <address>`."""

import re
from dataclasses import dataclass

from hiring.ui.one_line import one_line

# `Ada Byron <ada@example.org>`, the name quoted or not.
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>]*)>")
_LINES = re.compile(r"[;\r\n]+|(?<=>)\s*,")
# What stands between commas outside of quotes; a mail program quotes names that have one.
_BETWEEN_COMMAS = re.compile(r'(?:"[^"]*"|[^,])+')
_BETWEEN_BLANKS = re.compile(r"[^,\s]+")


@dataclass(frozen=True)
class Pasted:
    """One of them; whether `email` is an address at all is still to be checked."""

    email: str
    name: str = ""


def read_addresses(text: str) -> list[Pasted]:
    """Return them in order, each address once, in small letters."""
    found = [_entry(part) for line in _LINES.split(text) for part in _parts(line)]
    return list({entry.email: entry for entry in reversed(found)}.values())[::-1]


def _parts(line: str) -> list[str]:
    if line.count("@") > 1:
        parts = (_BETWEEN_COMMAS if "<" in line else _BETWEEN_BLANKS).findall(line)
    else:
        # A comma is part of the name: Byron, Ada <ada@example.org>
        parts = [line.strip().strip(",")]
    return [part.strip() for part in parts if part.strip()]


def _entry(part: str) -> Pasted:
    named = _NAMED.fullmatch(part)
    if named is None:
        return Pasted(part.lower())
    return Pasted(named["email"].strip().lower(), one_line(named["name"].strip().strip('"')))

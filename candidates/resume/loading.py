"""From the bytes of a file to one JSON object, or a refusal that says why not."""

import json
import math
import re
from collections.abc import Callable
from typing import Any

MAX_BYTES = 5 * 1024 * 1024
# JSON Resume needs five levels. Python's parser would meet its recursion limit near a thousand.
MAX_DEPTH = 40
_MAX_NUMBER_LENGTH = 30
# Of one object; JSON Resume's largest has fourteen.
MAX_KEYS = 1_000
# Texts, lists and objects of the whole file; a long résumé has a few thousand.
MAX_PARTS = 300_000
# Possessive, so that a string without an end costs one pass and no backtracking.
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_KNOWN_STARTS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word document or another archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
Warn = Callable[[str], None]


class ResumeRefused(ValueError):
    """The file holds no résumé that could be read; `reason` says why, `name` is the file's."""

    def __init__(self, reason: str, *, name: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.name = name


class Unreadable(ResumeRefused):
    """A document that is one, but whose text nothing can read: a scan, a protected or damaged
    one. People can still open it; `pages` says how many can be drawn."""

    def __init__(self, reason: str, *, name: str = "", pages: int = 0) -> None:
        super().__init__(reason, name=name)
        self.pages = pages


def load_object(data: bytes, *, warn: Warn) -> dict[str, Any]:
    """The JSON object in the file; raises ResumeRefused. Time and memory grow with size only."""
    text = _decoded(data)
    if not text.strip():
        raise ResumeRefused("the file is empty")
    _refuse_deep(text)
    value = _parsed(text, warn)
    if isinstance(value, list):
        raise ResumeRefused("the file is a list, not one résumé")
    if not isinstance(value, dict):
        raise ResumeRefused("the file is a single value, not a résumé")
    return value


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise ResumeRefused(f"the file is larger than {MAX_BYTES // 1024 // 1024} MB")
    for start, what in _KNOWN_STARTS:
        if data.startswith(start):
            raise ResumeRefused(f"the file is {what}, not JSON Resume")
    encoding = next((e for mark, e in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ResumeRefused(_undecodable(data, error)) from None
    if _CONTROL.search(text):
        raise ResumeRefused("the file is binary, not text")
    return text


def _undecodable(data: bytes, error: UnicodeDecodeError) -> str:
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data[:4096]) and error.encoding == "utf-8":
        return "the file is binary, not text"
    name = error.encoding.upper()
    return f"the file is not {name} text (byte {error.start + 1}); save it as UTF-8"


def _refuse_deep(text: str) -> None:
    """Refuse before the parser sees it, for a parser goes one call deeper at each bracket."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for number, token in enumerate(_STRING_OR_BRACKET.finditer(text)):
        if number > MAX_PARTS:
            raise ResumeRefused("the file is too large for one résumé")
        first = text[token.start()]
        if first in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise ResumeRefused(f"the file is nested more than {MAX_DEPTH} levels deep")
        elif first in "]}":
            depth -= 1


def _parsed(text: str, warn: Warn) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=lambda pairs: _object(pairs, warn),
            parse_constant=lambda name: _no_number(name, warn),
            parse_int=lambda digits: _whole(digits, warn),
            parse_float=lambda digits: _real(digits, warn),
        )
    except json.JSONDecodeError as error:
        raise ResumeRefused(_not_json(text, error)) from None


def _not_json(text: str, error: json.JSONDecodeError) -> str:
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return "the file ends too early: it is truncated"
    if error.msg == "Extra data":
        return f"the file goes on after its end (line {error.lineno})"
    if error.lineno == 1 and error.pos == 0:
        return "the file is not JSON"
    return f"the file is not valid JSON: {error.msg}, line {error.lineno} column {error.colno}"


def _object(pairs: list[tuple[str, Any]], warn: Warn) -> dict[str, Any]:
    if len(pairs) > MAX_KEYS:
        raise ResumeRefused(f"an object in the file has more than {MAX_KEYS:,} keys")
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            warn(f"the key “{key[:40]}” occurs twice in one object; the last one counts")
        found[key] = value
    return found


def _no_number(name: str, warn: Warn) -> None:
    warn(f"{name} is no number in JSON; left out")


def _whole(digits: str, warn: Warn) -> int | str:
    if len(digits) <= _MAX_NUMBER_LENGTH:
        return int(digits)
    warn(f"a number of {len(digits)} digits is kept as text")
    return digits


def _real(digits: str, warn: Warn) -> float | str:
    number = float(digits)
    if math.isfinite(number) and len(digits) <= _MAX_NUMBER_LENGTH:
        return number
    warn("a number too large or too long to calculate with is kept as text")
    return digits

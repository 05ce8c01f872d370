"""From a JSON object to a `Resume`: what is wrong costs itself and a warning, nothing else."""

import re
from collections.abc import Callable
from typing import Any

from candidates.keys import is_email, web_address
from candidates.resume.document import Basics, Part, Resume
from candidates.resume.fields import PartialDate, Unread, Was
from candidates.resume.loading import ResumeRefused, load_object
from hiring.ui.visible_text import visible

MAX_NAME_LENGTH = 200
MAX_LINE_LENGTH = 500
MAX_PROSE_LENGTH = 10_000
MAX_ENTRIES = 300
MAX_LINES = 60
MAX_WARNINGS = 100
# Of a whole résumé; a long one has ten thousand. It keeps a page of it a page.
MAX_CHARACTERS = 200_000
_COST_OF_A_FIELD = 10

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Embeddings, overrides and isolates: they can make text read as what it is not.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_STILL = {"present", "current", "now", "today", "ongoing", "heute", "aujourd'hui", "actualidad"}
_TYPES = {dict: "an object", list: "a list", str: "text", bool: "true or false"}


def read_resume(data: bytes, *, name: str) -> Resume:
    """The résumé in a JSON Resume file called `name`; raises ResumeRefused with the reason.

    UTF-8, also with a byte order mark, or UTF-16 with one; at most 5 MB. Fields of a wrong type,
    unsafe addresses and characters that no database or page should meet are left out, each with
    a warning.
    """
    reader = _Reader()
    try:
        found = load_object(data, warn=reader.warn)
        _refuse_nameless(found)
    except ResumeRefused as refused:
        raise ResumeRefused(refused.reason, name=name) from None
    return reader.resume(found)


def from_json_resume(data: dict[str, Any]) -> Resume:
    """The résumé that `Resume.as_json_resume` wrote."""
    return _Reader().resume(dict(data))


def _refuse_nameless(found: dict[str, Any]) -> None:
    basics = found.get("basics")
    name = basics.get("name") if isinstance(basics, dict) else None
    if not isinstance(name, str):
        raise ResumeRefused("the résumé has no name (basics.name)")
    if not visible(name[:MAX_PROSE_LENGTH]):
        raise ResumeRefused("the name (basics.name) has no visible character")


class _Reader:
    def __init__(self) -> None:
        # By the text as it came, so that the same one a million times costs nothing.
        self._told: dict[str, str] = {}
        self.left = MAX_CHARACTERS

    def warn(self, text: str) -> None:
        if text in self._told or len(self._told) > MAX_WARNINGS:
            return
        if len(self._told) == MAX_WARNINGS:
            text = "there is more that could not be read"
        self._told[text] = _SURROGATE.sub("\ufffd", visible(text))

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._told.values()))

    def resume(self, found: dict[str, Any]) -> Resume:
        meta = found.pop("meta", None)
        if meta is not None and not isinstance(meta, dict):
            self._wrong(meta, "meta", "an object")
            meta = None
        known = {k: v for k, v in found.items() if k != "$schema"}
        resume = Resume.model_validate(Unread({"": known}, {"": ""}), context=self)
        kept = self.anything({k: v for k, v in (meta or {}).items() if k != "warnings"})
        basics = self._basics(resume.basics)
        return resume.model_copy(update={"basics": basics, "meta": kept, "warnings": self.warnings})

    def _basics(self, basics: Basics) -> Basics:
        if len(basics.name) > MAX_NAME_LENGTH:
            self.warn(f"basics.name: cut after {MAX_NAME_LENGTH} characters")
        email = basics.email
        if email and not is_email(email):
            self.warn(f"basics.email: “{email[:60]}” is not an email address; left out")
            email = ""
        name = visible(basics.name[:MAX_NAME_LENGTH])
        return basics.model_copy(update={"name": name, "email": email})

    def take(self, unread: Unread, read: Callable[[Any, str], Any]) -> Any:
        """The value under the field's key or, where that has none, under an older one."""
        empty: Any = None
        for key, path in unread.places.items():
            if key not in unread.parent:
                continue
            empty = read(unread.parent.pop(key), path)
            if empty not in ("", None, ()):
                return empty
        return empty if empty is not None else read(None, "")

    def part(
        self, of: type[Part], value: Any, path: str, handler: Callable[[Any], Any]
    ) -> Part | None:
        """An object; `handler` reads its fields, by the methods below."""
        value = self._named(of, value, path)
        if value is not None and not isinstance(value, dict):
            self._wrong(value, path, "an object")
            value = None
        rest = dict(value or {})
        prefix = f"{path}." if path else ""
        part = handler(
            {
                name: Unread(rest, {key: prefix + key for key in _keys(of, name)})
                for name in of.json_keys()
            }
        )
        part.extra.update(self.anything(rest))
        return part

    def _named(self, of: type[Part], value: Any, path: str) -> Any:
        """A bare text in a list of objects is taken for what the entry is called."""
        first, key = next(iter(of.json_keys().items()))
        if not isinstance(value, str) or not path.endswith("]"):
            return value
        self.warn(f"{path}: text where an object is expected; read as its {first}")
        return {key: value}

    # One method per kind of field; each gives the field's empty value for what it cannot read.

    def entries(self, value: Any, path: str) -> tuple[Unread, ...]:
        found = self._list(value, path, MAX_ENTRIES)
        return tuple(Unread({0: entry}, {0: f"{path}[{i}]"}) for i, entry in enumerate(found))

    def lines(self, value: Any, path: str) -> tuple[str, ...]:
        if isinstance(value, str) and value:
            self.warn(f"{path}: text where a list is expected; read as one entry")
            value = [value]
        found = (
            self.line(v, f"{path}[{i}]", longest=MAX_PROSE_LENGTH)
            for i, v in enumerate(self._list(value, path, MAX_LINES))
        )
        return tuple(filter(None, found))

    def line(self, value: Any, path: str, *, longest: int = MAX_LINE_LENGTH) -> str:
        return visible(self._text(value, path, longest=longest))

    def prose(self, value: Any, path: str) -> str:
        text = self._text(value, path, longest=MAX_PROSE_LENGTH)
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()

    def link(self, value: Any, path: str) -> str:
        text = self.line(value, path, longest=2_000)
        address = web_address(text) if text else ""
        if address is None:
            self.warn(f"{path}: “{text[:40]}” is not an http(s) address; left out")
        return address or ""

    def when(self, value: Any, path: str) -> PartialDate | None:
        text = self.line(value, path)
        if not text:
            return None
        if text.casefold() in _STILL:
            self.warn(f"{path}: “{text}” is read as still going on")
            return None
        if re.match(r"\d{4}-\d\d-\d\dT", text):
            text = text[:10]
        parsed = PartialDate.parse(text)
        if parsed is None:
            self.warn(
                f"{path}: “{text[:40]}” is not a date (YYYY, YYYY-MM or YYYY-MM-DD); left out"
            )
        return parsed

    def anything(self, value: Any) -> Any:
        """Any JSON with its texts made safe to store."""
        if isinstance(value, dict):
            return {self.prose(k, "a key"): self.anything(v) for k, v in value.items()}
        if isinstance(value, list):
            kept = self._list(value, "an unknown field", MAX_ENTRIES)
            return [self.anything(item) for item in kept]
        return self.prose(value, "an unknown field") if isinstance(value, str) else value

    # Shared by the methods above.

    def _list(self, value: Any, path: str, most: int) -> list[Any]:
        if value is None or value == "":
            return []
        if not isinstance(value, list):
            self._wrong(value, path, "a list")
            return []
        if len(value) > most:
            self.warn(f"{path}: has {len(value)} entries; the first {most} are read")
        return value[:most]

    def _text(self, value: Any, path: str, *, longest: int) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.warn(f"{path}: a number where text is expected; read as text")
            value = str(value)
        if not isinstance(value, str):
            self._wrong(value, path, "text")
            return ""
        return self._afforded(self._safe(value, path, longest), path)

    def _safe(self, text: str, path: str, longest: int) -> str:
        if len(text) > longest and path != "basics.name":
            self.warn(f"{path}: cut after {longest} characters")
        text = text[:longest]
        for pattern, instead, what in (
            (_SURROGATE, "\ufffd", "half a character was replaced"),
            (_CONTROL, "", "control characters were left out"),
            (_BIDI, "", "characters that turn the direction of writing were left out"),
        ):
            text, count = pattern.subn(instead, text)
            if count:
                self.warn(f"{path}: {what}")
        return text

    def _afforded(self, text: str, path: str) -> str:
        self.left -= len(text) + _COST_OF_A_FIELD
        if self.left >= 0:
            return text
        self.warn(f"the résumé is very long; from {path.split('.')[0]} on it is not read")
        return ""

    def _wrong(self, value: Any, path: str, expected: str) -> None:
        found = _TYPES.get(type(value), "a number")
        self.warn(f"{path}: {found} where {expected} is expected; left out")


def _keys(of: type[Part], name: str) -> list[str]:
    """The key of a field, and those that older files have."""
    field = of.model_fields[name]
    return [str(field.alias), *(was.key for was in field.metadata if isinstance(was, Was))]

"""Merge fields: `{{ candidate.first_name }}` in a template, filled in when a mail is written.

Each app registers the fields that it can fill. Their values are plain text, and no field
themselves: braces in them are set apart, for a filled-in text may be edited and filled in again.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import Organization, User

_FIELD = re.compile(r"\{\{\s*([a-z_]+\.[a-z_]+)\s*\}\}")
_DOUBLED = re.compile(r"(\{(?=\{)|\}(?=\}))")
_BRACES = re.compile(r"\{\{.*?\}\}|\{\{|\}\}", re.DOTALL)

# Given what the mail is about (an application) and who writes it, returns values by field name
# without the prefix; an empty value is one that is not known.
Source = Callable[[Any, User | None], Mapping[str, str]]


@dataclass(frozen=True)
class _Group:
    labels: Mapping[str, str | Promise]
    source: Source


_groups: dict[str, _Group] = {}


@dataclass(frozen=True)
class Part:
    """A piece of a text: words, or a field with its value, which may be missing."""

    text: str
    field: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether it is a field without a value."""
        return bool(self.field) and not self.text


def register(prefix: str, labels: Mapping[str, str | Promise], source: Source) -> None:
    """Add fields `prefix.name`, each with the label by which people choose it."""
    _groups[prefix] = _Group(labels, source)


def choices() -> list[tuple[str, str]]:
    """Return all fields with their labels."""
    return [
        (f"{prefix}.{name}", str(label))
        for prefix, group in _groups.items()
        for name, label in group.labels.items()
    ]


def label_of(field: str) -> str:
    """Return the field's label, for people."""
    return dict(choices()).get(field, field)


def unknown_in(text: str) -> list[str]:
    """Return what stands in braces and is no field, as written."""
    known = dict(choices())
    found = _BRACES.findall(text)
    return [braces for braces in found if _name_of(braces) not in known]


def _name_of(braces: str) -> str:
    match = _FIELD.fullmatch(braces)
    return match[1] if match else ""


def parts_of(text: str, *, about: Any, actor: User | None) -> list[Part]:
    """Return the text in pieces, its fields with their values."""
    pieces = _FIELD.split(text)
    values = _values(pieces[1::2], about, actor)
    parts = [
        Part(values.get(piece, ""), field=piece) if index % 2 else Part(piece)
        for index, piece in enumerate(pieces)
    ]
    return [part for part in parts if part.text or part.field]


def sample_parts(text: str) -> list[Part]:
    """Return the text in pieces, each field with its label in place of a value."""
    known = dict(choices())
    pieces = _FIELD.split(text)
    parts = [
        Part(known.get(piece, ""), field=piece) if index % 2 else Part(piece)
        for index, piece in enumerate(pieces)
    ]
    return [part for part in parts if part.text or part.field]


def _values(fields: Iterable[str], about: Any, actor: User | None) -> dict[str, str]:
    """Return the values; only the apps whose fields are used are asked."""
    prefixes = {field.partition(".")[0] for field in fields} & set(_groups)
    return {
        f"{prefix}.{name}": _DOUBLED.sub(r"\1 ", value)
        for prefix in sorted(prefixes)
        for name, value in _groups[prefix].source(about, actor).items()
    }


def filled(parts: Iterable[Part]) -> str:
    """Return the text with its values; a missing one stays a field, for whoever edits it."""
    return "".join(f"{{{{ {part.field} }}}}" if part.is_missing else part.text for part in parts)


def missing(parts: Iterable[Part]) -> list[str]:
    """Return the labels of the fields that have no value, each once."""
    return list(dict.fromkeys(label_of(part.field) for part in parts if part.is_missing))


ORGANIZATION_FIELDS = {"name": _("organization’s name")}


def organization_values(about: Any, actor: User | None) -> Mapping[str, str]:
    """Return the values of the organization's fields."""
    return {"name": Organization.present().name}

"""A résumé as plain text, for search and for reading aloud."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from candidates.resume.document import PartialDate, Resume

_NOT_SEARCHED = {"image", "url"}


def plain_text(resume: Resume) -> str:
    """All of its words in the order of the standard, one field a line; addresses left out."""
    return "\n".join(_texts(resume))


def _texts(part: Any) -> Iterator[str]:
    for f in fields(part):
        if not f.metadata or f.name in _NOT_SEARCHED:
            continue
        value = getattr(part, f.name)
        for item in value if isinstance(value, tuple) else (value,):
            if is_dataclass(item) and not isinstance(item, PartialDate):
                yield from _texts(item)
            elif item:
                yield str(item)

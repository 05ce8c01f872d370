"""A résumé as plain text, for search and for reading aloud."""

from collections.abc import Iterator

from candidates.resume.document import Part, Resume

_NOT_SEARCHED = {"image", "url"}


def plain_text(resume: Resume) -> str:
    """All of its words in the order of the standard, one field a line; addresses left out."""
    return "\n".join(_texts(resume))


def _texts(part: Part) -> Iterator[str]:
    for name in part.json_keys():
        if name in _NOT_SEARCHED:
            continue
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Part):
                yield from _texts(item)
            elif item:
                yield str(item)

"""Files as they are handed in: YAML, several of them, or a zip of them; within bounds."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

MAX_BYTES = 5 * 1024 * 1024
_MAX_FILES = 1_000
_ENDINGS = (".yaml", ".yml")
# What the library raises for a zip that is broken, encrypted (RuntimeError), packed in a way that
# it does not know, cut short, or holds data that do not unpack.
_UNREADABLE = (
    *(zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError),
    zlib.error,
)


class UnusableFile(ValueError):
    """Why the files as a whole cannot be taken."""


def unpacked(
    files: Iterable[tuple[str, IO[bytes]]], *, most: int = MAX_BYTES
) -> list[tuple[str, str]]:
    """Return name and text of each YAML file, those inside of zips included.

    UnusableFile when there is none, when they are larger than `most` bytes together, or when one is
    not UTF-8 text or no zip that can be read.
    """
    found: list[tuple[str, str]] = []
    left = most
    for name, opened in files:
        for inner, data in _contents(name, opened, left):
            left -= len(data)
            found.append((inner, _text(inner, data)))
            if len(found) > _MAX_FILES:
                raise UnusableFile(_("There are more than %(most)d files.") % {"most": _MAX_FILES})
    if not found:
        raise UnusableFile(_("It contains no YAML files."))
    return found


def _contents(name: str, opened: IO[bytes], left: int) -> Iterator[tuple[str, bytes]]:
    data = _bounded(opened, left)
    if not data.startswith(b"PK"):
        if not name.lower().endswith(_ENDINGS):
            raise UnusableFile(_("%(name)s is not a YAML or zip file.") % {"name": name})
        yield name, data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                path = PurePosixPath(entry.filename)
                if entry.is_dir() or path.suffix not in _ENDINGS or "__MACOSX" in path.parts:
                    continue
                with archive.open(entry) as inner:
                    content = _bounded(inner, left)
                left -= len(content)
                yield path.name, content
    except _UNREADABLE as error:
        raise UnusableFile(_("%(name)s is not a readable zip file.") % {"name": name}) from error


def _bounded(opened: IO[bytes], left: int) -> bytes:
    data = opened.read(max(left, 0) + 1)
    if len(data) > left:
        raise UnusableFile(_("Together the files are too large."))
    return data


def _text(name: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableFile(_("%(name)s is not UTF-8 text.") % {"name": name}) from error
    if "\0" in text:
        raise UnusableFile(_("%(name)s is not text.") % {"name": name})
    return text

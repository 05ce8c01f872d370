"""Files that come packed in one .zip. Nothing is unpacked to a disk, and no path in it is used."""

import io
import lzma
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from candidates.media import MAX_BYTES
from hiring.activity.actions import Refused
from hiring.pipeline.candidate_import import MAX_FILES, IncomingFile, is_sheet

MAX_PACKED = 60 * 1024 * 1024
# How many times larger than packed a file may be; text and office files stay below 30.
MAX_RATIO = 100
_IS_UTF8 = 0x800
# What Windows puts into folders.
_OF_SYSTEMS = {"thumbs.db", "desktop.ini"}
SMALL = 1024 * 1024
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError),
    struct.error,
)


def is_zip(name: str) -> bool:
    """Return whether a file of this name is unpacked."""
    return name.casefold().endswith(".zip")


@dataclass(frozen=True)
class Limits:
    """How many files an archive may hold, and how many bytes unpacked."""

    files: int
    unpacked: int


AT_ONCE = Limits(MAX_FILES, MAX_PACKED)
# Read one by one, in the background.
WITH_A_SHEET = Limits(2_000, 500 * 1024 * 1024)


class Archive:
    """An archive that is open: the paths of its files, and each one's bytes."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive, self._limits = archive, limits
        self._entries = [entry for entry in archive.infolist() if _counts(entry)]
        _refuse(self._entries, limits)
        self.paths = [_path(entry) for entry in self._entries]

    @property
    def sheets(self) -> list[int]:
        """The places of its spreadsheets."""
        return [place for place, path in enumerate(self.paths) if is_sheet(path)]

    def read(self, place: int, *, most: int = MAX_BYTES) -> bytes:
        """Return a file's bytes, one more than `most` where there are more. Raises Refused."""
        try:
            with self._archive.open(self._entries[place]) as opened:
                # What the archive says of a size need not be true.
                return opened.read(most + 1)
        except _DAMAGED as error:
            raise Refused(_("the .zip file is damaged"), field="files") from error

    def files(self) -> Iterator[IncomingFile]:
        """All of them, by their names without folders. Raises Refused beyond the limit."""
        left = self._limits.unpacked
        for place, path in enumerate(self.paths):
            data = self.read(place, most=left)
            left -= len(data)
            if left < 0:
                _refuse_size(self._limits)
            yield IncomingFile(_last(path), data)


@contextmanager
def opened_archive(file: IO[bytes], limits: Limits) -> Iterator[Archive]:
    """Raises Refused (field "files") for one that is damaged, locked, too large or too full."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield Archive(archive, limits)
    except Refused:
        raise
    # What zipfile and its decompressors say of a damaged archive.
    except _DAMAGED as error:
        raise Refused(_("the .zip file is damaged"), field="files") from error


def unpacked(data: bytes) -> list[IncomingFile]:
    """Return the files of an archive, by their names without folders. Raises Refused."""
    with opened_archive(io.BytesIO(data), AT_ONCE) as archive:
        return list(archive.files())


def brings_files_of_a_sheet(data: bytes) -> bool:
    """Return whether an archive holds one spreadsheet and files beside it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            paths = [_path(entry) for entry in archive.infolist() if _counts(entry)]
    except _DAMAGED:
        # It is refused when it is unpacked.
        return False
    return len(paths) > 1 and len([path for path in paths if is_sheet(path)]) == 1


def _counts(entry: zipfile.ZipInfo) -> bool:
    """Leave out folders, and what systems put in beside the files."""
    path = _path(entry)
    last = _last(path)
    is_ours = last and not last.startswith(".") and last.casefold() not in _OF_SYSTEMS
    return bool(is_ours) and "__MACOSX" not in path


def _path(entry: zipfile.ZipInfo) -> str:
    """Return a file's path. A Mac writes UTF-8 and does not say so, with accents by themselves."""
    path = entry.filename
    if not entry.flag_bits & _IS_UTF8:
        with suppress(UnicodeError):
            path = path.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", path).replace("\\", "/")


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _refuse(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if not entries:
        raise Refused(_("the .zip file is empty"), field="files")
    if len(entries) > limits.files:
        message = _("the .zip file has more than %(n)s files; split it")
        raise Refused(message % {"n": f"{limits.files:,}"}, field="files")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(_("the .zip file is protected by a password"), field="files")
    if any(is_zip(entry.filename) for entry in entries):
        raise Refused(_("the .zip file holds another .zip file; unzip it first"), field="files")
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked or any(map(_swells, entries)):
        _refuse_size(limits)


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size)


def _refuse_size(limits: Limits) -> None:
    told = _("the .zip file holds more than %(n)s MB") % {"n": limits.unpacked // 1024**2}
    raise Refused(told, field="files")

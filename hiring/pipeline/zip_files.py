"""Files that come packed in one .zip. Nothing is written to a disk, and no path in it is used."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from hiring.pipeline.candidate_import import MAX_FILES, IncomingFile

MAX_UNPACKED = 60 * 1024 * 1024
# How many times larger than packed a file may be; text and office files stay below 30.
MAX_RATIO = 100
SMALL = 1024 * 1024
_DAMAGED = (zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError, struct.error)


def is_zip(name: str) -> bool:
    """Return whether a file of this name is unpacked."""
    return name.casefold().endswith(".zip")


def unpacked(data: bytes) -> list[IncomingFile]:
    """Return the files of an archive, by their names without folders.

    Raises Refused (field "files") for one that is damaged, locked, too large or too full.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if _counts(entry)]
            _refuse(entries)
            return list(_read(archive, entries))
    except Refused:
        raise
    # What zipfile and its decompressors say of a damaged archive.
    except (zipfile.BadZipFile, *_DAMAGED) as error:
        raise Refused(_("the .zip file is damaged"), field="files") from error


def _counts(entry: zipfile.ZipInfo) -> bool:
    """Leave out folders, and what systems put in beside the files."""
    last = _last(entry.filename)
    return bool(last) and not last.startswith(".") and "__MACOSX" not in entry.filename


def _last(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _refuse(entries: list[zipfile.ZipInfo]) -> None:
    if not entries:
        raise Refused(_("the .zip file is empty"), field="files")
    if len(entries) > MAX_FILES:
        message = _("the .zip file has more than %(n)s files; split it")
        raise Refused(message % {"n": MAX_FILES}, field="files")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(_("the .zip file is protected by a password"), field="files")
    if any(is_zip(entry.filename) for entry in entries):
        raise Refused(_("the .zip file holds another .zip file; unpack that one"), field="files")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or any(map(_swells, entries)):
        _refuse_size()


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size)


def _refuse_size() -> None:
    raise Refused(_("the .zip file holds more than 60 MB"), field="files")


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[IncomingFile]:
    left = MAX_UNPACKED
    for entry in entries:
        with archive.open(entry) as opened:
            # What the archive says of a size need not be true.
            data = opened.read(left + 1)
        left -= len(data)
        if left < 0:
            _refuse_size()
        yield IncomingFile(_last(entry.filename), data)

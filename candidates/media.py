"""What a file really is, told from its bytes."""

import io
import zipfile

import puremagic

# Of a file that somebody sends, whatever it is.
MAX_BYTES = 20 * 1024 * 1024
UNKNOWN = "application/octet-stream"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PACKAGES = {
    "word/document.xml": WORD,
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ),
}
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
# Types that a browser may be told as they are; every other one is sent as plain bytes.
TOLD = frozenset({"application/pdf", "application/json", "image/png", "image/jpeg", "text/plain"})


def is_program(data: bytes) -> bool:
    """Whether the bytes are something that a machine runs (Windows, Linux, macOS, Java)."""
    return data.startswith(_PROGRAMS)


def media_type(data: bytes) -> str:
    """The media type of the bytes; `application/octet-stream` when they are of no known kind."""
    if data.startswith(b"PK\x03\x04"):
        return _package(data)
    try:
        found = puremagic.from_string(data, mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    return found or ("text/plain" if _is_text(data) else UNKNOWN)


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # zipfile's own answers to a damaged archive, and to one in several parts.
        return UNKNOWN
    return next((kind for name, kind in _PACKAGES.items() if name in names), "application/zip")


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text

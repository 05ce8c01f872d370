"""`python -m candidates.resume.extract read NAME | picture PAGE WIDTH | rows`.

Reads a file that a stranger sent from standard input, under limits that it sets for itself
before anything else, and writes what it found to standard output: for `read` one JSON object, for
`picture` a WebP picture, for `rows` a workbook as CSV. What it refuses ends with status 3 and the
reason as JSON.
"""

import contextlib
import json
import sys
from typing import Any

from candidates.media import UNKNOWN, WORD, is_program, media_type
from candidates.resume.loading import ResumeRefused, Unreadable
from hiring.activity.isolated import MAX_OUTPUT, MB, limit

REFUSED = 3
MAX_ROWS_OUTPUT = 64 * MB
OLE = b"\xd0\xcf\x11\xe0"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


def main(arguments: list[str]) -> int:
    """Do what the arguments say; return the status."""
    # A workbook may be larger than a résumé.
    is_workbook = arguments[0] == "rows"
    limit(
        seconds=120 if is_workbook else 20,
        memory=1024 * MB,
        output=MAX_ROWS_OUTPUT if is_workbook else MAX_OUTPUT,
    )
    data = sys.stdin.buffer.read()
    try:
        if is_workbook:
            _write_rows(data)
            return 0
        if arguments[0] == "picture":
            found = _picture(data, int(arguments[1]), int(arguments[2]))
        else:
            found = _read(data, arguments[1])
    except Unreadable as refused:
        return _refuse(refused.reason, unreadable=True, pages=refused.pages)
    except ResumeRefused as refused:
        return _refuse(refused.reason)
    except MemoryError:
        return _refuse("the file needs too much memory to be read")
    except RecursionError:
        return _refuse("the file is nested too deep to be read")
    sys.stdout.buffer.write(found)
    return 0


def _refuse(reason: str, **more: bool | int) -> int:
    # Rows may have been written before.
    with contextlib.suppress(OSError):
        sys.stdout.buffer.seek(0)
        sys.stdout.buffer.truncate()
    sys.stdout.buffer.write(json.dumps({"refused": reason, **more}).encode())
    return REFUSED


def _write_rows(data: bytes) -> None:
    from candidates.resume.extract.workbook import write_csv

    write_csv(data, sys.stdout.buffer)


def _picture(data: bytes, page: int, width: int) -> bytes:
    from candidates.resume.extract.pdf import picture

    return picture(data, page=page, width=width)


def _read(data: bytes, name: str) -> bytes:
    from candidates.resume.structure.building import is_resume, resume_from

    kind = _kind(data, name.rpartition(".")[2].casefold())
    extracted = _extracted(data, kind)
    resume = resume_from(extracted)
    if kind == "txt" and not is_resume(resume):
        raise ResumeRefused("the text does not look like a résumé")
    answer = {
        "resume": resume,
        "text": extracted.text,
        "html": extracted.html,
        "pages": extracted.pages,
    }
    return json.dumps(answer).encode()


def _extracted(data: bytes, kind: str) -> Any:
    """Only what the kind needs is imported: the process lives for one file."""
    if kind == "pdf":
        from candidates.resume.extract.pdf import read_pdf as read
    elif kind == "docx":
        from candidates.resume.extract.word import read_word as read
    else:
        from candidates.resume.extract.plain import read_plain as read
    return read(data)


def _kind(data: bytes, ending: str) -> str:
    """What the bytes are, whatever the file's name says; raises ResumeRefused."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _package(data)
    if data.startswith(OLE):
        raise ResumeRefused(
            "the file is an old Word document or is protected by a password: save it as DOCX or PDF"
        )
    if is_program(data):
        raise ResumeRefused("the file is a program, not a résumé")
    if data.startswith(PICTURES):
        raise ResumeRefused("the file is a picture, not text")
    if not data.strip(b"\x00 \t\r\n"):
        raise ResumeRefused("the file is empty")
    if ending in ("pdf", "docx"):
        named = "a PDF" if ending == "pdf" else "a Word document"
        raise ResumeRefused(f"the file is not {named}, whatever its name says")
    return "txt"


def _package(data: bytes) -> str:
    found = media_type(data)
    if found == UNKNOWN:
        raise Unreadable("the Word document is damaged or truncated")
    if found != WORD:
        raise ResumeRefused("the file is an archive, not a Word document")
    return "docx"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

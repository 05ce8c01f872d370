"""A résumé out of a file as it was sent: JSON Resume, PDF, Word document or plain text."""

import re
from dataclasses import dataclass

from candidates.media import MAX_BYTES
from candidates.resume.clean_html import clean_html
from candidates.resume.document import Resume
from candidates.resume.isolated import read_isolated
from candidates.resume.loading import ResumeRefused, Unreadable
from candidates.resume.reading import MAX_WARNINGS, from_json_resume, read_resume
from candidates.resume.writing import plain_text
from hiring.ui.visible_text import visible

MAX_TEXT_LENGTH = 200_000
MAX_HTML_LENGTH = 1_000_000
_NOT_A_NAME = re.compile(
    r"\b(?:resume|résumé|cv|curriculum|vitae|lebenslauf|bewerbung|application|profile|linkedin"
    r"|updated|final|new|latest|copy|kopie|scan|english|en|de|eng|draft|v\d+|ml|ai|swe|engineer)\b",
    re.I,
)


@dataclass(frozen=True)
class ResumeFile:
    """What was read from a file; `html` is a Word document's, `pages` a PDF's."""

    resume: Resume
    text: str
    html: str = ""
    pages: int = 0


def read_file(data: bytes, *, name: str) -> ResumeFile:
    """The résumé in a file called `name`, by what its bytes are; raises ResumeRefused.

    Everything but JSON is read in a process of its own. At most 20 MB, JSON at most 5 MB.
    """
    if name.casefold().endswith(".json"):
        resume = read_resume(data, name=name)
        return ResumeFile(resume, plain_text(resume))
    if len(data) > MAX_BYTES:
        raise ResumeRefused(f"the file is larger than {MAX_BYTES // 1024 // 1024} MB", name=name)
    found = read_isolated(data, name=name)
    return ResumeFile(
        resume=_named(found["resume"], name),
        text=_stored(found["text"])[:MAX_TEXT_LENGTH],
        # Cleaned again: what that process says is not to be trusted.
        html=clean_html(_stored(found["html"][:MAX_HTML_LENGTH])),
        pages=found["pages"],
    )


NAME_FROM_FILE = "no name was found in the text; it was taken from the file’s name"


def read_or_keep(data: bytes, *, name: str) -> ResumeFile:
    """As `read_file`; of a document whose text nothing can read, a résumé with a name alone.

    The name is the file's, and a warning says why there is no more.
    """
    try:
        return read_file(data, name=name)
    except Unreadable as refused:
        told = {"warnings": [refused.reason]}
        resume = _named({"basics": {}, "meta": told}, name)
        return ResumeFile(resume, "", pages=refused.pages)


def name_in_file_name(name: str) -> str:
    """Who a file may be of: “Jane_Doe-Resume (2).pdf” is Jane Doe's."""
    stem = visible(name.replace("\\", "/").rpartition("/")[2]).rpartition(".")[0] or name
    spaced = re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z])", " ", re.sub(r"[_\-+.,()\[\]0-9]+", " ", stem))
    kept = " ".join(_NOT_A_NAME.sub(" ", spaced).split())
    words = [word if not word.islower() else word.capitalize() for word in kept.split()]
    return " ".join(words)[:200] or visible(stem)[:200]


def _named(found: dict, name: str) -> Resume:
    """The résumé, of whom the file's name says when no line of it does."""
    told = list(found["meta"]["warnings"])
    if not found["basics"].get("name"):
        found["basics"]["name"] = name_in_file_name(name)
        told.insert(0, NAME_FROM_FILE)
    resume = from_json_resume(found)
    warnings = tuple(dict.fromkeys([*told, *resume.warnings]))[:MAX_WARNINGS]
    return resume.model_copy(update={"warnings": warnings})


def _stored(text: str) -> str:
    """The text as a database takes it."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()

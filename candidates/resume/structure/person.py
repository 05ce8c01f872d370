"""Who a résumé is of: the name, the line below it, where they live."""

import re
from collections.abc import Iterable

from candidates.resume.extract.lines import Line
from candidates.resume.structure.contacts import without_contacts
from candidates.resume.structure.dates import spans_in
from candidates.resume.structure.places import Place, place_in
from candidates.resume.structure.sections import is_title, kind_of
from candidates.resume.structure.words import fold, has, is_cjk, without_label

MAX_NAME_WORDS = 6
# Lines among which a name stands where nothing is larger than the rest.
MAX_LINES = 12
_TITLE = re.compile(r"^(?:dr|prof|mr|mrs|ms|dipl-ing|ing)\.?\s+(?=\S+\s+\S)", re.I)
_DEGREE = re.compile(
    r",?\s+(?:ph\.?d\.?|m\.?sc\.?|b\.?sc\.?|mba|m\.?s\.?|md|m\.d\.|pmp|cfa|phd candidate)\.?$", re.I
)
_PRONOUNS = re.compile(r"\s*[(\[](?:she|he|they)\b[^)\]]*[)\]]", re.I)
_SEPARATOR = re.compile(
    r"\t|\s*[|•·]\s*|\s{2,}|\s[–—]\s|[\u2302\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?"
)
_PARTICLES = {
    "von",
    "van",
    "der",
    "den",
    "de",
    "da",
    "di",
    "del",
    "della",
    "la",
    "le",
    "bin",
    "ibn",
    "al",
    "el",
    "dos",
    "das",
    "du",
    "ter",
    "ten",
    "zu",
    "y",
    "e",
    "af",
    "av",
    "bint",
    "abu",
    "ben",
}


def name_in(lines: list[Line]) -> str:
    """The name: on a line that says so, in the largest letters, or on the first fitting line."""
    for line in lines[: 4 * MAX_LINES]:
        if said := without_label("name_labels", line.text):
            return _as_name(_SEPARATOR.split(said)[0])
    first = [line for line in lines if line.page == 0]
    by_size = sorted(first, key=lambda line: -line.size)
    large = [line for line in by_size if line.size >= 1.25][:4]
    top = [line for line in first if line not in large][:MAX_LINES]
    for line in [*large, *top]:
        if name := _name_of(line, first):
            return name
    return ""


def label_in(lines: Iterable[Line], name: str) -> str:
    """What stands with the name as what the person is: “Senior Machine Learning Engineer”."""
    for line in _below_name(list(lines), name):
        for part in _SEPARATOR.split(without_contacts(line.text)):
            part = part.strip(" ,|-–—")
            if _may_be_label(part):
                return part.title() if part.isupper() and len(part) > 5 else part
    return ""


def _may_be_label(text: str) -> bool:
    if len(text) > 120 or text.endswith(".") or ":" in text or spans_in(text):
        return False
    return has("positions", text) and len(text.split()) <= 12


def place_of(lines: Iterable[Line]) -> Place | None:
    """Where the person lives, by a line or a part of one that names a place."""
    for line in lines:
        for part in _SEPARATOR.split(without_contacts(line.text)):
            said = without_label("place_labels", part)
            text = part if said is None else said
            if (place := place_in(text)) and (place.city or place.country):
                return place
            if said and 2 < len(said.strip()) < 60:
                return Place(city=text.strip(" ,."))
    return None


def _below_name(lines: list[Line], name: str) -> list[Line]:
    said = fold(name)
    at = next((i for i, line in enumerate(lines) if said and said in fold(line.text)), None)
    if at is None:
        words = said.split()
        at = next((i for i, line in enumerate(lines) if words and words[0] in fold(line.text)), 0)
    return [line for line in lines[at : at + 6] if fold(line.text) != said]


def _name_of(line: Line, lines: list[Line]) -> str:
    parts = [part for cell in line.cells for part in _SEPARATOR.split(cell)]
    for part in parts[:3]:
        part = _DEGREE.sub("", _PRONOUNS.sub("", part)).strip(" ,.:-–—")
        if not _may_be_name(part):
            continue
        return _as_name(_with_other_half(part, line, lines))
    return ""


def _may_be_name(text: str) -> bool:
    if not text or len(text) > 60 or is_title(text) or kind_of(text) or place_in(text):
        return False
    if any(c.isdigit() or c in "@/\\:;!?%&+=*#<>_,،" for c in text) or has("not_names", text):
        return False
    words = _TITLE.sub("", text).split()
    if is_cjk(text):
        return (
            2 <= len(text.replace(" ", "")) <= 12
            and not has("positions", text)
            and not has("companies", text)
        )
    if not 1 <= len(words) <= MAX_NAME_WORDS or has("positions", text):
        return False
    large = [w for w in words if fold(w).strip(".'’") not in _PARTICLES and w[0].isalpha()]
    return bool(large) and all(not w[0].islower() for w in large) and sum(map(len, words)) >= 3


def _with_other_half(part: str, line: Line, lines: list[Line]) -> str:
    """First and last name on two lines in letters of one size."""
    at = lines.index(line)
    after = lines[at + 1] if at + 1 < len(lines) else None
    is_large = line.size >= 1.25 and after is not None and abs(after.size - line.size) < 0.05
    if (
        is_large
        and after
        and len(part.split()) <= 2
        and len(after.text.split()) <= 2
        and _may_be_name(after.text)
    ):
        return f"{part} {after.text.strip()}"
    return part


def _as_name(text: str) -> str:
    """The name as names are written, where it is all in capitals."""
    text = _TITLE.sub("", " ".join(text.split())).strip(" ,.;|")
    if not text.isupper() or is_cjk(text):
        return text
    return " ".join(_capitalized(word) for word in text.split())


def _capitalized(word: str) -> str:
    if fold(word) in _PARTICLES and len(word) > 1 and word not in ("LE",):
        return word.casefold()
    pieces = re.split(r"([-'’.])", word)
    told = "".join(piece[:1] + piece[1:].lower() for piece in pieces)
    return re.sub(r"^(Mc)([a-z])", lambda found: found[1] + found[2].upper(), told)

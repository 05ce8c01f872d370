"""Sections that are lists: skills, languages, certificates, awards, publications, interests."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from candidates.resume.structure.contacts import contacts_in, without_contacts
from candidates.resume.structure.dates import span_in, spans_in, without_span
from candidates.resume.structure.entries import Item, items_of
from candidates.resume.structure.sections import Section
from candidates.resume.structure.words import alternatives, fold, has, words

MAX_SKILL_LENGTH = 60
_LABELED = re.compile(r"^([^:,;]{2,48}):\s*(.*)$", re.S)
_NOT_IN_BRACKETS = re.compile(r"[,;،、](?![^(]*\))|[|•·\t]|\s+/\s+")
_PLAIN_LEVEL = re.compile(
    r"\s+(native|fluent|[abc][12](?:\+|/[abc][12])?|muttersprache|fliessend)$"
)
_QUOTED = re.compile(r"[“\"„«]([^”\"“»]{8,300})[”\"“»]")
_NUMBER = re.compile(r"^\s*(?:\[\w{1,8}\]|\(?\d{1,3}[.)]|[A-Z]{1,2}\d{1,2}[.:])\s+")
_AUTHORS = re.compile(r"(?:^|\s)(?:[A-Z]\.\s?)+[A-Z]|\bet al\b|\w+,\s(?:[A-Z]\.)")


def skills_in(section: Section) -> list[dict[str, Any]]:
    """The section's skills as JSON Resume has them: groups with keywords, or single ones."""
    found: list[dict[str, Any]] = []
    group: dict[str, Any] | None = None
    for item in items_of(section.lines):
        text = item.joined.strip()
        labeled = _LABELED.match(_with_label(item))
        if labeled:
            group = {"name": labeled[1].strip(), "keywords": _words_of(labeled[2])}
            found.append(group)
        elif group is not None and not group["keywords"] and not item.bold:
            group["keywords"] = _words_of(text)
        elif (
            group is not None
            and not item.bullet
            and item.gap < 0.9
            and not item.bold
            and "," in text
        ):
            group["keywords"] += _words_of(text)
        else:
            group = {"name": text, "keywords": []} if _is_label(item) else None
            found += [group] if group else [{"name": word} for word in _words_of(text)]
    return [skill for skill in found if skill["name"]]


def languages_in(section: Section) -> list[dict[str, str]]:
    """The section's languages and how well they are spoken."""
    found: list[dict[str, str]] = []
    for item in items_of(section.lines):
        for part in _NOT_IN_BRACKETS.split(_beside(item.joined)):
            language, fluency = _language(part.strip(" .•·-–—"))
            if language and len(language) < 40:
                found.append({"language": language, "fluency": fluency})
            elif fluency and found:
                found[-1]["fluency"] = fluency
    return found


def certificates_in(section: Section) -> list[dict[str, str]]:
    """The section's certificates and courses, each with who gave it and when."""
    found: list[dict[str, str]] = []
    for item in items_of(section.lines):
        text, date = _dated(item.joined)
        if not text.strip(" \t.,()") and found:
            found[-1]["date"] = date
            continue
        parts = [
            p for p in re.split(r"\t|\s+[|–—·•-]\s+|,\s+", without_contacts(text)) if p.strip()
        ]
        urls = contacts_in([text]).urls
        if parts:
            found.append(
                {
                    "name": parts[0].strip(" .,()"),
                    "issuer": ", ".join(part.strip(" .,()") for part in parts[1:]),
                    "date": date,
                    "url": urls[0] if urls else "",
                }
            )
    return found


def awards_in(section: Section) -> list[dict[str, str]]:
    """The section's awards and when they were given."""
    found: list[dict[str, str]] = []
    for item in items_of(section.lines):
        text, date = _dated(item.joined)
        if not text.strip(" \t."):
            if found and date:
                found[-1]["date"] = date
            continue
        title, _tab, rest = text.partition("\t")
        found.append(
            {"title": title.strip(" .,()"), "summary": rest.strip(" .,()\t"), "date": date}
        )
    return found


def publications_in(section: Section) -> list[dict[str, str]]:
    """The section's publications: title, where it appeared, when, and its address."""
    return [_publication(text) for text in _references(items_of(section.lines))]


def interests_in(section: Section) -> list[dict[str, str]]:
    """The section's interests."""
    texts = [item.joined for item in items_of(section.lines)]
    return [{"name": word} for text in texts for word in _words_of(text, longest=120)]


def references_in(section: Section) -> list[dict[str, str]]:
    """What the section says about who can be asked."""
    text = "\n".join(item.text for item in items_of(section.lines))
    return [{"reference": text}] if text else []


def _with_label(item: Item) -> str:
    """The line with a colon after its bold beginning or its first cell."""
    if item.lead and item.text.startswith(item.lead) and ":" not in item.text[:50]:
        rest = item.joined[len(item.lead) :].lstrip(" -–—\t")
        return f"{item.lead.rstrip(' -–—')}: {rest}"
    if (
        len(item.cells) == 2
        and ":" not in item.text
        and "," in item.cells[1]
        and "," not in item.cells[0]
    ):
        return f"{item.cells[0]}: {item.cells[1]}"
    return item.joined


def _is_label(item: Item) -> bool:
    text = item.text
    return (
        (item.bold or text.endswith(":"))
        and len(text.split()) <= 4
        and "," not in text
        and not item.bullet
    )


def _words_of(text: str, *, longest: int = MAX_SKILL_LENGTH) -> list[str]:
    said = (word.strip(" .:•·-–—\t") for word in _NOT_IN_BRACKETS.split(text))
    kept = [word.removeprefix("and ") for word in said if any(c.isalnum() for c in word)]
    return [word for word in kept if len(word) <= 2 * longest]


def _beside(text: str) -> str:
    """“English<tab>fluent” as “English (fluent)”."""
    cells = text.split("\t")
    if len(cells) == 2 and _level().match(f" ({fold(cells[1])})"):
        return f"{cells[0]} ({cells[1]})"
    return text


def _language(text: str) -> tuple[str, str]:
    folded = fold(text)
    if found := _level().search(folded):
        return text[: found.start()].strip(" :,-–—("), text[found.start(1) : found.end(1)].strip()
    if found := _PLAIN_LEVEL.search(folded):
        return text[: found.start()].strip(" :,"), text[found.start(1) :]
    language, mark, fluency = text.partition(":")
    if not mark:
        language, mark, fluency = text.partition("(")
    if not mark and (apart := re.split(r"\s+[–—-]\s+", text, maxsplit=1)) and len(apart) == 2:
        language, fluency = apart
    return language.strip(), fluency.strip(" )")


def _dated(text: str) -> tuple[str, str]:
    """The text without its last time, and that time."""
    found = spans_in(text)
    if not found:
        return text, ""
    return without_span(text, found[-1]), found[-1].end or found[-1].start


def _references(items: list[Item]) -> Iterator[str]:
    """One text for each publication: its points, its numbers, or what white sets apart."""
    has_marks = any(item.bullet or _NUMBER.match(item.text) for item in items)
    text = ""
    for item in items:
        begins = item.bullet or bool(_NUMBER.match(item.text))
        if not has_marks:
            begins = item.gap > 0.8 or bool(re.search(r"(?:19|20)\d\d\)?\.?$", text))
        if text and begins:
            yield text
            text = ""
        text = f"{text} {item.text}".strip()
    if text:
        yield text


def _publication(text: str) -> dict[str, str]:
    text = _NUMBER.sub("", text)
    urls = contacts_in([text]).urls
    span = span_in(text)
    if doi := re.search(r"(?:doi:\s*|doi\.org/)(10\.\d{4,9}/\S+)", text, re.I):
        urls = [f"https://doi.org/{doi[1].rstrip('.,;)')}"]
    name, publisher = _title_of(without_contacts(text).replace("\t", " "))
    return {
        "name": name[:400],
        "publisher": publisher[:300],
        "releaseDate": span.end or span.start if span else "",
        "url": urls[0] if urls else "",
    }


def _title_of(text: str) -> tuple[str, str]:
    """The title, in quotation marks or the longest sentence that names nobody; and what follows."""
    if quoted := _QUOTED.search(text):
        after = text[quoted.end() :].strip(" .,;")
        return quoted[1].strip(" .,"), after
    pieces = [
        piece.strip() for piece in re.split(r"(?<=[\w)\]?!]{2})[.?!]\s+", text) if piece.strip()
    ]
    titles = [p for p in pieces if not _AUTHORS.search(p) and not has("venues", p) and len(p) > 12]
    if not titles and len(pieces) == 1:
        titles = [p for p in re.split(r",\s+", text) if len(p.split()) > 3]
    title = titles[0] if titles else max(pieces, key=len, default=text)
    after = text.partition(title)[2].strip(" .,;?!")
    return title.strip(" .,"), after


@cache
def _level() -> re.Pattern[str]:
    """Finds how well a language is spoken at the end of a folded text: “(C1)”, “: fluent”."""
    listed = alternatives(words()["levels"])
    return re.compile(rf"\s*(?:[(\[:–—-]|\s-\s)\s*((?:{listed})(?!\w)[^)\]]*)[)\]]?\s*$")

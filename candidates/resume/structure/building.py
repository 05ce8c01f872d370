"""From the lines of a document to JSON Resume."""

from collections.abc import Callable, Iterable
from typing import Any

from candidates.resume.extract.lines import Extracted, Line
from candidates.resume.structure import education, jobs, lists
from candidates.resume.structure.contacts import Contacts, contacts_in, profile_of
from candidates.resume.structure.entries import items_of
from candidates.resume.structure.person import label_in, name_in, place_of
from candidates.resume.structure.sections import HEAD, Section, sections_of

_READERS: dict[str, Callable[[Section], list[dict[str, Any]]]] = {
    "work": jobs.jobs_in,
    "volunteer": jobs.volunteer_in,
    "projects": jobs.projects_in,
    "education": education.education_in,
    "skills": lists.skills_in,
    "languages": lists.languages_in,
    "certificates": lists.certificates_in,
    "awards": lists.awards_in,
    "publications": lists.publications_in,
    "interests": lists.interests_in,
    "references": lists.references_in,
}
# What a recruiter would miss; its absence is told.
_EXPECTED = {
    "work": "no work was recognized",
    "education": "no education was recognized",
    "skills": "no skills were recognized",
}


def resume_from(found: Extracted) -> dict[str, Any]:
    """The document as JSON Resume, with what was not recognized in `meta.warnings`."""
    sections = sections_of(found.lines)
    contacts = contacts_in((line.text for line in _contacts_first(sections)), found.links)
    resume: dict[str, Any] = {"basics": _basics(found, sections, contacts)}
    for kind, read in _READERS.items():
        entries = [e for s in sections if s.kind == kind for e in read(s)]
        if entries := [entry for entry in map(_filled, entries) if entry]:
            resume[kind] = entries
    resume["meta"] = {"warnings": [*found.warnings, *_missing(resume)]}
    return resume


def is_resume(resume: dict[str, Any]) -> bool:
    """Whether anything was recognized that makes a text a résumé: a section, or an address."""
    basics = resume["basics"]
    known = {"work", "education", "skills", "projects", "publications"} & set(resume)
    return bool(known or basics.get("email") or basics.get("phone"))


def _basics(found: Extracted, sections: list[Section], contacts: Contacts) -> dict[str, Any]:
    head = _head(sections)
    name = name_in(_name_lines(found.lines))
    profiles = [profile for url in contacts.urls if (profile := profile_of(url))]
    others = [url for url in contacts.urls if not profile_of(url)]
    place = place_of(head)
    own = [url for url in others if _is_own(url, head)]
    basics = {
        "name": name,
        "label": label_in(head, name),
        "email": contacts.emails[0] if contacts.emails else "",
        "phone": contacts.phones[0] if contacts.phones else "",
        "url": own[0] if own else "",
        "summary": _summary(sections),
        "location": _filled(place.as_json_resume()) if place else {},
        "profiles": profiles,
    }
    return _filled(basics)


def _contacts_first(sections: list[Section]) -> list[Line]:
    """Lines in the order in which contacts count: the head's and the section's of that name."""
    near = [line for s in sections if s.kind in (HEAD, "contact") for line in s.lines]
    return near + [line for s in sections if s.kind not in (HEAD, "contact") for line in s.lines]


def _head(sections: list[Section]) -> list[Line]:
    return [line for s in sections if s.kind in (HEAD, "contact") for line in s.lines]


def _name_lines(lines: Iterable[Line]) -> list[Line]:
    """The first page, the whole width first: a sidebar says less about who this is."""
    first = [line for line in lines if line.page == 0]
    return sorted(first, key=lambda line: line.column > 0)


def _is_own(url: str, head: list[Line]) -> bool:
    """Whether a page stands with the contacts, and not in a job or a publication."""
    shown = url.partition("://")[2].removeprefix("www.").rstrip("/").casefold()
    return any(shown in line.text.casefold() for line in head)


def _summary(sections: list[Section]) -> str:
    told = [s for s in sections if s.kind == "summary"]
    paragraphs: list[str] = []
    for item in (item for section in told for item in items_of(section.lines)):
        if paragraphs and item.gap < 0.9 and not item.bullet:
            paragraphs[-1] += f" {item.text}"
        else:
            paragraphs.append(item.text)
    return "\n".join(paragraphs)


def _missing(resume: dict[str, Any]) -> list[str]:
    basics = resume["basics"]
    told = [] if basics.get("email") or basics.get("phone") else ["no email or phone was found"]
    return [*told, *(text for kind, text in _EXPECTED.items() if kind not in resume)]


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value}

"""Work, volunteer work and projects out of the entries of a section."""

import re
from dataclasses import dataclass, field
from typing import Any

from candidates.resume.structure.contacts import contacts_in, without_contacts
from candidates.resume.structure.entries import Entry, Item, entries_of, items_of, parts_of
from candidates.resume.structure.places import place_in
from candidates.resume.structure.sections import Section
from candidates.resume.structure.words import has, is_one, without_label

_COMMA = re.compile(r"\s*[,،、]\s+|\s*、\s*")
_AT = re.compile(r"\s+(?:at|@|bei|chez|en|presso|bij|w|в|في|ב)\s+(?=\S)", re.I)
_SUFFIX = re.compile(r"^(?:inc|llc|ltd|gmbh|corp|co|plc|s\.?a|ag|llp|limited)\.?$", re.I)
MAX_NAMES = 90


@dataclass
class _Named:
    """What the lines that name a job say."""

    position: str = ""
    name: str = ""
    location: str = ""
    rest: list[str] = field(default_factory=list)


def jobs_in(section: Section) -> list[dict[str, Any]]:
    """The section's jobs as JSON Resume's `work` has them."""
    found: list[dict[str, Any]] = []
    for entry in entries_of(items_of(section.lines)):
        job = _job(entry)
        if not job.get("name") and found and job.get("position") and entry.span:
            job["name"] = found[-1].get("name", "")
        if job.get("name") or job.get("position"):
            found.append(job)
    return found


def volunteer_in(section: Section) -> list[dict[str, Any]]:
    """The section's entries as JSON Resume's `volunteer` has them."""
    jobs = [_job(entry) for entry in entries_of(items_of(section.lines))]
    return [{**job, "organization": job.pop("name", "") or job.get("position", "")} for job in jobs]


def projects_in(section: Section) -> list[dict[str, Any]]:
    """The section's entries as JSON Resume's `projects` has them."""
    items = items_of(section.lines)
    if items and all(item.bullet for item in items):
        return [_project(Entry([item], item.span)) for item in items]
    return [_project(entry) for entry in entries_of(items, starts=_starts_project)]


def times(entry: Entry) -> dict[str, str]:
    """The entry's time under JSON Resume's keys."""
    if entry.span is None:
        return {}
    return {"startDate": entry.span.start, "endDate": entry.span.end}


def _starts_project(item: Item, before: Item | None) -> bool:
    if item.bullet or item.text[:1].islower():
        return False
    if item.bold or item.lead or (before and before.bullet):
        return True
    return item.gap > 0.9 or bool(re.match(r"^[^.]{2,60}(?::|\s[-–—|])\s", item.text))


def _job(entry: Entry) -> dict[str, Any]:
    heading, body = list(entry.heading), list(entry.body)
    named = _named(parts_of(heading))
    while body and _belongs_to_heading(body[0], named, heading):
        heading.append(body.pop(0))
        named = _named(parts_of(heading))
    job = {"name": named.name, "position": named.position, "location": named.location}
    job |= times(entry) | _told(Entry(body=body))
    if named.rest:
        job["description"] = ", ".join(named.rest)
    return {key: value for key, value in job.items() if value}


def _told(entry: Entry) -> dict[str, Any]:
    return {"summary": entry.prose, "highlights": entry.points}


def _belongs_to_heading(item: Item, named: _Named, heading: list[Item]) -> bool:
    """Whether the line below a time still names the job, for what is missing so far."""
    text = item.text.strip()
    if item.bullet or len(text) > MAX_NAMES or text.endswith((".", ";", ":")) or len(heading) > 3:
        return False
    if named.position and named.name:
        return not named.location and bool(place_in(text))
    if place_in(text):
        return True
    missing = "companies" if not named.name else "positions"
    return has(missing, text) or _is_titled(text)


def _is_titled(text: str) -> bool:
    """Whether most of its words begin large, as those of names do."""
    said = [word for word in text.split() if word[0].isalpha()]
    large = sum(not word[0].islower() for word in said)
    return bool(said) and len(said) <= 8 and large >= 0.7 * len(said)


def _named(parts: list[str]) -> _Named:
    named = _Named()
    others: list[str] = []
    for part in parts:
        if is_one("terms", part):
            continue
        if not named.location and (place_in(part) or is_one("remote", part)):
            named.location = part.strip(" .")
        else:
            others.append(part)
    _share_out(others, named)
    if not named.name and named.location and named.position and not named.rest:
        named.name = ""
    return named


def _share_out(parts: list[str], named: _Named) -> None:
    """Which part is the position and which the employer."""
    place = _position_at(parts)
    if place is not None:
        named.position = parts.pop(place)
    elif len(parts) > 1:
        named.position = parts.pop(1 if has("companies", parts[0]) else 0)
    if parts:
        named.name = re.sub(r"^(?:at|@|bei)\s+", "", parts.pop(0))
    named.rest = parts
    if not named.name:
        _split_position(named)
    _split_name(named)


def _position_at(parts: list[str]) -> int | None:
    """The first part that is a position; one that is a company too only when no other is."""
    positions = [i for i, part in enumerate(parts) if has("positions", part)]
    sure = [i for i in positions if not has("companies", parts[i])]
    return next(iter([*sure, *positions]), None)


def _split_position(named: _Named) -> None:
    """“Engineer at Acme”, “Engineer, Acme, Berlin”."""
    if len(both := _AT.split(named.position, maxsplit=1)) == 2 and has("positions", both[0]):
        named.position, named.name = both
        return
    said = [part for part in _COMMA.split(named.position) if part]
    last = max((i for i, part in enumerate(said) if has("positions", part)), default=-1)
    if last == len(said) - 1 and last > 0 and not has("positions", said[0]):
        named.name, named.position = ", ".join(said[:last]), said[last]
    elif 0 <= last < len(said) - 1:
        named.position = ", ".join(said[: last + 1])
        named.name = ", ".join(said[last + 1 :])
    elif last == -1 and len(said) > 1:
        named.position, named.name = said[0], ", ".join(said[1:])
    else:
        _split_by_position(named)


def _split_by_position(named: _Named) -> None:
    """“百度在线网络技术有限公司 算法工程师”: words that stand beside each other without a mark."""
    if not any("\u3040" <= c <= "\ud7a3" for c in named.position):
        return
    said = named.position.split()
    titles = [i for i, word in enumerate(said) if has("positions", word)]
    firms = [i for i, word in enumerate(said) if has("companies", word)]
    if titles and firms and not set(titles) & set(firms):
        if firms[-1] < titles[0]:
            cut = firms[-1] + 1
            named.name, named.position = " ".join(said[:cut]), " ".join(said[cut:])
        elif titles[-1] < firms[0]:
            cut = titles[-1] + 1
            named.position, named.name = " ".join(said[:cut]), " ".join(said[cut:])


def _split_name(named: _Named) -> None:
    """“Zalando SE, Berlin, Germany”: the employer and where it is."""
    said = [part for part in _COMMA.split(named.name) if part]
    if len(said) < 2 or _SUFFIX.match(said[1]):
        named.name = named.name.strip(" ,،、")
        return
    for cut in range(1, len(said)):
        tail = ", ".join(said[cut:])
        if place_in(tail):
            named.name, named.location = ", ".join(said[:cut]), named.location or tail.strip(" .")
            return
    if not named.location and _is_titled(said[-1]) and len(said[-1].split()) <= 2:
        named.name, named.location = ", ".join(said[:-1]), said[-1]


def _project(entry: Entry) -> dict[str, Any]:
    heading, body = entry.heading, entry.body
    text = "\t".join(item.joined for item in heading)
    urls = contacts_in([item.text for item in [*heading, *body]]).urls
    parts = [p for p in parts_of(heading) if any(c.isalpha() for c in without_contacts(p))]
    name, said = _project_name(parts, heading)
    keywords = [word for item in body for word in _technologies(item)]
    prose = "\n".join(item.text for item in body if not item.bullet and not _technologies(item))
    project = {
        "name": name or text[:200],
        "description": "\n".join(filter(None, [", ".join(said), prose])),
        "highlights": [p.text for p in body if p.bullet and not _technologies(p)],
        "keywords": keywords,
        "url": urls[0] if urls else "",
    }
    return {key: value for key, value in (project | times(entry)).items() if value}


def _project_name(parts: list[str], heading: list[Item]) -> tuple[str, list[str]]:
    if not parts:
        return "", []
    first, *rest = parts
    if not rest and (found := re.match(r"^([^.:]{2,70}):\s+(.+)$", first)):
        return found[1], [found[2]]
    return without_contacts(first).split("\t")[0].strip(" ,()") or first, rest


def _technologies(item: Item) -> list[str]:
    """What a line lists that begins with “Technologies:” or the like."""
    listed = without_label("technologies", item.text) or ""
    return [word.strip(" .") for word in re.split(r"[,;]", listed) if word.strip()]

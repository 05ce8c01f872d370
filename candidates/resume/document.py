# ruff: noqa: RUF009  (`line()`, `part()` and the like give dataclasses.field)
"""A résumé as JSON Resume 1.0 has it: frozen, every field known, what is unknown kept in `extra`.

Each field says how it is read (`line`, `prose`, `link`, `when`, `lines`, `many`), under which key
of the file, and how older files called it.
"""

import re
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import total_ordering
from typing import Any

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@total_ordering
@dataclass(frozen=True, eq=False)
class PartialDate:
    """A date as it was written: `2014`, `2014-06` or `2014-06-29`.

    Compares by its first day; where that is the same, the vaguer one comes first.
    """

    text: str
    first_day: date

    @classmethod
    def parse(cls, text: str) -> "PartialDate | None":
        """The date, or None when the text is none."""
        found = _PARTIAL.fullmatch(text) if text.isascii() else None
        if not found:
            return None
        try:
            year, month, day = (int(part or 1) for part in found.groups())
            return cls(text, date(year, month, day))
        except ValueError:
            return None

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self.text == other.text

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.first_day, len(self.text)) < (other.first_day, len(other.text))

    def __hash__(self) -> int:
        return hash(self.text)


def _field(reader: str, key: str, was: tuple[str, ...], default: Any) -> Any:
    return field(default=default, metadata={"reader": reader, "key": key, "was": was})


def line(*was: str, key: str = "") -> Any:
    """One line of text; `was` names older keys."""
    return _field("line", key, was, "")


def prose(*was: str, key: str = "") -> Any:
    """Text that may have several lines."""
    return _field("prose", key, was, "")


def link(*was: str, key: str = "") -> Any:
    """An http(s) address."""
    return _field("link", key, was, "")


def when(key: str) -> Any:
    """A partial date, or None."""
    return _field("when", key, (), None)


def lines(key: str = "") -> Any:
    """A list of lines of text."""
    return _field("lines", key, (), ())


def part(of: type, key: str = "") -> Any:
    """One object."""
    return field(default_factory=of, metadata={"reader": "part", "key": key, "was": (), "of": of})


def many(of: type, key: str = "") -> Any:
    """A list of objects."""
    return field(default=(), metadata={"reader": "many", "key": key, "was": (), "of": of})


def unknown() -> Any:
    """What the standard does not name, as it was."""
    return field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Location:
    address: str = line()
    postal_code: str = line(key="postalCode")
    city: str = line()
    region: str = line()
    country_code: str = line(key="countryCode")
    extra: dict[str, Any] = unknown()

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.city, self.region, self.country_code)))


@dataclass(frozen=True)
class Profile:
    network: str = line()
    username: str = line()
    url: str = link("website")
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Basics:
    name: str = line()
    label: str = line()
    image: str = link("picture")
    email: str = line()
    phone: str = line()
    url: str = link("website")
    summary: str = prose()
    location: Location = part(Location)
    profiles: tuple[Profile, ...] = many(Profile)
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Work:
    name: str = line("company")
    position: str = line()
    location: str = line()
    description: str = prose()
    url: str = link("website")
    start_date: PartialDate | None = when("startDate")
    end_date: PartialDate | None = when("endDate")
    summary: str = prose()
    highlights: tuple[str, ...] = lines()
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Volunteer:
    organization: str = line()
    position: str = line()
    url: str = link("website")
    start_date: PartialDate | None = when("startDate")
    end_date: PartialDate | None = when("endDate")
    summary: str = prose()
    highlights: tuple[str, ...] = lines()
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Education:
    institution: str = line()
    url: str = link("website")
    area: str = line()
    study_type: str = line(key="studyType")
    start_date: PartialDate | None = when("startDate")
    end_date: PartialDate | None = when("endDate")
    score: str = line("gpa")
    courses: tuple[str, ...] = lines()
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Award:
    title: str = line()
    date: PartialDate | None = when("date")
    awarder: str = line()
    summary: str = prose()
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Certificate:
    name: str = line()
    date: PartialDate | None = when("date")
    issuer: str = line()
    url: str = link("website")
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Publication:
    name: str = line()
    publisher: str = line()
    release_date: PartialDate | None = when("releaseDate")
    url: str = link("website")
    summary: str = prose()
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Skill:
    name: str = line()
    level: str = line()
    keywords: tuple[str, ...] = lines()
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Language:
    language: str = line()
    fluency: str = line()
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Interest:
    name: str = line()
    keywords: tuple[str, ...] = lines()
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Reference:
    name: str = line()
    reference: str = prose()
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Project:
    name: str = line()
    description: str = prose()
    highlights: tuple[str, ...] = lines()
    keywords: tuple[str, ...] = lines()
    start_date: PartialDate | None = when("startDate")
    end_date: PartialDate | None = when("endDate")
    url: str = link("website")
    roles: tuple[str, ...] = lines()
    entity: str = line()
    type: str = line()
    extra: dict[str, Any] = unknown()


@dataclass(frozen=True)
class Resume:
    """A whole résumé; `warnings` says in plain sentences what was mended or left out."""

    basics: Basics = part(Basics)
    work: tuple[Work, ...] = many(Work)
    volunteer: tuple[Volunteer, ...] = many(Volunteer)
    education: tuple[Education, ...] = many(Education)
    awards: tuple[Award, ...] = many(Award)
    certificates: tuple[Certificate, ...] = many(Certificate)
    publications: tuple[Publication, ...] = many(Publication)
    skills: tuple[Skill, ...] = many(Skill)
    languages: tuple[Language, ...] = many(Language)
    interests: tuple[Interest, ...] = many(Interest)
    references: tuple[Reference, ...] = many(Reference)
    projects: tuple[Project, ...] = many(Project)
    meta: dict[str, Any] = field(default_factory=dict, hash=False)
    extra: dict[str, Any] = unknown()
    warnings: tuple[str, ...] = field(default=(), compare=False)

    @property
    def name(self) -> str:
        return self.basics.name

    def as_json_resume(self) -> dict[str, Any]:
        """JSON Resume 1.0 as plain dicts and lists, with the warnings in `meta.warnings`."""
        return {
            "$schema": SCHEMA,
            **_written(self),
            "meta": {**self.meta, "warnings": list(self.warnings)},
        }


def _written(part: Any) -> Any:
    """Plain JSON of a part; what is empty is left out, what was unknown comes last."""
    if isinstance(part, tuple):
        return [_written(item) for item in part]
    if isinstance(part, PartialDate):
        return part.text
    if not is_dataclass(part) or isinstance(part, type):
        return part
    known = {
        (f.metadata["key"] or f.name): _written(getattr(part, f.name))
        for f in fields(part)
        if f.metadata
    }
    kept = {key: value for key, value in known.items() if value not in ("", None, [], {})}
    unknown: dict[str, Any] = getattr(part, "extra", {})
    return {**kept, **{k: v for k, v in unknown.items() if k not in kept}}

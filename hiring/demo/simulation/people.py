"""Invented people: names in several scripts, how to reach them, and what their résumés say."""

import random
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).resolve().parents[1] / "content"


@lru_cache
def population() -> dict[str, Any]:
    return yaml.safe_load((CONTENT / "population.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Job:
    position: str
    company: str
    start: int
    end: int | None
    highlights: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """One simulated candidate; a `number` other than 0 makes address and phone theirs alone."""

    number: int
    name: str
    latin: str
    city: str
    country: str
    zone: str
    jobs: tuple[Job, ...]
    school: str
    area: str
    degree: str
    skills: tuple[str, ...]
    has_phone: bool
    has_profile: bool

    @property
    def headline(self) -> str:
        return f"{self.jobs[0].position}, {self.jobs[0].company}"

    @property
    def location(self) -> str:
        return f"{self.city}, {self.country}"

    @property
    def email(self) -> str:
        return (
            f"{self.latin}.{self.number}@example.com"
            if self.number
            else f"{self.latin}@example.com"
        )

    @property
    def phone(self) -> str:
        """A number of a German range that is assigned to nobody."""
        return f"+491555{self.number:07d}" if self.has_phone and self.number else ""

    @property
    def profile(self) -> str:
        return f"https://github.example.com/{self.latin}-{self.number}" if self.has_profile else ""

    @cached_property
    def resume(self) -> dict[str, Any]:
        """What they sent, as JSON Resume."""
        basics: dict[str, Any] = {
            "name": self.name,
            "label": self.jobs[0].position,
            "email": self.email,
            "location": {"city": self.city, "countryCode": self.country},
        }
        if self.phone:
            basics["phone"] = self.phone
        if self.profile:
            basics["profiles"] = [{"network": "GitHub", "url": self.profile}]
        return {
            "basics": basics,
            "work": [_work(job) for job in self.jobs],
            "education": [
                {
                    "institution": self.school,
                    "area": self.area,
                    "studyType": self.degree,
                    "endDate": str(self.jobs[-1].start),
                }
            ],
            "skills": [{"name": "Skills", "keywords": list(self.skills)}],
        }

    @property
    def text(self) -> str:
        """The résumé as a search reads it."""
        lines = [self.name, self.headline, self.city, self.country]
        for job in self.jobs:
            lines += [job.company, job.position, str(job.start), *job.highlights]
        return "\n".join([*lines, self.school, self.area, self.degree, *self.skills])


def _work(job: Job) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": job.company,
        "position": job.position,
        "startDate": str(job.start),
        "highlights": list(job.highlights),
    }
    if job.end:
        entry["endDate"] = str(job.end)
    return entry


def draw_person(draw: random.Random, number: int, year: int) -> Person:
    """Return the next person; the same generator gives the same people."""
    words = population()
    region = draw.choices(words["regions"], weights=_shares())[0]
    given, family = draw.choice(region["given"]), draw.choice(region["family"])
    name, latin = _named(given, family, han=region.get("script") == "han")
    city, country, zone = draw.choice(region["cities"])
    return Person(
        number=number,
        name=name,
        latin=latin,
        city=city,
        country=country,
        zone=zone,
        jobs=_jobs(draw, words, year),
        school=draw.choice(region["schools"]),
        area=draw.choice(words["areas"]),
        degree=draw.choice(words["degrees"]),
        skills=tuple(draw.sample(words["skills"], draw.randint(3, 8))),
        has_phone=draw.random() < 0.7,
        has_profile=draw.random() < 0.4,
    )


@lru_cache
def _shares() -> tuple[int, ...]:
    return tuple(region["share"] for region in population()["regions"])


def _named(given: str, family: str, *, han: bool) -> tuple[str, str]:
    """Return a name as its bearer writes it, and its Latin letters for an address."""
    if not han:
        return f"{given} {family}", f"{_ascii(given)}.{_ascii(family)}"
    (own, latin), (own_family, latin_family) = _scripts(given), _scripts(family)
    name = f"{own_family}{own} ({latin_family} {latin})"
    return name, f"{_ascii(latin)}.{_ascii(latin_family)}"


def _scripts(text: str) -> tuple[str, str]:
    own, _, latin = text.partition(" (")
    return own, latin.rstrip(")")


@cache
def _ascii(text: str) -> str:
    plain = text.casefold().replace("\u0131", "i").replace("ł", "l").replace("ß", "ss")
    letters = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in letters if letter.isascii() and letter.isalpha())


def _jobs(draw: random.Random, words: dict[str, Any], year: int) -> tuple[Job, ...]:
    jobs, end = [], None
    start = year - draw.randint(0, 4)
    level = draw.choice(words["levels"])
    for company in draw.sample(words["companies"], draw.choice((1, 2, 2, 3))):
        title = draw.choice(words["titles"])
        position = f"{level} {title}".strip()
        jobs.append(Job(position[0].upper() + position[1:], company, start, end, _did(draw, words)))
        start, end, level = start - draw.randint(1, 4), start, ""
    return tuple(jobs)


def _did(draw: random.Random, words: dict[str, Any]) -> tuple[str, ...]:
    lines = draw.sample(words["highlights"], draw.randint(1, 3))
    return tuple(line.format(a=draw.randint(20, 90), b=draw.randint(2, 9)) for line in lines)

"""Places in résumés: a city with its region or country, in the words of several languages."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from candidates.resume.structure.words import fold, has, split, words

_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}-)?\d{4,6}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
_COMMA = re.compile(r"\s*[,،、/]\s*|\s+[-–]\s+")
MAX_LENGTH = 60


@dataclass(frozen=True)
class Place:
    city: str = ""
    region: str = ""
    country: str = ""
    address: str = ""
    postal_code: str = ""

    def as_json_resume(self) -> dict[str, str]:
        """It as JSON Resume's `location`."""
        return {
            "address": self.address,
            "postalCode": self.postal_code,
            "city": self.city,
            "region": self.region,
            "countryCode": self.country,
        }


def place_in(text: str) -> Place | None:
    """The place that the text names, if it names nothing else: “Berlin, Germany”, “Austin, TX”."""
    text = text.strip(" \t.,;()[]📍")
    if not text or len(text) > MAX_LENGTH or "@" in text:
        return None
    code = _POSTCODE.search(text)
    if code:
        text = " ".join(f"{text[: code.start()]} {text[code.end() :]}".split()).strip(" ,")
    parts = [part for part in _COMMA.split(text) if part]
    if not parts or len(parts) > 4 or has("positions", text) or len(parts[0].split()) > 5:
        return None
    address = parts.pop(0) if len(parts) > 1 and any(c.isdigit() for c in parts[0]) else ""
    found = _place(parts)
    if found is None or any(c.isdigit() for part in parts for c in part):
        return None
    city, region, country = found
    return Place(city, region, country, address, code[0] if code else "")


def _place(parts: list[str]) -> tuple[str, str, str] | None:
    last = fold(parts[-1])
    if len(parts) == 1:
        return _alone(parts[0])
    country = _countries().get(last, "")
    if country and not (len(parts) > 2 and fold(parts[1]) in _cities()):
        region = parts[1] if len(parts) > 2 else ""
        return parts[0], region, country
    if last in _regions() and len(parts) == 2:
        return parts[0], parts[-1], _regions()[last]
    if (city := _cities().get(fold(parts[0]))) and len(parts) == 2:
        return parts[0], parts[-1], city
    return None


def _alone(name: str) -> tuple[str, str, str] | None:
    if country := _countries().get(fold(name)):
        is_city = fold(name) in _cities()
        return (name if is_city else "", "", country)
    if city := _cities().get(fold(name)):
        return name, "", city
    words = name.split()
    if len(words) > 1 and (region := _regions().get(fold(words[-1]))) and words[-1].isupper():
        return " ".join(words[:-1]), words[-1], region
    return None


@cache
def _countries() -> dict[str, str]:
    listed = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in listed.splitlines() if not line.startswith("#"))
    named = {fold(name.partition(" (")[0]): code for code, name in rows}
    for code, names in words()["countries"].items():
        named |= {fold(name): code for name in split(names)}
    return named


@cache
def _regions() -> dict[str, str]:
    states = {fold(name): "US" for name in split(words()["regions"])}
    return states | {fold(name): "CA" for name in split(words()["provinces"])}


@cache
def _cities() -> dict[str, str]:
    """Cities with their countries: those that time zones are called by, and large ones."""
    listed = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in listed.splitlines() if not line.startswith("#"))
    named = {fold(zone.rpartition("/")[2].replace("_", " ")): code for code, _at, zone, *_ in rows}
    for code, names in words()["cities"].items():
        named |= {fold(name): code for name in split(names)}
    return named

"""A take-home's files as a candidate reads them: from the archive and by nothing else."""

import csv
import io
import json
import zipfile
from datetime import datetime
from functools import cache

from rubrics.content.take_homes import GENERATORS
from rubrics.content.take_homes.model import Fact

SEEDS = (7, 4711, 999_999_999)
Row = dict[str, str]


@cache
def archive(key: str, seed: int) -> dict[str, str]:
    """The texts in the zip, by file name."""
    packed = zipfile.ZipFile(io.BytesIO(GENERATORS[key].archive(seed)))
    return {name.removeprefix(f"{key}/"): packed.read(name).decode() for name in packed.namelist()}


@cache
def table(key: str, seed: int, name: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(archive(key, seed)[name])))


def document(key: str, seed: int, name: str) -> dict:
    return json.loads(archive(key, seed)[name])


@cache
def facts(key: str, seed: int) -> dict[str, Fact]:
    return {fact.key: fact for fact in GENERATORS[key].truth(seed).facts}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def share(rows: list[Row], fits) -> float:
    return sum(map(bool, map(fits, rows))) / len(rows)


def different(rows: list[Row]) -> list[Row]:
    """The rows without whole repeats."""
    return list({tuple(row.values()): row for row in rows}.values())

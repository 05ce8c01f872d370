import json
from collections.abc import Iterable
from dataclasses import asdict
from math import inf, isfinite, isnan
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import CommandParser

from hiring.activity.commands import TableCommand
from rubrics.assessment.agreement import agreement
from rubrics.assessment.crossed import MAX_INTERVIEWERS, Crossed, fit
from rubrics.assessment.estimates import EIGHTY
from rubrics.assessment.tables import Graded, Table, tabulate

MAX_BYTES = 200_000_000
DIGITS = 4
Json = dict[str, Any]


class Command(TableCommand):
    help = (
        "Prints candidates' levels corrected for who rated them, interviewers' severities (in "
        "levels; above zero: rates higher than the others), each with an 80 % interval, and how "
        "far interviewers agree, as JSON; null where too few ratings are left to tell. The file is "
        "CSV with the columns candidate, criterion, interviewer and rating; an empty rating means "
        "not observed. Exits 2 with the reason when it cannot be read."
    )
    columns = ("candidate", "criterion", "interviewer", "rating")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--low", type=float, default=-inf, help="the lowest rating there is")
        parser.add_argument("--high", type=float, default=inf, help="the highest rating there is")

    def handle(self, *args: Any, file: Path, low: float, high: float, **options: Any) -> None:
        if not low < high:
            self.refuse("--low must be below --high")
        rows = {tuple(row[:3]): (line, row[3]) for line, row in self._rows(file)}
        table = tabulate(
            Graded(candidate, criterion, interviewer, self._level(given, low, high, line))
            for (candidate, criterion, interviewer), (line, given) in rows.items()
            if given
        )
        if len(table.interviewers) > MAX_INTERVIEWERS:
            self.refuse(f"there are more than {MAX_INTERVIEWERS:,} interviewers")
        candidates, interviewers = ({place[at] for place in rows} for at in (0, 2))
        found = {**_effects(table, candidates, interviewers), "agreement": _agreement(table)}
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))

    def _rows(self, file: Path) -> Iterable[tuple[int, list[str]]]:
        """Yield the rows; who rated a criterion of a candidate twice is refused."""
        seen = set()
        for line, row in self.read_rows(file, MAX_BYTES):
            candidate, criterion, interviewer, _rating = row
            if not (candidate and criterion and interviewer):
                self.refuse(f"line {line}: candidate, criterion and interviewer must not be empty")
            if (place := (candidate, criterion, interviewer)) in seen:
                self.refuse(f"line {line}: {interviewer} has rated {criterion} there already")
            seen.add(place)
            yield line, row

    def _level(self, rating: str, low: float, high: float, line: int) -> float:
        try:
            level = float(rating)
        except ValueError:
            level = inf
        if not isfinite(level):
            self.refuse(f"line {line}: the rating must be a number, not {rating}")
        if not low <= level <= high:
            self.refuse(f"line {line}: the rating must be from {low:g} to {high:g}, not {rating}")
        return level


def _effects(table: Table, candidates: Iterable[str], interviewers: Iterable[str]) -> Json:
    """Return everybody by name; of somebody without a rating there are no figures."""
    found = fit(table) if len(table) else None
    known = 1.0 if found and _is_error_known(table, found) else np.nan
    raw = np.bincount(table.candidate, table.level) / np.bincount(table.candidate)
    adjusted = _columns(
        "adjusted", found and found.candidate, found and found.candidate_error * known
    )
    severity = _columns(
        "severity", found and found.severity, found and found.severity_error * known
    )
    return {
        "candidates": _people(candidates, table.candidates, {"raw": raw, **adjusted}),
        "interviewers": _people(interviewers, table.interviewers, severity),
    }


def _is_error_known(table: Table, found: Crossed) -> bool:
    """Return whether ratings are left that tell how far off the others may be."""
    effects = len(table.candidates) + len(table.interviewers) + len(table.criteria) - 1
    freedom = len(table) - effects + len(set(found.sets))
    return freedom > 0 and float(np.ptp(table.level)) > 0


def _columns(name: str, values: Any, errors: Any) -> dict[str, Any]:
    if values is None:
        return dict.fromkeys((name, "low", "high"))
    half = EIGHTY * np.sqrt(errors)
    return {name: values, "low": values - half, "high": values + half}


def _people(names: Iterable[str], rated: list[Any], columns: dict[str, Any]) -> list[Json]:
    at = {name: place for place, name in enumerate(rated)}
    return [
        {"name": name}
        | {key: _plain(of[at[name]]) if name in at else None for key, of in columns.items()}
        for name in sorted(names)
    ]


def _agreement(table: Table) -> Json:
    return {name: _plain(value) for name, value in asdict(agreement(table)).items()}


def _plain(value: float | None) -> float | None:
    return None if value is None or isnan(value) else round(float(value), DIGITS)

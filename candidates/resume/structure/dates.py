"""Times in résumés: “Jan 2019 – Present”, “03/2018 – 05/2020”, “2019年7月 – 至今”, “seit 2020”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from candidates.resume.structure.words import alternatives, fold, words

FIRST_YEAR, LAST_YEAR = 1940, 2040
_DASH = r"\s*(?:[-\u2010-\u2015\u2212~\u301c\uff5e\u2192/]|至|から)\s*"
_UNTIL = (
    r"\s+(?:to|until|till|through|thru|bis|au|a|al|hasta|ate|fino a|tot|do|по|до|الى|حتى|עד)\s+"
)
# What may stand behind a span: “(2 years 3 months)”.
_DURATION = re.compile(
    r"\s*[(\[·,]?\s*(?:about )?\d+ ?\+? ?(?:years?|yrs?|months?|mos?|jahre?|monate?)"
    r"(?:[ ,]+(?:and )?\d+ ?(?:months?|mos?|monate?))?\s*[)\]]?",
    re.I,
)


@dataclass(frozen=True)
class Span:
    """A time of a résumé; dates are `2019` or `2019-07`, an `end` of "" goes on or is not known.

    `begin` and `stop` say where it stands in the text; `is_range` that it has two ends.
    """

    start: str
    end: str
    begin: int
    stop: int
    is_range: bool


@dataclass(frozen=True)
class _Point:
    year: int | None
    month: int | None

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


def spans_in(text: str) -> list[Span]:
    """All times in the text, from left to right."""
    return list(_spans(fold(text)))


def span_in(text: str) -> Span | None:
    """The first range in the text, else its first date."""
    found = spans_in(text)
    return next((span for span in found if span.is_range), found[0] if found else None)


def without_span(text: str, span: Span) -> str:
    """The text without the time, and without how long that is."""
    rest = text[span.stop :]
    if duration := _DURATION.match(rest):
        rest = rest[duration.end() :]
    before = re.sub(r"[\s(\[|,;:·•\-\u2013\u2014]+$", "", text[: span.begin])
    after = re.sub(r"^[\s)\]|,;:·•\-\u2013\u2014]+", "", rest)
    return f"{before}\t{after}".strip()


def _spans(folded: str) -> Iterator[Span]:
    for found in _pattern().finditer(folded):
        span = _span(found)
        if span:
            yield span


def _span(found: re.Match[str]) -> Span | None:
    start, end = _point(found, "s"), _point(found, "e")
    is_open = bool(found["since"] or found["present"] or found["earlier"])
    if start and start.year is None:
        if end is None or end.year is None:
            return None
        start = _Point(end.year, start.month)
    if found["short"] and start and start.year:
        end = _Point(start.year // 100 * 100 + int(found["short"]), None)
    if start is None or not _is_sane(start) or (end and not _is_sane(end)):
        return None
    is_range = bool(end or is_open or found["dangling"])
    return Span(str(start), str(end) if end else "", found.start(), found.end(), is_range)


def _is_sane(point: _Point) -> bool:
    month = point.month is None or 1 <= point.month <= 12
    return point.year is not None and FIRST_YEAR <= point.year <= LAST_YEAR and month


def _point(found: re.Match[str], side: str) -> _Point | None:
    """The date on one side of a match, by the groups of `_date`."""

    def group(name: str) -> str:
        return found[f"{name}_{side}"] or ""

    if year := group("y1"):
        return _Point(int(year), _number(group("m1")))
    if year := group("y2"):
        first, second = int(group("a2")), int(group("b2"))
        is_american = second > 12 or (group("c2") == "/" and first <= 12 < second)
        return _Point(int(year), first if is_american else second)
    if year := group("y3"):
        return _Point(_full(year), int(group("m3")))
    if name := group("n4"):
        year = group("y4")
        return _Point(_full(year.strip("'’")) if year else None, _months()[name])
    if year := group("y5"):
        return _Point(int(year), None)
    return None


def _full(year: str) -> int:
    number = int(year)
    if len(year) == 4:
        return number
    return number + (2000 if number < 60 else 1900)


def _number(text: str) -> int | None:
    return int(text) if text else None


@cache
def _months() -> dict[str, int]:
    """Months by their names, and the first month of a season or quarter."""
    listed = {**words()["seasons"]}
    named = {fold(w): n for n, names in listed.items() for w in names.split("|")}
    named |= {f"q{quarter}": 3 * quarter - 2 for quarter in range(1, 5)}
    months = words()["months"].items()
    return named | {fold(w): n for n, names in months for w in names.split("|")}


@cache
def _pattern() -> re.Pattern[str]:
    present = alternatives(words()["present"])
    since = alternatives(words()["since"])
    start, end = _date("s"), _date("e")
    return re.compile(
        rf"(?<![\w.,/+-])(?:(?P<since>(?:{since})\s+))?"
        rf"(?:(?P<earlier>(?:{present}){_DASH})?{start})"
        rf"(?:(?:{_DASH}|{_UNTIL})\(?(?:{end}|(?P<present>(?:{present})(?!\w))|(?P<short>\d\d)(?![\w./]))"
        rf"|(?P<dangling>\s*[-\u2013\u2014]\s*$))?"
    )


def _date(side: str) -> str:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    s = f"_{side}"
    year = r"(?:19|20)\d\d"
    return (
        # 2019-07, 2019/7, 2019.07, 2019年7月, 2019년 7월, 2019-07-01
        rf"(?:(?P<y1{s}>{year})(?:[-/.]|年\s?|년\s?)(?P<m1{s}>0?[1-9]|1[0-2])"
        r"(?:[-/.](?:[0-2]?\d|3[01]))?(?!\d)(?:\s?[月월])?(?:\s?\d\d?[日일])?"
        # 01.07.2019, 07/01/2019
        rf"|(?P<a2{s}>\d\d?)(?P<c2{s}>[./-])(?P<b2{s}>\d\d?)[./-](?P<y2{s}>{year})"
        # 07/2019, 7.2019, 07/19
        rf"|(?P<m3{s}>0?[1-9]|1[0-2])\s?[/.-]\s?(?P<y3{s}>{year}|(?<=/)\d\d(?![\d/]))(?!\d)"
        # July 2019, Jul. '19, 1 July 2019, July 1st, 2019, julio de 2019, Summer 2019; July alone
        rf"|(?:\d\d?(?:st|nd|rd|th)?\.?\s+)?(?P<n4{s}>{names})(?![^\W\d_])\.?,?"
        r"(?:\s+\d\d?(?:st|nd|rd|th)?,)?"
        rf"(?:[\s/-]*(?:de\s|del\s|of\s)?\s*(?P<y4{s}>{year}|['\u2019]\d\d|\d\d(?=\s*(?:$|[-\u2013\u2014)])))(?!\d))?"
        # 2019
        rf"|(?P<y5{s}>{year})(?!\d|[.,]\d)(?:\s?[年년])?)"
    )

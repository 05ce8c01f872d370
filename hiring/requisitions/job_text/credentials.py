"""Where somebody comes from instead of what they can do: degrees, venues, schools, employers."""

import re
from collections.abc import Callable, Iterator

from hiring.requisitions.job_text.context import demanded, waived
from hiring.requisitions.job_text.findings import Finding, Rule
from hiring.requisitions.job_text.reading import Reading, Section
from hiring.requisitions.job_text.words import Term, credentials

_PEOPLE = re.compile(
    r"[ -](?:students?|interns?|researchers?|colleagues?|program(?:me)?s?|positions?|thes[ie]s"
    r"|internships?|supervis|projects?)\b"
)
_OPEN_DEGREE = re.compile(r"\b(?:b\.?sc|b\.?s|bachelor'?s?|undergraduate|degree \()\b[^.;]{0,40}$")
_OWN = re.compile(r"\b(?:our|team of|colleagues?|founders?)(?: [\w-]{1,14}){0,3} ?$")
_GOING = re.compile(r"\b(?:attend|visit|travel|trip|budget|read|speak|present|tickets?|publish)\b")


def credentials_asked_for(reading: Reading, say: Callable[[str], str]) -> Iterator[Finding]:
    """Yield a finding for each origin that is asked for; told, welcome or waived ones are none."""
    for term in credentials().values():
        for start, end in asked(reading, term):
            place = reading.span(start, end)
            words = reading.text[slice(*place)]
            yield Finding(
                Rule.PEDIGREE, words, *place, say(term.cost), say(term.instead), reading.must_have
            )


def asked(reading: Reading, term: Term) -> Iterator[tuple[int, int]]:
    """Yield the places of the term that are asked of the applicant, the same words once."""
    if term.unless_text and term.unless_text.search(reading.plain):
        return
    seen: set[str] = set()
    for found in term.pattern.finditer(reading.plain):
        start, end = found.span()
        if found[0] in seen:
            continue
        before, after = reading.sentence(start, end)
        if _PEOPLE.match(after) or _OWN.search(before):
            continue
        if term.key == "phd" and _OPEN_DEGREE.search(before):
            continue
        if _tells_of_attending(reading, start, before):
            continue
        if demanded(reading, start, end) and not waived(reading, start, end):
            seen.add(found[0])
            yield start, end


def _tells_of_attending(reading: Reading, start: int, before: str) -> bool:
    """Return whether the venue is part of the job: "you can attend ICML"."""
    if reading.line(start).section == Section.DEMANDS:
        return False
    return bool(_GOING.search(before))

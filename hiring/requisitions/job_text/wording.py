"""Words that tell some people that they are not meant."""

from collections.abc import Callable, Iterator

from hiring.requisitions.job_text.context import negated, waived
from hiring.requisitions.job_text.findings import Finding, Rule
from hiring.requisitions.job_text.reading import Reading
from hiring.requisitions.job_text.words import Term, wordings


def wording(reading: Reading, say: Callable[[str], str]) -> Iterator[Finding]:
    """Yield a finding for each exclusionary wording that is meant as such."""
    for term in wordings():
        if term.unless_text and term.unless_text.search(reading.plain):
            continue
        for found in term.pattern.finditer(reading.plain):
            if _meant(reading, term, *found.span()):
                place = reading.span(*found.span())
                words = reading.text[slice(*place)]
                yield Finding(
                    Rule.EXCLUSIONARY,
                    words,
                    *place,
                    say(term.cost),
                    say(term.instead),
                    reading.must_have,
                )


def _meant(reading: Reading, term: Term, start: int, end: int) -> bool:
    before, after = reading.sentence(start, end)
    if term.unless_before and term.unless_before.search(before):
        return False
    if term.unless_after and term.unless_after.match(after):
        return False
    if term.always:
        return True
    # A rockstar who is only welcome is still a rockstar: only what is taken back is not meant.
    return not (waived(reading, start, end) if term.a_demand else negated(reading, start, end))

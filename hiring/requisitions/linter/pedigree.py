"""Where somebody comes from in place of what they can do: degrees, venues, schools, employers."""

import re
from collections.abc import Callable, Iterator

from hiring.requisitions.linter.context import demanded, waived
from hiring.requisitions.linter.findings import Finding, Rule, gettext_noop
from hiring.requisitions.linter.reading import Reading, Section

_VENUE = (
    r"(?:neurips|nips|icml|iclr|cvpr|iccv|eccv|emnlp|naacl|aaai|ijcai|kdd|sigir|recsys|aistats"
    r"|interspeech|icassp|siggraph|mlsys|colt|acl|uai|osdi)"
)
_GREAT = (
    r"(?:top|leading|elite|prestigious|renowned|world[ -]class|best|premier|high[ -]impact|tier)"
)
_RANK = r"(?:[ -](?:tier|ranked|rated|notch|\d{1,3}|1|one))?"
_SCHOOL = (
    r"(?:mit|stanford|harvard|cmu|carnegie mellon|berkeley|princeton|caltech|yale|oxford|cambridge"
    r"|oxbridge|eth(?: zurich)?|epfl|imperial college|tsinghua|iits?|ivy league|russell group)"
)
_FIRM = (
    r"(?:faang|maang|mag7|big tech|google(?! cloud)|meta\b(?!-)|facebook|amazon(?! web)|apple"
    r"|netflix|microsoft(?! azure)|openai|deepmind|anthropic|nvidia|uber|tesla)"
)
PHD = re.compile(
    r"\b(?:(?:m\.?sc?\.?|masters?(?:'s)?|ms) ?(?:/|or|and|,) ?(?:an? )?)?"
    r"(?:ph\. ?d\.?(?:'?s)?(?!\w)|ph ?d(?:'?s)?(?!\w)|d\.?phil\b|doctora(?:te|l degree)s?\b"
    r"|dr\. rer\. nat\.)"
)
PUBLICATIONS = re.compile(
    rf"\b(?:(?:strong |proven |excellent |solid )?(?:track record of |record of )?"
    rf"(?:first[ -]author(?:ed)? )?(?:publications?|papers|published(?: work| papers| research)?"
    rf"|publishing)(?: record| list)?(?: (?:at|in)(?: \w{{1,14}}){{0,3}}? (?:{_VENUE}(?:(?:,|/"
    rf"| or| and|,? or) ?{_VENUE}){{0,6}}|{_GREAT}{_RANK}"
    rf"(?: [\w-]{{1,14}}){{0,3}}? (?:conferences?|venues?|journals?)))"
    rf"|(?:publication record|track record of publi\w{{1,12}}|record of publi\w{{1,12}}"
    rf"|first[ -]author(?:ed)? (?:papers?|publications?)|h-index(?: of \d{{1,3}})?"
    rf"|published (?:papers|work|research)|peer[ -]reviewed publications?)"
    rf"|{_VENUE}(?: ?(?:,|/|or|and) ?{_VENUE}){{0,5}} (?:publications?|papers?|track record)"
    rf"|{_GREAT}{_RANK}(?: (?:ml|ai|machine learning|research|academic|international))?"
    rf" (?:conferences?|venues?|journals?)(?: publications?| papers?)?|publications?(?= required)"
    rf"|{_VENUE}(?:(?:,| or| and|,? or|/){{1,2}} ?{_VENUE}){{0,6}}\b)"
)
_SCHOOLS = re.compile(
    rf"\b(?:(?:degrees?|ph\.?d\.?|masters?|m\.?sc|bachelor'?s?|graduates?|alumn\w{{1,3}}|education"
    rf"|studied|studies|diploma)(?: [\w']{{1,16}}){{0,5}}? (?:from|at|of) (?:an? "
    rf"|the )?(?:{_SCHOOL}"
    rf"|{_GREAT}{_RANK}(?: [\w-]{{1,14}}){{0,2}}? (?:universit(?:y|ies)|schools?|colleges?"
    rf"|institut(?:e|es|ions?)|programs?))\b"
    rf"|{_SCHOOL}(?:(?:,|/| or|,? or) ?{_SCHOOL}){{0,5}} (?:degree|ph\.?d|graduates?"
    rf"|alumn\w{{1,3}})"
    rf"|{_GREAT}{_RANK}(?: (?:technical|research|engineering|cs|computer science))?"
    rf" (?:universit(?:y|ies)|schools?|colleges?|cs programs?)\b|ivy league(?: \w{{1,12}})?)"
)
_FIRMS = re.compile(
    rf"\b(?:ex-? ?{_FIRM}|(?:experience|background|worked|work|years|tenure|stint|alumn\w{{1,3}}"
    rf"|come"
    rf"|hail|employment)(?: [\w/]{{1,14}}){{0,3}}? (?:at|from|in) (?:an? |the |another )?(?:{_FIRM}"
    rf"|{_GREAT}{_RANK}(?: tech(?:nology)?| ai| product)? (?:compan(?:y|ies)|firms?|labs?))\b"
    rf"|(?:faang|maang|big tech)(?: or similar| level|-level)? (?:experience|background|engineers?)"
    rf"|{_GREAT}{_RANK} (?:tech |technology |ai )?(?:compan(?:y|ies)|firms?) (?:experience"
    rf"|background))"
)
_PEOPLE = re.compile(
    r"[ -](?:students?|interns?|researchers?|colleagues?|program(?:me)?s?|positions?|thes[ie]s"
    r"|internships?|supervis|projects?)\b"
)
_OPEN_DEGREE = re.compile(r"\b(?:b\.?sc|b\.?s|bachelor'?s?|undergraduate|degree \()\b[^.;]{0,40}$")
_OWN = re.compile(r"\b(?:our|team of|colleagues?|founders?)(?: [\w-]{1,14}){0,3} ?$")
_GOING = re.compile(r"\b(?:attend|visit|travel|trip|budget|read|speak|present|tickets?|publish)\b")

COSTS: list[tuple[re.Pattern, str, str]] = [
    (
        PHD,
        gettext_noop(
            "Engineers and scientists who learned the same at work, or in physics or statistics "
            "without the title, stop reading. Most people who have run models in production have "
            "no PhD."
        ),
        gettext_noop(
            "Say what the degree stands for here, such as “has framed an open question and "
            "answered it by experiments”, or add “or equivalent experience”."
        ),
    ),
    (
        PUBLICATIONS,
        gettext_noop(
            "Only people whose employer let them publish are left: most of industry, and everybody "
            "on a product under secrecy, stops reading. Venues also measure quantity more than "
            "taste."
        ),
        gettext_noop(
            "Ask for one piece of work they can walk you through: “a paper, a report, a "
            "re-implementation or an internal project in which you chose the question”."
        ),
    ),
    (
        _SCHOOLS,
        gettext_noop(
            "A school's name tells about money and place at eighteen. The pool loses good people "
            "from everywhere else, and those who have the name do not need this line."
        ),
        gettext_noop(
            "Leave the school out; name the knowledge, such as “linear algebra and probability, "
            "well enough to derive a loss and find its mistake”."
        ),
    ),
    (
        _FIRMS,
        gettext_noop(
            "People who did the same work at a less known place, often with less help, stop "
            "reading; those who stay are the ones everybody writes to."
        ),
        gettext_noop(
            "Name what you hope they saw there: “has run a service for many users”, “has worked "
            "with code review and on-call”."
        ),
    ),
]


def pedigree(reading: Reading, say: Callable[[str], str]) -> Iterator[Finding]:
    """Yield a finding for each origin that is asked for; told, welcome or waived ones are none."""
    for pattern, cost, instead in COSTS:
        for start, end in asked(reading, pattern):
            place = reading.span(start, end)
            words = reading.text[slice(*place)]
            yield Finding(Rule.PEDIGREE, words, *place, say(cost), say(instead), reading.must_have)


def asked(reading: Reading, pattern: re.Pattern) -> Iterator[tuple[int, int]]:
    """Yield the places of the pattern that are asked of the applicant, the same words once."""
    seen: set[str] = set()
    for found in pattern.finditer(reading.plain):
        start, end = found.span()
        if found[0] in seen:
            continue
        before, after = reading.sentence(start, end)
        if _PEOPLE.match(after) or _OWN.search(before):
            continue
        if pattern is PHD and _OPEN_DEGREE.search(before):
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

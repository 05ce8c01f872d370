"""Years of a tool: more than it exists, or years instead of what a person can do."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hiring.requisitions.job_text.context import demanded, waived
from hiring.requisitions.job_text.findings import Finding, Rule, gettext_noop
from hiring.requisitions.job_text.reading import Reading
from hiring.requisitions.job_text.words import known, tool

_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_NUMBER = rf"(?:\d{{1,2}}(?:\.5)?|{'|'.join(_WORDS[1:])})"
_YEARS = re.compile(
    rf"(?:\b(?:at least|minimum(?: of)?|min\.?|more than|over|no less than|not less than) )?"
    rf"(?<![\w.,$€£])(?P<low>{_NUMBER})"
    rf"(?: ?\(\d{{1,2}}\))?(?:(?: ?- ?| to | or | ?/ ?){_NUMBER})?(?: ?\+| plus| or more)?"
    r"(?: ?-)? ?(?:years?|yrs?|yoe)\b'?"
)
_AFTER = re.compile(r"(?:[ ,:/()'-]{0,3}[\w&'.-]{1,18}){0,9}?[ ,:/()'-]{1,3}$|'? ?$")
_BEFORE = re.compile(
    r"(?: (?:experience|expertise|background|skills?|knowledge|proficiency|for|of|with|programming"
    r"|development)){0,4}[ ,:(-]{1,3}$"
)
_REACH = 90
_STOPS = re.compile(
    r"\b(?:and (?:have|know|are|some|a|you)|who|which|where|when|but|plus|using"
    r" our|we|our|ago|old)\b|\b\d|[:]"
)
_OF_EXPERIENCE = re.compile(r".{0,40}?\bexperience\b| (?:as|in) (?:an? )?\w")
# Years in a job, not of a tool: "3-5 years as DevOps or MLOps".
_AS = re.compile(r"'?(?: of)?(?: \w{1,14}){0,2}? as\b")
_IN_TIME = re.compile(r" ?(?:ago|old)\b")
_STRONG = re.compile(r"\+|plus|or more|at least|minimum|min\b|less than")
_TELLS = re.compile(r"\b(?:we|we've|our|they|founded|has run|has been|have been|last|past)\b")

TOO_MANY = gettext_noop(
    "%(tool)s came out in %(released)d: hardly anyone can have %(years)s years of experience with "
    "it. People who know it well see that nobody checked, and stop reading."
)
TOO_MANY_INSTEAD = gettext_noop(
    "Say what the person should have done with it, such as “has trained and debugged a model of "
    "this kind in %(tool)s or a similar tool”."
)
PROXY = gettext_noop(
    "Years measure time, not skill. You lose people who learned %(tool)s fast, come from a similar"
    " tool or took a break, and keep some who repeated the same year many times."
)
PROXY_INSTEAD = gettext_noop(
    "Name the work: “has built and run something in %(tool)s or a similar tool that others "
    "depended on”."
)


@dataclass(frozen=True)
class Years:
    """A demand of years of experience: where, how many, and of which tool if one is named."""

    start: int
    end: int
    years: float
    tool: str


def demanded_years(reading: Reading) -> Iterator[Years]:
    """Yield every number of years of experience that the reading asks for."""
    for found in _YEARS.finditer(reading.plain):
        start, end, tool = _with_tool(reading, found)
        _before, after = reading.sentence(start, found.end())
        counts = tool or _OF_EXPERIENCE.match(after)
        if not counts or _IN_TIME.match(after) or not _asked(reading, start, end, found[0]):
            continue
        if not waived(reading, start, end, alike=False):
            yield Years(start, end, _number(found["low"]), tool)


def _with_tool(reading: Reading, found: re.Match) -> tuple[int, int, str]:
    """Return the place of the years with the youngest tool they are of, and its words."""
    before, after = reading.sentence(*found.span())
    near = after[:_REACH]
    stop = _STOPS.search(near)
    tools = [] if _AS.match(near) else list(tool().finditer(near[: stop.start()] if stop else near))
    if tools and _AFTER.fullmatch(near[: tools[0].start()]):
        youngest = max(tools, key=lambda found: known(found[0])[1])
        return found.start(), found.end() + youngest.end(), youngest[0]
    earlier = list(tool().finditer(before))
    taken = earlier and re.search(r"\b(?:years?|yrs?)\b", before[: earlier[-1].start()])
    if earlier and not taken and _BEFORE.match(before, earlier[-1].end()):
        begins = found.start() - len(before) + earlier[-1].start()
        return begins, found.end(), earlier[-1][0]
    return found.start(), found.end(), ""


def _asked(reading: Reading, start: int, end: int, words: str) -> bool:
    """Return whether the years are asked for; "5+" or "at least" does so by itself."""
    if demanded(reading, start, end):
        return True
    before, _after = reading.sentence(start, end)
    return bool(_STRONG.search(words) and not _TELLS.search(before))


def years_of_tools(reading: Reading, year: int, say: Callable[[str], str]) -> Iterator[Finding]:
    """Yield a finding for each demand of years of a known tool."""
    for asked in demanded_years(reading):
        if not asked.tool:
            continue
        name, released = known(asked.tool)
        young = asked.years > year - released
        facts = {"tool": name, "released": released, "years": f"{asked.years:g}"}
        start, end = reading.span(asked.start, asked.end)
        yield Finding(
            rule=Rule.YOUNG_TOOL if young else Rule.YEARS_OF_TOOL,
            text=reading.text[start:end],
            start=start,
            end=end,
            cost=say(TOO_MANY if young else PROXY) % facts,
            instead=say(TOO_MANY_INSTEAD if young else PROXY_INSTEAD) % facts,
            must_have=reading.must_have,
        )


def _number(words: str) -> float:
    return float(_WORDS.index(words)) if words in _WORDS else float(words)

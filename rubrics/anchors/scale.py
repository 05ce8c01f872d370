"""Whether the four anchors are a scale: all there, each one a step, each one to be seen."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from rubrics.anchors.findings import CriterionText, Finding, Rule, gettext_noop
from rubrics.anchors.words import words as lists

LEVELS = (1, 2, 3, 4)
_MIN_WORDS = 3
_LONG = 10

_WORD = re.compile(r"[\w’'$\\^-]*\w")
_STARTS_WITH_NO = re.compile(
    r"\W{0,3}(?:the candidate |they |he |she )?(?:does not|doesn[’']t|cannot|can[’']t|can not"
    r"|did not|didn[’']t|fails? to|(?:is )?unable to|never|is not|isn[’']t|no|not)\b",
    re.IGNORECASE,
)
_AS_BELOW = re.compile(
    r"\W{0,3}(?:the )?(?:same|as|like|same as|as in|like in|see)(?: (?:as|for|level|in|at))*"
    r" ?(?:3|three)\b",
    re.IGNORECASE,
)

MISSING = (
    gettext_noop("Without a description of this level, everyone draws the line somewhere else."),
    gettext_noop("Describe what you would see or hear at this level, in one or two sentences."),
)
SHORT = (
    gettext_noop("So few words do not distinguish this level from the levels next to it."),
    gettext_noop("Say what the candidate does, on what, and with how much help."),
)
SAME = (
    gettext_noop(
        "It differs from the level below only by a word of degree, or not at all, so the rating "
        "depends on the interviewer’s mood."
    ),
    gettext_noop(
        "Name what the candidate does here and not one level below: without being asked, with the "
        "reason, on the hard case, with fewer hints."
    ),
)
TOP = (
    gettext_noop(
        "The highest level only repeats the one below: nobody can reach it by doing more."
    ),
    gettext_noop("Name what is added: “As 3, and predicts what the check will show”."),
)
NEGATED = (
    gettext_noop(
        "It only negates a higher level, and leaves interviewers to guess what people do at this "
        "level."
    ),
    gettext_noop("Say what they do instead: “repeats the line when asked why it follows”."),
)
NOWHERE = (
    gettext_noop(
        "It does not say where in the interview this shows, so some look for it and others infer "
        "it."
    ),
    gettext_noop("Name the moment or the question: “what is checked before the first result”."),
)


def scale(index: int, criterion: CriterionText, say: Callable[[str], str]) -> Iterator[Finding]:
    """Yield what is missing, too short, or no step from one level to the next."""
    anchors = {level: criterion.anchors.get(level, "") for level in LEVELS}
    words = {level: _WORD.findall(text.casefold()) for level, text in anchors.items()}

    def found(rule: Rule, level: int | None, text: str, told: tuple[str, str]) -> Finding:
        return Finding(rule, index, level, text, say(told[0]), say(told[1]))

    if not criterion.look_for.strip():
        yield found(Rule.NOWHERE_TO_LOOK, None, "", NOWHERE)
    for level in LEVELS:
        text = anchors[level].strip()
        if not words[level]:
            yield found(Rule.MISSING_LEVEL, level, "", MISSING)
        elif len(words[level]) < _MIN_WORDS:
            yield found(Rule.TOO_SHORT, level, text, SHORT)
        if _only_negates(level, anchors, words):
            yield found(Rule.ONLY_NEGATED, level, text, NEGATED)
    for lower, higher in _no_steps(words):
        top = (lower, higher) == (3, 4)
        rule, told = (Rule.TOP_REPEATS, TOP) if top else (Rule.SAME_LEVELS, SAME)
        yield found(rule, higher, anchors[higher].strip(), told)
    if _repeats_only(anchors[4]):
        yield found(Rule.TOP_REPEATS, 4, anchors[4].strip(), TOP)


def _no_steps(words: Mapping[int, list[str]]) -> Iterator[tuple[int, int]]:
    """Yield the neighboring written levels that say the same."""
    written = [level for level in LEVELS if words[level]]
    for lower, higher in pairwise(written):
        if _same(words[lower], words[higher]):
            yield lower, higher


def _same(one: list[str], other: list[str]) -> bool:
    """Whether only words of degree differ, or in a long text a word or two."""
    if _counts(one) != _counts(other):
        return False
    mine, theirs = Counter(_heavy(one)), Counter(_heavy(other))
    apart = (mine - theirs) + (theirs - mine)
    return not apart or (min(mine.total(), theirs.total()) >= _LONG and apart.total() <= 2)


def _counts(words: list[str]) -> Counter[str]:
    """Numbers and negations, which are differences that can be seen."""
    return Counter(w for w in words if w in lists().numbers or w in lists().negators or w.isdigit())


def _heavy(words: list[str]) -> list[str]:
    return [_stem(word) for word in words if word not in lists().degree]


def _stem(word: str) -> str:
    for end in ("ing", "ied", "ies", "ed", "es", "s", "e"):
        if word.endswith("ss") or len(word) - len(end) < 3:
            continue
        if word.endswith(end):
            return word[: -len(end)]
    return word


def _only_negates(level: int, anchors: Mapping[int, str], words: Mapping[int, list[str]]) -> bool:
    if not _STARTS_WITH_NO.match(anchors[level]):
        return False
    taken_back = {*lists().negators, "fail", "doe"}
    mine = {w for w in _heavy(words[level]) if w not in taken_back}
    for higher in range(level + 1, 5):
        theirs = {w for w in _heavy(words[higher]) if w not in lists().negators}
        if mine and (mine <= theirs or len(mine & theirs) >= 0.8 * len(mine | theirs)):
            return True
    return False


def _repeats_only(text: str) -> bool:
    """Whether it says "as 3" and adds nothing but degree."""
    found = _AS_BELOW.match(text)
    if not found:
        return False
    return len(_heavy(_WORD.findall(text[found.end() :].casefold()))) < 2

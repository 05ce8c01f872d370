"""What the words around a place do to it: take it back, soften it, or make it a demand."""

import re

from hiring.requisitions.job_text.reading import WINDOW, Reading, Section

_NO_LESS = re.compile(r"\b(?:not?|never) (?:any )?(?:less|fewer|under|below)(?: than)?\b")
_NEGATOR = re.compile(
    r"(?:\b(?:no|not|never|without|nor|neither|avoid|rather than|instead of|nobody|none|cannot)\b"
    r"|n't\b)(?! (?:only|just|merely|least)\b)"
    r"(?: (?:need|want|require|requiring|expect|ask(?:ing)? for|look(?:ing)? for|care about"
    r"|insist on|seek|seeking|have to have|have to be|have to hold|after|want to hire)\b)?"
)
# From the no to the place: a few words, with the commas of a list.
_REACHES = re.compile(r"(?:[ ,/\"'(]{1,2}[\w'+.-]{1,20}){0,7}[ ,/\"'(-]{0,2}")
# A second no shortly before the first: "do not apply without".
_TWICE = re.compile(r"(?:\bnot|n't|\bcannot|\bnever|\bnobody|\bnone) (?:\w{1,12} ){0,3}$")
_BREAKS = re.compile(
    r"\b(?:but|however|must|needs?|wants?|requires?|required|looking|seek|expects?|instead|so|yet"
    r"|you have|without)\b"
)
_NEGATED_AFTER = re.compile(
    r"([^.;]{0,60}?)(?:\b(?:not|never|neither|no longer)\b|n't\b) (?:be )?"
    r"(?:(?:a|an|strictly|at all|really|in any way|our|what) ){0,2}"
    r"(?:require|need|necessary|expect|essential|mandatory|must\b|prerequisite|matter|we |us\b"
    r"|style|welcome|wanted|asked|important|apply)"
    r"|([^.;,]{0,40}?)\b(?:unnecessary|irrelevant|need not apply here)\b"
)
_OTHER_DEMAND = re.compile(r"\b(?:publications?|papers|years|yrs|degrees?|phd|masters?)\b|;")
_SOFT = (
    r"nice[ -]to[ -]have|\b(?:a|big|strong|huge|definite|bonus) (?:plus|bonus|advantage)\b"
    r"|\bbonus\b"
    r"|\bwelcomed?\b|\bprefer(?:red|ably|able)\b|\bideally\b|\boptional\b|\bdesirable\b|\bhelpful\b"
    r"|\bwould be (?:great|good|nice|useful)\b|\bhelps\b|\bappreciated\b|\bbeneficial\b|\buseful\b"
    r"|\bdon't worry\b|\beven if\b|\bcounts? as much\b|\bwhether or not\b|\bwith or without\b"
)
_SOFTENER = re.compile(rf"{_SOFT}|\bif you (?:happen to )?have\b")
_SOFT_AFTER = re.compile(rf"[^.;,]{{0,70}}?(?:{_SOFT})")
# "Nice to have: dbt; two years of Snowflake": semicolons do not end it.
_WISH_LIST = re.compile(rf"(?:{_SOFT})[^.:;]{{0,20}}:[^.]{{0,140}}$")
_EQUIVALENT = re.compile(
    r"[^.;]{0,70}?\b(?:or|and/or) (?:an? |the |other |its |have )?(?:\w{1,14} ){0,3}?"
    r"(?:equivalent|equivalents|equal)\b"
)
_ALIKE = re.compile(
    r"[^.;]{0,70}?\b(?:or|and/or) (?:an? |the |other |its )?(?:\w{1,14} ){0,3}?"
    r"(?:similar|comparable|practical experience|experience|self-taught|another way|practice)\b"
)
_HARD = re.compile(
    r"\b(?:must|needs?|requires?|required|requiring|looking for|look for|seek|seeking|want|wants"
    r"|expects?|demand|ideal candidate|candidates?|applicants?|you have|you've|you hold|you bring"
    r"|you are|you're|only|mandatory|essential|minimum|at least|should|has an?|with an?|having"
    r"|hold|possess(?:es)?|requirements?|qualifications?|someone|somebody)\b|\bwithout (?:an? )?$"
)
_TELLS = re.compile(
    r"\b(?:we|we're|we've|we'll|our|us|they|their|founders?|founded|ceo|cto|teams?|colleagues?"
    r"|company|companies|you will|you'll|customers?|clients?|partners?|mentor|alongside|join"
    r"|together with|toward|towards|during|for your)\b"
)
_REQUIRED_AFTER = re.compile(
    r"[^,;.]{0,50}\b(?:required|mandatory|a must|must[ -]have|essential|necessary|needed|minimum"
    r"|only|expected|obligatory)\b"
)
_FIRST_WORDS = re.compile(
    r"[-*+•·‣◦▪●○#\d.)( ]{0,6}(?:(?!we\b|our\b|you\b|they\b)[\w'-]{1,16} ){0,2}"
)
_LIST_BEGINS = re.compile(
    r"[-*+•·‣◦▪●○ ]{0,4}(?:an? |the )?(?:\d|at least|minimum|ph\.?d|doctorate|master|m\.?sc"
    r"|bachelor"
    r"|degree|strong|deep|expert|proven|excellent|track record|first-author|publications?"
    r"|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b)"
)


def waived(reading: Reading, start: int, end: int, *, alike: bool = True) -> bool:
    """Return whether the place is no demand: taken back, a wish, or open to an equivalent.

    `alike` says whether "or similar" opens it too.
    """
    line = reading.line(start)
    if line.section == Section.WISHES or negated(reading, start, end):
        return True
    if _WISH_LIST.search(reading.plain[max(line.start, start - WINDOW) : start]):
        return True
    before, after = reading.sentence(start, end)
    soft = _last(_SOFTENER, before)
    if soft and not _HARD.search(before[soft.end() :]):
        return True
    later = _SOFT_AFTER.match(after)
    if later and not _OTHER_DEMAND.search(later[0]):
        return True
    return bool(_EQUIVALENT.match(after) or (alike and _ALIKE.match(after)))


def negated(reading: Reading, start: int, end: int) -> bool:
    """Return whether the words around the place say that it is not so."""
    before, after = reading.sentence(start, end)
    before = _NO_LESS.sub("at least", before)
    found = _last(_NEGATOR, before)
    if found and not _TWICE.search(before[: found.start()]):
        between = before[found.end() :]
        if _REACHES.fullmatch(between) and not _BREAKS.search(between):
            return True
    later = _NEGATED_AFTER.match(after)
    return later is not None and not _OTHER_DEMAND.search(later[1] or later[2] or "")


def demanded(reading: Reading, start: int, end: int) -> bool:
    """Return whether the place asks something of the applicant, and does not tell of the house."""
    if reading.line(start).section == Section.DEMANDS:
        return True
    before, after = reading.sentence(start, end)
    hard, tells = _ends(_HARD, before), _ends(_TELLS, before)
    if hard or tells:
        return hard > tells or (hard == tells == 0)
    if _REQUIRED_AFTER.match(after):
        return True
    if _FIRST_WORDS.fullmatch(before.lstrip()):
        return not _TELLS.search(after)
    return "," in before and bool(_LIST_BEGINS.match(before.lstrip()))


def _last(pattern: re.Pattern, text: str) -> re.Match | None:
    return max(pattern.finditer(text), key=re.Match.end, default=None)


def _ends(pattern: re.Pattern, text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=0)

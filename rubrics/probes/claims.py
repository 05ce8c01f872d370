"""Claims with figures: found by patterns, quoted as they stand, asked for what is behind them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rubrics.probes.reading import quote
from rubrics.probes.tree import Phase

_NUMBER = r"(?<![\w.\-/])\d{1,3}(?:[., ’]\d{3})+(?!\d)(?:\.\d+)?|(?<![\w.\-/])\d+(?:[.,]\d+)?"
_PERCENT = rf"(?:{_NUMBER})\s?(?:%|per\s?cent\b|percentage points?\b|pp\b)"
_BIG = r"\s?(?:k|K|m|M|mm|MM|bn|B|million|billion|thousand|mio)\b"
_MONEY = re.compile(
    rf"[$€£¥]\s?\d[\d.,]*(?:{_BIG})?|(?:{_NUMBER})(?:{_BIG})?\s?(?:€|£|EUR\b|USD\b|GBP\b|CHF\b"
    r"|euros?\b|dollars?\b|pounds?\b)"
)
_HEDGE = re.compile(
    r"\b(?:target\w*|goals?|aim\w*|expect\w*|project(?:ed|ing|ion)|estimat\w+|potential\w*"
    r"|hop(?:e|ed|ing)"
    r"|would|could|should|might|plan(?:ned|ning)|supposed|if|not|never|no|failed|until|unless)\b|n’t|n't",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"\b(?:AUC|ROC|F1|F-score|accuracy|accurate|precision|recall|RMSE|MAE|MAPE|BLEU|ROUGE|mAP|IoU"
    r"|perplexity|NDCG|MRR|WER|top-[15]|Dice|R2|R²|sensitivity|specificity|hit rate|log loss)\b",
    re.IGNORECASE,
)
_SPEED = re.compile(
    r"\b(?:ms|milliseconds?|latency|throughput|QPS|RPS|rps|uptime|SLA|p9\d|per second|a second)\b"
    r"|\b(?:requests?|queries|predictions|calls) (?:per|a|each)\b"
)
_FACTOR = re.compile(
    r"(?<![\w.\-])\d+(?:[.,]\d+)?\s?[x\u00d7](?!\w)|\b(?:two|three|four|five|ten|hundred)-?fold\b"
    r"|\b(?:doubled|tripled|quadrupled|halved|twice as|times (?:faster|more|fewer|less|cheaper))\b",
    re.IGNORECASE,
)
_MOVE = re.compile(
    r"\b(?:cut\w*|reduc\w+|increas\w+|improv\w+|sav(?:e[sd]?|ing)|rais\w+|lower\w*|decreas\w+|gr[eo]w\w*"
    r"|boost\w*|lift\w*|drop\w*|f[ae]ll|rose|rise|declin\w+|fewer|more|less|higher|faster|up|down|gain\w*"
    r"|by|from|uplift|reduction|shorten\w*|speed\w*|sped)\b",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"\bteam of (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)\b"
    r"|(?<![\d.,])\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
    r"[- ](?:person|engineers|scientists|researchers|developers|analysts)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom\b[^.;]{0,40}?\d[^.;]{0,30}?\bto\b[^.;]{0,25}?\d", re.IGNORECASE)
_TIME = r"\s?(?:hours?|minutes?|seconds?|days?|weeks?|months?|years?|h|min|s)\b"
_COUNT = re.compile(
    rf"(?:{_NUMBER})(?:{_BIG})\s+[a-z][\w-]+|(?<![\w.\-/])(?:\d{{1,3}}(?:[, ’.]\d{{3}})+|\d{{3,}})"
    r"\+?\s+[a-z][\w-]{2,}|(?:" + _NUMBER + r")\s?(?:TB|GB|PB)\b"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DURATION = re.compile(rf"(?:{_NUMBER}){_TIME}")
_THAT = re.compile(
    r"^(?:[Tt]he )?(?P<what>[A-Za-z][\w’'-]*(?: [\w’'-]+){0,4}?) "
    r"(?P<verb>fell|dropped|decreased|declined|rose|grew|increased|improved|went up|went down) "
    rf"(?P<number>by {_PERCENT}"
    rf"|from (?:{_PERCENT}|[\d.,]{{1,12}}) to (?:{_PERCENT}|[\d.,]{{1,12}}\b))"
    r"(?=$|[ ,.;)])"
)
# First words that are no names, so that they may stand in the middle of a sentence.
_COMMON = frozenset(
    """
    churn revenue conversion sales costs cost latency accuracy errors error customer
    customers user users fraud click clicks response support complaints returns stock
    waiting downtime training average mean median page search precision recall retention
    engagement time
    """.split()  # noqa: SIM905 - a column of words is no easier to read
)
_NO_SUBJECT = frozenset(
    """
    i we he she they it our my and but which who that this
    """.split()  # noqa: SIM905 - a column of words is no easier to read
)


class Kind(StrEnum):
    CHANGE = "change"
    SCORE = "score"
    SPEED = "speed"
    FACTOR = "factor"
    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    TEAM = "team"
    HOPED = "hoped"


PHASES = {
    Kind.CHANGE: Phase.EVALUATION,
    Kind.SCORE: Phase.EVALUATION,
    Kind.SPEED: Phase.DEPLOYMENT,
    Kind.FACTOR: Phase.EVALUATION,
    Kind.MONEY: Phase.BUSINESS_UNDERSTANDING,
    Kind.SHARE: Phase.EVALUATION,
    Kind.COUNT: Phase.DATA_UNDERSTANDING,
    Kind.TEAM: Phase.BUSINESS_UNDERSTANDING,
    Kind.HOPED: Phase.EVALUATION,
}


@dataclass(frozen=True)
class Claim:
    """A figure that the text names: its kind, and the beginning of a question about it."""

    kind: Kind
    said: str

    @property
    def phase(self) -> Phase:
        return PHASES[self.kind]


def claim_in(clause: str) -> Claim | None:
    """Return the claim of a clause, None where it has none or can't be quoted."""
    kind = _kind(clause)
    if kind is None:
        return None
    said = _as_that(clause) if kind == Kind.CHANGE else ""
    if not said:
        quoted = quote(clause)
        said = f"You write {quoted}" if quoted else ""
    return Claim(kind, said) if said else None


def _kind(clause: str) -> Kind | None:
    found = _figure(clause)
    if found not in (None, Kind.TEAM) and _HEDGE.search(clause):
        return Kind.HOPED
    return found


def _figure(clause: str) -> Kind | None:
    """Return what sort of figure stands in the clause; the more telling sort first."""
    bare = _YEAR.sub(" ", clause)
    has_percent = re.search(_PERCENT, bare) is not None
    if _MONEY.search(clause):
        return Kind.MONEY
    if _SCORE.search(bare) and re.search(_NUMBER, bare):
        return Kind.SCORE
    if _FACTOR.search(bare):
        return Kind.FACTOR
    if _SPEED.search(bare) and re.search(_NUMBER, bare):
        return Kind.SPEED
    if has_percent or (_FROM_TO.search(bare) and _MOVE.search(bare)):
        return Kind.CHANGE if _MOVE.search(bare) else Kind.SHARE
    if _DURATION.search(bare) and _SAVES.search(bare):
        return Kind.CHANGE
    if _TEAM.search(clause):
        return Kind.TEAM
    return Kind.COUNT if _COUNT.search(clause) and not _only_a_year(clause) else None


_SAVES = re.compile(r"\b(?:sav(?:e[sd]?|ing)|cut|reduced|shortened|sped)\b", re.IGNORECASE)


def _only_a_year(clause: str) -> bool:
    return _YEAR.search(clause) is not None and not _COUNT.search(_YEAR.sub(" ", clause))


def _as_that(clause: str) -> str:
    """Return "You write that churn fell by 12 %" where the clause is as simple as this."""
    found = _THAT.match(clause)
    if not found or not quote(clause):
        return ""
    what = found["what"]
    first = what.split()[0]
    if first.lower() in _NO_SUBJECT:
        return ""
    if first[0].isupper() and not first.isupper():
        if first.lower() not in _COMMON:
            return ""
        what = what[0].lower() + what[1:]
    by = re.sub(r"\s?%", " %", found["number"])
    return f"You write that {what} {found['verb']} {by}"

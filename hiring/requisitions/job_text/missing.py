"""What a reader looks for first and does not find."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from hiring.requisitions.job_text.findings import Finding, Rule, gettext_noop
from hiring.requisitions.job_text.reading import Reading

# A title or a list of must-haves is no text that could say what the person will do.
_MIN_WORDS = 25

_CURRENCY = (
    r"(?:eur|usd|gbp|chf|sek|nok|dkk|pln|czk|inr|jpy|cad|aud|nzd|sgd|ils|brl|huf|ron|krw|zar|mxn"
    r"|euros?|dollars?|pounds|francs|lpa|lakhs?)"
)
_SUM = r"\d[\d.,' ]{0,10}\d?(?: ?k\b)?"
_AMOUNT = re.compile(
    rf"(?:[$€£¥₹] ?{_SUM}|\b{_SUM} ?[$€£¥₹]|\b{_CURRENCY} ?{_SUM}|\b{_SUM} ?{_CURRENCY}\b"
    rf"|\b\d{{2,3}}k\b"
    r"|\b\d{2,3}[ .,']\d{3}\b)(?! ?(?:m|mn|million|bn|b|billion|users|customers|people|requests"
    r"|images|documents|samples|rows|gpus?|hours)\b)"
)
_PAY = re.compile(
    r"\b(?:salary|salaries|pay|pays|paid|compensation|base|wages?|remuneration|ote|gross|annual"
    r"|annum|per year|a year|per hour|hourly|an hour|a month|per month|day rate|per day|stipend"
    r"|gehalt|jahresgehalt|brutto|salaire|brut|sueldo|salario|earn|package|yearly|p\.a|/year|/yr|/hour|/month)\b"
)
_RANGE = re.compile(
    rf"{_SUM} ?(?:[$€£¥₹]|{_CURRENCY})? ?(?:-|to|and) ?(?:[$€£¥₹]|{_CURRENCY})? ?{_SUM}"
)
_NOT_PAY = re.compile(
    r"\b(?:budget|allowance|revenue|raised|funding|series|invest\w{1,6}|conference|learning|bonus"
    r"|referral|users|customers|transactions|sav(?:e[sd]?|ing)|costs?|cut|gained|donat\w{1,5})\b"
)
# An amount that by itself can only be a year's pay.
_YEARLY = re.compile(
    rf"(?:[$€£]|{_CURRENCY}) ?[1-9]\d{{1,2}} ?k|[1-9]\d{{1,2}} ?k ?(?:[$€£]|{_CURRENCY})"
)
_GRADE = re.compile(
    r"\b(?:tv-?l|tvod|tvoed|e ?1[0-5] (?:tv|of)|(?:pay|salary) (?:grade|band|scale)"
    r"|(?:grade|band) [a-z]?\d{1,2}|nhs band|gs-\d{1,2})\b"
)
_LEVEL = re.compile(
    r"\b(?:junior|jr|mid-?level|mid(?: or |/|-)senior|mid|intermediate|principal|entry[ -]level"
    r"|intern|internship|trainee|apprentice(?:ship)?|working student|new grad(?:uate)?s?|graduate"
    r"|early[ -]career|career level|postdoc(?:toral)?|(?:seniority|level)(?: level)? ?: ?\w{1,20}"
    r"|level [1-9a-d]\b"
    r"|(?:engineer|scientist|researcher|developer|analyst) (?:i{1,3}|iv|v|[1-5])(?!\w)"
    r"|l[3-8]\b|ic ?[1-7]\b|e[3-8] ?(?:level|/)|any level|all levels|levels? (?:from|between)"
    r"|(?:at|on) (?:the |a )?(?:\w{1,12} )?level|associate|vice president|chief"
    r"|(?:senior|sr\.?|staff|lead|head of|director of|director,|manager,) ?(?:-|/|of|to|or|and"
    r"|level"
    r"|ml|ai|mle|nlp|llm|mlops|machine|data|applied|deep|research|software|computer|platform"
    r"|product|engineer(?!s)|scientist(?!s)|researcher(?!s)|developer(?!s)|role|position|analytics"
    r"|statistic\w{1,5}|vision|speech|recommend\w{1,6}|ranking|search|infra\w{0,9}|backend)|senior(?=[.,;)]|$))(?!\w)"
)
_OTHERS_LEVEL = re.compile(
    r"\b(?:our|with|from|by|other|two|three|four|alongside|including|to (?:a|the|our)"
    r"|mentor(?:ing)?|and) "
    r"(?:[\w-]{1,12} ){0,2}$"
)
_TITLE_LEVEL = re.compile(
    r"\b(?:senior|sr|staff|lead|head|director|manager|vp|professor|fellow|mid|junior|intern)\b"
)
_WORK = re.compile(
    r"\b(?:you will|you'll|you would|you'd|you are going to|what you(?:'ll| will)? (?:do|work"
    r"|build)"
    r"|your (?:work|tasks?|role|job|responsibilit\w{1,4}|mission|day|days|week|first|main|impact"
    r"|contribution|projects?|mandate|duties|challenge)|responsib\w{1,8}|duties|tasks"
    r"|the (?:role|work"
    r"|job|position|person|successful candidate|engineer|scientist|researcher|hire)\b"
    r"|day[ -]to[ -]day"
    r"|typical (?:day|week)|(?:in|within|during|after) (?:your |the )?(?:first )?(?:\w{1,6} )?"
    r"(?:weeks?|months?|days|quarter)|first (?:\w{1,6} )?(?:weeks?|months?|days|quarter|project)"
    r"|in this (?:role|job|position)|this (?:person|role|position|hire|job)|you (?:build|train"
    r"|own|work"
    r"|design|run|lead|help|develop|take|turn|keep|write|decide|improve|ship|join|make|create"
    r"|deploy"
    r"|maintain|research|support|teach|analyse|analyze|answer|look after|start)|the goal"
    r"|to (?:build|design|develop|own|lead|train|improve|maintain|help|work on|join|run|create)\b"
    r"|who (?:will|builds|can build|trains))\b"
)

_ENGLISH = ("the", "and", "of", "to", "you", "we", "in", "for", "with", "is", "our", "a")
# German, French, Spanish, Italian, Dutch and Polish, without accents as the text is read.
_OTHER = (
    *("und", "der", "die", "das", "wir", "mit", "fur", "ein", "eine", "ist", "sie", "den", "zu"),
    *("le", "la", "les", "des", "et", "nous", "vous", "pour", "avec", "dans"),
    *("el", "los", "las", "y", "para", "con", "una", "il", "che", "per", "di"),
    *("het", "een", "van", "wij", "voor", "oraz", "dla"),
)

PAY = gettext_noop(
    "Without a pay range many people stop reading, especially those who are already paid well, and"
    " pay ends up depending on who negotiates. Several countries and states require it."
)
PAY_INSTEAD = gettext_noop(
    "Give the range you actually pay, with currency and period: “80,000 to 95,000 EUR a year”."
)
LEVEL = gettext_noop(
    "Titles mean different work at each company. Without a level, juniors and seniors both assume "
    "the other is meant, and the interviews have no common bar."
)
LEVEL_INSTEAD = gettext_noop(
    "Name the level and what the person decides on their own: “senior: plans a quarter’s work and "
    "mentors one person”."
)
WORK = gettext_noop(
    "The text does not say what the person will do. The same title can mean analysis or "
    "operations, and people with a choice won’t apply just to find out."
)
WORK_INSTEAD = gettext_noop(
    "Describe a typical week and what should be done after three months: “by then you have shipped"
    " one model that the support team uses”."
)


def missing(
    reading: Reading, level: str | None, has_pay_range: bool | None, say: Callable[[str], str]
) -> Iterator[Finding]:
    """Yield a finding for each of pay range, level and work that is nowhere said."""
    is_text = bool(reading.plain.strip())
    if has_pay_range is False or (has_pay_range is None and is_text and not _says_pay(reading)):
        yield Finding(Rule.MISSING_PAY, "", 0, 0, say(PAY), say(PAY_INSTEAD))
    if level == "" or (level is None and is_text and not _says_level(reading)):
        yield Finding(Rule.MISSING_LEVEL, "", 0, 0, say(LEVEL), say(LEVEL_INSTEAD))
    words = reading.plain.split()
    if len(words) >= _MIN_WORDS and _is_english(words) and not _WORK.search(reading.plain):
        yield Finding(Rule.MISSING_WORK, "", 0, 0, say(WORK), say(WORK_INSTEAD))


def _is_english(words: list[str]) -> bool:
    """Return whether the words are not plainly those of another language."""
    counted = Counter(words)
    english, other = (sum(counted[word] for word in those) for those in (_ENGLISH, _OTHER))
    return english >= other


def _says_pay(reading: Reading) -> bool:
    if _GRADE.search(reading.plain):
        return True
    for amount in _AMOUNT.finditer(reading.plain):
        before, after = reading.sentence(*amount.span())
        if _PAY.search(before[-60:]) or _PAY.search(after[:60]):
            return True
        if _YEARLY.fullmatch(amount[0]) and not _NOT_PAY.search(before + after):
            return True
        if _RANGE.search(before[-15:] + amount[0] + after[:20]) and not _NOT_PAY.search(
            before + after
        ):
            return True
    return False


def _says_level(reading: Reading) -> bool:
    title = reading.plain.strip().split("\n", 1)[0][:100]
    if len(title.split()) <= 12 and _TITLE_LEVEL.search(title):
        return True
    for found in _LEVEL.finditer(reading.plain):
        before, _after = reading.sentence(*found.span())
        if not _OTHERS_LEVEL.search(before):
            return True
    return False

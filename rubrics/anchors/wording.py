"""Words that judge and do not say what was seen: qualities, traits, and stand-ins for either."""

import re
from collections.abc import Callable, Iterator

from rubrics.anchors.findings import CriterionText, Finding, Rule, gettext_noop

_GRADE = (
    r"(?:good|solid|strong|excellent|great|deep|deeper|basic|poor|weak|limited|adequate|decent"
    r"|outstanding|exceptional|impressive|superb|sound|thorough|satisfactory|reasonable|fair"
    r"|in-depth|extensive|advanced|firm|broad|acceptable|average|mediocre|insufficient|sufficient"
    r"|little|remarkable|appropriate|effective|high[- ]quality|top[- ]notch|rudimentary|clear)"
)
_MATTER = (
    r"(?:understanding|grasp|knowledge|skills?|abilit(?:y|ies)|communication|command|foundations?"
    r"|proficiency|competen(?:ce|cy)|expertise|experience|familiarity|awareness|intuition"
    r"|performance|answers?|solutions?|technique|judge?ment|fundamentals|background|thinking"
    r"|problem[- ]solving|coding|programming|attitude|reasoning|explanations?|collaboration"
    r"|leadership|ownership|theory|mathematics|maths?|statistics|engineering|job|work ethic)"
)
_DOES = (
    r"(?:communicat(?:e|es|ed)|explain(?:s|ed)?|codes?|presents?|performs?|understands?|works?"
    r"|collaborates?|writes?|solves?|answers?|reasons?|thinks?|handles?|knows?|describes?|designs?)"
)
_HOW = (
    r"(?:well|poorly|badly|effectively|efficiently|clearly|confidently|deeply|excellently"
    r"|competently|professionally|appropriately|strongly|thoroughly|adequately|brilliantly|nicely"
    r"|correctly enough|superficially|impressively|satisfactorily|okay|fine)"
)
_VERY = r"(?:(?:very|really|quite|fairly|rather|extremely|pretty|reasonably|so) )?"
_VAGUE = re.compile(
    rf"\b{_VERY}{_GRADE} (?:(?:and|or) {_GRADE} )?(?:[\w-]{{1,16}} ){{0,2}}?{_MATTER}"
    r"(?: (?:skills?|abilit(?:y|ies)))?\b"
    rf"|\b{_DOES} (?:(?!to\b|which\b|what\b|that\b|who\b|where\b|how\b)[\w-]{{1,16}} ){{0,3}}?"
    rf"{_VERY}{_HOW}\b(?! (?:as|known|before|after|enough (?:to|that)))"
    rf"|\b{_VERY}(?:well|clearly|poorly) (?:explained|written|structured|communicated|understood)\b"
    rf"|\bunderstands (?:the )?(?:[\w-]{{1,16}} ){{0,2}}?(?:basics|fundamentals|concepts?)\b"
    rf"|\b(?:is|was) {_VERY}(?:good|great|strong|weak|poor|excellent|bad|proficient|fluent"
    r"|comfortable|familiar|skilled|knowledgeable|capable|competent|experienced) (?:at|in|with)\b"
    r"|\b(?:meets?|exceeds?|below|above|beyond|far exceeds) (?:the |our |all )?(?:expectations?"
    r"|average|the bar|standards?)\b"
    r"|^(?:very |really )?(?:good|great|excellent|poor|bad|weak|strong|ok(?:ay)?|average|fair"
    r"|outstanding|satisfactory|unsatisfactory|acceptable)(?:[.!]|$)",
    re.IGNORECASE,
)
# What follows in the same sentence may say what the quality was seen in.
_SAYS_HOW = re.compile(
    r"[^.;]{0,80}?(?::|, such as|, for example|\be\.g\.|\bso that\b|\bby \w+ing\b|\bin that\b"
    r"|\b(?:that|which|who|and) [a-z]{2,14}(?:s|ed)\b)(?:\W{1,3}[\w’'-]+){3}",
    re.IGNORECASE,
)

_TRAITS = (
    r"(?:smart|bright|brilliant|clever|intelligent|talented|gifted|genius|passionate|motivated"
    r"|driven|hungry|humble|charismatic|likeable|likable|friendly|nice|mature|articulate"
    r"|curious|energetic|ambitious|proactive|lazy|arrogant|stupid|sharp|shy|introverted"
    r"|extroverted|confident|enthusiastic|hard-?working|trustworthy|creative|analytical|impressive"
    r"|personable|positive|easy-going)"
)
_NOUNS = (
    r"(?:team[- ]player|self[- ]starter|natural leader|go-getter|rock ?star|ninja|guru|10x"
    r"|high potential|a-player|quick learner|fast learner|people person|leader by nature)"
)
_TRAIT = re.compile(
    rf"\b(?:is|are|was|seems?|appears?|feels?|looks?|sounds?|comes? (?:across|over) as)"
    rf" (?:to be )?(?:an? )?(?:not )?{_VERY}(?:(?:{_TRAITS}|senior|junior)\b(?! about| of what"
    rf"| that| whether| to see| why| how)(?! (?:engineer|colleague|people)s? )|{_NOUNS}\b)"
    rf"|^{_VERY}{_TRAITS}(?:$|[.,]| (?:and|person|candidate|engineer)\b)"
    rf"|\b(?:an? )?(?:real |true )?{_VERY}{_NOUNS}\b|\bhas (?:the )?(?:right mindset"
    r"|potential|charisma|gravitas|drive|passion|x-factor)\b",
    re.IGNORECASE,
)
_PROXY = re.compile(
    r"\bcultur(?:e|al)(?:[- ]| and team | and values? )fit\b"
    r"|\bfits? (?:well )?(?:in|into|in with|with) (?:our|the|with our|to our) "
    r"(?:culture|team|company|group)\b"
    r"|\b(?:is|are|thinks?|acts?|someone|somebody|people|person) (?:just )?like us\b"
    r"|\bone of us\b"
    r"|\bgut (?:feeling|feel|instinct)\b|\b(?:have|get|drink|grab) a (?:beer|coffee) with\b"
    r"|\b(?:airport|beer) test\b|\bgood (?:vibes?|chemistry)\b"
    r"|\b(?:speaks|heavy|thick|strong|foreign|slight|without an?|no|an?|their|noticeable) "
    r"(?:\w{1,12} )?accent\b|\b(?:native|accent-free) (?:english|speaker|level)\w*\b"
    r"|\b(?:good|top|right|elite|famous|well-known|prestigious|renowned|best|great|ranked|tier|known"
    r"|decent|fancy) (?:[\w-]{1,10} )?(?:schools?|universit(?:y|ies)|colleges?|compan(?:y|ies)"
    r"|employers?|labs?|brands?)\b|\b(?:went to|graduated from|studied at|degree from|alum\w* of)\b"
    r"|\b(?:ivy league|oxbridge|faang|maang)\b|\b(?:has|with|holds?|without|no|lacks) an? "
    r"(?:ph\.?d|master'?s?|bachelor'?s?|degree)\b|\b(?:\d+\+?|many|enough|few|several) years of "
    r"(?:[\w-]{1,14} ){0,2}?experience\b"
    r"|\beye contact\b|\bhandshake\b|\bbody language\b|\bwell[- ](?:dressed|spoken|groomed)\b"
    r"|\b(?:dress(?:es|ed)|smil(?:es|ed)) \w+|\bpersonality\b"
    r"|\b(?:gaps?|breaks?) in (?:their|the|his|her) (?:cv|r[ée]sum[ée]|career)\b"
    r"|\b(?:too old|too young|overqualified|digital native|youthful|is young)\b"
    r"|\breminds? (?:me|us) of (?:me|us|myself|ourselves|my|our)\b|\bhits? it off\b",
    re.IGNORECASE,
)

WORDS: list[tuple[Rule, re.Pattern[str], str, str]] = [
    (
        Rule.VAGUE,
        _VAGUE,
        gettext_noop(
            "A quality without what it was seen in: each interviewer has another one in mind."
        ),
        gettext_noop(
            "Say what the person does or says at this level, so that a colleague watching the "
            "recording would tick the same box: “names the assumption that fails and what changes”."
        ),
    ),
    (
        Rule.TRAIT,
        _TRAIT,
        gettext_noop(
            "A trait is concluded, not seen, and first impressions fill it in. Interviewers agree "
            "on what was done far more often than on what somebody is like."
        ),
        gettext_noop("Write down the behaviour that would make you say so, and drop the trait."),
    ),
    (
        Rule.PROXY,
        _PROXY,
        gettext_noop(
            "It stands in for the work and goes with origin, age, class or likeness to the "
            "interviewer, so it rates the person's background."
        ),
        gettext_noop(
            "Leave it out. Where it stood for a need of the work, name that: “explains the "
            "trade-off so that the product manager can decide”."
        ),
    ),
]


def wording(index: int, criterion: CriterionText, say: Callable[[str], str]) -> Iterator[Finding]:
    """Yield a finding for each place in name, look-for and anchors that judges without seeing."""
    texts = [(None, criterion.name), (None, criterion.look_for), *sorted(criterion.anchors.items())]
    for level, text in texts:
        for rule, pattern, why, instead in WORDS:
            for found in pattern.finditer(text):
                if rule == Rule.VAGUE and _SAYS_HOW.match(text, found.end()):
                    continue
                yield Finding(rule, index, level, found[0], say(why), say(instead))

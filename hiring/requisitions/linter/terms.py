"""The exclusionary wordings that are known, each with what it costs and what to write instead.

Gender-coded words after D. Gaucher, J. Friesen, A. C. Kay, "Evidence That Gendered Wording in Job
Advertisements Exists and Sustains Gender Inequality" (2011). Only words that are rarely anything
else are taken: "lead" or "strong" alone would be noise.
"""

import re
from dataclasses import dataclass

from hiring.requisitions.linter.findings import gettext_noop


@dataclass(frozen=True)
class Term:
    """One kind of wording, and the words around it that make it mean something else."""

    pattern: re.Pattern
    cost: str
    instead: str
    unless_before: re.Pattern | None = None
    unless_after: re.Pattern | None = None
    # The job itself asks for it: searched in the whole text.
    unless_text: re.Pattern | None = None
    # Said in the negative and still meant, such as "no 9-to-5 mentality".
    always: bool = False
    # A demand that a softener takes away, such as "fluent or native".
    a_demand: bool = False


_LANGUAGE = (
    r"(?:english|german|french|spanish|dutch|italian|polish|portuguese|swedish|danish|japanese"
    r"|mandarin|chinese|hebrew|arabic|hindi|czech)"
)

TERMS = [
    Term(
        re.compile(
            r"\b(?:rock[ -]?stars?|ninjas?|gurus?|jedis?|superstars?|super-?hero(?:es)?"
            r"|badass(?:es)?"
            r"|10x(?: (?:engineers?|developers?|programmers?))|code monkeys?"
            r"|(?:ml|ai|data|coding|code|python|tech|software|machine learning) wizards?"
            r"|unicorn (?:candidates?|engineers?|developers?|hires?))\b"
        ),
        gettext_noop(
            "Careful and experienced people, women above all, read it as a place for show and "
            "stop reading; it says nothing of the work."
        ),
        gettext_noop("Name the role and one thing it is good at: “ML engineer who debugs calmly”."),
        unless_after=re.compile(r" (?:build|generator|files?)\b"),
    ),
    Term(
        re.compile(
            r"\b(?:young(?:,| and|, and| &)? ?(?:dynamic|energetic|hungry|motivated|ambitious"
            r"|vibrant)"
            r"(?: (?:team|company|environment|people|person))?|young (?:teams?|professionals?"
            r"|people"
            r"|talents?|minds?|crew)|youthful|digital natives?|(?:recent"
            r"|fresh) grad(?:uate)?s? only"
            r"|(?:only )?(?:recent|fresh) grad(?:uate)?s? only|overqualified"
            r"|(?:under|below|not older than|no older than|maximum age(?: of)?"
            r"|max\. age) ?(?:[2-6]\d)"
            r"(?: years old)?(?! ?(?:%|ms|k\b|percent|hours|minutes|people|employees|days"
            r"|seconds|eur"
            r"|usd|mb|gb|kb|engineers|users|million|m\b|/))"
            r"|(?:aged?|age group) (?:between )?[1-6]\d(?: ?- ?| (?:to|and) )[2-7]\d)\b"
        ),
        gettext_noop(
            "Reads as an age limit. Whoever is over forty, often the person who has seen models "
            "fail in production, stops reading; in many countries it is unlawful."
        ),
        gettext_noop("Say what is meant: “a team of six that tries new tools every month”."),
        unless_before=re.compile(
            r"\b(?:mentor|teach|coach|support|grow|serves?|users?|help|latency|p\d\d|stays?"
            r"|children and|less than)\b[^.]{0,30}$"
        ),
    ),
    Term(
        re.compile(
            rf"\b(?:native(?:[ -]level| or near[ -]native)? (?:{_LANGUAGE}(?:[ -]speak(?:ers?"
            rf"|ing))?"
            rf"|speakers?|speaking|proficiency|fluency)|{_LANGUAGE}[ -](?:native(?: speakers?)?"
            rf"|mother[ -]tongue)|(?:{_LANGUAGE} (?:as|is) (?:an? |your |the )?(?:first"
            rf"|native) language)"
            rf"|mother[ -]tongue(?: {_LANGUAGE})?|without (?:an |any )?(?:foreign )?accent"
            rf"|accent-free)\b"
        ),
        gettext_noop(
            "Shuts out fluent people who were born elsewhere, a large part of everybody in ML; it "
            "asks for origin and not for skill."
        ),
        gettext_noop("Name the use: “writes design documents and leads meetings in English” (C1)."),
        unless_before=re.compile(r"\b(?:fluent|fluency|proficient|excellent|c1|c2)(?:,? or|/) ?$"),
        unless_after=re.compile(
            r",? ?(?:or|/) ?(?:\w{1,12} ){0,2}(?:fluent|bilingual|equivalent|c1|c2)"
        ),
        a_demand=True,
    ),
    Term(
        re.compile(
            r"\b(?:aggressive(?:ly)?(?: (?:self-starters?|go-getters?|individuals?|people|persons?"
            r"|deadlines?|timelines?|targets?|mindset|attitude))?|ruthless(?:ly)?|fearless(?:ly)?"
            r"|cut-?throat|killer instinct|alpha (?:males?|personality|types?)"
            r"|dominat(?:e|ing) (?:the|your|our|markets?|industr\w{1,3}|every\w{0,5}"
            r"|competit\w{1,4})"
            r"|dominant (?:personality|player|character)|crush (?:it|the|your|our|goals|targets)"
            r"|conquer|headstrong|hyper-?competitive"
            r"|competitive (?:person(?:ality)?|spirit|nature|streak|individuals?|mindset"
            r"|attitude))\b"
        ),
        gettext_noop(
            "Coded as a contest among men; women and people who work well together apply less, and "
            "the tone says how disagreement ends here."
        ),
        gettext_noop(
            "Say the behaviour: “takes on hard problems, and changes their mind when the data says "
            "so”."
        ),
        unless_after=re.compile(
            r"(?:ly)? ?(?:and \w{1,14} )?(?:about |cach|quanti|prun|compress|optimi|batch|regulari"
            r"|augment"
            r"|dedup|filter|rate|retr|test|learning|latenc|schedul|early|downsampl|sampl|throttl"
            r"|refactor|simplif|monitor|cost|preemp|scal|time-?out|evict)"
        ),
        unless_before=re.compile(
            r"\b(?:too|detect\w{0,4}|classif\w{1,6}|prune[sd]?|cache[sd]?|cut|toxic\w{0,3}"
            r"|non-?) ?$"
        ),
    ),
    Term(
        re.compile(
            r"\b(?:work(?:s|ing)? hard[,.;]? ?(?:and|&|/|-)? ?play(?:s|ing)? hard(?:er)?"
            r"|(?:no|not a) (?:9|nine)[ -]?(?:to|-)[ -]?(?:5|five)(?: \w{1,12})?|hustle(?:rs?)?"
            r"|(?:like|one big|a big|are a|part of the|as a) family(?![ -](?:friendly|owned"
            r"|business|run))"
            r"|(?:available|availability|reachable) (?:24/7|around the clock|at all (?:times"
            r"|hours))"
            r"|24/7 availability|whatever it takes|(?:evenings|nights) and weekends"
            r"|no (?:family|private) (?:obligations|commitments)|work-life integration)\b"
        ),
        gettext_noop(
            "Read as long hours without end. Parents, carers, people with a disability or a second "
            "life stop reading, however good they are."
        ),
        gettext_noop(
            "Say the hours: “40 hours, core time 10 to 15, on call one week in six, paid”, and "
            "what "
            "happens before a release."
        ),
        unless_before=re.compile(
            r"\b(?:never|don't|do not|doesn't|not|nobody|without|isn't|aren't)(?: \w{1,14}){0,5} $"
        ),
        always=True,
    ),
    Term(
        re.compile(
            r"\b(?:high[ -]pressure (?:environments?|settings?|situations?|culture)"
            r"|(?:thrives?|works? well|perform(?:s|ing)? well|excels?|good) under (?:high |extreme "
            r"|constant |intense )?pressure|stress[ -]resist(?:ant|ance)|thick[ -]skinn(?:ed)?"
            r"|thick skin)\b"
        ),
        gettext_noop(
            "Says that the pressure is built in. People with a choice, and people whose health "
            "needs a steady pace, stop reading."
        ),
        gettext_noop(
            "Say what is hard and what helps: “two releases a year are tight; then we drop other "
            "work”."
        ),
    ),
    Term(
        re.compile(
            r"\b(?:(?<!or )(?<!/)he (?:will|should|must|has to|needs to|can|would|is expected)|"
            r"manpower|salesm[ae]n|chairm[ae]n|craftsm[ae]n|guys|brogrammers?"
            r"|(?:he|his|him) ?(?:/|or) ?(?:she|hers?)|\(?s/?\)he)\b"
        ),
        gettext_noop(
            "Draws a man in the reader's mind, and whoever is none reads on with less hope to fit."
        ),
        gettext_noop("Speak to the reader: “you will …”; or write “they”, “people”, “staff”."),
        unless_before=re.compile(r"\b(?:founder|ceo|cto|manager|boss)\b[^.]{0,60}$"),
    ),
    Term(
        re.compile(
            r"\b(?:(?:(?:be )?able|ability) to (?:lift|carry|stand|walk|climb|kneel|sit for"
            r"|sit at|see"
            r"|hear|bend)(?: [\w,/-]{1,14}){0,5}|(?:lift|carry)(?:ing)? (?:up to )?\d{1,3} ?(?:lbs?"
            r"|pounds|kg|kilos?)|(?:sit|stand)(?:ting|ing)? for (?:long|prolonged"
            r"|extended) (?:periods"
            r"|hours)|prolonged (?:sitting|standing)|physically fit|physical fitness|able[ -]bodied"
            r"|(?:perfect|good|normal) (?:vision|eyesight|hearing)|in (?:good|perfect) health"
            r"|valid driver'?s?'? licen[cs]e|driver'?s?'? licen[cs]e)\b"
        ),
        gettext_noop(
            "Shuts out people with a disability from work that is done at a keyboard; many good "
            "engineers read this line first."
        ),
        gettext_noop(
            "Leave it out unless the work needs it; then name the task, and say that adjustments "
            "are made."
        ),
        unless_text=re.compile(
            r"\b(?:warehouses?|robots?|robotics|racks?|hardware lab|wet lab|field (?:work|trials?)"
            r"|on-site installation|data cent(?:er|re)s?|test vehicles?|farms?|sensor rigs?)\b"
        ),
        unless_after=re.compile(r"[^.]{0,20}\b(?:the (?:bigger|whole)|patterns|problems|trade)"),
        a_demand=True,
    ),
    Term(
        re.compile(r"\b(?:cultur(?:e|al)[ -]fits?|fits? (?:in(?:to)? |with )?our culture)\b"),
        gettext_noop(
            "Read as “like us”. Whoever differs from the team expects to be weighed by it, and "
            "stops reading."
        ),
        gettext_noop("Name the behaviours you look for, such as “says early when a plan slips”."),
    ),
    Term(
        re.compile(
            r"\b(?:no (?:employment |career )?gaps|without (?:employment |career )?gaps"
            r"|gapless (?:cv|resume|career)|uninterrupted (?:career|employment)"
            r"|currently employed(?: only)?|unemployed (?:need not|should not))\b"
        ),
        gettext_noop(
            "Shuts out parents, carers, people who were ill or laid off; none of it says how they "
            "work."
        ),
        gettext_noop("Leave it out; ask in the interview for the work they are proud of."),
        always=True,
    ),
    Term(
        re.compile(r"\b(?:(?:us|u\.s\.|american|eu|uk) citizens only|citizens only)\b"),
        gettext_noop(
            "Shuts out everybody who may work here with another passport; in many places it is "
            "unlawful without a legal need."
        ),
        gettext_noop("Write “with the right to work in …, which we help to obtain”."),
        unless_text=re.compile(r"\b(?:clearance|itar|export control|classified)\b"),
    ),
]

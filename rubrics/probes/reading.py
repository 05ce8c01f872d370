"""From a project's description to plain clauses that can be quoted. Nothing in it is ever run."""

import re
import unicodedata

LONGEST = 20_000
LONGEST_NAME = 80
LONGEST_QUOTE = 96
_MOST_SENTENCES = 200
_LONGEST_SENTENCE = 600

_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,200}>")
_SCRIPT = re.compile(r"(?is)<(script|style)\b[^<>]{0,200}>.{0,5000}?</\1>")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,300}(?:\([^()\s]{0,100}\))?\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,300}")
_LINE_MARK = re.compile(r"(?m)^[ \t]*(?:[-*•▪◦–·>]|#{1,6}|\d{1,2}[.)])[ \t]+")
_MARKS = re.compile(r"[*`]{1,3}(?=\S)|(?<=\S)[*`]{1,3}|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)")
_BLANKS = re.compile(r"\s+")
_SENTENCE_END = re.compile(
    r"\n+|(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)(?<!vs\.)(?<!ca\.)(?<!approx\.)(?<!etc\.)\s+(?=[\w“\"'(])"
)
_RESULT_VERBS = (
    "cut|cutting|reduced|reducing|reduces|increased|increasing|increases|improved|improving|improves"
    "|saved|saving|saves|raised|raising|lowered|lowering|decreased|decreasing|grew|growing|boosted"
    "|boosting|doubled|halved|tripled|lifted|lifting|dropped|brought|achieved|achieving|reached"
)
_CLAUSE_END = re.compile(
    r"\s*;\s+|\s+[–—-]\s+|\s*—\s*|:\s+(?=[A-Za-z])"
    r"|,\s+(?=(?:and|but|which|so|while|resulting|leading|then|where|thus)\b)"
    rf"|(?:,\s+(?:and\s+)?|,?\s+(?:and|which|by)\s+)(?=(?:{_RESULT_VERBS})\b)"
    r"|\s+and\s+(?=(?:I|we|the team|my)\b)|,\s+(?=(?:I|we|the team)\b)"
)
_LEAD = re.compile(
    r"^(?:and|but|which|so|while|then|where|thus|by|resulting in|leading to)\s+", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?:\s+(?:and|or|but|which|that|by|to|of|in|on|at|for|with|the|a|an|from|as|is|was))+$"
)
# What does not belong into a sentence that is read aloud, or that a template might take.
_UNQUOTABLE = re.compile(r"[{}\[\]<>|\\^`=~*_@#\x00-\x1f]|\$(?!\s?\d)")
_LOOSE_STOP = re.compile(r"\s+([,.;:!?])")
_QUOTES = re.compile(r"[“”„‟«»\"]")

_ENGLISH = frozenset(
    """
    the a an and of to in for on with by from was were is are that this we i our my as
    at it which into using used be not has had have over
    """.split()  # noqa: SIM905 - a column of words is no easier to read
)
_OTHERS = frozenset(
    # German, French, Spanish, Italian, Portuguese, Dutch, Polish: short words that English lacks.
    [
        "der",
        "die",
        "das",
        "und",
        "ein",
        "eine",
        "mit",
        "für",
        "von",
        "wir",
        "ich",
        "auf",
        "den",
        "dem",
        "ist",
        "wurde",
        "wurden",
        "zur",
        "zum",
        "nicht",
        "le",
        "les",
        "des",
        "une",
        "et",
        "pour",
        "avec",
        "nous",
        "je",
        "dans",
        "sur",
        "du",
        "est",
        "au",
        "aux",
        "par",
        "el",
        "los",
        "las",
        "una",
        "y",
        "con",
        "para",
        "por",
        "nosotros",
        "se",
        "del",
        "en",
        "que",
        "il",
        "gli",
        "che",
        "di",
        "della",
        "per",
        "abbiamo",
        "sono",
        "con",
        "nel",
        "alla",
        "os",
        "uma",
        "com",
        "nós",
        "foi",
        "ao",
        "em",
        "não",
        "para",
        "het",
        "een",
        "van",
        "wij",
        "ik",
        "op",
        "met",
        "voor",
        "niet",
        "werd",
        "jest",
        "na",
        "z",
        "do",
        "nie",
        "oraz",
        "dla",
        "się",
        "w",
    ]
) - {"a", "an", "in", "on", "to", "do", "per", "as", "is", "was"}
_FIRST_VERBS = re.compile(
    r"(?m)^\s*(?:[-*•]\s*)?(?:built|led|designed|developed|created|implemented|trained|deployed|"
    r"reduced|improved|increased|wrote|shipped|launched|managed|owned|analysed|analyzed|migrated)\b",
    re.IGNORECASE,
)

# Notes without a verb: "Churn model, AUC 0.91".
_TRADE = re.compile(
    r"\b(?:model|data|churn|fraud|system|pipeline|accuracy|ranking|forecast)\b", re.I
)


def plain(text: str) -> str:
    """Return the text without markup, addresses and characters that do not show; line by line."""
    text = unicodedata.normalize("NFC", text[: LONGEST * 2])
    text = "".join(one for one in text if one in "\n\t" or unicodedata.category(one)[0] != "C")
    for pattern, instead in (
        (_SCRIPT, " "),
        (_TAG, " "),
        (_LINK, r"\1"),
        (_ADDRESS, " "),
        (_LINE_MARK, "\n"),
        (_MARKS, ""),
    ):
        text = pattern.sub(instead, text)
    return text[:LONGEST]


def one_line(text: str, longest: int) -> str:
    """Return the text as one readable line without marks of code, cut between words."""
    line = re.sub(r"[{}\[\]<>|\\^`$]", "", _QUOTES.sub("", plain(text[: longest * 20])))
    line = _LOOSE_STOP.sub(r"\1", _BLANKS.sub(" ", line))
    return shortened(line.strip(" .,;:!?…"), longest)


def shortened(text: str, longest: int) -> str:
    """Return the text, or its first words and a mark that it goes on."""
    text = text.strip()
    if len(text) <= longest:
        return text
    head = text[:longest]
    cut = head.rfind(" ")
    return (head[:cut] if cut > longest // 2 else head).rstrip(" .,;:") + " …"


def is_english(text: str) -> bool:
    """Return whether a text can be read for what it says: mostly Latin letters, English words."""
    letters = [one for one in text[:4000] if one.isalpha()]
    if not letters or sum("A" <= one.upper() <= "Z" for one in letters) < 0.9 * len(letters):
        return False
    words = re.findall(r"[^\W\d_]+", text[:4000].lower())
    english = sum(word in _ENGLISH for word in words) + 2 * len(_FIRST_VERBS.findall(text[:4000]))
    other = sum(word in _OTHERS for word in words)
    return english > other or (other == 0 and _TRADE.search(text[:4000]) is not None)


def clauses(text: str) -> list[str]:
    """Return the clauses of a plain text in order, each as it stands there."""
    found = []
    for sentence in _SENTENCE_END.split(text)[:_MOST_SENTENCES]:
        line = _BLANKS.sub(" ", sentence[:_LONGEST_SENTENCE]).strip()
        found += [_LEAD.sub("", part.strip()) for part in _CLAUSE_END.split(line) if part]
    return [clause for clause in found if clause]


def quote(clause: str) -> str:
    """Return a clause between quotation marks, or nothing where it can't be read aloud."""
    text = _BLANKS.sub(" ", _QUOTES.sub("", clause))
    if _UNQUOTABLE.search(text) or _LOOSE_STOP.search(text):
        return ""
    text = _TAIL.sub("", shortened(text.strip(" .,;:!?()-–—'’"), LONGEST_QUOTE))
    words = re.findall(r"[^\W\d_]{2,}", text)
    return f"“{text}”" if len(words) >= 2 else ""

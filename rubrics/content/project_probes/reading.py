"""From a project's description to plain lines that can be quoted. Nothing in it is ever run."""

import re
import unicodedata

MAX_LENGTH = 20_000
MAX_NAME_LENGTH = 80
MAX_QUOTE_LENGTH = 160
_MAX_SENTENCES = 200

_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,200}>")
_SCRIPT = re.compile(r"(?is)<(script|style)\b[^<>]{0,200}>.{0,5000}?</\1>")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,300}(?:\([^()\s]{0,100}\))?\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,300}")
_LINE_MARK = re.compile(r"(?m)^[ \t]*(?:[-*•▪◦–·>]|#{1,6}|\d{1,2}[.)])[ \t]+")
_MARKS = re.compile(r"[*`]{1,3}(?=\S)|(?<=\S)[*`]{1,3}|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)")
_BLANKS = re.compile(r"\s+")
_SENTENCE_END = re.compile(
    r"\n+|(?<=[.!?;])(?<!e\.g\.)(?<!i\.e\.)(?<!vs\.)(?<!ca\.)(?<!approx\.)(?<!etc\.)\s+(?=[\w“\"'(])"
)
# What does not belong into a sentence that is read aloud, or that a template might take.
_UNQUOTABLE = re.compile(r"[{}\[\]<>|\\^`=~*_@#\x00-\x1f]|\$(?!\s?\d)")
_LOOSE_STOP = re.compile(r"\s+([,.;:!?])")
_QUOTES = re.compile(r"[“”„‟«»\"]")
_FIGURE = re.compile(r"(?<![\w-])[$€£]?\.?\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def plain(text: str) -> str:
    """Return the text without markup, addresses and characters that do not show; line by line."""
    text = unicodedata.normalize("NFC", text[: MAX_LENGTH * 2])
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
    return text[:MAX_LENGTH]


def one_line(text: str, longest: int) -> str:
    """Return the text as one readable line without marks of code, cut between words."""
    line = re.sub(r"[{}\[\]<>|\\^`$]", "", _QUOTES.sub("", plain(text[: longest * 20])))
    line = _LOOSE_STOP.sub(r"\1", _BLANKS.sub(" ", line))
    return _shortened(line.strip(" .,;:!?…"), longest)


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text that can be read aloud as they stand, each once."""
    found = (_quotable(part) for part in _SENTENCE_END.split(text)[:_MAX_SENTENCES])
    return list(dict.fromkeys(sentence for sentence in found if sentence))


def has_figure(sentence: str) -> bool:
    """Return whether a number stands in the sentence that is not just a year."""
    return _FIGURE.search(_YEAR.sub(" ", sentence)) is not None


def _quotable(part: str) -> str:
    """Return the sentence, or nothing where it is too long or short or has marks of code in it."""
    sentence = _BLANKS.sub(" ", _QUOTES.sub("", part)).strip(" .,;:!?()-–—'’")
    if _UNQUOTABLE.search(sentence) or _LOOSE_STOP.search(sentence):
        return ""
    words = re.findall(r"[^\W\d_]{2,}", sentence)
    return sentence if len(words) >= 2 and len(sentence) <= MAX_QUOTE_LENGTH else ""


def _shortened(text: str, longest: int) -> str:
    text = text.strip()
    if len(text) <= longest:
        return text
    head = text[:longest]
    cut = head.rfind(" ")
    return (head[:cut] if cut > longest // 2 else head).rstrip(" .,;:") + " …"

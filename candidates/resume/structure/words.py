"""The words of words.yaml, as regular expressions and tables; and how words are compared."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("words.yaml")
_NOT_WORD = re.compile(r"[^\w\s]|_")


def fold(text: str) -> str:
    """The text in small letters without accents, of the same length: places in it stay."""
    return "".join(map(_folded, text))


@cache
def _folded(letter: str) -> str:
    if letter in "\u2018\u2019\u02bc":
        return "'"
    first, *rest = list(unicodedata.normalize("NFKD", letter))
    base = first if all(unicodedata.combining(mark) for mark in rest) else letter
    return base.casefold()[0] if base.casefold() else base


def plain(text: str) -> str:
    """The words of a text alone: folded, `&` as “and”, without marks."""
    return " ".join(_NOT_WORD.sub(" ", fold(text.replace("&", " and "))).split())


@cache
def words() -> dict[str, Any]:
    """What words.yaml holds."""
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))


def split(listed: str | list[str]) -> list[str]:
    """The words of one entry of words.yaml, which stands on one line or on several."""
    lines = [listed] if isinstance(listed, str) else listed
    return [word.strip() for line in lines for word in line.split("|") if word.strip()]


def alternatives(listed: str | list[str]) -> str:
    """A pattern for any of the words, folded, the longest first."""
    return "|".join(sorted({re.escape(fold(w)) for w in split(listed)}, key=len, reverse=True))


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Finds any word of the list in a folded text; CJK needs no space around it."""
    found = split(words()[name])
    spaced = alternatives([w for w in found if not is_cjk(w)])
    joined = alternatives([w for w in found if is_cjk(w)])
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)" + (f"|{joined}" if joined else ""))


@cache
def labels(name: str) -> re.Pattern[str]:
    """Matches, in a folded text, one of these words and the colon behind it at the beginning."""
    return re.compile(rf"\s*(?:{alternatives(words()[name])})\s*:\s*")


def without_label(name: str, text: str) -> str | None:
    """What stands behind a label of this list; None when none is there."""
    found = labels(name).match(fold(text))
    return text[found.end() :] if found else None


def is_one(name: str, text: str) -> bool:
    """Whether the text is a word of this list and nothing else."""
    return fold(text.strip()) in _set(name)


@cache
def _set(name: str) -> set[str]:
    return {fold(word) for word in split(words()[name])}


def has(name: str, text: str) -> bool:
    """Whether the text has a word of this list."""
    return bool(any_of(name).search(fold(text)))


def is_cjk(text: str) -> bool:
    """Return whether the text has a Chinese, Japanese or Korean character."""
    return any("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in text)

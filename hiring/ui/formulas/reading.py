"""TeX read into a small tree of MathML that holds nothing but mathematics."""

import html
import re
from enum import StrEnum
from xml.etree.ElementTree import Element

from latex2mathml import exceptions
from latex2mathml.converter import Converter

# Characters of one formula. Four lines of a derivation have about 400.
MAX_LENGTH = 1_000
# Levels of one inside another. What a person can read has about ten.
MAX_DEPTH = 30

TAGS = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts"),
    *("none", "mtable", "mtr", "mtd", "mpadded", "mphantom", "menclose"),
}
ATTRIBUTES = {
    *("accent", "accentunder", "fence", "form", "largeop", "maxsize", "minsize", "movablelimits"),
    *("separator", "stretchy", "symmetric", "lspace", "rspace", "width", "height", "depth"),
    *("columnalign", "columnlines", "columnspacing", "rowlines", "rowspacing", "linethickness"),
    *("display", "displaystyle", "scriptlevel", "mathvariant", "notation"),
}
_VALUE = re.compile(r"(?!.*\d{4})(?:[a-z]+(?:-[a-z]+)*|[+-]?\d*\.?\d{1,8}(?:em|ex|pt|px|%)?)")
_MAX__WIDTH = 20.0
# Definitions could grow without end; the others reach for the page around the formula.
_REFUSED = re.compile(
    r"\\(?:(?:re|provide)?newcommand|(?:re)?newenvironment|[egx]?def|let|href|url|style|class|id"
    r"|require|DeclareMathOperator|input|include|includegraphics)(?![a-zA-Z])"
)
_UNKNOWN = re.compile(r"\\[a-zA-Z]+")
_SPACES = "\u2061\u2062\u200b\u00a0\u2009\u2006"
_NOT_TEX: tuple[type[Exception], ...] = (
    *(kind for kind in vars(exceptions).values() if isinstance(kind, type)),
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError),
    *(RuntimeError, StopIteration, AssertionError),
)


class Problem(StrEnum):
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    SYNTAX = "syntax"


class Unreadable(ValueError):
    """A formula that is not shown as one: the problem, and the command it is about."""

    def __init__(self, problem: Problem, command: str = ""):
        super().__init__(problem)
        self.problem, self.command = problem, command


def read_formula(tex: str, *, block: bool = False) -> Element:
    """Return the formula as a tree of known MathML elements with plain texts.

    `block` is for a formula on a line of its own. Raises Unreadable.
    """
    if len(tex) > MAX_LENGTH:
        raise Unreadable(Problem.TOO_LONG)
    if refused := _REFUSED.search(tex):
        raise Unreadable(Problem.REFUSED, refused[0])
    try:
        tree = Converter(display="block" if block else "inline").convert_to_element(tex)
    except _NOT_TEX as error:
        raise Unreadable(Problem.SYNTAX) from error
    known = _known(tree, MAX_DEPTH)
    known.set("display", "block" if block else "inline")
    return known


def _known(element: Element, levels: int) -> Element:
    """Return a copy with known elements and attributes only, groups of one as that one."""
    if not levels:
        raise Unreadable(Problem.TOO_DEEP)
    if element.tag not in TAGS:
        raise Unreadable(Problem.SYNTAX)
    copy = Element(element.tag, _attributes(element))
    copy.text = _plain(element.text)
    for child in element:
        while child.tag == "mrow" and len(child) == 1 and not _attributes(child):
            child = child[0]
        copy.append(_known(child, levels - 1))
    return copy


def _attributes(element: Element) -> dict[str, str]:
    return {
        name: value
        for name, value in element.attrib.items()
        if name in ATTRIBUTES and all(_fits(part) for part in value.split())
    }


def _fits(value: str) -> bool:
    """A word or a length that stays on the page."""
    if not _VALUE.fullmatch(value):
        return False
    number = re.match(r"[+-]?[\d.]+", value)
    return number is None or value.endswith("%") or abs(float(number[0])) <= _MAX__WIDTH


def _plain(text: str | None) -> str | None:
    """The text with the converter's character references resolved. Unreadable for a command."""
    if text is None:
        return None
    plain = html.unescape(text)
    if unknown := _UNKNOWN.match(plain):
        raise Unreadable(Problem.UNKNOWN, unknown[0])
    return "".join(
        c for c in plain if c.isprintable() or c in "\u2061\u2062\u200b\u00a0\u2009\u2006"
    )

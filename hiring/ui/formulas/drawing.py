"""A formula as a drawing for paper, since WeasyPrint prints MathML as bare letters."""

from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element, ParseError, tostring

import structlog
import ziamath

from hiring.ui.formulas.reading import Problem, Unreadable, read_formula

log = structlog.get_logger(__name__)

# Shapes in place instead of references: the same name must not stand twice in a document.
ziamath.config.svg2 = False
ziamath.config.precision = 2

# Points. 10 on paper; STIX is drawn a little larger to match Noto's lower-case letters.
SIZE = 11.0
# Each level of groups about doubles the time: this is half a second at most.
MAX_WORK = 2_000
# What accents are called in TeX, and the marks that are drawn over a letter.
_ACCENTS = {("^", "false"): "\u02c6", ("^", None): "\u0302", ("~", None): "\u0303"}
# What ziamath lets through from within where it cannot draw a tree that MathML allows; the text
# then shows the formula as written, and the log says which error it was.
_NOT_DRAWN = (
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError),
    *(AssertionError, StopIteration, NotImplementedError),
    # It cuts styles up as text, and an empty one wrongly.
    ParseError,
)


@lru_cache(maxsize=1024)
def draw_formula(tex: str, *, block: bool = False) -> str:
    """Return an SVG that stands on the baseline of its line, its TeX as the text read out.

    Raises Unreadable, also for what would take long to draw.
    """
    tree = read_formula(tex, block=block)
    if _work(tree, 0.25) > MAX_WORK:
        raise Unreadable(Problem.TOO_DEEP)
    _prepare(tree)
    try:
        drawing = ziamath.Math(tree, size=SIZE).svgxml()
    except _NOT_DRAWN as error:
        log.warning("formula_not_drawn", error=type(error).__name__)
        raise Unreadable(Problem.SYNTAX) from error
    return _standing(drawing, label=tex)


def _work(element: Element, each: float) -> float:
    """How long it takes to draw, in about a quarter of a millisecond."""
    return each + sum(_work(child, each * 2) for child in element)


def _prepare(tree: Element) -> None:
    for sign in tree.iter("mo"):
        mark = _ACCENTS.get((sign.text or "", sign.get("stretchy")))
        sign.text = mark or sign.text


def _standing(drawing: Element, *, label: str) -> str:
    """The drawing with its size in points and its lowest point below the baseline."""
    left, top, width, height = (float(part) for part in drawing.attrib["viewBox"].split())
    shapes = "".join(tostring(child, encoding="unicode") for child in drawing)
    return (
        f'<svg class="formula" role="img" aria-label="{escape(label)}"'
        f' style="vertical-align:{-(top + height):.2f}pt;width:{width:.2f}pt;height:{height:.2f}pt"'
        f' width="{width:.2f}pt" height="{height:.2f}pt"'
        f' viewBox="{left:.2f} {top:.2f} {width:.2f} {height:.2f}"'
        f' xmlns="http://www.w3.org/2000/svg">{shapes}</svg>'
    )

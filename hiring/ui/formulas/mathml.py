"""A formula as MathML, which browsers draw and readers read out."""

from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element

from hiring.ui.formulas.reading import read_formula


@lru_cache(maxsize=4096)
def mark_up_formula(tex: str, *, block: bool = False) -> str:
    """Return MathML in which all texts of the author are escaped. Raises Unreadable."""
    return _written(read_formula(tex, block=block))


def _written(element: Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    inside = escape(element.text or "") + "".join(_written(child) for child in element)
    return f"<{element.tag}{attributes}>{inside}</{element.tag}>"

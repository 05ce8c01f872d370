"""Formulas written in TeX: as MathML for pages, as drawings for paper; no script anywhere.

What people type never becomes markup: a formula is read into a tree, only known elements and
attributes of it are kept, and every text is escaped when the tree is written out.
"""

from hiring.ui.formulas.drawing import draw_formula
from hiring.ui.formulas.inside import DOLLARS, end_outside, is_money
from hiring.ui.formulas.marking import mark_up_formula
from hiring.ui.formulas.reading import LONGEST, Problem, Unreadable, read_formula

__all__ = [
    "DOLLARS",
    "LONGEST",
    "Problem",
    "Unreadable",
    "draw_formula",
    "end_outside",
    "is_money",
    "mark_up_formula",
    "read_formula",
]

"""Formulas written in TeX: as MathML for pages, as drawings for paper; no script anywhere.

What people type never becomes markup: a formula is read into a tree, only known elements and
attributes of it are kept, and every text is escaped when the tree is written out.
"""

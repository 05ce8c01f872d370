"""Formulas in what people write: on pages as MathML, on paper as drawings, harmless in both."""

import io
import re
from functools import partial
from html import unescape
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from hiring.ui.formulas.delimiters import end_outside
from hiring.ui.formulas.drawing import draw_formula
from hiring.ui.formulas.reading import ATTRIBUTES, MAX_LENGTH, Problem, Unreadable
from hiring.ui.formulas.reading import TAGS as MATHML
from hiring.ui.markdown import (
    TAGS,
    render_formulas,
    render_markdown,
)
from hiring.ui.pdf import render_pdf
from tests.pdfua import failures
from tests.ui.test_pdf import document, tags

on_paper = partial(render_formulas, for_print=True)

AROUND = {"span", "code", "small"}
BROKEN = [
    ("$\\frac$", "can’t be displayed"),
    ("$\\left($", "can’t be displayed"),
    ("$x_$", "can’t be displayed"),
    ("$\\unknown{x}$", "unknown command \\unknown"),
    ("$\\newcommand{\\a}{\\a\\a}\\a$", "\\newcommand cannot be used here"),
    ("$\\def\\a{\\a\\a}\\a$", "\\def cannot be used here"),
    ("$\\href{javascript:alert(1)}{x}$", "\\href cannot be used here"),
    ("$\\style{color:red}{x}$", "\\style cannot be used here"),
    ("$\\class{btn}{x}$", "\\class cannot be used here"),
    ("$" + "x" * 10_000 + "$", f"at most {MAX_LENGTH} characters"),
    ("$" + r"\sqrt{" * 100 + "x" + "}" * 100 + "$", "too deeply nested"),
]
PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "\\text{",
                "\\frac{",
                "{",
                "}",
                "_",
                "^",
                "\\left(",
                "\\right)",
                "&",
                "\\\\",
                "x",
                "1",
            ),
            *(
                "\\begin{pmatrix}",
                "\\end{pmatrix}",
                "\\sqrt[",
                "]",
                "<",
                ">",
                '"',
                "'",
                "&lt;",
                "%",
            ),
            *("\\mathbb{E}", "\\hat", "\\sum", "\\color{red}", "\\verb|<b>|", "\\limits", "\\not"),
            *(
                "<script>",
                "\\tag{",
                "\\hspace{9em}",
                "\\binom{",
                "\\over",
                "\\operatorname{a b}",
                "é",
            ),
        ]
    ),
    max_size=14,
).map("".join)


def well_formed(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<div>{html}</div>")  # noqa: S314 - what we made


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("$\\sigma^2$", "<msup><mi>\N{GREEK SMALL LETTER SIGMA}</mi><mn>2</mn></msup>"),
        ("$a<b$", "<mo>&lt;</mo>"),
        ("$\\mathbb{E}[X]$", "<mi>\U0001d53c</mi>"),
        ("$\\text{a & b}$", "a\N{NO-BREAK SPACE}&amp;\N{NO-BREAK SPACE}b"),
        ("| a |\n|-|\n| $x_1$ |", "<msub>"),
        ("- $x$\n- $y$", "<mi>y</mi>"),
    ],
)
def test_a_formula_in_a_line_becomes_mathml(text, inside):
    html = render_markdown(text)

    assert '<math display="inline">' in html
    assert inside in html


@pytest.mark.parametrize("text", ["$$\n\\sum_i x_i\n$$", "$$\\sum_i x_i$$", "so $$\\sum_i x_i$$"])
def test_a_formula_of_its_own_is_displayed_and_can_be_scrolled_by_key(text):
    html = render_markdown(text)

    assert '<span class="formula-block" tabindex="0"><math display="block">' in html
    well_formed(html)


@pytest.mark.parametrize(
    "text",
    [
        "From $5 to $10.",
        "US$5 or US$10",
        "It costs 5$ and 10$.",
        "between $5k and 10k$",
        "$ 5 and 6 $",
        "100$",
        "\\$x\\$",
        "$",
        "$$",
        "$$$$",
    ],
)
@pytest.mark.parametrize("show", [render_markdown, render_formulas, on_paper])
def test_money_stays_text(text, show):
    html = show(text)

    assert not re.search("<math|<svg|<code", html)
    assert html.count("$") == text.count("$")


def test_a_currency_with_its_land_begins_no_formula():
    html = render_formulas("It cost US$5, then A$10; with x=$y$ it is less.")

    assert "US$5, then A$10; with x=<" in html
    assert html.count("<math") == 1


def test_no_formula_in_code():
    assert "<math" not in render_markdown("`$x$`\n\n```\n$x$\n```\n\n    $x$")


@pytest.mark.parametrize(("text", "hint"), BROKEN)
@pytest.mark.parametrize("show", [render_markdown, render_formulas, on_paper])
def test_what_cannot_be_read_is_shown_as_written_with_a_hint(text, hint, show):
    html = show(text)

    shown = "".join(well_formed(html).itertext())
    assert text in shown
    assert hint in shown
    assert '<code class="formula-unread">' in html


@given(PIECES)
@settings(deadline=None)
@example("\\text{<script>alert(1)</script>}")
@example("\\text{&lt;img src=x onerror=alert(1)&gt;}")
@example("\\verb|<b>|")
@example("\\tag{<b onclick=a>}")
def test_nothing_typed_becomes_markup(tex):
    html = render_markdown(f"a ${tex}$ b")

    for element in well_formed(html).iter():
        assert element.tag in MATHML | TAGS | AROUND | {"div"}
        assert set(element.attrib) <= ATTRIBUTES | {"class", "tabindex"}


@given(PIECES)
@settings(deadline=None, max_examples=40)
def test_nothing_typed_becomes_markup_on_paper(tex):
    html = on_paper(f"a ${tex}$ b")

    drawn = {"svg", "path", "rect", "line", "g", "polyline", "ellipse", "circle"}
    for element in well_formed(html).iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in drawn | TAGS | AROUND | {
            "div"
        }
        assert not any(name.startswith("on") or "href" in name for name in element.attrib)


@pytest.mark.parametrize("tex", ["\\color{red}\\text{", "\\color{red}"])
def test_a_color_of_nothing_breaks_no_paper(tex):
    assert tex in unescape(on_paper(f"a ${tex}$ b"))


def test_the_place_of_a_formula_cannot_be_typed():
    html = render_markdown("0x0x 1x0x $x$ [a](https://a.example/0x0x)")

    assert html.count("<math") == 1


def test_no_style_reaches_a_page():
    html = render_markdown("$\\color{red}{x}$ $\\rule{1em}{9999em}$ $\\hspace{1000em}$")

    assert "style" not in html.replace("mstyle", "").replace("displaystyle", "")
    assert not re.search("color|background|9999|1000", html)


def test_a_plain_text_shows_its_formulas_and_nothing_else():
    html = render_formulas("*a* <b> costs \\$5:\n$\\sigma^2$")

    assert html.startswith("*a* &lt;b&gt; costs $5:\n<math")


def test_no_text_is_no_html():
    assert render_formulas(None) == render_formulas("") == ""


def test_a_cut_goes_around_a_formula():
    text = "the mean $\\bar x$ and more"

    assert end_outside(text, 4) == 4
    assert end_outside(text, 12) == text.index("$")
    assert end_outside(text, 20) == 20


@pytest.mark.parametrize(("tex", "lowest"), [("x", -0.5), ("y_{ij}", 2.0), ("\\frac{a}{b}", 3.0)])
def test_a_drawing_stands_on_the_baseline(tex, lowest):
    drawing = draw_formula(tex)

    below = float(re.search(r"vertical-align:(-?[\d.]+)pt", drawing)[1])
    assert -below >= lowest
    assert f'aria-label="{tex}"' in drawing


def test_what_takes_long_to_draw_is_not_drawn():
    with pytest.raises(Unreadable) as refused:
        draw_formula("\\left(" * 12 + "x" + "\\right)" * 12)

    assert refused.value.problem == Problem.TOO_DEEP


@pytest.mark.java
def test_formulas_keep_pdf_ua_and_are_read_out():
    text = "So $\\hat\\beta = X^\\top y$, and\n\n$$\\sum_{i=1}^n (x_i - \\bar x)^2$$\n\n"
    text += "- $\\sigma^2$ twice: $\\sigma^2$; unread: $\\frac$"

    pdf = render_pdf(document(more=on_paper(text)), title="F", language="en")

    spoken = [str(tag["/Alt"]) for tag in tags(pdf) if tag.get("/S") == "/Figure"]
    assert spoken.count("\\sigma^2") == 2
    assert "\\sum_{i=1}^n (x_i - \\bar x)^2" in spoken
    assert "$\\frac$" in PdfReader(io.BytesIO(pdf)).pages[-1].extract_text()
    assert failures({"formulas": pdf}) == {}

"""Text that people write with light markup, made safe to show on pages and on paper."""

import re
import secrets
from functools import cache
from html import escape

import nh3
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from hiring.ui.formulas.delimiters import DOLLARS, is_money
from hiring.ui.formulas.drawing import draw_formula
from hiring.ui.formulas.mathml import mark_up_formula
from hiring.ui.formulas.reading import MAX_LENGTH, Problem, Unreadable

TAGS = {
    *("p", "br", "hr", "em", "strong", "del", "s", "sub", "sup", "blockquote", "code", "pre"),
    *("ul", "ol", "li", "a", "h3", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
SCHEMES = {"http", "https", "mailto"}
# A formula in a line that may be wider than a phone gets a scroller of its own.
_WIDE = 40


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False})
    parser.enable(["table", "strikethrough"]).disable("image")
    return parser.use(
        dollarmath_plugin,
        allow_space=False,
        allow_digits=False,
        allow_labels=False,
        allow_blank_lines=False,
        double_inline=True,
    )


def render_markdown(text: str | None) -> SafeString:
    """HTML of a Markdown text without images, scripts or raw HTML; headings start at level 3.

    Links get rel="nofollow noopener noreferrer"; only http, https and mailto links stay links.
    Formulas in TeX between dollars become MathML; one that cannot be read is shown as written.
    A program is reached by the keyboard, since its long lines are scrolled to.
    """
    return SafeString(_render(text or "").replace("<pre>", '<pre tabindex="0">'))


def render_formulas(text: str | None, *, for_print: bool = False) -> SafeString:
    """A plain text as HTML, with its formulas shown as such and nothing else marked up.

    On paper formulas are drawings that say their TeX.
    """
    show = _on_paper if for_print else _on_pages
    text, end, parts = text or "", 0, []
    for found in DOLLARS.finditer(text):
        tex, block = found["block"] or found["inline"], found["block"] is not None
        parts += [_plain(text[end : found.start()]), show(tex, block)]
        end = found.end()
    return SafeString("".join([*parts, _plain(text[end:])]))


def _plain(text: str) -> str:
    return escape(text.replace(r"\$", "$"))


def _render(text: str) -> str:
    tokens = _parser().parse(text)
    formulas: list[str] = []
    # Formulas are inserted after sanitizing; no author can know what marks their places.
    mark = secrets.token_hex(8)
    for token in tokens:
        _lower(token)
        for part in [token, *(token.children or [])]:
            if part.type.startswith("math_"):
                _keep_place(part, f"{mark}x{len(formulas)}x")
                formulas.append(_on_pages(part.meta["tex"], part.meta["block"]))
    html = _parser().renderer.render(tokens, _parser().options, {})
    return re.sub(f"{mark}x(\\d+)x", lambda place: formulas[int(place[1])], _clean(html))


def _lower(token: Token) -> None:
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
    if token.type == "th_open":
        token.attrs["scope"] = "col"


def _keep_place(token: Token, place: str) -> None:
    """Make a formula's token a text that stands for it."""
    token.meta = {"tex": token.content.strip(), "block": token.markup == "$$"}
    if token.type == "math_block":
        token.type, token.content = "html_block", f"<p>{place}</p>\n"
    else:
        token.type, token.content = "text", place


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )


def _on_pages(tex: str, block: bool) -> str:
    if not tex or is_money(tex):
        return _as_text(tex, block)
    try:
        formula = mark_up_formula(tex, block=block)
    except Unreadable as unreadable:
        return _as_written(tex, block, unreadable)
    if block:
        return f'<span class="formula-block" tabindex="0">{formula}</span>'
    if len(tex) > _WIDE:
        return f'<span class="formula-wide" tabindex="0">{formula}</span>'
    return formula


def _on_paper(tex: str, block: bool) -> str:
    if not tex or is_money(tex):
        return _as_text(tex, block)
    try:
        formula = draw_formula(tex, block=block)
    except Unreadable as unreadable:
        return _as_written(tex, block, unreadable)
    return f'<span class="formula-block">{formula}</span>' if block else formula


def _as_text(tex: str, block: bool) -> str:
    dollars = "$$" if block else "$"
    return escape(f"{dollars}{tex}{dollars}")


def _as_written(tex: str, block: bool, unreadable: Unreadable) -> str:
    source, hint = _as_text(tex, block), escape(_hint(unreadable))
    return f'<code class="formula-unread">{source}</code> <small>({hint})</small>'


def _hint(unreadable: Unreadable) -> str:
    hints = {
        Problem.TOO_LONG: _("a formula can have at most %(most)d characters")
        % {"most": MAX_LENGTH},
        Problem.TOO_DEEP: _("too deeply nested"),
        Problem.REFUSED: _("%(command)s cannot be used here") % {"command": unreadable.command},
        Problem.UNKNOWN: _("unknown command %(command)s") % {"command": unreadable.command},
        Problem.SYNTAX: _("this formula can’t be displayed"),
    }
    return hints[unreadable.problem]

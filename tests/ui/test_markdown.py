"""People's Markdown becomes safe HTML."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.ui.markdown import TAGS, render_markdown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hi)",
        "<a href='javascript:x'>x</a>",
        "![x](https://tracker.example/p.png)",
        '<img src="https://tracker.example/p.png">',
        "<style>body{display:none}</style>",
        "<iframe src=//x></iframe>",
        '[x](https://a.example "onmouseover=alert(1)")',
    ],
)
def test_nothing_runs_and_nothing_is_fetched(text):
    tags = re.findall(r"<[^>]*>", render_markdown(text))

    assert not any(word in tag for tag in tags for word in ("script", "img", "style", "iframe"))
    assert not any("javascript:" in tag or "data:" in tag for tag in tags)


@given(st.text(alphabet=st.sampled_from("<>[]()!*_`#|-\n abch\"'=:/&;")))
def test_only_known_elements_come_out(text):
    assert set(re.findall(r"<(\w+)", render_markdown(text))) <= TAGS


def test_links_say_that_they_are_other_peoples():
    html = render_markdown("[paper](https://arxiv.example/1)")

    assert 'href="https://arxiv.example/1"' in html
    assert 'rel="nofollow noopener noreferrer"' in html


def test_headings_stay_below_those_of_the_page():
    html = render_markdown("# A\n\n## B\n\n###### F")

    assert "<h3>A</h3>" in html
    assert "<h4>B</h4>" in html
    assert "<h6>F</h6>" in html


def test_a_program_is_reached_by_the_keyboard_and_none_is_made_up():
    assert '<pre tabindex="0"><code' in render_markdown("```\na = 1\n```")
    assert "<pre tabindex" not in render_markdown("Write `<pre>` or <pre> $\\text{<pre>}$")


def test_lists_tables_code_and_line_breaks_are_kept():
    html = render_markdown("- one\n\n`x`\n\nline\nbreak\n\n|a|\n|-|\n|1|\n\n3. third")

    for part in (
        "<li>one</li>",
        "<code>x</code>",
        "<br",
        '<th scope="col">a</th>',
        '<ol start="3"',
    ):
        assert part in html


def test_no_text_is_no_html():
    assert render_markdown(None) == render_markdown("") == ""

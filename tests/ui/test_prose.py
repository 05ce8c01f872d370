"""Free text on page and paper: nothing in it may break either."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.ui.prose import HIDDEN, clean, excerpt, pieces, without_glyphs


def test_line_ends_of_every_kind_become_one():
    assert (
        clean("one\r\ntwo\rthree\u2028four\u2029five\x85six") == "one\ntwo\nthree\nfour\nfive\nsix"
    )


@pytest.mark.parametrize("hidden", ["\x00", "\x0c", "\x1b", "\ue000", "\ufffe", "\U000f0000"])
def test_what_no_font_can_draw_is_left_out(hidden):
    assert clean(f"before{hidden}after") == "beforeafter"


def test_marks_that_turn_the_direction_are_left_out_and_right_to_left_text_stays():
    assert clean("\u202eevil\u202c مرحبا") == "evil مرحبا"


def test_a_short_text_is_whole_and_on_one_line():
    assert excerpt("one\n\n  two\tthree", 40) == "one two three"


def test_a_long_text_ends_with_a_whole_word():
    assert excerpt("Stated the assumption before being asked", 24) == "Stated the assumption…"


def test_a_word_without_end_is_cut_in_its_middle():
    assert excerpt("x" * 100, 20) == "x" * 19 + "…"


def test_a_formula_that_does_not_fit_is_left_out_whole():
    text = "They derived $\\hat\\beta = (X^\\top X)^{-1} X^\\top y$ on the board"

    assert excerpt(text, 30) == "They derived…"


def test_no_dangling_comma_before_the_ellipsis():
    assert excerpt("First, second, third and more", 15) == "First, second…"


@given(st.text(max_size=300), st.integers(24, 120))
def test_an_excerpt_has_its_length_and_nothing_hidden(text, length):
    short = excerpt(text, length)

    assert len(short) <= length
    assert not {unicodedata.category(c) for c in short} & HIDDEN
    assert "\n" not in short


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


PROGRAM = "Wrote:\n```python\nfor x in xs:\n    print(x)\n```\nand left."


def test_a_program_keeps_its_lines_and_loses_its_fences():
    parts = [(False, "Wrote:"), (True, "for x in xs:\n    print(x)"), (False, "and left.")]

    assert list(pieces(PROGRAM)) == parts


def test_a_fence_that_is_never_closed_goes_to_the_end():
    assert list(pieces("```\nx = 1")) == [(True, "x = 1")]


@pytest.mark.parametrize(
    ("text", "missed", "printed"),
    [
        ("a 👩‍💻 b", "👩", "a  b"),
        ("a 🇩🇪 b", "🇩", "a  b"),
        ("a 👍🏽 b", "🏽", "a  b"),
        ("a 👍 b", "🏽", "a 👍 b"),
        ("a 𠀀 b", "𠀀", "a � b"),
    ],
)
def test_a_picture_without_a_font_is_left_out_whole(text, missed, printed):
    assert without_glyphs(text, {ord(missed)}) == printed


def test_a_picture_without_a_font_can_be_put_into_words():
    text = without_glyphs("a 👩‍💻 b 🇩🇪 c 👍🏽 d 👍", {ord("👩"), ord("🇩"), ord("🏽")}, named=True)

    assert text == "a [woman, personal computer] b [DE] c [thumbs up sign] d 👍"

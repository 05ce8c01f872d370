"""Charts: geometry that never leaves the canvas, and words for those who do not see it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.ui.charts import Axis, bars, ordered, segments

NUMBERS = st.floats(min_value=-1e6, max_value=1e6)
COUNTS = st.lists(st.integers(min_value=0, max_value=10_000), max_size=12)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_place_never_leaves_the_axis(start, end, value):
    assert 10 <= Axis(start, end, 10, 110).at(value) <= 110


def test_places_keep_the_order_of_values():
    axis = Axis(1, 4, 10, 110)

    assert [axis.at(level) for level in (1, 2, 3, 4)] == [10, 43.3, 76.7, 110]


@given(COUNTS)
def test_parts_of_a_bar_fill_it_and_do_not_overlap(counts):
    parts = segments([{"label": "s", "count": n} for n in counts], width=100)

    shown = [part for part in parts if part.width]
    assert all(a.x + a.width <= b.x + 0.02 for a, b in pairwise(shown))
    assert all(part.x + part.width <= 100.1 for part in shown)
    if any(counts) and min(n for n in counts if n) * 500 > sum(counts):
        assert shown[-1].x + shown[-1].width == pytest.approx(100, abs=0.1)


@given(st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=12))
def test_the_longest_bar_is_the_largest_value(values):
    drawn = bars([{"label": "x", "value": value} for value in values], width=100)

    assert max(bar.width for bar in drawn) == (100 if any(values) else 0)


def test_rows_may_be_objects_or_mappings():
    class Row:
        label, value, note = "Referral", 3, "2 hired"

    assert bars([Row()], width=10)[0].note == "2 hired"


def test_low_and_high_may_come_swapped():
    assert ordered([3.0, None, 1.0]) == [1.0, 3.0]


def test_a_rating_is_said_in_words(render):
    html = render("{% level_scale 3 label='Coding' %}")

    assert 'aria-label="Coding: 3 — yes"' in html


def test_what_was_not_observed_has_no_point(render):
    html = render("{% level_scale none %}", none=None)

    assert "not observed" in html
    assert 'class="point"' not in html


def test_an_interval_around_a_rating_is_said_too(render):
    html = render("{% level_scale 2.5 3.4 1.6 %}")

    assert "interval 1.6 to 3.4" in html
    assert 'class="span"' in html


def test_numbers_in_drawings_ignore_the_language(render, settings):
    settings.LANGUAGE_CODE = "de"

    html = render(
        "{% bar_chart rows %}", rows=[{"label": "a", "value": 1}, {"label": "b", "value": 3}]
    )

    assert 'width="33.3"' in html


def test_a_chart_without_numbers_says_so(render):
    assert "No numbers yet" in render("{% bar_chart rows %}", rows=[])


def test_every_stage_is_named_with_its_count_even_at_nought(render):
    html = render("{% pipeline_bar rows %}", rows=[{"label": "Offer", "count": 0, "url": "/o/"}])

    assert 'href="/o/">Offer</a>' in html
    assert ">0</span>" in html

"""The three-way merge that all forms share, and the counter of texts that are saved whole."""

import pytest

from hiring.activity.editing import EditConflict, FieldConflict, merge, refuse_stale

SEEN = {"title": "Engineer", "pay": 100}


def test_a_field_changed_on_one_side_takes_that_side():
    merged = merge(seen=SEEN, theirs=SEEN | {"title": "Senior engineer"}, mine=SEEN | {"pay": 120})

    assert merged.values == {"title": "Senior engineer", "pay": 120}
    assert merged.conflicts == {}


def test_the_same_change_on_both_sides_is_no_conflict():
    now = SEEN | {"pay": 120}

    assert merge(seen=SEEN, theirs=now, mine=now).conflicts == {}


def test_a_field_changed_on_both_sides_keeps_theirs_and_names_all_three():
    merged = merge(seen=SEEN, theirs=SEEN | {"pay": 110}, mine=SEEN | {"pay": 120})

    assert merged.values["pay"] == 110
    assert merged.conflicts == {"pay": FieldConflict(100, 110, 120)}


def test_a_field_that_was_not_seen_is_meant_as_it_is_sent():
    assert merge(seen={}, theirs=SEEN, mine={"pay": 120}).values == {"pay": 120}


def test_a_longer_number_does_not_hold_the_shorter_one_but_prose_does():
    theirs, mine = {"text": "40"}, {"text": "40000"}

    assert merge(seen={"text": "4"}, theirs=theirs, mine=mine).conflicts
    merged = merge(seen={"text": "4"}, theirs=mine, mine=theirs, prose={"text"})
    assert (merged.values, merged.conflicts) == (mine, {})


def test_blanks_at_the_ends_of_lines_change_nothing():
    merged = merge(seen={"text": "a \nb"}, theirs={"text": "c"}, mine={"text": "a\r\nb\n"})

    assert merged.values == {"text": "c"}


def test_a_text_saved_after_the_revision_that_was_read_is_refused():
    refuse_stale(None, 3)
    refuse_stale(3, 3)
    with pytest.raises(EditConflict, match="now revision 3"):
        refuse_stale(2, 3)

"""Which ratings lie apart, by how much, and between whom."""

from hypothesis import given
from hypothesis import strategies as st

from hiring.debriefs.report.disagreement import Seen, compare

# A criterion is evidence of one competency.
COMPETENCIES = {"c1": "modeling", "c2": "modeling", "c3": "software"}
seen = st.lists(
    st.builds(
        lambda who, criterion, level: Seen(who, criterion, COMPETENCIES[criterion], level),
        st.sampled_from(["ada", "grace", "alan"]),
        st.sampled_from(list(COMPETENCIES)),
        st.integers(1, 4),
    ),
    max_size=10,
)


def test_nothing_rated_twice_is_no_disagreement():
    found = compare(
        [Seen("ada", "c1", "modeling", 1), Seen("ada", "c2", "modeling", 4)],
    )

    assert (found.criteria, found.rated_twice, found.largest_gap) == (2, 0, 0)
    assert (found.competencies, found.seen_by_two) == (1, 0)
    assert found.pairs == ()


def test_two_people_on_one_criterion_are_compared():
    found = compare(
        [
            Seen("ada", "c1", "modeling", 2),
            Seen("grace", "c1", "modeling", 4),
            Seen("ada", "c2", "software", 3),
        ]
    )

    assert (found.criteria, found.rated_twice, found.largest_gap) == (2, 1, 2)
    [gap] = found.pairs
    assert (gap.low.interviewer, gap.high.interviewer, gap.size) == ("ada", "grace", 2)


def test_those_who_agree_leave_no_gap():
    found = compare([Seen("ada", "c1", "modeling", 3), Seen("grace", "c1", "modeling", 3)])

    assert (found.rated_twice, found.largest_gap) == (1, 0)


def test_the_largest_gap_comes_first():
    found = compare(
        [
            Seen("ada", "c1", "modeling", 3),
            Seen("grace", "c1", "modeling", 4),
            Seen("ada", "c2", "software", 1),
            Seen("grace", "c2", "software", 4),
        ]
    )

    assert [gap.size for gap in found.pairs] == [3, 1]


@given(seen)
def test_a_gap_is_between_two_people_and_within_the_scale(ratings):
    found = compare(ratings)

    assert found.rated_twice <= found.criteria
    for gap in found.pairs:
        assert gap.low.interviewer != gap.high.interviewer
        assert 0 <= gap.size <= 3
        assert gap.low.criterion == gap.high.criterion

"""Fitting a loop to a profile: pure, by properties, and with the shipped library."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.requisitions.adjustments import BAR, NOT_ASSESSED, STRENGTH, Need, adjust_needs
from hiring.requisitions.loop_fitting import (
    MAX_MINUTES,
    SECOND_LOOKS_UP_TO,
    Interview,
    Loop,
    Why,
    fit_loop,
)
from tests.requisitions.catalog import (
    CATALOG,
    LEVELS,
    LIBRARY,
    RULES,
    combinations,
    own_loop,
    profile,
)

ROLES = {role["key"]: role for role in CATALOG.role_archetypes}


def one(rubric: str, *observes: str, minutes: int = 60, prepared: bool = False) -> Interview:
    return Interview(rubric, rubric.title(), "ml_coding", minutes, frozenset(observes), prepared)


def need(competency: str, weight: int = 3, stance: str = BAR) -> Need:
    return Need(competency, stance, weight, 3)


def names(loop: Loop) -> list[str]:
    return [slot.interview.rubric for slot in loop.slots]


def observations(loop: Loop) -> Counter:
    return Counter(c for slot in loop.slots for c in slot.interview.observes)


class TestFitting:
    def test_what_the_profile_asks_is_looked_at_by_the_roles_own_interviews(self):
        loop = fit_loop([need("a")], [one("own", "a"), one("also", "a")], [])

        assert names(loop) == ["own", "also"]
        assert {slot.why for slot in loop.slots} == {Why.ROLE}

    def test_an_interview_that_would_look_at_nothing_asked_is_left_out(self):
        targets = [need("a"), need("b", stance=NOT_ASSESSED)]

        loop = fit_loop(targets, [one("own", "a"), one("idle", "b")], [])

        assert names(loop)[:1] == ["own"]
        assert [left.rubric for left in loop.left_out] == ["idle"]

    def test_what_nothing_looks_at_gets_the_interview_that_shows_most_of_it(self):
        targets = [need("a"), need("b", 2), need("c", 1)]

        loop = fit_loop(targets, [one("own", "a")], [one("x", "b"), one("y", "b", "c")])

        assert names(loop)[:2] == ["own", "y"]
        assert (loop.slots[1].why, loop.slots[1].because_of) == (Why.UNSEEN, ("b", "c"))

    def test_a_second_look_is_added_while_the_candidate_has_time(self):
        targets = [need("a"), need("b")]
        own = [one("own", "a", "b", minutes=200)]

        loop = fit_loop(targets, own, [one("x", "a"), one("y", "b"), one("z", "b")])

        assert names(loop) == ["own", "x", "y"]
        assert loop.slots[1].why == Why.SECOND
        assert loop.minutes <= SECOND_LOOKS_UP_TO

    def test_what_has_two_looks_gets_no_third(self):
        loop = fit_loop([need("a")], [one("own", "a"), one("also", "a")], [one("x", "a")])

        assert names(loop) == ["own", "also"]

    def test_work_beforehand_is_never_added(self):
        loop = fit_loop([need("a"), need("b")], [one("own", "a")], [one("x", "b", prepared=True)])

        assert names(loop) == ["own"]

    def test_work_beforehand_of_the_role_itself_stays(self):
        assert names(fit_loop([need("a")], [one("own", "a", prepared=True)], [])) == ["own"]

    def test_a_day_that_would_be_too_long_loses_what_others_see_as_well(self):
        targets = [need("a", 5), need("b", 1), need("c")]
        own = [
            one("first", "a", minutes=120),
            one("second", "a", "b", minutes=120),
            one("third", "b", minutes=120),
        ]

        loop = fit_loop(targets, own, [one("new", "c")])

        assert names(loop) == ["first", "second", "new"]
        assert [left.rubric for left in loop.left_out] == ["third"]

    def test_nobody_to_ask_leaves_a_gap_and_no_endless_search(self):
        assert names(fit_loop([need("a")], [], [one("x", "b")])) == []


@st.composite
def libraries(draw):
    keys = "abcdef"
    return [
        one(
            f"{prefix}{number}",
            *draw(st.sets(st.sampled_from(keys), min_size=1, max_size=4)),
            minutes=draw(st.sampled_from((45, 60, 90))),
            prepared=draw(st.booleans()),
        )
        for prefix, most in (("own", 6), ("lib", 8))
        for number in range(draw(st.integers(0, most)))
    ]


@st.composite
def asked_for(draw):
    stances = st.sampled_from((STRENGTH, BAR, NOT_ASSESSED))
    return [need(key, draw(st.integers(1, 5)), draw(stances)) for key in "abcdef"]


def split(interviews: list[Interview]) -> tuple[list[Interview], list[Interview]]:
    own = [i for i in interviews if i.rubric.startswith("own")]
    return own, [i for i in interviews if not i.rubric.startswith("own")]


class TestProperties:
    @given(asked_for(), libraries())
    def test_whatever_can_be_looked_at_is(self, targets, interviews):
        own, library = split(interviews)
        wanted = {need.competency for need in targets if need.assessed}
        able = own + [i for i in library if not i.prepared]

        loop = fit_loop(targets, own, library)

        assert observations(loop).keys() & wanted == wanted & {c for i in able for c in i.observes}

    @given(asked_for(), libraries())
    def test_every_interview_looks_at_something_asked_and_stands_once(self, targets, interviews):
        wanted = {need.competency for need in targets if need.assessed}

        loop = fit_loop(targets, *split(interviews))

        assert all(slot.interview.observes & wanted for slot in loop.slots)
        assert len(names(loop)) == len(set(names(loop)))

    @given(asked_for(), libraries())
    def test_it_is_over_a_day_only_where_each_interview_is_the_only_look_at_something(
        self, targets, interviews
    ):
        loop = fit_loop(targets, *split(interviews))
        wanted = {need.competency for need in targets if need.assessed}
        seen = observations(loop)

        if loop.minutes > MAX_MINUTES:
            for slot in loop.slots:
                assert any(seen[c] == 1 for c in slot.interview.observes & wanted)

    @given(asked_for(), libraries(), st.randoms(use_true_random=False))
    def test_the_order_of_the_library_does_not_matter(self, targets, interviews, chance):
        own, library = split(interviews)

        shuffled = fit_loop(targets, own, chance.sample(library, len(library)))

        assert shuffled == fit_loop(targets, own, library)


class TestShippedLibrary:
    @pytest.mark.parametrize("level", LEVELS)
    @pytest.mark.parametrize("role", ROLES)
    def test_every_combination_of_answers_gets_a_loop_of_a_day_that_sees_it_all(self, role, level):
        targets, own = profile(ROLES[role], level), own_loop(ROLES[role], level)

        for said in combinations():
            after = [one.after for one in adjust_needs(targets, RULES, said, role)]
            loop = fit_loop(after, own, LIBRARY)
            assert loop.minutes <= MAX_MINUTES, said
            missed = {need.competency for need in after if need.assessed} - observations(
                loop
            ).keys()
            assert not missed, said

    def test_the_roles_own_loop_stays_where_nothing_moved(self):
        for role in ROLES.values():
            for level in LEVELS:
                loop = fit_loop(profile(role, level), own_loop(role, level), LIBRARY)
                assert loop.left_out == []

"""Who of a plan looks at what: by properties without a database, and on requisitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.requisitions.actions.drafting import draft_requisition
from hiring.requisitions.actions.planned_interviews import (
    add_second_interviewer,
    change_planned,
    drop_planned,
    plan_interview,
)
from hiring.requisitions.actions.team import set_perspective
from hiring.requisitions.adjustments import BAR, NOT_ASSESSED, STRENGTH, Need
from hiring.requisitions.coverage.panel import PanelSlot, cover, cover_one
from hiring.requisitions.coverage.plan import coverage_of
from hiring.requisitions.models import Requisition
from rubrics.assessment.states import State
from rubrics.models import InterviewKind, Perspective, StageKind
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import role, rubric

ORDER = (State.NOT_TESTED, State.ONE_VIEW, State.MET)
panel_slots = st.lists(
    st.builds(
        lambda people, criteria: (people, criteria),
        st.integers(1, 4),
        st.dictionaries(st.sampled_from("ab"), st.integers(1, 2), min_size=1),
    ),
    max_size=5,
).map(lambda given: [PanelSlot(n, people, criteria) for n, (people, criteria) in enumerate(given)])
needs = st.builds(
    Need,
    st.just("a"),
    st.sampled_from((STRENGTH, BAR)),
    st.integers(1, 5),
    st.integers(2, 4),
)


class TestProperties:
    @given(needs, panel_slots, st.integers(1, 4))
    def test_a_further_interview_never_lowers_what_can_be_reached(self, need, held, people):
        before = cover_one(need, held)
        after = cover_one(need, [*held, PanelSlot("new", people, {"a": 1})])

        assert ORDER.index(after.at_best) >= ORDER.index(before.at_best)
        assert after.enough >= before.enough
        assert after.observations == before.observations + people

    @given(needs, panel_slots, st.randoms(use_true_random=False))
    def test_the_order_of_interviews_does_not_matter(self, need, held, chance):
        shuffled = cover_one(need, chance.sample(held, len(held)))

        assert shuffled.at_best == cover_one(need, held).at_best
        assert shuffled.enough == cover_one(need, held).enough

    @given(needs, panel_slots)
    def test_a_strength_needs_two_people_and_a_bar_one(self, need, held):
        found = cover_one(need, held)

        assert found.observations == sum(s.people for s in held if "a" in s.criteria)
        assert found.enough == (found.observations >= (2 if need.stance == STRENGTH else 1))
        assert (found.at_best == State.MET) == (found.observations >= 2)

    def test_two_people_in_one_interview_are_as_many_as_two_in_two(self):
        need = Need("a", STRENGTH, 3, 3)

        together = cover_one(need, [PanelSlot(1, 2, {"a": 1})])
        apart = cover_one(need, [PanelSlot(1, 1, {"a": 1}), PanelSlot(2, 1, {"a": 1})])

        assert together.enough
        assert apart.enough

    def test_strengths_come_first_and_what_is_not_assessed_not_at_all(self):
        targets = [Need("a", BAR, 5, 3), Need("b", STRENGTH, 1, 3), Need("c", NOT_ASSESSED, 1, 1)]

        assert [one.need.competency for one in cover(targets, [])] == ["b", "a"]


@pytest.mark.django_db
class TestRequisition:
    def draft(self, **values) -> Requisition:
        actor = UserFactory(recruiter=True)
        return draft_requisition(archetype=role(), level="senior", actor=actor, **values)

    def row(self, requisition: Requisition, name: str):
        return next(r for r in coverage_of(requisition).rows if r.competency.name == name)

    def test_what_nothing_looks_at_is_said_with_what_would(self):
        requisition = self.draft()
        extra = rubric(InterviewKind.BACKGROUND, "Communication")

        row = self.row(requisition, "Communication")

        assert (row.observations, row.enough) == (0, False)
        assert row.problem == "No planned interview covers it."
        assert (row.fix.rubric, row.fix.minutes) == (extra, 45)

    def test_in_a_new_plan_two_people_see_each_strength(self):
        rows = coverage_of(self.draft()).rows

        strengths = [row for row in rows if row.stance == "strength" and row.interviews]
        assert strengths
        assert all(row.observations >= 2 and row.enough for row in strengths)

    def test_a_strength_that_one_person_sees_is_warned_about_and_a_second_one_helps(self):
        requisition = self.draft()
        requisition.plan.update(interviewers=1)

        row = self.row(requisition, "Modeling")

        assert (row.observations, row.enough) == (1, False)
        assert (
            row.problem
            == "Only one interviewer covers it, so the debrief can only show “one view”."
        )
        change_planned(planned=row.fix.planned, actor=None, interviewers=2)
        assert not self.row(requisition, "Modeling").problem

    def test_a_bar_that_one_person_sees_is_no_problem(self):
        requisition = self.draft()
        extra = rubric(InterviewKind.BACKGROUND, "Communication")
        plan_interview(requisition=requisition, rubric=extra, actor=None)

        row = self.row(requisition, "Communication")

        assert (row.stance, row.observations) == ("bar", 1)
        assert (row.problem, row.fixes) == ("", [])

    def test_seating_pairs_covers_as_many_as_was_said_for_the_minutes_said(self):
        requisition = self.draft()
        requisition.plan.update(interviewers=1)
        before = coverage_of(requisition)
        enough = sum(row.enough for row in before.rows)

        add_second_interviewer(
            requisition=requisition,
            seated={planned.pk: planned.interviewers for planned in before.pairs},
            actor=None,
        )

        after = coverage_of(requisition)
        assert before.pairs
        assert sum(row.enough for row in after.rows) >= enough + before.pairs_cover > enough
        assert after.interviewer_minutes == before.interviewer_minutes + before.pairs_minutes
        assert after.candidate_minutes == before.candidate_minutes

    def test_interviews_of_screens_count_too(self):
        requisition = self.draft()
        plan_interview(
            requisition=requisition,
            rubric=rubric(InterviewKind.MATH_PUZZLE, "Modeling"),
            stage=requisition.stages.get(kind=StageKind.SCREEN),
            actor=None,
        )

        assert not self.row(requisition, "Modeling").problem

    def test_minutes_add_up_and_writing_comes_on_top(self):
        requisition = self.draft()
        before = coverage_of(requisition)

        plan_interview(
            requisition=requisition,
            rubric=rubric(InterviewKind.BACKGROUND, "Communication"),
            minutes=50,
            interviewers=2,
            actor=None,
        )

        after = coverage_of(requisition)
        assert after.candidate_minutes == before.candidate_minutes + 50
        assert after.interviewer_minutes == before.interviewer_minutes + 100
        assert after.writing_minutes == before.writing_minutes + 30

    def test_a_day_of_over_six_hours_is_told_and_a_second_person_then_comes_first(self):
        requisition = self.draft()
        requisition.plan.update(interviewers=1)
        rubric(InterviewKind.MATH_PUZZLE, "Modeling")
        change_planned(planned=requisition.plan.first(), actor=None, minutes=300)

        found = coverage_of(requisition)

        assert [day.stage.kind for day in found.too_long] == [StageKind.ONSITE]
        assert self.row(requisition, "Modeling").fix.planned

    def test_an_interview_that_tests_nothing_asked_is_told(self):
        requisition = self.draft()
        idle = plan_interview(
            requisition=requisition,
            rubric=rubric(InterviewKind.BACKGROUND, "Research taste"),
            actor=None,
        )

        assert coverage_of(requisition).unobserved == [idle]

    def test_an_archived_rubric_looks_at_nothing(self):
        requisition = self.draft()
        planned = next(p for p in requisition.plan.all() if p.name == "Math puzzle")
        planned.rubric.archived_at = requisition.opened_at
        planned.rubric.save()

        assert self.row(requisition, "Modeling").observations == 0

    def test_a_role_between_research_and_engineering_needs_both_voices(self):
        requisition = self.draft()
        for planned in requisition.plan.exclude(perspective=""):
            change_planned(planned=planned, actor=None, perspective="")
        member = requisition.hiring_team.get()
        set_perspective(member=member, perspective="research", actor=None)

        found = coverage_of(requisition)

        assert found.missing_perspectives == [Perspective.RESEARCH, Perspective.ENGINEERING]
        assert [heard.members for heard in found.perspectives] == [[member]]

    def test_its_words_promise_nothing(self):
        for row in coverage_of(self.draft()).rows:
            said = " ".join([row.problem, *(fix.text for fix in row.fixes)])
            assert " will " not in said
            assert "%" not in said

    def test_ten_interviews_cost_as_many_queries_as_one(self, django_assert_num_queries):
        requisition = self.draft()
        one = requisition.plan.first()
        for planned in requisition.plan.exclude(pk=one.pk):
            drop_planned(planned=planned, actor=None)
        with django_assert_num_queries(6):
            coverage_of(requisition)
        for number in range(9):
            plan_interview(
                requisition=requisition,
                rubric=rubric(InterviewKind.BACKGROUND, "Communication"),
                name=f"Interview {number}",
                actor=None,
            )

        with django_assert_num_queries(6):
            assert coverage_of(requisition).candidate_minutes > 400

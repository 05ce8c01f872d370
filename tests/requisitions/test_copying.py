"""Copying requisitions."""

import pytest

from hiring.accounts.models import TeamRole
from hiring.requisitions.actions.copying import clone_requisition
from hiring.requisitions.actions.editing import (
    close_requisition,
    edit_requisition,
)
from hiring.requisitions.actions.opening import open_draft
from hiring.requisitions.actions.planned_interviews import plan_interview
from hiring.requisitions.actions.profile import fix_profile, set_competency
from hiring.requisitions.actions.team import join_team
from hiring.requisitions.models import Requisition
from rubrics.models import (
    InterviewKind,
    StageKind,
    Stance,
)
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, at_once
from tests.factories.requisitions import competency, opening, rubric
from tests.requisitions.reading import targets_for, verbs

pytestmark = pytest.mark.django_db


class TestCopying:
    def source(self) -> Requisition:
        requisition = opening(
            title="Ranking", location="Berlin", pay_minimum=9, pay_currency="EUR", job_text="Rank."
        )
        set_competency(
            requisition=requisition,
            competency=competency("Software"),
            stance=Stance.STRENGTH,
            weight=5,
            bar_level=3,
            why="It is all software.",
            actor=None,
        )
        plan_interview(
            requisition=requisition,
            rubric=rubric(InterviewKind.BACKGROUND, "Communication"),
            actor=None,
            stage=requisition.stages.get(kind=StageKind.SCREEN),
            perspective="product",
            interviewers=2,
        )
        return requisition

    def test_a_copy_is_a_draft_with_everything(self):
        source, actor = self.source(), UserFactory(recruiter=True)
        manager = UserFactory()
        join_team(
            requisition=source,
            user=manager,
            role="hiring_manager",
            actor=None,
            perspective="research",
        )

        copy = clone_requisition(requisition=source, actor=actor)

        assert (copy.status, copy.copied_from, copy.created_by) == ("draft", source, actor)
        assert copy.key != source.key
        assert (copy.title, copy.location, copy.pay_minimum) == ("Ranking", "Berlin", 9)
        assert copy.job_text == "Rank."
        assert targets_for(copy) == targets_for(source)
        assert [s.name for s in copy.stages.all()] == [s.name for s in source.stages.all()]
        assert [(p.name, p.stage.name, p.perspective, p.interviewers) for p in copy.plan.all()] == [
            (p.name, p.stage.name, p.perspective, p.interviewers) for p in source.plan.all()
        ]
        assert copy.hiring_team.get(user=manager).perspective == "research"
        assert copy.hiring_team.filter(user=actor, role=TeamRole.RECRUITER).exists()

    def test_what_was_changed_by_hand_is_known_as_such_in_the_copy(self):
        copy = clone_requisition(requisition=self.source(), actor=None)

        assert copy.plan_edited_at
        assert copy.competencies.get(competency__name="Software").edited_at
        assert copy.competencies.get(competency__name="Modeling").edited_at is None

    def test_the_source_stays_as_it_was(self):
        source = self.source()
        stages, plan = source.stages.count(), source.plan.count()

        clone_requisition(requisition=source, actor=None)

        source.refresh_from_db()
        assert (source.stages.count(), source.plan.count()) == (stages, plan)
        assert source.is_open

    def test_of_a_closed_one_with_interviews_a_fresh_draft_is_made(self):
        source = self.source()
        fix_profile(requisition=source)
        close_requisition(requisition=source, actor=None)

        copy = clone_requisition(requisition=source, actor=None)

        assert (copy.closed_at, copy.profile_fixed_at) == (None, None)
        assert open_draft(requisition=copy, actor=None).is_open

    def test_who_has_left_is_not_taken_along(self):
        source = self.source()
        left = UserFactory()
        join_team(requisition=source, user=left, role="interviewer", actor=None)
        left.is_active = False
        left.save()

        copy = clone_requisition(requisition=source, actor=None)

        assert not copy.hiring_team.filter(user=left).exists()

    def test_a_second_click_makes_no_second_copy(self):
        source, actor = self.source(), UserFactory()

        copies = [clone_requisition(requisition=source, actor=actor) for _ in range(2)]

        assert copies[0] == copies[1]
        assert verbs(copies[0]).count("requisition.copied") == 1

    def test_after_a_change_another_copy_can_be_made(self):
        source, actor = self.source(), UserFactory()
        first = clone_requisition(requisition=source, actor=actor)
        edit_requisition(requisition=first, actor=actor, title="Search")

        assert clone_requisition(requisition=source, actor=actor) != first

    def test_somebody_else_gets_a_copy_of_their_own(self):
        source = self.source()

        copies = {clone_requisition(requisition=source, actor=UserFactory()).pk for _ in range(2)}

        assert len(copies) == 2

    @pytest.mark.django_db(transaction=True)
    def test_a_double_click_makes_one(self):
        source, actor = self.source(), UserFactory()

        def one() -> int:
            return clone_requisition(requisition=source, actor=actor).pk

        assert len(set(at_once(one, one, one))) == 1


def test_applications_are_not_copied():
    made = application()

    copy = clone_requisition(requisition=made.requisition, actor=None)

    assert not copy.applications.exists()

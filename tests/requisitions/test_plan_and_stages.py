"""The plan of interviews and the stages of a pipeline, changed by hand."""

import pytest

from hiring.activity.actions import Conflict, Refused
from hiring.requisitions.actions.drafting import draft_requisition
from hiring.requisitions.actions.planned_interviews import (
    change_planned,
    drop_planned,
    fit_plan,
    move_planned,
    plan_interview,
)
from hiring.requisitions.actions.staging import add_stage, change_stage, drop_stage, move_stage
from hiring.requisitions.actions.team import set_perspective
from rubrics.models import InterviewKind, StageKind
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, at_once
from tests.factories.requisitions import opening, role, rubric, stage
from tests.requisitions.reading import verbs

pytestmark = pytest.mark.django_db


def draft():
    actor = UserFactory(recruiter=True)
    return draft_requisition(archetype=role(), level="senior", actor=actor)


def names(rows) -> list[str]:
    return [row.name for row in rows.all()]


def positions(rows) -> list[int]:
    return [row.position for row in rows.all()]


class TestPlan:
    def test_one_is_planned_last_as_its_rubric_is_called(self):
        requisition, extra = draft(), rubric(InterviewKind.BACKGROUND, "Communication")

        planned = plan_interview(requisition=requisition, rubric=extra, actor=None)

        assert (planned.name, planned.minutes, planned.stage.kind) == (extra.name, 45, "onsite")
        assert planned == requisition.plan.last()
        assert requisition.plan.model.objects.get(pk=planned.pk).kind == InterviewKind.BACKGROUND

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"minutes": 9}, "minutes"),
            ({"minutes": 481}, "minutes"),
            ({"interviewers": 0}, "interviewers"),
            ({"interviewers": 5}, "interviewers"),
            ({"perspective": "loud"}, "perspective"),
            ({"name": "x" * 81}, "name"),
            ({"why": "x" * 2_001}, "why"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, values, field):
        requisition, extra = draft(), rubric(InterviewKind.BACKGROUND, "Communication")

        with pytest.raises(Refused) as refusal:
            plan_interview(requisition=requisition, rubric=extra, actor=None, **values)

        assert refusal.value.field == field

    @pytest.mark.parametrize("kind", [StageKind.APPLIED, StageKind.DECISION, StageKind.HIRED])
    def test_a_stage_without_interviews_takes_none(self, kind):
        requisition = draft()

        with pytest.raises(Refused) as refusal:
            change_planned(
                planned=requisition.plan.first(), actor=None, stage=stage(requisition, kind)
            )

        assert refusal.value.field == "stage"

    def test_it_is_moved_and_the_others_make_room(self):
        requisition = draft()
        first, *others = names(requisition.plan)

        move_planned(planned=requisition.plan.first(), to=99, actor=None)

        assert names(requisition.plan) == [*others, first]
        assert positions(requisition.plan) == list(range(1, len(others) + 2))

    def test_it_is_dropped_once(self):
        requisition = draft()
        planned = requisition.plan.first()

        for _ in range(2):
            drop_planned(planned=planned, actor=None)

        assert planned.name not in names(requisition.plan)
        assert positions(requisition.plan)[0] == 1
        assert verbs(requisition).count("requisition.planned_dropped") == 1

    def test_what_a_colleague_has_just_moved_is_dropped_and_nothing_else(self):
        requisition = draft()
        stale = requisition.plan.first()
        move_planned(planned=requisition.plan.first(), to=2, actor=None)

        drop_planned(planned=stale, actor=None)

        assert stale.name not in names(requisition.plan)

    def test_what_a_colleague_has_just_dropped_is_a_conflict(self):
        planned = draft().plan.first()
        drop_planned(planned=planned, actor=None)

        for verb, values in ((change_planned, {"minutes": 30}), (move_planned, {"to": 1})):
            with pytest.raises(Conflict):
                verb(planned=planned, actor=None, **values)

    def test_what_a_colleague_has_just_changed_is_a_conflict(self):
        planned = draft().plan.first()
        change_planned(planned=planned, actor=None, minutes=30)

        with pytest.raises(Conflict, match="30"):
            change_planned(
                planned=planned, actor=None, minutes=90, seen={"minutes": planned.minutes}
            )

    def test_what_stays_leaves_no_trace(self):
        requisition = draft()
        planned = requisition.plan.first()

        change_planned(planned=planned, actor=None, minutes=planned.minutes)

        requisition.refresh_from_db()
        assert requisition.plan_edited_at is None
        assert "requisition.planned_changed" not in verbs(requisition)

    def test_a_plan_made_by_hand_can_be_fitted_again(self):
        requisition = draft()
        usual = names(requisition.plan)
        drop_planned(planned=requisition.plan.first(), actor=None)

        added, dropped = fit_plan(requisition=requisition, actor=None)

        requisition.refresh_from_db()
        assert (names(requisition.plan), dropped) == ([*usual], [])
        assert added == usual[:1]
        assert requisition.plan_edited_at is None

    @pytest.mark.django_db(transaction=True)
    def test_moves_at_once_leave_each_in_a_place_of_its_own(self):
        requisition = draft()
        first, last = requisition.plan.first(), requisition.plan.last()

        at_once(
            lambda: move_planned(planned=first, to=2, actor=None),
            lambda: move_planned(planned=last, to=1, actor=None),
        )

        assert positions(requisition.plan) == list(range(1, requisition.plan.count() + 1))


class TestStages:
    def test_one_is_added_before_the_last(self):
        requisition = draft()

        add_stage(requisition=requisition, name="References", kind="decision", actor=None)

        assert names(requisition.stages)[-2:] == ["References", "Hired"]
        assert positions(requisition.stages) == [1, 2, 3, 4, 5, 6, 7]

    @pytest.mark.parametrize(("to", "place"), [(-3, 2), (1, 2), (99, 5)])
    def test_one_moves_between_the_ends(self, to, place):
        requisition = draft()

        moved = move_stage(stage=stage(requisition, StageKind.ONSITE), to=to, actor=None)

        moved.refresh_from_db()
        assert moved.position == place
        assert (names(requisition.stages)[0], names(requisition.stages)[-1]) == ("Applied", "Hired")

    @pytest.mark.parametrize("kind", [StageKind.APPLIED, StageKind.HIRED])
    def test_the_ends_stay(self, kind):
        end = stage(draft(), kind)

        for verb, values in ((move_stage, {"to": 3}), (drop_stage, {})):
            with pytest.raises(Refused):
                verb(stage=end, actor=None, **values)

    def test_name_and_target_change_and_the_kind_in_a_draft_only(self):
        screen = stage(draft(), StageKind.SCREEN)
        open_screen = stage(opening(), StageKind.SCREEN)

        changed = change_stage(stage=screen, actor=None, name="Call", target_days=2, kind="onsite")
        with pytest.raises(Refused) as refusal:
            change_stage(stage=open_screen, actor=None, kind="onsite")

        assert (changed.name, changed.target_days, changed.kind) == ("Call", 2, "onsite")
        assert refusal.value.field == "kind"

    def test_one_with_planned_interviews_stays(self):
        with pytest.raises(Refused, match="planned"):
            drop_stage(stage=stage(draft(), StageKind.ONSITE), actor=None)

    def test_one_that_applications_have_passed_stays(self):
        requisition = application().requisition
        passed = requisition.stages.first()
        screen = stage(requisition, StageKind.SCREEN)
        screen.plan.all().delete()
        made = application(requisition=requisition)
        made.stage = screen
        made.save()

        with pytest.raises(Refused, match="has or had applications"):
            drop_stage(stage=screen, actor=None)

        assert {passed.pk, screen.pk} <= set(requisition.stages.values_list("pk", flat=True))
        assert "requisition.stage_dropped" not in verbs(requisition)

    def test_an_empty_one_is_dropped_once(self):
        requisition = opening()
        screen = stage(requisition, StageKind.SCREEN)

        for _ in range(2):
            drop_stage(stage=screen, actor=None)

        assert positions(requisition.stages) == [1, 2, 3, 4, 5]
        assert verbs(requisition).count("requisition.stage_dropped") == 1


def test_a_voice_is_set_once_and_recorded():
    requisition = draft()
    member = requisition.hiring_team.get()

    for _ in range(2):
        set_perspective(member=member, perspective="research", actor=None)
    with pytest.raises(Refused):
        set_perspective(member=member, perspective="loud", actor=None)

    member.refresh_from_db()
    assert member.perspective == "research"
    assert verbs(requisition).count("requisition.perspective_set") == 1

"""Two people on one requisition: the verbs compare, under their lock, with what was shown."""

import pytest

from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event
from hiring.requisitions.actions.editing import edit_requisition
from hiring.requisitions.actions.planned_interviews import (
    change_planned,
    drop_planned,
    move_planned,
)
from hiring.requisitions.actions.profile import fix_profile, set_competency
from hiring.requisitions.actions.role_context import set_role_context
from hiring.requisitions.actions.staging import change_stage, drop_stage
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import competency, drafted, opening, stage
from tests.requisitions.pages import HTMX, opened_values, organization, url

pytestmark = pytest.mark.django_db
SAID = {
    "organization": None,
    "emphasis": "",
    "data_ownership": "",
    "model_ownership": "",
    "strategy": "experienced",
    "mentor": None,
}


@pytest.fixture
def draft(recruiter):
    return drafted(actor=recruiter)


def entry(requisition, name="Software"):
    return requisition.competencies.get(competency__name=name)


def shown(row):
    return {name: getattr(row, name) for name in ("stance", "weight", "bar_level", "why")}


class TestSurroundings:
    def test_what_stays_as_it_was_shown_is_not_undone(self, draft):
        set_role_context(requisition=draft, actor=None, **SAID | {"data_ownership": "shared"})

        set_role_context(
            requisition=draft, actor=None, seen=SAID, **SAID | {"emphasis": "research"}
        )

        draft.refresh_from_db()
        assert (draft.emphasis, draft.data_ownership) == ("research", "shared")

    def test_the_same_answer_by_two_is_a_conflict_in_words(self, draft):
        set_role_context(requisition=draft, actor=None, **SAID | {"emphasis": "software"})

        with pytest.raises(Conflict) as conflict:
            set_role_context(
                requisition=draft, actor=None, seen=SAID, **SAID | {"emphasis": "research"}
            )

        assert conflict.value.field == "emphasis"
        assert conflict.value.message.endswith("It is now: Software over research")

    def test_two_who_answer_alike_agree(self, draft):
        values = SAID | {"emphasis": "software"}
        set_role_context(requisition=draft, actor=None, **values)
        before = Event.objects.count()

        set_role_context(requisition=draft, actor=None, seen=SAID, **values)

        assert Event.objects.count() == before

    def test_what_is_out_of_use_stays_while_the_rest_is_saved(self, client, draft):
        place, mentor = organization(), UserFactory(name="Grace Gone")
        edit_requisition(requisition=draft, actor=None, organization=place, mentor=mentor)
        type(place).objects.update(archived_at=draft.opened_at)
        type(mentor).objects.filter(pk=mentor.pk).update(is_active=False)
        page = client.get(url("build", draft)).content.decode()
        sent = {"organization": place.pk, "mentor": mentor.pk, "strategy": "experienced"}

        answer = client.post(
            url("build", draft), opened_values(page) | sent | {"emphasis": "research"}
        )

        draft.refresh_from_db()
        assert "Grace Gone (can no longer sign in)" in page
        assert f'value="{place.pk}"' in page
        assert answer.status_code == 200
        assert (draft.emphasis, draft.organization, draft.mentor) == ("research", place, mentor)


class TestStages:
    def test_the_same_name_by_two_is_a_conflict(self, draft):
        found = stage(draft, StageKind.SCREEN)
        seen = {"name": found.name, "kind": found.kind, "target_days": found.target_days}
        change_stage(stage=found, actor=None, name="Call")

        with pytest.raises(Conflict, match="It is now: Call"):
            change_stage(stage=found, actor=None, seen=seen, name="Chat")
        change_stage(stage=found, actor=None, seen=seen, target_days=9)

        found.refresh_from_db()
        assert (found.name, found.target_days) == ("Call", 9)

    def test_a_kind_is_told_in_words(self, draft):
        found = stage(draft, StageKind.SCREEN)
        change_stage(stage=found, actor=None, kind=StageKind.OFFER)

        with pytest.raises(Conflict) as conflict:
            change_stage(stage=found, actor=None, seen={"kind": "screen"}, kind=StageKind.DECISION)

        found.refresh_from_db()
        assert conflict.value.message.endswith(f"It is now: {found.get_kind_display()}")


class TestPlan:
    def test_a_stage_that_was_removed_meanwhile_is_a_conflict_and_no_crash(self, client, draft):
        planned, screen = draft.plan.first(), stage(draft, StageKind.SCREEN)
        onsite = planned.stage
        change_planned(planned=planned, actor=None, stage=screen)
        page = client.get(url("planned_change", draft, planned_id=planned.pk)).content.decode()
        change_planned(planned=planned, actor=None, stage=onsite)
        drop_stage(stage=screen, actor=None)
        prefix = f"planned-{planned.pk}-"
        given = {"name": planned.name, "stage": onsite.pk, "minutes": 30, "interviewers": 1}

        answer = client.post(
            url("planned_change", draft, planned_id=planned.pk),
            opened_values(page, prefix) | {f"{prefix}{n}": v for n, v in given.items()},
        )

        planned.refresh_from_db()
        assert answer.status_code == 302
        assert (planned.stage, planned.minutes) == (onsite, 30)

    def test_a_stale_seat_takes_nobody_out(self, client, draft):
        planned = draft.plan.first()
        change_planned(planned=planned, actor=None, interviewers=3)

        answer = client.post(
            url("planned_second_interviewer", draft, planned_id=planned.pk),
            {"interviewers": 1},
            **HTMX,
        )

        planned.refresh_from_db()
        assert planned.interviewers == 3
        assert "It is now: 3" in answer.content.decode()

    def test_one_moves_what_the_other_removed(self, draft):
        planned = draft.plan.first()
        stale = draft.plan.get(pk=planned.pk)
        drop_planned(planned=planned, actor=None)

        with pytest.raises(Conflict, match="removed this interview"):
            move_planned(planned=stale, to=1, actor=None)

    def test_a_loop_made_by_hand_can_be_fitted_anew(self, client, draft):
        before = [planned.name for planned in draft.plan.all()]
        assert "Rebuild loop" not in client.get(url("build_loop", draft)).content.decode()
        for planned in draft.plan.all():
            drop_planned(planned=planned, actor=None)

        offered = client.get(url("build_loop", draft)).content.decode()
        answer = client.post(url("plan_fit", draft), **HTMX)

        assert "Rebuild loop" in offered
        assert [planned.name for planned in draft.plan.all()] == before
        assert "Rebuild loop" not in answer.content.decode()

    def test_without_an_onsite_stage_fitting_is_refused_in_words(self, client, draft):
        for planned in draft.plan.all():
            drop_planned(planned=planned, actor=None)
        drop_stage(stage=stage(draft, StageKind.ONSITE), actor=None)

        answer = client.post(url("plan_fit", draft), **HTMX)

        assert "There is no onsite stage for the loop." in answer.content.decode()

    def test_a_change_made_in_its_place_offers_fitting_at_once(self, client, draft):
        planned = draft.plan.last()

        answer = client.post(
            url("planned_move", draft, planned_id=planned.pk), {"to": "up"}, **HTMX
        )

        assert "Rebuild loop" in answer.content.decode()


class TestReasons:
    def test_a_stale_tab_leaves_anothers_reason_alone(self, draft):
        row = entry(draft)
        seen = shown(row)
        self.put(draft, row, why="It is the feed.")

        self.put(draft, row, seen=seen, weight=2, why=seen["why"])

        assert (entry(draft).weight, entry(draft).why) == (2, "It is the feed.")

    def test_two_reasons_are_a_conflict(self, draft):
        row = entry(draft)
        seen = shown(row)
        self.put(draft, row, why="It is the feed.")

        with pytest.raises(Conflict) as conflict:
            self.put(draft, row, seen=seen, why="It is the search.")

        assert conflict.value.field == "why"

    def test_a_reason_is_emptied_by_somebody_who_saw_it(self, draft):
        row = entry(draft)
        self.put(draft, row, why="It is the feed.")
        row = entry(draft)
        seen = shown(row)

        self.put(draft, row, seen=seen, why="")

        assert entry(draft).why == ""

    def test_a_late_change_asks_for_a_reason_though_one_stands_there(self):
        requisition = opening()
        fix_profile(requisition=requisition)
        row = entry(requisition)
        self.put(requisition, row, weight=2, why="It is the feed.")

        with pytest.raises(Refused, match="Give a reason for the change"):
            self.put(requisition, row, weight=3, why="")
        self.put(requisition, row, weight=3, why="It is the feed.")

        assert entry(requisition).weight == 3

    def put(self, requisition, row, *, seen=None, **values):
        terms = {"stance": row.stance, "weight": row.weight, "bar_level": row.bar_level}
        set_competency(
            requisition=requisition,
            competency=competency("Software"),
            actor=None,
            seen=seen,
            **terms | values,
        )

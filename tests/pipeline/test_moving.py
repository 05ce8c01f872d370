"""Moving applications through the stages, ending them, taking them up again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event
from hiring.pipeline.actions.applying import apply
from hiring.pipeline.actions.moving import advance, hire, reject, withdraw
from hiring.pipeline.actions.reopening import reopen
from hiring.pipeline.models import Application, ApplicationStatus, Party
from hiring.requisitions.actions.editing import close_requisition
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, at_once, reason, seated
from tests.factories.requisitions import opening, stage

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


def to(made: Application, kind: StageKind, **more):
    return advance(application=made, to_stage=stage(made.requisition, kind), actor=None, **more)


class TestAdvance:
    def test_it_enters_the_stage_and_its_clock_starts(self):
        made = application()

        with clock.set_to(NOON):
            moved = to(made, StageKind.ONSITE)

        assert moved.stage.kind == StageKind.ONSITE
        assert (moved.entered_stage_at, moved.due_at) == (NOON, NOON + timedelta(days=10))

    def test_in_the_decision_stage_it_waits_on_the_hiring_manager(self):
        assert to(application(), StageKind.DECISION).waiting_on == Party.HIRING_MANAGER

    def test_it_may_go_back(self):
        made = application(at=StageKind.ONSITE)

        assert to(made, StageKind.SCREEN).stage.kind == StageKind.SCREEN

    def test_it_leaves_a_transition_and_an_event(self):
        made, actor = application(), UserFactory(name="Rosa Klein")

        advance(application=made, to_stage=stage(made.requisition, StageKind.SCREEN), actor=actor)

        last = made.transitions.last()
        event = Event.objects.for_application(made.pk).first()
        assert (last.from_stage.name, last.to_stage.name, last.actor) == (
            "Applied",
            "Screen",
            actor,
        )
        assert event.sentence() == "moved the application from Applied to Screen"

    def test_a_second_click_has_the_effect_of_one(self):
        made = application()

        for _ in range(2):
            to(made, StageKind.SCREEN, expected_stage=made.stage)

        assert made.transitions.count() == 2
        assert Event.objects.filter(verb="application.advanced").count() == 1

    def test_who_saw_it_elsewhere_is_told_who_moved_it_and_where(self):
        made, actor = application(name="Ada Lovelace"), UserFactory(name="Rosa Klein")
        advance(application=made, to_stage=stage(made.requisition, StageKind.SCREEN), actor=actor)

        with pytest.raises(Conflict) as conflict:
            to(made, StageKind.ONSITE, expected_stage=made.stage_id)

        assert str(conflict.value.message) == (
            "Rosa Klein moved Ada Lovelace to Screen while you were on this page. "
            "Nothing was changed."
        )

    def test_a_stage_of_another_requisition_is_refused(self):
        with pytest.raises(Refused) as refusal:
            advance(
                application=application(), to_stage=stage(opening(), StageKind.SCREEN), actor=None
            )

        assert refusal.value.field == "to_stage"

    def test_the_database_too_holds_the_stage_to_the_requisition(self):
        made, other = application(), opening()
        Application.objects.filter(pk=made.pk).update(stage=other.stages.first())

        with pytest.raises(IntegrityError, match="stage_of_the_same_requisition"):
            connection.check_constraints()

    def test_into_the_stage_for_hired_it_is_the_hire(self):
        hired = to(application(), StageKind.HIRED)

        assert hired.status == ApplicationStatus.HIRED
        assert Event.objects.for_application(hired.pk).first().verb == "application.hired"


class TestEnding:
    def test_a_rejection_keeps_reason_and_date(self):
        why = reason("level-differs")

        with clock.set_to(NOON):
            made = application()
            ended = reject(application=made, reason=why, actor=None)

        assert (ended.status, ended.rejection_reason) == (ApplicationStatus.REJECTED, why)
        assert (ended.ended_at, ended.waiting_on, ended.due_at) == (NOON, Party.NOBODY, None)
        event = Event.objects.for_application(made.pk).first()
        assert event.sentence() == f"rejected the application: {why.label}"

    def test_a_candidates_reason_is_none_of_a_rejection_and_the_other_way_round(self):
        made, ours, theirs = application(), reason(), reason("withdrew-pay")

        with pytest.raises(Refused):
            reject(application=made, reason=theirs, actor=None)
        with pytest.raises(Refused):
            withdraw(application=made, reason=ours, actor=None)

    def test_an_archived_reason_is_refused(self):
        why = reason()
        why.archived_at = NOON
        why.save()

        with pytest.raises(Refused):
            reject(application=application(), reason=why, actor=None)

    def test_the_same_twice_has_the_effect_of_one(self):
        made, why, own = application(), reason(), reason("withdrew-pay")
        other = application()

        for _ in range(2):
            reject(application=made, reason=why, actor=None)
            withdraw(application=other, reason=own, actor=None)

        assert (made.transitions.count(), other.transitions.count()) == (2, 2)

    def test_an_ended_one_does_not_end_otherwise_nor_move(self):
        made, actor = application(name="Ada Lovelace"), UserFactory(name="Rosa Klein")
        withdraw(application=made, reason=reason("withdrew-pay"), actor=actor)

        with pytest.raises(Conflict) as conflict:
            reject(application=made, reason=reason(), actor=None)
        with pytest.raises(Conflict):
            to(made, StageKind.SCREEN)

        assert "Rosa Klein marked it as withdrawn" in str(conflict.value.message)

    def test_who_rejects_what_has_moved_on_is_told(self):
        made = application()
        to(made, StageKind.ONSITE)

        with pytest.raises(Conflict):
            reject(application=made, reason=reason(), expected_stage=made.stage, actor=None)

    def test_a_hire_goes_to_the_stage_for_it(self):
        made = application(at=StageKind.OFFER)

        for _ in range(2):
            hired = hire(application=made, actor=None)

        assert (hired.status, hired.stage.kind) == (ApplicationStatus.HIRED, StageKind.HIRED)
        assert made.transitions.count() == 3


class TestReopening:
    def test_it_stands_where_it_stood_and_waits_again(self):
        made = application(at=StageKind.SCREEN)
        reject(application=made, reason=reason(), actor=None)

        with clock.set_to(NOON):
            active = reopen(application=made, actor=None)

        assert (active.status, active.stage.kind) == (ApplicationStatus.ACTIVE, StageKind.SCREEN)
        assert (active.ended_at, active.rejection_reason) == (None, None)
        assert (active.waiting_on, active.due_at) == (Party.RECRUITER, NOON + timedelta(days=5))

    def test_while_cards_are_owed_it_waits_on_the_interviewers(self):
        made = application(at=StageKind.ONSITE)
        seated(made, UserFactory())
        reject(application=made, reason=reason(), actor=None)

        assert reopen(application=made, actor=None).waiting_on == Party.INTERVIEWER

    def test_after_a_hire_it_stands_where_it_was_before(self):
        made = application(at=StageKind.OFFER)
        hire(application=made, actor=None)

        assert reopen(application=made, actor=None).stage.kind == StageKind.OFFER

    def test_twice_has_the_effect_of_once(self):
        made = application()
        reject(application=made, reason=reason(), actor=None)

        for _ in range(2):
            reopen(application=made, actor=None)

        assert Event.objects.filter(verb="application.reopened").count() == 1

    def test_a_newer_active_one_stands_in_the_way(self):
        made = application()
        reject(application=made, reason=reason(), actor=None)
        apply(candidate=made.candidate, requisition=made.requisition, actor=None)

        with pytest.raises(Refused):
            reopen(application=made, actor=None)

    def test_a_closed_requisition_stands_in_the_way(self):
        made = application()
        reject(application=made, reason=reason(), actor=None)
        close_requisition(requisition=made.requisition, actor=None)

        with pytest.raises(Refused):
            reopen(application=made, actor=None)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_of_two_who_move_it_differently_one_is_told(self):
        made = application()

        outcomes = at_once(
            lambda: to(made, StageKind.SCREEN, expected_stage=made.stage_id),
            lambda: to(made, StageKind.ONSITE, expected_stage=made.stage_id),
        )

        assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
        assert made.transitions.count() == 2

    def test_two_who_move_it_alike_have_moved_it_once(self):
        made = application()

        at_once(*[lambda: to(made, StageKind.SCREEN, expected_stage=made.stage_id)] * 3)

        assert made.transitions.count() == 2

    def test_an_advance_and_a_rejection_do_not_both_happen(self):
        made, why = application(), reason()

        outcomes = at_once(
            lambda: to(made, StageKind.SCREEN, expected_stage=made.stage_id),
            lambda: reject(application=made, reason=why, expected_stage=made.stage_id, actor=None),
        )

        assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1

    def test_a_doubled_rejection_happens_once(self):
        made, why = application(), reason()

        at_once(*[lambda: reject(application=made, reason=why, actor=None)] * 2)

        assert Event.objects.filter(verb="application.rejected").count() == 1


def test_a_transition_never_changes():
    made = application()

    with pytest.raises(IntegrityError), transaction.atomic():
        made.transitions.update(to_status="hired")

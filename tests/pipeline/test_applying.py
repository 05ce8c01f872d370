"""Starting a candidacy."""

from datetime import UTC, datetime, timedelta

import pytest

from candidates.models import Candidate
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event
from hiring.pipeline.actions.applying import apply
from hiring.pipeline.actions.moving import reject
from hiring.pipeline.models import Application, Party
from hiring.requisitions.actions.editing import close_requisition
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, ResumeFactory, TouchFactory
from tests.factories.pipeline import application, at_once, reason
from tests.factories.requisitions import leader, opening, stage

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


def test_it_starts_in_the_first_stage_and_waits_on_the_recruiter():
    requisition = opening()

    with clock.set_to(NOON):
        made = application(requisition=requisition)

    assert made.stage == stage(requisition, StageKind.APPLIED)
    assert (made.waiting_on, made.due_at) == (Party.RECRUITER, NOON + timedelta(days=3))
    assert (made.applied_at, made.entered_stage_at) == (NOON, NOON)


def test_it_takes_the_newest_resume_and_the_first_touch():
    candidate = CandidateFactory()
    first = TouchFactory(candidate=candidate, at=NOON)
    TouchFactory(candidate=candidate, at=NOON + timedelta(days=1))
    ResumeFactory(document__candidate=candidate, read_at=NOON)
    newest = ResumeFactory(document__candidate=candidate, read_at=NOON + timedelta(days=1))

    made = application(candidate=candidate)

    assert (made.resume, made.touch) == (newest, first)


def test_those_who_lead_the_requisition_see_the_candidate():
    requisition = opening()
    manager, other = leader(requisition), leader(opening())

    made = application(requisition=requisition)

    assert Candidate.objects.visible_to(manager).get() == made.candidate
    assert not Candidate.objects.visible_to(other).exists()


def test_it_leaves_a_transition_and_an_event():
    made = application(actor=UserFactory(recruiter=True))

    transition = made.transitions.get()
    event = Event.objects.for_application(made.pk).get()

    assert (transition.from_stage, transition.to_stage) == (None, made.stage)
    assert event.sentence() == "added the application in Applied"
    assert event.candidate_id == made.candidate_id


def test_a_second_active_one_is_refused_and_names_the_first():
    made = application(name="Ada Lovelace")

    with pytest.raises(Refused) as refusal:
        apply(candidate=made.candidate, requisition=made.requisition, actor=None)

    assert str(refusal.value.message) == (
        f"Ada Lovelace already has an active application for {made.requisition.key}, in Applied."
    )


def test_after_a_rejection_somebody_may_apply_again():
    made = application()
    reject(application=made, reason=reason(), actor=None)

    again = apply(candidate=made.candidate, requisition=made.requisition, actor=None)

    assert again.pk != made.pk


def test_one_person_may_apply_for_two_requisitions():
    made = application()

    application(candidate=made.candidate)

    assert Application.objects.filter(candidate=made.candidate).count() == 2


def test_a_closed_requisition_takes_none():
    requisition = opening()
    close_requisition(requisition=requisition, actor=None)

    with pytest.raises(Refused) as refusal:
        application(requisition=requisition)

    assert refusal.value.field == "requisition"


def test_an_erased_person_does_not_apply():
    with pytest.raises(Refused):
        application(candidate=CandidateFactory(erased_at=NOON))


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_made_and_one_is_told():
    candidate, requisition = CandidateFactory(name="Ada Lovelace"), opening()

    def once():
        return apply(candidate=candidate, requisition=requisition, actor=None)

    outcomes = at_once(once, once)

    assert Application.objects.count() == 1
    told = next(outcome for outcome in outcomes if isinstance(outcome, Refused))
    assert "already has an active application" in str(told.message)


def test_a_race_that_the_constraint_decides_is_a_conflict(monkeypatch):
    from hiring.pipeline.actions import applying

    made = application()
    monkeypatch.setattr(applying, "_refuse", lambda *_: None)

    with pytest.raises(Conflict):
        apply(candidate=made.candidate, requisition=made.requisition, actor=None)

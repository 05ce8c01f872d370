"""Deciding on a debrief: a person, with a reason, once; the application follows."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event
from hiring.debriefs.actions.deciding import decide
from hiring.debriefs.models import Decision, Outcome
from hiring.debriefs.verbs import Verb
from hiring.pipeline.actions.moving import withdraw
from hiring.pipeline.models import ApplicationStatus, Party, RejectionReason
from rubrics.models import StageKind
from tests.factories.debriefs import scene, sits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_printer")]


@pytest.fixture
def made():
    return scene().submit_all()


def why_not() -> RejectionReason:
    return RejectionReason.objects.ours().first()


def test_advance_moves_the_application_to_the_offer_stage(made):
    debrief = made.debrief()

    decision = decide(
        debrief=debrief, outcome=Outcome.ADVANCE, reason="Owns what she ships.", actor=made.manager
    )

    made.application.refresh_from_db()
    assert made.application.stage.kind == StageKind.OFFER
    assert (decision.decided_by, decision.reason) == (made.manager, "Owns what she ships.")


def test_reject_ends_the_application_with_the_reason_chosen(made):
    decide(
        debrief=made.debrief(),
        outcome=Outcome.REJECT,
        reason="The bar in software is not met.",
        rejection_reason=why_not(),
        actor=made.manager,
    )

    made.application.refresh_from_db()
    assert made.application.status == ApplicationStatus.REJECTED
    assert made.application.rejection_reason == why_not()


def test_more_evidence_gives_the_turn_to_the_recruiter(made):
    decide(
        debrief=made.debrief(),
        outcome=Outcome.MORE_EVIDENCE,
        reason="System design was not tested.",
        actor=made.manager,
    )

    made.application.refresh_from_db()
    assert made.application.is_active
    assert made.application.waiting_on == Party.RECRUITER


def test_it_leaves_an_event_without_the_reason(made):
    decide(
        debrief=made.debrief(),
        outcome=Outcome.ADVANCE,
        reason="Personal words.",
        actor=made.manager,
    )

    event = Event.objects.get(verb=Verb.DECIDED)
    assert event.actor == made.manager
    assert event.application_id == made.application.pk
    assert "Personal" not in str(event.choices)
    assert event.sentence() == "decided: advance to an offer"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"outcome": "perhaps", "reason": "x"}, "outcome"),
        ({"outcome": "advance", "reason": "  "}, "reason"),
        ({"outcome": "reject", "reason": "x"}, "rejection_reason"),
    ],
)
def test_what_is_missing_is_told_at_its_field(made, given, field):
    with pytest.raises(Refused) as refusal:
        decide(debrief=made.debrief(), actor=made.manager, **given)

    assert refusal.value.field == field
    assert not Decision.objects.exists()


def test_the_same_decision_again_is_the_first_one(made):
    debrief = made.debrief()
    same = {"debrief": debrief, "outcome": "advance", "reason": "Yes.", "actor": made.manager}

    assert decide(**same) == decide(**same)
    assert Event.objects.filter(verb=Verb.DECIDED).count() == 1


def test_a_second_decision_is_a_conflict_that_names_the_first(made):
    debrief = made.debrief()
    decide(debrief=debrief, outcome="more_evidence", reason="Unsettled.", actor=made.manager)

    with pytest.raises(Conflict, match="Margaret Hamilton already decided"):
        decide(debrief=debrief, outcome="advance", reason="Enough.", actor=made.manager)


def test_a_newer_version_must_be_read_first(made):
    first = made.debrief()
    made.debrief(again=True)

    with pytest.raises(Conflict, match="newer version"):
        decide(debrief=first, outcome="advance", reason="Yes.", actor=made.manager)


def test_an_application_that_has_ended_is_not_decided_on(made):
    debrief = made.debrief()
    reason = RejectionReason.objects.of_the_candidate().first()
    withdraw(application=made.application, reason=reason, actor=made.recruiter)

    with pytest.raises(Conflict, match="is closed"):
        decide(debrief=debrief, outcome="advance", reason="Yes.", actor=made.manager)


def test_whoever_owes_a_scorecard_can_not_decide(made):
    debrief = made.debrief()
    sits(made, made.manager)

    with pytest.raises(Refused, match="once your scorecard"):
        decide(debrief=debrief, outcome="advance", reason="Yes.", actor=made.manager)


def test_without_an_offer_stage_nothing_is_written(made):
    debrief = made.debrief()
    made.requisition.stages.filter(kind=StageKind.OFFER).delete()

    with pytest.raises(Refused, match="no offer stage"):
        decide(debrief=debrief, outcome="advance", reason="Yes.", actor=made.manager)

    assert not Decision.objects.exists()
    assert not Event.objects.filter(verb=Verb.DECIDED).exists()


def test_a_decision_never_changes(made):
    decision = decide(debrief=made.debrief(), outcome="advance", reason="Yes.", actor=made.manager)

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(reason="Something else.")


@pytest.mark.django_db(transaction=True)
def test_of_two_managers_at_once_one_decides(made):
    debrief = made.debrief()
    together, said = threading.Barrier(2), []

    def choose(outcome: str) -> None:
        together.wait()
        try:
            decide(debrief=debrief, outcome=outcome, reason=outcome, actor=made.manager)
            said.append("decided")
        except Conflict:
            said.append("conflict")
        finally:
            connection.close()

    people = [threading.Thread(target=choose, args=(o,)) for o in ("advance", "more_evidence")]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert sorted(said) == ["conflict", "decided"]
    decision = Decision.objects.get()
    made.application.refresh_from_db()
    moved = made.application.stage.kind == StageKind.OFFER
    assert moved == (decision.outcome == Outcome.ADVANCE)

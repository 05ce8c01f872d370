"""An application that ends with interviews booked: asked about once, canceled with it."""

import pytest
from django.urls import reverse

from hiring.activity.models import Event
from hiring.interviews.actions.canceling import cancel_interview
from hiring.interviews.actions.moving import move_interview
from hiring.interviews.mails import MailKind as InterviewMail
from hiring.interviews.models import Interview, LoopStatus, Seat
from hiring.messaging.models import Message
from hiring.pipeline.actions.moving import advance, hire, reject, withdraw
from hiring.pipeline.actions.reopening import reopen
from hiring.pipeline.models import Application, Participant, Party
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, held, interviews_of, on_day
from tests.factories.pipeline import at_once, reason
from tests.factories.requisitions import stage
from tests.factories.scorecards import sent
from tests.pipeline.conftest import api

__all__ = ["api"]

pytestmark = pytest.mark.django_db

QUESTION = "Also cancel 2 interviews and notify the interviewers"


@pytest.fixture
def recruiter(client):
    user = UserFactory(recruiter=True)
    client.force_login(user)
    return user


def fresh(loop):
    return Application.objects.get(pk=loop.application_id)


def still_booked(loop) -> int:
    return Interview.objects.booked().filter(loop=loop).count()


def cancellations() -> int:
    return Message.objects.filter(kind=InterviewMail.CANCELED).count()


def url(verb, loop):
    return reverse(f"pipeline:{verb}", kwargs={"application_id": loop.application_id})


ENDINGS = [
    (reject, {"reason": "bar-not-met"}),
    (withdraw, {"reason": "withdrew-pay"}),
    (hire, {}),
]


@pytest.mark.parametrize(("end", "values"), ENDINGS)
def test_an_ending_cancels_what_is_booked_and_tells_the_interviewers(end, values, recruiter):
    loop = booked()
    values = {name: reason(key) for name, key in values.items()}

    ended = end(application=loop.application, actor=recruiter, **values)

    assert ended.canceled_interviews == 2
    assert still_booked(loop) == 0
    loop.refresh_from_db()
    assert loop.status == LoopStatus.CANCELED
    assert not Seat.objects.active().filter(interview__loop=loop).exists()
    assert not Participant.objects.seated().filter(application=loop.application_id).exists()
    assert fresh(loop).next_interview_at is None
    assert cancellations() == 2
    last = Event.objects.filter(application_id=loop.application_id).first()
    assert last.choices["canceled_interviews"] == 2


@pytest.mark.parametrize(("end", "values"), ENDINGS)
def test_they_are_kept_by_whoever_says_so(end, values, recruiter):
    loop = booked()
    values = {name: reason(key) for name, key in values.items()}

    end(application=loop.application, actor=recruiter, cancel_interviews=False, **values)

    assert still_booked(loop) == 2
    assert cancellations() == 0


def test_what_was_held_stays_as_it_is(recruiter):
    loop = booked(starts_at=on_day(-1))
    first, second = interviews_of(loop)
    move_interview(interview=second, starts_at=on_day(1), minutes=45, zone="UTC", actor=recruiter)
    sent(first.seats.get())

    reject(application=loop.application, reason=reason(), actor=recruiter)

    assert list(Interview.objects.booked().filter(loop=loop)) == [first]
    loop.refresh_from_db()
    assert loop.is_booked


def test_only_the_own_application_is_touched(recruiter):
    other, loop = booked(starts_at=on_day(5)), booked()

    reject(application=loop.application, reason=reason(), actor=recruiter)

    assert still_booked(other) == 2


def test_a_second_request_writes_to_nobody_again(recruiter):
    loop = booked()

    for _ in range(2):
        reject(application=loop.application, reason=reason(), actor=recruiter)

    assert cancellations() == 2


def test_reopening_says_what_it_does_not_bring_back(recruiter):
    loop = booked()
    reject(application=loop.application, reason=reason(), actor=recruiter)

    reopened = reopen(application=loop.application, actor=recruiter)

    assert reopened.canceled_interviews == 2
    assert still_booked(loop) == 0


def test_reopening_says_nothing_of_an_earlier_ending(recruiter):
    loop = booked()
    for why in (reason(), reason("position-filled")):
        reject(application=loop.application, reason=why, actor=recruiter)
        reopened = reopen(application=loop.application, actor=recruiter)

    assert reopened.canceled_interviews == 0


class TestPages:
    def test_each_menu_asks_and_yes_is_the_default(self, client, recruiter):
        reason()
        loop = booked()

        page = client.get(fresh(loop).get_absolute_url()).content.decode()

        assert page.count(QUESTION) == 2  # reject and withdraw
        assert page.count('name="cancel_interviews" value="true" checked') == 2

    def test_the_hire_asks_too(self, client, recruiter):
        loop = booked(made=candidacy(at=StageKind.ONSITE))
        stages = loop.application.requisition.stages
        stages.filter(kind__in=(StageKind.DECISION, StageKind.OFFER)).delete()

        page = client.get(fresh(loop).get_absolute_url()).content.decode()

        assert "Mark as hired?" in page
        assert page.count(QUESTION) == 3

    def test_nothing_is_asked_without_interviews(self, client, recruiter):
        reason()

        page = client.get(candidacy().get_absolute_url()).content.decode()

        assert "cancel_interviews" not in page

    def test_triage_asks_as_well(self, client, recruiter):
        reason()
        loop = booked()
        here = reverse("pipeline:triage", args=[loop.application.requisition_id])

        page = client.get(here, {"stage": loop.application.stage_id}).content.decode()

        assert QUESTION in page

    def test_yes_cancels_and_says_how_many(self, client, recruiter):
        loop = booked()
        data = {"reason": reason().pk, "cancel_interviews": ["false", "true"]}

        page = client.post(url("reject", loop), data, follow=True).content.decode()

        assert "Canceled 2 interviews and notified the interviewers." in page
        assert still_booked(loop) == 0

    def test_no_keeps_them(self, client, recruiter):
        loop = booked()
        data = {"reason": reason().pk, "cancel_interviews": "false"}

        client.post(url("reject", loop), data)

        assert fresh(loop).status == "rejected"
        assert still_booked(loop) == 2

    def test_what_was_booked_after_the_page_was_loaded_is_canceled_too(self, client, recruiter):
        loop = booked()

        client.post(url("withdraw", loop), {"reason": reason("withdrew-pay").pk})

        assert still_booked(loop) == 0

    def test_the_undo_says_what_stays_canceled(self, client, recruiter):
        loop = booked()
        client.post(url("hire", loop))

        page = client.post(url("reopen", loop), follow=True).content.decode()

        assert "The 2 canceled interviews were not restored." in page


class TestApi:
    @pytest.mark.parametrize("verb", ["reject", "withdraw", "hire"])
    @pytest.mark.parametrize(("sent", "left"), [({}, 0), ({"cancel_interviews": False}, 2)])
    def test_a_field_says_whether_true_by_default(self, api, recruiter, verb, sent, left):
        reason()
        loop = booked()
        why = {"reject": {"reason": "bar-not-met"}, "withdraw": {"reason": "withdrew-pay"}}
        address = f"/api/v1/applications/{loop.application_id}/{verb}/"

        answer = api("post", address, recruiter, {**why.get(verb, {}), **sent})

        assert answer.status_code == 200
        assert (answer.body["next_interview_at"] is None) == (left == 0)
        assert still_booked(loop) == left


@pytest.mark.django_db(transaction=True)
def test_an_ending_and_a_change_of_the_loop_never_wait_for_each_other():
    recruiter = UserFactory(recruiter=True)
    why = reason()
    for _ in range(5):
        loop = booked()
        first, _second = interviews_of(loop)

        results = at_once(
            lambda loop=loop: reject(application=loop.application, reason=why, actor=recruiter),
            lambda first=first: cancel_interview(interview=first, actor=recruiter),
        )

        assert not [result for result in results if isinstance(result, Exception)]
        assert still_booked(loop) == 0
        assert fresh(loop).next_interview_at is None


def whose_turn(loop):
    return Application.objects.values_list("waiting_on", "due_at").get(pk=loop.application_id)


def test_a_stage_that_an_application_comes_back_to_waits_on_whom_its_interviews_say(recruiter):
    loop = held([UserFactory()])
    made, owed = loop.application, whose_turn(loop)
    assert owed[0] == Party.INTERVIEWER

    advance(application=made, to_stage=stage(made.requisition, "decision"), actor=recruiter)
    advance(application=made, to_stage=loop.stage, actor=recruiter)
    assert whose_turn(loop) == owed

    reject(application=made, reason=reason("bar-not-met"), actor=recruiter)
    reopen(application=made, actor=recruiter)
    assert whose_turn(loop) == owed


def test_a_scorecard_that_came_in_while_it_was_elsewhere_is_not_waited_for(recruiter):
    loop = held([UserFactory()])
    made = loop.application
    advance(application=made, to_stage=stage(made.requisition, "decision"), actor=recruiter)
    sent(interviews_of(loop)[0].seats.get())

    advance(application=made, to_stage=loop.stage, actor=recruiter)

    assert whose_turn(loop)[0] == Party.HIRING_MANAGER

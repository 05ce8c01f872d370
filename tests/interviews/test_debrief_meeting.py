"""The debrief meeting in the calendars of the panel."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.interviews.actions.canceling import cancel_loop
from hiring.interviews.actions.interviewers import add_seat, replace_interviewer
from hiring.interviews.actions.meetings import common_time, schedule_meeting
from hiring.interviews.actions.moving import move_interview
from hiring.interviews.answers import read_reply
from hiring.interviews.models import DebriefMeeting, MeetingAnswer
from hiring.messaging.models import Message
from hiring.requisitions.actions.team import join_team
from hiring.scheduling.actions import add_time_off
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, seats_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1, hours=2)


@pytest.fixture(autouse=True)
def monday():
    with clock.set_to(MONDAY):
        yield


@pytest.fixture
def actor():
    return UserFactory(coordinator=True, zone="UTC")


@pytest.fixture
def panel():
    """An interviewer, the hiring manager, and their loop on Tuesday at ten."""
    made = candidacy()
    ada, max_ = UserFactory(name="Ada", zone="UTC"), UserFactory(name="Max", zone="UTC")
    join_team(requisition=made.requisition, user=max_, role=TeamRole.HIRING_MANAGER, actor=None)
    return ada, max_, booked([ada], made=made, starts_at=TUESDAY)


def events_of(user) -> list[tuple[str, int, datetime]]:
    found = []
    for message in Message.objects.filter(recipient=user, kind="debrief_meeting").order_by("pk"):
        calendar = Calendar.from_ical(message.calendar)
        [event] = calendar.walk("VEVENT")
        found.append((str(calendar["method"]), int(event["sequence"]), event["dtstart"].dt))
    return found


def test_the_page_fills_in_when_all_are_free_and_invites_the_panel(client_of, actor, panel):
    ada, max_, loop = panel
    off = TUESDAY + timedelta(hours=1), TUESDAY + timedelta(hours=3)
    add_time_off(user=max_, starts_at=off[0] - timedelta(minutes=15), ends_at=off[1], actor=max_)
    url = reverse("interviews:meeting", kwargs={"loop_id": loop.pk})

    form = client_of(actor).get(url).context["form"]
    sent = {name: str(form[name].value()) for name in ("day", "start", "minutes", "zone")}
    client_of(actor).post(url, sent | {"place": ""})

    at = datetime(2026, 5, 5, 13, tzinfo=UTC)
    assert common_time(loop, minutes=30) == at
    for user in (ada, max_):
        assert events_of(user) == [("REQUEST", 0, at)]
    assert "Debrief meeting" in client_of(actor).get(loop.get_absolute_url()).content.decode()


def test_it_moves_is_canceled_and_comes_again_with_a_rising_sequence(client_of, actor, panel):
    ada, _max, loop = panel
    at = {"minutes": 30, "zone": "UTC", "actor": actor, "loop": loop}
    schedule_meeting(starts_at=TUESDAY + timedelta(hours=4), **at)
    schedule_meeting(starts_at=TUESDAY + timedelta(hours=4), **at)
    schedule_meeting(starts_at=TUESDAY + timedelta(hours=5), **at)
    shown, late = (
        client_of(actor).get(loop.get_absolute_url()),
        "An interview of this loop ends later",
    )
    assert late not in shown.content.decode()
    move_interview(
        interview=loop.interviews.get(), actor=actor, starts_at=TUESDAY + timedelta(days=1)
    )
    assert late in client_of(actor).get(loop.get_absolute_url()).content.decode()
    cancel = reverse("interviews:meeting_cancel", kwargs={"loop_id": loop.pk})
    client_of(actor).post(cancel)
    client_of(actor).post(cancel)

    assert [event[:2] for event in events_of(ada)] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("CANCEL", 2),
    ]


def test_it_follows_the_panel_and_ends_with_the_loop(actor, panel):
    ada, max_, loop = panel
    bob = UserFactory(name="Bob")
    schedule_meeting(
        loop=loop, starts_at=TUESDAY + timedelta(hours=4), minutes=30, zone="UTC", actor=actor
    )

    replace_interviewer(seat=seats_of(loop)[0], user=bob, actor=actor)
    assert [event[:2] for event in events_of(ada)] == [("REQUEST", 0), ("CANCEL", 1)]
    assert [event[:2] for event in events_of(bob)] == [("REQUEST", 1)]
    cancel_loop(loop=loop, actor=actor)

    assert [event[:2] for event in events_of(bob)] == [("REQUEST", 1), ("CANCEL", 2)]
    assert [method for method, *_rest in events_of(max_)] == ["REQUEST", "CANCEL"]
    assert not DebriefMeeting.objects.get().people.exists()


def test_an_answer_to_it_is_shown_until_it_moves_and_counts_for_the_panel_alone(
    actor, panel, client_of
):
    ada, max_, loop = panel
    schedule_meeting(
        loop=loop, starts_at=TUESDAY + timedelta(hours=4), minutes=30, zone="UTC", actor=actor
    )
    calendar = Message.objects.get(recipient=ada, kind="debrief_meeting").calendar
    # Somebody joins meanwhile: the others' invitations are as good as before.
    add_seat(interview=loop.interviews.get(), user=UserFactory(), actor=actor)

    reply = calendar.replace("METHOD:REQUEST", "METHOD:REPLY").replace("NEEDS-ACTION", "DECLINED")

    assert read_reply(reply)
    # Whoever an answer names: it is of the person whose event it answers.
    theirs = Message.objects.get(recipient=max_, kind="debrief_meeting").calendar
    forged = theirs.replace("METHOD:REQUEST", "METHOD:REPLY").replace("NEEDS-ACTION", "ACCEPTED")
    assert read_reply(forged.replace(max_.email, ada.email))
    page = client_of(actor).get(loop.get_absolute_url())
    assert [(one.user, one.answer) for one in page.context["meeting"].answers.all()] == [
        (ada, "declined"),
        (max_, "accepted"),
    ]
    schedule_meeting(
        loop=loop, starts_at=TUESDAY + timedelta(hours=5), minutes=30, zone="UTC", actor=actor
    )
    assert read_reply(reply)
    assert not MeetingAnswer.objects.exists()

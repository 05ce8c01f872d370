"""Interviewers' own limits bind whoever books, by page, by API, or by the solver."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.interviews.actions.booking import book_loop
from hiring.interviews.actions.interviewers import add_seat
from hiring.interviews.actions.limits import LimitReached
from hiring.interviews.actions.moving import move_interview
from hiring.interviews.models import Loop, Seat
from hiring.scheduling.actions import change_availability
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, interviews_of, slot

pytestmark = pytest.mark.django_db
# A Monday, with the next day's interviews in the same week for everybody.
MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1, hours=2)


@pytest.fixture(autouse=True)
def monday():
    with clock.set_to(MONDAY):
        yield


@pytest.fixture
def actor():
    return UserFactory(coordinator=True)


def limited(**limits):
    ada = UserFactory(name="Ada Byron", zone="Europe/Berlin")
    change_availability(user=ada, actor=ada, **limits)
    return ada


def book(ada, actor, *starts, **options):
    made = candidacy()
    slots = [slot(made, ada, number=n % 2, starts_at=start) for n, start in enumerate(starts)]
    return book_loop(application=made, slots=slots, actor=actor, **options)


def test_a_day_holds_as_many_interviews_as_its_interviewer_takes(actor):
    ada = limited(per_day=2)
    book(ada, actor, TUESDAY)

    with pytest.raises(LimitReached, match=r"2 interviews a day\. On Tue, Dec 1 this would"):
        book(ada, actor, TUESDAY + timedelta(hours=2), TUESDAY + timedelta(hours=4))

    assert book(ada, actor, TUESDAY + timedelta(hours=2), TUESDAY + timedelta(days=1))


def test_days_and_weeks_are_those_of_the_interviewer(actor):
    ada = limited(per_week=1)
    # Sunday at 23:30 in UTC is Monday in Berlin.
    sunday = datetime(2026, 12, 6, 23, 30, tzinfo=UTC)
    book(ada, actor, TUESDAY)
    book(ada, actor, sunday)

    with pytest.raises(LimitReached, match="In the week of Mon, Dec 7"):
        book(ada, actor, sunday + timedelta(days=2))


def test_interviews_are_as_far_apart_as_asked_for(actor):
    ada = limited(gap=30)
    book(ada, actor, TUESDAY)

    with pytest.raises(LimitReached, match="needs 30 minutes between"):
        book(ada, actor, TUESDAY + timedelta(minutes=60))

    assert book(ada, actor, TUESDAY + timedelta(minutes=75))


def test_a_review_of_a_take_home_counts_as_any_other(actor):
    ada, made = limited(per_day=1), candidacy()
    review = slot(made, ada, number=1, starts_at=TUESDAY)
    assert review.kind == "take_home"
    book_loop(application=made, slots=[review], actor=actor)

    with pytest.raises(LimitReached):
        book(ada, actor, TUESDAY + timedelta(hours=3))


def test_who_books_may_pass_a_limit_and_that_is_recorded(actor):
    ada = limited(per_day=1)
    book(ada, actor, TUESDAY)

    book(ada, actor, TUESDAY + timedelta(hours=2), over_limits=True)

    assert Event.objects.get(verb="interview.limits_passed").choices == {"users": [ada.pk]}
    with pytest.raises(Refused, match="Only recruiters and coordinators"):
        book(ada, UserFactory(), TUESDAY + timedelta(hours=4), over_limits=True)


def test_moving_within_the_day_passes_no_limit_and_to_a_full_day_does(actor):
    ada = limited(per_day=1)
    [interview] = interviews_of(book(ada, actor, TUESDAY))
    book(ada, actor, TUESDAY + timedelta(days=1))

    move_interview(interview=interview, starts_at=TUESDAY + timedelta(hours=3), actor=actor)
    with pytest.raises(LimitReached):
        move_interview(
            interview=interview, starts_at=TUESDAY + timedelta(days=1, hours=3), actor=actor
        )


def test_the_pages_say_which_limit_and_book_past_it_when_asked_to(client_of, actor):
    ada = limited(per_day=1)
    book(ada, actor, TUESDAY)
    [interview] = interviews_of(book(UserFactory(), actor, TUESDAY + timedelta(hours=3)))
    url = reverse("interviews:seat_add", kwargs={"interview_id": interview.pk})

    refused = client_of(actor).post(url, {"user": ada.pk})
    assert "takes at most 1 interviews a day" in refused.content.decode()
    assert "Assign Ada Byron all the same" in refused.content.decode()
    client_of(actor).post(url, {"user": ada.pk, "over_limits": "true"})

    assert Seat.objects.of(ada).count() == 2


def test_a_move_past_a_limit_asks_first(client_of, actor):
    ada = limited(per_day=1)
    book(ada, actor, TUESDAY)
    [interview] = interviews_of(book(ada, actor, TUESDAY + timedelta(days=1)))
    url = reverse("interviews:move", kwargs={"interview_id": interview.pk})
    sent = {"day": "2026-12-01", "start": "15:00", "minutes": "45", "zone": "UTC", "place": ""}

    refused = client_of(actor).post(url, sent)
    moved = client_of(actor).post(url, sent | {"over_limits": "true"})

    assert 'name="over_limits"' in refused.content.decode()
    assert moved.status_code == 302


def test_the_api_refuses_with_409_and_takes_over_limits(client_of, actor):
    ada = limited(per_day=1)
    book(ada, actor, TUESDAY)
    made = candidacy()
    body = {
        "application": made.pk,
        "interviews": [
            {
                "name": "Puzzle",
                "rubric": slot(made, ada).rubric_version.rubric.key,
                "starts_at": (TUESDAY + timedelta(hours=2)).isoformat(),
                "minutes": 45,
                "zone": "UTC",
                "interviewers": [ada.email],
            }
        ],
    }

    def post(**more):
        return client_of(actor).post("/api/v1/loops/", body | more, "application/json")

    assert post().status_code == 409
    assert post(over_limits=True).status_code == 201
    assert Loop.objects.count() == 2


def test_what_is_over_passes_no_limit(actor):
    ada = limited(per_day=1)
    book(ada, actor, TUESDAY)
    [interview] = interviews_of(booked([UserFactory()], starts_at=TUESDAY + timedelta(hours=3)))

    with clock.set_to(TUESDAY + timedelta(days=2)):
        assert add_seat(interview=interview, user=ada, actor=actor).is_late

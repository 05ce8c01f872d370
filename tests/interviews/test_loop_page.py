"""The page of a loop, and what the page of an application shows of its loops."""

import pytest
from django.urls import reverse

from hiring.interviews.actions.canceling import cancel_loop
from hiring.pipeline.actions.moving import reject
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.interviews import (
    booked,
    candidacy,
    held,
    interviews_of,
    on_day,
    queries_of,
    seats_of,
)
from tests.factories.pipeline import reason
from tests.factories.requisitions import leader
from tests.factories.scorecards import sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client_of):
    return client_of(UserFactory(coordinator=True, zone="Europe/Berlin"))


def to(name: str, **ids) -> str:
    return reverse(f"interviews:{name}", kwargs=ids)


def test_a_loop_shows_when_who_and_whether_the_card_is_in(browser):
    ada, grace = UserFactory(name="Ada Lovelace"), UserFactory(name="Grace Hopper")
    loop = held([ada], [grace])
    sent(seats_of(loop)[0], overall=1, summary="Not a good fit at all.")

    html = browser.get(loop.get_absolute_url()).content.decode()

    assert "1 of 2 submitted" in html
    assert "scorecard submitted" in html
    assert "scorecard overdue" in html
    assert "Grace Hopper" in html
    assert "Not a good fit" not in html
    assert "strong no" not in html


def test_times_are_shown_in_the_viewers_zone(client_of):
    loop = booked(starts_at=on_day(9, 10))
    viewer = UserFactory(coordinator=True, zone="Asia/Kolkata")

    html = client_of(viewer).get(loop.get_absolute_url()).content.decode()

    assert "15:30–16:15" in html
    assert "times in Asia/Kolkata" in html


def test_a_loop_offers_no_change_of_what_is_written(browser):
    loop = held([UserFactory()])
    [seat] = seats_of(loop)
    move = to("move", interview_id=seat.interview_id)
    assert move in browser.get(loop.get_absolute_url()).content.decode()

    sent(seat)

    html = browser.get(loop.get_absolute_url()).content.decode()
    assert move not in html
    assert to("replace", seat_id=seat.pk) not in html
    assert to("cancel_loop", loop_id=loop.pk) not in html


def test_a_hiring_manager_sees_the_loop_and_no_buttons(client_of):
    loop = booked()
    manager = leader(loop.application.requisition)

    html = client_of(manager).get(loop.get_absolute_url()).content.decode()

    assert "Math puzzle" in html
    assert to("add", loop_id=loop.pk) not in html
    assert to("move", interview_id=interviews_of(loop)[0].pk) not in html


def test_a_seat_alone_does_not_open_the_loop(client_of):
    ada = UserFactory()
    loop = booked([ada])

    assert client_of(ada).get(loop.get_absolute_url()).status_code == 403


def test_what_is_left_of_an_ended_application_asks_to_be_called_off(browser):
    loop = booked()
    reject(
        application=loop.application,
        reason=reason(),
        actor=UserFactory(recruiter=True),
        cancel_interviews=False,
    )

    assert "Cancel the upcoming interviews" in browser.get(loop.get_absolute_url()).content.decode()


def test_whoever_owes_a_card_is_not_told_that_the_application_has_ended(client_of):
    coordinator = UserFactory(coordinator=True)
    loop = booked([coordinator])
    reject(application=loop.application, reason=reason(), actor=UserFactory(recruiter=True))

    html = client_of(coordinator).get(loop.get_absolute_url()).content.decode()

    assert "rejected" not in html
    assert "Cancel the upcoming interviews" not in html


def test_its_number_of_queries_does_not_grow_with_interviews_and_seats(browser):
    small = booked([UserFactory()])
    large = booked(UserFactory.create_batch(5), UserFactory.create_batch(5))

    assert queries_of(browser, large.get_absolute_url()) == queries_of(
        browser, small.get_absolute_url()
    )


def test_the_applications_page_takes_its_loops_in(browser):
    loop = held([UserFactory(name="Ada Lovelace")])
    url = to("of_application", application_id=loop.application_id)

    part = browser.get(url, headers={"HX-Request": "true"}).content.decode()

    assert loop.get_absolute_url() in part
    assert "Ada Lovelace" in part
    assert "<html" not in part
    assert browser.get(url).url == loop.get_absolute_url()


def part_of(browser, made) -> str:
    url = to("of_application", application_id=made.pk)
    return browser.get(url, headers={"HX-Request": "true"}).content.decode()


def test_a_loop_is_offered_where_one_can_be_booked(browser):
    made = candidacy()

    assert to("book", application_id=made.pk) in part_of(browser, made)


@pytest.mark.parametrize("kind", [StageKind.APPLIED, StageKind.DECISION, StageKind.OFFER])
def test_no_loop_is_offered_in_a_stage_without_interviews(browser, kind):
    assert "Book loop" not in part_of(browser, candidacy(at=kind))


def test_no_loop_is_offered_once_it_is_booked_and_again_when_it_is_off(browser):
    loop = booked()
    made = loop.application
    assert "Book loop" not in part_of(browser, made)

    cancel_loop(loop=loop, actor=UserFactory(coordinator=True))
    assert "Book loop" in part_of(browser, made)


def test_nothing_is_offered_to_a_hiring_manager_who_does_not_book(client_of):
    made = candidacy()

    assert "Book loop" not in part_of(client_of(leader(made.requisition)), made)


def test_an_application_without_loops_leads_back_to_itself(browser):
    made = candidacy()

    assert browser.get(to("of_application", application_id=made.pk)).url == made.get_absolute_url()

"""What becomes of plans and bookings when a rubric is archived, or gets a new version."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from hiring.activity import clock
from hiring.interviews.loop_defaults import planned
from hiring.interviews.models import Interview
from rubrics.bank.actions import archiving, publishing, starting
from rubrics.models import ArchetypeInterview, Rubric, RubricVersion
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, held, on_day, seats_of, version_of
from tests.factories.scorecards import sent
from tests.interviews.test_booking_pages import filled, page_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.fixture
def browser(client_of):
    return client_of(UserFactory(coordinator=True, zone="Europe/Berlin"))


def archived(rubric):
    """The rubric, taken out of its roles' loops and out of use."""
    ArchetypeInterview.objects.filter(rubric=rubric).delete()
    return archiving.archive_item(item=rubric, actor=UserFactory())


def next_version(rubric) -> RubricVersion:
    actor = UserFactory()
    draft = starting.start_draft(item=rubric, actor=actor)
    draft.criteria.update(name="Another name")
    return publishing.publish(draft, actor=actor, note="Renamed.")


def test_a_plan_keeps_its_rubric_and_the_page_says_that_it_is_archived(browser):
    with clock.set_to(MONDAY):
        made = candidacy()
        before = planned(made)
        archived(before[0].rubric_version.rubric)
        page = browser.get(page_of(made))

    assert planned(made) == before
    assert "is archived. This job’s plan still uses it" in page.content.decode()


def test_a_loop_with_a_archived_rubric_is_booked(browser):
    ada, grace = UserFactory.create_batch(2)
    with clock.set_to(MONDAY):
        made = candidacy()
        version = version_of(made)
        archived(version.rubric)
        answer = browser.post(page_of(made), filled(made, [ada], [grace]))

    assert answer.status_code == 302
    assert Interview.objects.get(position=1).rubric_version == version


def test_a_page_that_was_open_books_the_version_that_it_showed(browser):
    ada, grace = UserFactory.create_batch(2)
    with clock.set_to(MONDAY):
        made = candidacy()
        shown = version_of(made)
        data = filled(made, [ada], [grace])
        later = next_version(shown.rubric)
        assert browser.post(page_of(made), data).status_code == 302

    assert Interview.objects.get(position=1).rubric_version == shown
    assert version_of(made) == later


def test_a_archived_rubric_is_not_offered_for_an_interview_outside_of_the_plan(browser):
    with clock.set_to(MONDAY):
        made = candidacy()
        version = version_of(made)
        data = filled(made, [UserFactory()]) | {"slots-0-planned": ""}
        archived(version.rubric)
        answer = browser.post(page_of(made), data)

    assert answer.status_code == 400
    assert "was archived or has a newer version" in answer.content.decode()
    assert not Interview.objects.exists()


def test_over_the_api_a_archived_rubric_is_a_problem_at_its_field(client_of):
    client = client_of(UserFactory(coordinator=True))
    made = candidacy()
    rubric = archived(version_of(made).rubric)
    slot = {
        "name": "Puzzle", "rubric": rubric.key, "starts_at": on_day(3).isoformat(), "minutes": 45,
        "zone": "Europe/Berlin", "interviewers": [UserFactory().email],
    }  # fmt: skip

    answer = client.post(
        "/api/v1/loops/",
        {"application": made.pk, "interviews": [slot]},
        content_type="application/json",
    )

    assert answer.status_code == 400
    assert "It may be archived" in answer.content.decode()


def test_a_booked_interview_keeps_its_version_when_a_new_one_is_published():
    interview = booked([UserFactory()]).interviews.get()
    was, names = interview.rubric_version, list(interview.rubric_version.criteria.values("name"))

    next_version(was.rubric)

    interview.refresh_from_db()
    assert interview.rubric_version == was
    assert list(was.criteria.values("name")) == names


def test_a_submitted_card_stays_as_it_was_when_a_new_version_is_published():
    [seat] = seats_of(held([UserFactory()]))
    card = sent(seat)
    version = card.seat.interview.rubric_version
    ratings = card.versions.get().ratings
    before = list(ratings.values("criterion__name", "level"))

    next_version(version.rubric)

    assert list(ratings.values("criterion__name", "level")) == before
    assert card.seat.interview.rubric_version == version
    assert Rubric.objects.get(pk=version.rubric_id).current_version.number == version.number + 1


def test_the_requisition_can_be_read_with_a_archived_rubric_in_its_plan(client_of):
    made = candidacy()
    archived(version_of(made).rubric)
    page = client_of(UserFactory(recruiter=True))

    for route in ("requisitions:detail", "pipeline:board"):
        url = reverse(route, kwargs={"requisition_id": made.requisition_id})
        assert page.get(url).status_code == 200

"""Times that the booking page suggests, found by a worker."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob
from hiring.interviews.models import Loop, Proposal
from hiring.requisitions.actions.team import join_team
from hiring.requisitions.models import PlannedInterview
from hiring.scheduling.actions import add_time_off, change_availability
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, version_of

pytestmark = pytest.mark.django_db
# A Monday morning; suggestions begin on Wednesday the 6th.
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.fixture
def browser(client_of):
    return client_of(UserFactory(coordinator=True, zone="Europe/Berlin", name="Carl"))


@pytest.fixture(autouse=True)
def monday():
    with clock.set_to(MONDAY):
        yield


def with_team(*names: str):
    """A candidate to schedule, and interviewers of the job in Berlin."""
    made = candidacy()
    for name in names:
        user = UserFactory(name=name, zone="Europe/Berlin")
        join_team(requisition=made.requisition, user=user, role=TeamRole.INTERVIEWER, actor=None)
    return made


def looked_for(browser, made) -> Proposal:
    """Have times looked for as the page does, and found as a worker does."""
    url = reverse("interviews:book_plans", kwargs={"application_id": made.pk})
    pending = browser.post(url).content.decode()
    assert "Looking for times" in pending
    jobs.run_jobs(list(BackgroundJob.objects.values_list("pk", flat=True)))
    return Proposal.objects.get()


def typed(made, **changes) -> dict:
    data = {
        "zone": "Europe/Berlin",
        "place": "",
        "slots-TOTAL_FORMS": "2",
        "slots-INITIAL_FORMS": "2",
    }
    for n in range(2):
        data |= {
            f"slots-{n}-hold": "on",
            f"slots-{n}-planned": "True",
            f"slots-{n}-name": f"Interview {n}",
            f"slots-{n}-rubric_version": str(version_of(made, n).pk),
            f"slots-{n}-day": "2026-05-06",
            f"slots-{n}-start": "10:00",
            f"slots-{n}-minutes": "45",
            f"slots-{n}-place": "",
        }
    return data | changes


def book_url(made) -> str:
    return reverse("interviews:book", kwargs={"application_id": made.pk})


def test_the_page_opens_and_asks_for_times_of_which_one_is_filled_in(browser):
    made = with_team("Ann", "Bob")
    assert "hx-post" in browser.get(book_url(made)).content.decode()
    proposal = looked_for(browser, made)
    url = reverse("interviews:book_plans", kwargs={"application_id": made.pk})

    ready = browser.post(url, {"proposal": proposal.pk}).content.decode()
    filled = browser.post(book_url(made), typed(made, suggest=f"{proposal.pk}:0"))

    assert "Wed, May 6" in ready
    page = filled.content.decode()
    assert 'aria-pressed="true"' in page
    forms = filled.context["formset"].forms
    assert all(form["interviewers"].value() for form in forms)
    starts = {(str(form["day"].value()), str(form["start"].value())) for form in forms}
    assert len(starts) == 2


def test_a_suggested_plan_books_as_it_stands(browser):
    made = with_team("Ann", "Bob")
    proposal = looked_for(browser, made)
    answer = browser.post(book_url(made), typed(made, suggest=f"{proposal.pk}:0"))
    forms = answer.context["formset"].forms
    chosen = {
        f"slots-{n}-{name}": form[name].value()
        for n, form in enumerate(forms)
        for name in ("day", "start", "interviewers")
    }

    browser.post(book_url(made), typed(made, **chosen))

    assert Loop.objects.get().interviews.count() == 2


def test_a_refused_or_rearranged_booking_still_offers_the_plans(browser):
    made = with_team("Ann", "Bob")
    proposal = looked_for(browser, made)

    refused = browser.post(book_url(made), typed(made, proposal=str(proposal.pk)))

    assert refused.status_code == 400
    assert f'value="{proposal.pk}:0"' in refused.content.decode()
    for name in ("again", "arrange", "more"):
        page = browser.post(book_url(made), typed(made, proposal=str(proposal.pk), **{name: "yes"}))
        assert f'value="{proposal.pk}:0"' in page.content.decode(), name


def test_plans_are_looked_for_anew_once_another_loop_takes_their_people(browser):
    made = with_team("Ann", "Bob")
    proposal = looked_for(browser, made)
    ann = made.requisition.hiring_team.get(user__name="Ann").user
    booked([ann], starts_at=MONDAY + timedelta(days=9, hours=2))

    refused = browser.post(book_url(made), typed(made, proposal=str(proposal.pk)))

    assert refused.status_code == 400
    assert f'value="{proposal.pk}:0"' not in refused.content.decode()
    assert "Looking for times" in refused.content.decode()


def test_hours_time_off_and_limits_bind(browser):
    made = with_team("Ann")
    ann = made.requisition.hiring_team.get(user__name="Ann").user
    change_availability(user=ann, actor=ann, wednesday="14-17", per_day=1)
    thursday = datetime(2026, 5, 7, tzinfo=UTC)
    add_time_off(user=ann, starts_at=thursday, ends_at=thursday + timedelta(days=1), actor=ann)

    best = looked_for(browser, made).answer["plans"][0]["placed"]

    starts = [datetime.fromisoformat(one["start"]) for one in best]
    assert [start.date().isoformat() for start in starts] == ["2026-05-06", "2026-05-08"]
    assert starts[0] >= datetime(2026, 5, 6, 12, tzinfo=UTC)


def test_without_any_plan_the_page_says_what_stands_in_the_way(browser):
    made = with_team("Ann")
    PlannedInterview.objects.update(interviewers=1)
    ann = made.requisition.hiring_team.get(user__name="Ann").user
    start = datetime(2026, 5, 1, tzinfo=UTC)
    add_time_off(user=ann, starts_at=start, ends_at=start + timedelta(days=40), actor=ann)
    proposal = looked_for(browser, made)
    url = reverse("interviews:book_plans", kwargs={"application_id": made.pk})

    page = browser.post(url, {"proposal": proposal.pk}).content.decode()

    assert "No times work for everyone" in page
    assert re.search(r"No interviewer of [\w ]+ is free\.", page)


def test_people_show_why_a_time_does_not_suit_them(browser):
    made = with_team("Ann")
    ann = made.requisition.hiring_team.get(user__name="Ann").user
    change_availability(user=ann, actor=ann, wednesday="14-17")

    page = browser.get(book_url(made)).content.decode()

    assert "outside working hours" in page

"""Who may hold which interviews, how much they hold, and pauses."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.activity import clock, jobs
from hiring.activity.actions import Refused
from hiring.activity.models import BackgroundJob, Event
from hiring.interviews.actions.booking import book_loop
from hiring.interviews.actions.limits import LimitReached
from hiring.interviews.actions.proposing import request_proposal
from hiring.interviews.models import Seat
from hiring.requisitions.actions.team import join_team
from hiring.scheduling.actions import change_availability
from hiring.scheduling.models import Availability, Qualification
from hiring.scheduling.training import pause, sign_off
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, queries_of, slot

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
PUZZLE = "math_puzzle"


@pytest.fixture(autouse=True)
def monday():
    with clock.set_to(MONDAY):
        yield


@pytest.fixture
def actor():
    return UserFactory(coordinator=True, zone="UTC")


def url_of(user):
    return reverse("interviews:pool_person", kwargs={"user_id": user.pk})


def test_the_pool_shows_steps_and_load_in_a_fixed_number_of_queries(client_of, actor):
    ada, browser = UserFactory(name="Ada Byron"), client_of(actor)
    change_availability(user=ada, actor=ada, per_week=3)
    sign_off(user=ada, steps={PUZZLE: "qualified", "ml_coding": "shadow"}, actor=actor)
    booked([ada], made=candidacy(), actor=actor, starts_at=MONDAY + timedelta(days=2))
    url = reverse("interviews:pool")

    page = browser.get(url).content.decode()
    few = queries_of(browser, url)
    for user in UserFactory.create_batch(5):
        sign_off(user=user, steps={PUZZLE: "qualified"}, actor=actor)

    assert "1 of 3" in page
    assert "Math puzzle" in page
    assert "shadowing" in page
    assert queries_of(browser, url) == few


def test_each_step_is_signed_off_by_somebody_else(client_of, actor):
    ada = UserFactory()

    client_of(actor).post(url_of(ada), {f"step-{PUZZLE}": "reverse_shadow"})
    page = client_of(actor).get(url_of(ada)).content.decode()

    row = Qualification.objects.get(user=ada)
    assert (row.step, row.signed_by) == ("reverse_shadow", actor)
    assert f"signed off by {actor.name}" in page
    assert Event.objects.get(verb="training.signed_off").choices["step"] == "reverse_shadow"
    with pytest.raises(Refused, match="Someone else"):
        sign_off(user=actor, steps={PUZZLE: "qualified"}, actor=actor)
    client_of(actor).post(url_of(ada), {"paused_until": ""})
    assert not Qualification.objects.exists()


def test_a_pause_ends_suggestions_and_binds_whoever_books(client_of, actor):
    ada, made = UserFactory(name="Ada Byron", zone="UTC"), candidacy()
    client_of(actor).post(url_of(ada), {"paused_until": "2026-05-08"})
    starts_at = datetime(2026, 5, 8, 10, tzinfo=UTC)

    with pytest.raises(LimitReached, match="Ada Byron holds no interviews until Fri, May 8"):
        book_loop(application=made, slots=[slot(made, ada, starts_at=starts_at)], actor=actor)
    assert book_loop(
        application=made,
        slots=[slot(made, ada, starts_at=starts_at + timedelta(days=3))],
        actor=actor,
    )
    pause(user=ada, until=None, actor=actor)
    assert Availability.objects.get(user=ada).paused_until is None


def found(made, actor) -> list[dict]:
    request_proposal(application=made, actor=actor)
    jobs.run_jobs(list(BackgroundJob.objects.values_list("pk", flat=True)))
    return made.proposals.get().answer["plans"][0]["placed"]


def with_team(*people):
    made = candidacy()
    for user in people:
        join_team(requisition=made.requisition, user=user, role=TeamRole.INTERVIEWER, actor=None)
    return made


def test_suggestions_take_those_who_are_qualified_for_the_kind_of_interview(actor):
    ada, bob = UserFactory(zone="UTC"), UserFactory(zone="UTC")
    sign_off(user=ada, steps={PUZZLE: "qualified"}, actor=actor)
    sign_off(user=bob, steps={PUZZLE: "shadow", "take_home": "qualified"}, actor=actor)

    placed = found(with_team(ada, bob), actor)

    assert {one["slot"]: one["people"] for one in placed} == {0: [ada.pk], 1: [bob.pk]}


def test_where_nobody_of_the_team_is_qualified_others_are_and_the_paused_are_left_out(actor):
    ada, bob, dan, eve = UserFactory.create_batch(4, zone="UTC")
    for user in (bob, dan, eve):
        sign_off(user=user, steps={PUZZLE: "qualified"}, actor=actor)
    pause(user=eve, until=datetime(2026, 6, 30, tzinfo=UTC).date(), actor=actor)

    placed = found(with_team(ada), actor)

    people = {one["slot"]: set(one["people"]) for one in placed}
    assert people[0] <= {bob.pk, dan.pk}
    assert people[1] == {ada.pk}


def test_a_substitute_is_first_of_all_somebody_qualified(actor, client_of):
    ada, bob, cleo = UserFactory.create_batch(3, zone="UTC")
    made = with_team(ada, bob)
    sign_off(user=cleo, steps={PUZZLE: "qualified"}, actor=actor)
    loop = booked([ada], made=made, starts_at=MONDAY + timedelta(days=2, hours=2))
    seat = loop.interviews.get().seats.get()

    page = client_of(actor).get(reverse("interviews:replace", kwargs={"seat_id": seat.pk}))

    people = page.context["people"]
    assert people[0].user == cleo
    assert bob in [person.user for person in people if person.unsigned]
    assert "not signed off for Math puzzle" in page.content.decode()

    asked = client_of(actor).post(page.request["PATH_INFO"], {"user": bob.pk})
    assert asked.status_code == 409
    assert f"{bob.name} is not signed off for Math puzzle." in asked.content.decode()
    assert 'name="not_signed_off" value="true"' in asked.content.decode()
    given = {"user": bob.pk, "not_signed_off": "true"}
    assert client_of(actor).post(page.request["PATH_INFO"], given).status_code == 302
    assert loop.interviews.get().seats.active().get().user == bob


def test_booking_asks_about_whoever_was_not_signed_off_and_books_them_all_the_same(
    actor, client_of
):
    ada, bob = UserFactory(zone="UTC"), UserFactory(name="Bob", zone="UTC")
    sign_off(user=ada, steps={PUZZLE: "qualified"}, actor=actor)
    made = with_team(ada, bob)
    url = reverse("interviews:book", kwargs={"application_id": made.pk})
    browser = client_of(actor)
    page = browser.get(url)
    assert 'data-unsigned="Bob: not signed off for Math puzzle"' in page.content.decode()
    form = {"zone": "UTC", "slots-TOTAL_FORMS": 2, "slots-INITIAL_FORMS": 2}
    for one in page.context["formset"]:
        for name in ("planned", "name", "rubric_version", "minutes", "day", "start"):
            form[f"{one.prefix}-{name}"] = str(one[name].value())
    form |= {"slots-0-hold": "on", "slots-0-interviewers": bob.pk}

    asked = browser.post(url, form)
    assert asked.status_code == 400
    assert "Bob is not signed off for Math puzzle." in asked.content.decode()
    assert "Book people who aren’t signed off." in asked.content.decode()
    assert browser.post(url, form | {"not_signed_off": "true"}).status_code == 302
    assert Seat.objects.get(interview__loop__application=made).user == bob

"""A candidate chooses a time by a link, without an account."""

import re
from datetime import timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from candidates.actions.people import edit_candidate
from hiring.accounts.models import TeamRole, User
from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob
from hiring.interviews.actions.holding import hold_plan
from hiring.interviews.actions.proposing import request_proposal
from hiring.interviews.choice_links import path_of
from hiring.interviews.models import Hold, Interview, Loop, Proposal, Seat
from hiring.interviews.proposals import visits_of
from hiring.interviews.self_scheduling import confirm
from hiring.messaging.models import Notification
from hiring.requisitions.actions.team import join_team
from hiring.requisitions.models import PlannedInterview
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.interviews import candidacy

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client_of):
    return client_of(UserFactory(coordinator=True, zone="Europe/Berlin"))


def invited(coordinator, requisition=None):
    """An application whose candidate has a link; the job's only interviewer is Ann."""
    made = candidacy(**({"requisition": requisition} if requisition else {}))
    if requisition is None:
        ann = UserFactory(name="Ann", zone="Europe/Berlin")
        join_team(requisition=made.requisition, user=ann, role=TeamRole.INTERVIEWER, actor=None)
    create = reverse("interviews:choice_create", kwargs={"application_id": made.pk})
    assert coordinator.post(create).status_code == 200
    return made


def offered(path: str) -> list[str]:
    """The plans that the page offers, once a worker has found them."""
    assert "Looking for free times" in Client().get(path).content.decode()
    jobs.run_jobs(list(BackgroundJob.objects.values_list("pk", flat=True)))
    return re.findall(r'name="plan" value="([^"]+)"', Client().get(path).content.decode())


def chosen(path: str, plan: str, query: str = "") -> str:
    """What the candidate sees who chooses a plan and confirms it."""
    browser = Client()
    held = browser.post(f"{path}{query}", {"plan": plan}, follow=True)
    [hold] = re.findall(r'name="hold" value="(\d+)"', held.content.decode())
    return browser.post(f"{path}{query}", {"hold": hold}, follow=True).content.decode()


def test_a_candidate_chooses_one_of_the_free_times_and_sees_what_was_booked(coordinator):
    made = invited(coordinator)
    path = path_of(made)
    plans = offered(path)

    page = chosen(path, plans[1])

    loop = Loop.objects.get(application=made)
    assert loop.interviews.count() == 2
    assert "Your interviews" in page
    assert "Choose a time" not in Client().get(path).content.decode()


def test_times_are_shown_in_the_zone_that_the_candidate_chooses(coordinator):
    made = invited(coordinator)
    edit_candidate(candidate=made.candidate, actor=None, zone="Europe/Berlin")
    path = path_of(made)
    offered(path)

    here, there = (
        re.findall(r"\d\d:\d\d–\d\d:\d\d", Client().get(path, {"zone": zone}).content.decode())
        for zone in ("Europe/Berlin", "Asia/Tokyo")
    )

    assert here
    assert there
    assert here != there


def test_who_is_somewhere_unknown_is_asked_to_come_by_day_there_and_written_to_in_that_zone(
    coordinator,
):
    made = invited(coordinator)
    query = "?zone=Asia/Kathmandu"
    path = path_of(made)
    plans = offered(f"{path}{query}")

    page = Client().get(f"{path}{query}").content.decode()
    hours = re.findall(r"(\d\d:\d\d)–(\d\d:\d\d)", page)
    chosen(path, plans[0], query)

    assert min(start for start, _end in hours) >= "08:30"
    assert max(end for _start, end in hours) <= "18:30"
    made.candidate.refresh_from_db()
    assert made.candidate.zone == "Asia/Kathmandu"


def test_of_two_who_want_the_same_time_one_gets_it_and_the_other_sees_new_ones(coordinator):
    first = invited(coordinator)
    second = invited(coordinator, first.requisition)
    plans = {made: offered(path_of(made))[0] for made in (first, second)}

    chosen(path_of(first), plans[first])
    lost = Client().post(path_of(second), {"plan": plans[second]})

    assert lost.status_code == 409
    assert "no longer reserved or free" in lost.content.decode()
    assert not Loop.objects.filter(application=second).exists()
    jobs.run_jobs(list(BackgroundJob.objects.values_list("pk", flat=True)))
    again = re.findall(
        r'name="plan" value="([^"]+)"', Client().get(path_of(second)).content.decode()
    )
    chosen(path_of(second), again[0])
    assert Loop.objects.filter(application=second).exists()
    assert Seat.objects.active().count() == 4


def test_a_revoked_or_made_up_link_opens_nothing(coordinator):
    made = invited(coordinator)
    path = path_of(made)

    coordinator.post(reverse("interviews:choice_revoke", kwargs={"application_id": made.pk}))

    made_up = reverse("choose_time:choose", kwargs={"choice_token": "1.x"})
    assert [Client().get(one).status_code for one in (path, made_up)] == [404, 404]


def test_the_link_closes_with_whoever_made_it_and_with_its_candidate(coordinator):
    first, second = invited(coordinator), invited(coordinator)
    paths = [path_of(first), path_of(second)]
    second.candidate.archived_at = clock.now()
    second.candidate.save()
    assert [Client().get(path).status_code for path in paths] == [200, 404]

    User.objects.filter(site_role="coordinator").update(is_active=False)

    closed = Client().get(paths[0])
    assert closed.status_code == 404
    assert "Reply to the email it came with" in closed.content.decode()


def test_what_colleagues_keep_is_not_shown_as_the_candidates(coordinator):
    made = invited(coordinator)
    path = path_of(made)
    offered(path)

    hold_plan(proposal=Proposal.objects.get(), number=0, actor=UserFactory(coordinator=True))

    page = Client().get(path).content.decode()
    assert "Reserved for you" not in page
    assert 'name="plan"' in page


def test_what_is_chosen_is_held_for_a_while_and_can_be_changed_before_it_is_confirmed(coordinator):
    made = invited(coordinator)
    path = path_of(made)
    plans = offered(path)

    Client().post(path, {"plan": plans[0]})
    assert "Reserved for you until" in Client().get(path).content.decode()
    assert plans[1] in Client().get(path, {"other": "1"}).content.decode()
    chosen(path, plans[1])

    assert Loop.objects.get().interviews.count() == 2


def test_of_two_taps_at_once_both_see_what_is_booked(coordinator, monkeypatch):
    made = invited(coordinator)
    path = path_of(made)
    Client().post(path, {"plan": offered(path)[0]})

    def second(choice, hold, **options):
        """Wait for the first tap, and then find nothing held any more."""
        confirm(choice, hold, **options)
        return confirm(choice, hold, **options)

    monkeypatch.setattr("hiring.interviews.views.choosing.confirm", second)
    answer = Client().post(path, {"hold": Hold.objects.get().pk}, follow=True)

    assert "Your interviews" in answer.content.decode()
    assert Loop.objects.count() == 1


def test_who_confirms_twice_sees_what_is_booked_and_a_lost_hold_offers_others(coordinator):
    made = invited(coordinator)
    path = path_of(made)
    browser = Client()
    browser.post(path, {"plan": offered(path)[0]})
    hold = {"hold": Hold.objects.get().pk}

    once, twice = (browser.post(path, hold, follow=True) for _click in range(2))
    with clock.ahead(minutes=16):
        lost = browser.post(f"{path}?zone=Asia/Tokyo", hold)

    assert "Your interviews" in once.content.decode()
    assert "Your interviews" in twice.content.decode()
    assert "no longer reserved or free" in lost.content.decode()
    # Looked for at an address that offers others, although something is booked.
    [again] = re.findall(r'hx-get="([^"]+)"', lost.content.decode())
    assert 'id="offers"' in browser.get(unescape(again)).content.decode()


def test_the_candidate_chooses_another_time_early_and_not_too_often(coordinator):
    made = invited(coordinator)
    path = path_of(made)
    chosen(path, offered(path)[0])
    first = Loop.objects.get()

    for _time in range(2):
        assert "Choose another time" in Client().get(path).content.decode()
        spans = [(one.starts_at, one.ends_at) for one in Interview.objects.booked()]
        Proposal.objects.all().delete()
        plan = offered(f"{path}?again=1")[-1]
        shown = Client().get(f"{path}?again=1").context["plans"]
        present = visits_of(spans, ZoneInfo("Europe/Berlin"))
        assert present not in [line.visits for line in shown]
        assert "Your interviews" in chosen(path, plan, "?again=1")

    assert Loop.objects.booked().get() != first
    told = Notification.objects.filter(kind="times_chosen").order_by("pk")
    assert [("chose other" in one.text) for one in told] == [False, True, True]
    assert Loop.objects.booked().get().reschedules == 2
    assert "Choose another time" not in Client().get(path).content.decode()
    assert "choose" not in Client().get(path, {"again": "1"}).content.decode()


def test_a_day_before_the_first_interview_nothing_is_changed_by_the_link(coordinator):
    made = invited(coordinator)
    path = path_of(made)
    chosen(path, offered(path)[0])
    first = Loop.objects.get().interviews.earliest("during").starts_at

    with clock.set_to(first - timedelta(hours=23)):
        assert "Choose another time" not in Client().get(path).content.decode()
        answer = Client().post(f"{path}?again=1", {"plan": "1:0"})

    assert "Your interviews" in answer.content.decode()


def test_only_what_was_offered_lately_and_to_them_can_be_chosen(coordinator):
    made = invited(coordinator)
    path = path_of(made)
    [plan, *_others] = offered(path)
    colleagues = request_proposal(application=made, actor=UserFactory(recruiter=True))
    jobs.run_jobs(list(BackgroundJob.objects.values_list("pk", flat=True)))

    foreign = Client().post(path, {"plan": f"{colleagues.pk}:0"})
    with clock.ahead(hours=2):
        old = Client().post(path, {"plan": plan})

    assert [foreign.status_code, old.status_code] == [409, 409]
    assert not Hold.objects.exists()


def test_however_often_somebody_asks_times_are_looked_for_once_at_a_time(coordinator):
    path = path_of(invited(coordinator))

    for _time in range(5):
        Client().post(path, {"plan": "0:0"})

    assert Proposal.objects.count() == 1


def test_a_recruiter_screen_is_chosen_the_same_way(coordinator):
    made = candidacy(at=StageKind.SCREEN)
    rubric = PlannedInterview.objects.filter(requisition=made.requisition).first().rubric
    values = {"kind": rubric.kind, "rubric": rubric, "minutes": 30, "position": 90}
    PlannedInterview.objects.filter(stage=made.stage).delete()
    PlannedInterview.objects.create(
        requisition=made.requisition, stage=made.stage, name="Recruiter screen", **values
    )
    rita = UserFactory(name="Rita", zone="Europe/Berlin")
    join_team(requisition=made.requisition, user=rita, role=TeamRole.RECRUITER, actor=None)
    coordinator.post(reverse("interviews:choice_create", kwargs={"application_id": made.pk}))

    chosen(path_of(made), offered(path_of(made))[0])

    [seat] = Seat.objects.active().filter(interview__loop__application=made)
    assert seat.interview.name == "Recruiter screen"
    assert seat.interview.loop.stage.kind == StageKind.SCREEN

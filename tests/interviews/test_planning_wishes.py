"""What is asked of the times of a loop, why none is earlier, times held for the candidate, and
the emails that would go."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.actions import change_organization
from hiring.accounts.models import TeamRole
from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob
from hiring.interviews.actions.holding import book_hold
from hiring.interviews.actions.moving import move_interview
from hiring.interviews.choice_links import path_of
from hiring.interviews.loop_defaults import planned
from hiring.interviews.models import Hold, Interview, Loop, Proposal
from hiring.interviews.wishes import Wishes
from hiring.messaging.models import Message, MessageState
from hiring.messaging.template_actions import load_catalog
from hiring.requisitions.actions.team import join_team
from hiring.scheduling.actions import add_time_off
from hiring.scheduling.models import Room
from hiring.scheduling.training import sign_off
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ContactPointFactory
from tests.factories.interviews import booked, candidacy, interviews_of, question, version_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
API = "/api/v1/proposals/"


@pytest.fixture(autouse=True)
def monday():
    with clock.set_to(MONDAY):
        yield


@pytest.fixture
def browser(client_of):
    return client_of(UserFactory(name="Kim", coordinator=True, zone="UTC"))


@pytest.fixture
def letters():
    """Everything that emails to candidates are made of."""
    load_catalog()
    change_organization(actor=UserFactory(administrator=True), name="Northwind")


@pytest.fixture
def ann():
    return UserFactory(name="Ann Byron", zone="UTC")


@pytest.fixture
def made(ann):
    """A candidate for two interviews, both of which Ann holds."""
    made = candidacy()
    join_team(requisition=made.requisition, user=ann, role=TeamRole.INTERVIEWER, actor=None)
    rita = UserFactory(name="Rita Ray", recruiter=True)
    join_team(requisition=made.requisition, user=rita, role=TeamRole.RECRUITER, actor=None)
    ContactPointFactory(candidate=made.candidate, value="li@example.org")
    return made


def work() -> None:
    jobs.run_jobs(list(BackgroundJob.objects.live().values_list("pk", flat=True)))


def url(name: str, made) -> str:
    return reverse(f"interviews:{name}", kwargs={"application_id": made.pk})


def typed(browser, made) -> dict[str, str | list]:
    """The booking page's fields as it opens, by its best plan once there is one."""
    context = browser.get(url("book", made)).context
    sent: dict = {"zone": "UTC", "slots-TOTAL_FORMS": 2, "slots-INITIAL_FORMS": 2}
    for form in context["formset"]:
        for name in ("hold", "planned", "name", "rubric_version", "minutes", "day", "start"):
            sent[f"{form.prefix}-{name}"] = str(form[name].value())
    return sent


def planned_in(browser, made, **wishes) -> list[dict]:
    """The interviews of the best plan that keeps to these wishes."""
    asked = {f"wish-{name}": value for name, value in wishes.items()} | {"wish-sent": "True"}
    page = browser.post(url("book", made), typed(browser, made) | asked | {"suggest": "new"})
    assert page.status_code == 200
    work()
    return Proposal.objects.latest("pk").answer["plans"][0]["placed"]


def test_times_keep_to_the_day_and_hours_asked_for_and_lunch_can_be_left_out(browser, made):
    placed = planned_in(browser, made, day="2026-05-08", not_before="11:30", not_after="13:15")

    assert sorted((one["start"], one["end"]) for one in placed)[0][0] == "2026-05-08T11:30:00+00:00"
    assert max(one["end"] for one in placed) <= "2026-05-08T13:15:00+00:00"
    kept = planned_in(browser, made, day="2026-05-08", not_before="10:30", lunch="on")
    noon, half_past = "2026-05-08T11:30:00+00:00", "2026-05-08T13:30:00+00:00"
    inside = [one for one in kept if one["start"] < half_past and one["end"] > noon]
    assert sum(
        (
            min(datetime.fromisoformat(one["end"]), datetime.fromisoformat(half_past))
            - max(datetime.fromisoformat(one["start"]), datetime.fromisoformat(noon))
            for one in inside
        ),
        timedelta(),
    ) <= timedelta(hours=1)
    now = clock.now()
    assert not any(Wishes(day=day).asked("UTC", now, now) for day in (date.min, date.max))


def test_why_not_earlier_names_what_would_help_and_how_many_plans_it_gives(browser, made, ann):
    add_time_off(user=ann, starts_at=MONDAY, ends_at=MONDAY + timedelta(days=4), actor=ann)
    proposal = browser.post(API, {"application": made.pk}, "application/json").json()
    work()
    asked = {"proposal": proposal["id"]}
    assert "Trying one change" in browser.post(url("book_why", made), asked).content.decode()
    work()

    page = browser.post(url("book_why", made), asked).content.decode()

    [first, *_rest] = browser.get(f"{API}{proposal['id']}/").json()["plans"][0]["placed"]
    assert first["start"] > "2026-05-08"
    assert "are not free at the same time" in page
    why = browser.get(f"{API}{proposal['id']}/").json()["why"]
    changes = {"panelist", "freed", "fewer", "pause", "hours"}
    assert {one["change"] for one in why["remedies"]} <= changes
    assert {one["day"] for one in why["remedies"] if one["change"] == "freed"} >= {"2026-05-07"}
    assert "Ann Byron free on Thursday, May 7" in page
    assert browser.post(f"{API}{proposal['id']}/explain/").status_code == 202
    earliest = browser.post(
        API, {"application": made.pk, "wishes": {"day": "2026-05-11"}}, "application/json"
    ).json()
    work()
    closed = {"application": made.pk, "wishes": {"day": "2026-05-07"}}
    closed = {"proposal": browser.post(API, closed, "application/json").json()["id"]}
    work()
    browser.post(url("book_why", made), closed)
    work()
    opened = browser.post(url("book_why", made), closed).content.decode()
    assert "Opening Friday, May 8: 1 plan" in opened
    browser.post(f"{API}{earliest['id']}/explain/")
    work()
    assert browser.get(f"{API}{earliest['id']}/").json()["why"]["first_day"] == "2026-05-11"


@pytest.mark.usefixtures("letters")
def test_times_are_held_for_the_candidate_who_is_written_and_confirms_them(browser, made, ann):
    fields = typed(browser, made)
    people = {f"slots-{n}-interviewers": [ann.pk] for n in range(2)}

    answer = browser.post(url("book", made), fields | people | {"offer": "yes"}, follow=True)

    assert "Reserved the times for the candidate until Wed, May 6, 08:00" in answer.content.decode()
    message = Message.objects.get(kind="candidate_offered")
    assert path_of(made) in message.body
    page = Client().get(path_of(made)).content.decode()
    assert "Reserved for you until" in page
    Client().post(path_of(made), {"hold": Hold.objects.get().pk})
    starts = {one.starts_at.strftime("%H:%M") for one in Loop.objects.get().interviews.all()}
    assert starts == {fields[f"slots-{n}-start"][:5] for n in range(2)}


@pytest.mark.usefixtures("letters")
def test_the_link_is_emailed_once_and_its_page_says_whose_it_is(browser, made):
    for _click in range(2):
        page = browser.post(url("choice_email", made), follow=True).content.decode()
    assert "Email the link" in page

    message = Message.objects.get(kind="candidate_choice")
    assert path_of(made) in message.body
    assert "Northwind" in Client().get(path_of(made)).content.decode()

    Message.objects.filter(pk=message.pk).update(state=MessageState.CANCELED)
    browser.post(url("choice_email", made))
    assert Message.objects.filter(kind="candidate_choice", state=MessageState.QUEUED).exists()


def test_times_are_held_as_long_as_chosen_and_keep_their_questions(browser, made, ann):
    change_organization(actor=UserFactory(administrator=True), hold_hours=72)
    usual, chosen = question(version_of(made)), question(version_of(made))
    page = browser.get(url("book", made)).content.decode()
    assert '<option value="72" selected>72 hours</option>' in page
    asked = {f"slots-{n}-interviewers": [ann.pk] for n in range(2)}
    asked |= {"slots-0-questions": [chosen.pk], "offer": "yes", "hold_hours": "24"}

    browser.post(url("book", made), typed(browser, made) | asked)

    assert Hold.objects.get().expires_at == MONDAY + timedelta(hours=24)
    book_hold(hold=Hold.objects.get(), actor=ann)
    assert usual != chosen == Interview.objects.get(position=1).questions.get()


def test_plans_are_looked_for_anew_once_anybody_s_time_has_changed(browser, made, ann):
    loop = booked([ann], starts_at=MONDAY + timedelta(days=3, hours=2))

    def looked_for() -> int:
        browser.post(url("book_plans", made))
        work()
        return Proposal.objects.count()

    assert [looked_for(), looked_for()] == [1, 1]
    [interview] = interviews_of(loop)
    start = interview.starts_at + timedelta(hours=1)
    move_interview(interview=interview, actor=ann, starts_at=start)
    assert [looked_for(), looked_for()] == [2, 2]
    off = (MONDAY + timedelta(days=days) for days in (2, 3))
    add_time_off(user=ann, starts_at=next(off), ends_at=next(off), actor=ann)
    assert [looked_for(), looked_for()] == [3, 3]


def test_what_is_held_can_be_released_again(browser, made, ann):
    people = {f"slots-{n}-interviewers": [ann.pk] for n in range(2)}
    browser.post(url("book", made), typed(browser, made) | people | {"offer": "yes"})

    shown = browser.get(url("book", made)).content.decode()
    page = browser.post(url("choice_release", made)).content.decode()

    assert "Times are reserved for the candidate until" in shown
    assert "Release the times" not in page
    assert not Hold.objects.exists()


@pytest.mark.usefixtures("letters")
def test_the_emails_are_shown_as_they_would_go_and_nothing_is_kept(browser, made, ann):
    people = {f"slots-{n}-interviewers": [ann.pk] for n in range(2)} | {"send_email": "true"}

    page = browser.post(url("book_mails", made), typed(browser, made) | people).content.decode()

    assert "Ann Byron" in page
    assert "Here is your schedule" in page
    assert not Loop.objects.exists()
    assert not Message.objects.exists()
    empty = browser.post(url("book_mails", made), typed(browser, made)).content.decode()
    assert "Complete the interviews first." in empty


def test_rooms_are_chosen_that_are_free_and_large_enough_and_whoever_learns_is_named(
    browser, made, ann
):
    Room.objects.create(name="Booth", people=2)
    room = Room.objects.create(name="Turing", people=4)
    Interview.objects.filter(loop=booked(starts_at=MONDAY + timedelta(days=2))).update(room=room)
    lena = UserFactory(name="Lena Fischer", zone="UTC")
    kind = planned(made)[0].rubric_version.rubric.kind
    sign_off(user=lena, steps={kind: "shadow"}, actor=ann)

    placed = planned_in(browser, made, in_room="on", lunch="on")

    assert all(one["room"] for one in placed)
    assert {one["room"] for one in placed if one["shadow"]} == {room.pk}
    lines = browser.post(url("book_plans", made), {"proposal": Proposal.objects.latest("pk").pk})
    page = lines.content.decode()
    assert "Lena Fischer shadows" in page
    assert "Turing" in page or "Booth" in page


def test_an_interview_moves_to_another_room_which_is_taken_once(browser, ann):
    room = Room.objects.create(name="Turing")
    first, second = (
        interviews_of(booked([UserFactory()], starts_at=MONDAY + timedelta(days=2)))[0]
        for _one in range(2)
    )

    def moved(interview, **values):
        address = reverse("interviews:move", kwargs={"interview_id": interview.pk})
        form = browser.get(address).context["form"]
        sent = {name: str(form[name].value()) for name in ("day", "start", "minutes", "zone")}
        return browser.post(address, sent | {"place": form["place"].value()} | values)

    assert moved(first, room=str(room.pk)).status_code == 302
    first.refresh_from_db()
    assert (first.room, first.place) == (room, "Turing")
    taken = moved(second, room=str(room.pk))
    assert taken.status_code == 400
    assert "Turing is taken" in taken.content.decode()
    assert moved(first, room="0").status_code == 302
    first.refresh_from_db()
    assert (first.room, first.place) == (None, "")

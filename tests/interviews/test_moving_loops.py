"""A whole loop moves in one step; one interview, and a substitute, in two clicks."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.interviews.models import Interview, Seat
from hiring.requisitions.actions.team import join_team
from hiring.scheduling.actions import add_time_off
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, interviews_of, seats_of

pytestmark = pytest.mark.django_db
# A Monday morning; the loops are on Wednesday, by the clock of Berlin from ten.
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
WEDNESDAY = datetime(2026, 5, 6, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday():
    with clock.set_to(MONDAY):
        yield


@pytest.fixture
def browser(client_of):
    return client_of(UserFactory(coordinator=True, zone="Europe/Berlin"))


@pytest.fixture
def loop():
    ann, bob = (UserFactory(name=name, zone="Europe/Berlin") for name in ("Ann Ames", "Bob Berg"))
    return booked([ann], [bob], starts_at=WEDNESDAY)


def address(name: str, **ids) -> str:
    return reverse(f"interviews:{name}", kwargs=ids)


def filled(loop, *starts: tuple[str, str]) -> dict:
    """What a browser sends for days and hours of the loop's interviews in order."""
    interviews = list(loop.interviews.order_by("during"))
    data = {
        "zone": "Europe/Berlin",
        "slots-TOTAL_FORMS": str(len(interviews)),
        "slots-INITIAL_FORMS": str(len(interviews)),
    }
    for n, (interview, (day, start)) in enumerate(zip(interviews, starts, strict=True)):
        data |= {
            f"slots-{n}-interview": str(interview.pk),
            f"slots-{n}-seen": interview.starts_at.isoformat(),
            f"slots-{n}-minutes": str(interview.minutes),
            f"slots-{n}-day": day,
            f"slots-{n}-start": start,
        }
    return data


def starts_of(loop) -> list[datetime]:
    return [interview.starts_at for interview in loop.interviews.order_by("position")]


def test_the_whole_loop_moves_to_another_day_and_people_keep_their_invitations(browser, loop):
    uids = {seat.pk: seat.sequence for seat in Seat.objects.all()}
    url = address("move_loop", loop_id=loop.pk)
    shown = browser.get(url)
    assert "all free" in shown.content.decode()

    answer = browser.post(url, filled(loop, ("2026-05-07", "10:00"), ("2026-05-07", "11:00")))

    assert answer.url == loop.get_absolute_url()
    thursday = WEDNESDAY + timedelta(days=1)
    assert starts_of(loop) == [thursday, thursday + timedelta(hours=1)]
    assert {seat.pk: seat.sequence - 1 for seat in Seat.objects.all()} == uids
    assert all(seat.is_active and seat.during.lower >= thursday for seat in Seat.objects.all())
    assert all(interview.is_booked for interview in Interview.objects.all())
    # Over two days it is offered by its days: no hours run from one to the other.
    browser.post(url, filled(loop, ("2026-05-07", "10:00"), ("2026-05-08", "09:00")))
    days = {day.title: day.hours for day in browser.get(url).context["days"]}
    assert days["Mon, May 11 – Tue, May 12"] == ""


def test_two_interviews_change_places(browser, loop):
    first, second = interviews_of(loop)
    url = address("move_loop", loop_id=loop.pk)

    browser.post(url, filled(loop, ("2026-05-06", "11:00"), ("2026-05-06", "10:00")))

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.starts_at == WEDNESDAY + timedelta(hours=1)
    assert second.starts_at == WEDNESDAY


def test_a_clash_moves_none_and_is_said_at_its_interview(browser, loop):
    bob = seats_of(loop)[1].user
    booked([bob], starts_at=WEDNESDAY + timedelta(days=1, hours=1))
    before = starts_of(loop)
    url = address("move_loop", loop_id=loop.pk)

    answer = browser.post(url, filled(loop, ("2026-05-07", "10:00"), ("2026-05-07", "11:00")))

    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Bob Berg is busy" in html.partition("slots-1-title")[2]
    assert 'value="2026-05-07"' in html
    assert starts_of(loop) == before


def test_what_somebody_else_moved_meanwhile_is_not_moved_over(browser, loop):
    data = filled(loop, ("2026-05-07", "10:00"), ("2026-05-07", "11:00"))
    data["slots-0-seen"] = (WEDNESDAY - timedelta(hours=3)).isoformat()

    answer = browser.post(address("move_loop", loop_id=loop.pk), data)

    assert "Someone else moved" in answer.content.decode()
    assert starts_of(loop)[0] == WEDNESDAY


def test_days_on_which_somebody_is_not_free_come_last_and_say_so(browser, loop):
    bob = seats_of(loop)[1].user
    thursday = datetime(2026, 5, 7, tzinfo=UTC)
    add_time_off(user=bob, starts_at=thursday, ends_at=thursday + timedelta(days=1), actor=bob)

    days = browser.get(address("move_loop", loop_id=loop.pk)).context["days"]

    assert [day.note for day in days][:1] == ["all free"]
    assert "Thu, May 7" not in {day.title for day in days if day.note == "all free"}


def test_without_javascript_a_suggested_day_is_filled_in(browser, loop):
    url = address("move_loop", loop_id=loop.pk)
    days = browser.get(url).context["days"]

    page = browser.post(url, {"suggest": "1"})

    assert page.status_code == 200
    dates = re.findall(r'name="slots-\d-day" value="([^"]*)"', page.content.decode())
    assert days[1].title == "Thu, May 7"
    assert set(dates) == {"2026-05-07"}


def test_one_interview_moves_to_a_free_time_in_two_clicks(browser, loop):
    first, _second = interviews_of(loop)
    url = address("move", interview_id=first.pk)
    times = browser.get(url).context["times"]
    assert times[0].lower.date() == first.starts_at.date()

    answer = browser.post(url, {"to": times[0].lower.isoformat(), "minutes": "45", "place": ""})

    assert answer.url == loop.get_absolute_url()
    first.refresh_from_db()
    assert first.during == times[0]
    assert "Not free then" not in browser.get(answer.url).content.decode()
    # A time that is typed may be one at which somebody is off: it is said.
    evening = {"to": "2026-05-07T19:00:00+00:00", "minutes": "45", "place": ""}
    late = browser.post(url, evening, follow=True).content.decode()
    assert "Not free then: Ann Ames (outside working hours)" in late


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_time_out_of_all_bounds_moves_nothing(browser, loop, moment):
    [interview, _other] = interviews_of(loop)
    url = address("move", interview_id=interview.pk)

    assert browser.post(url, {"to": moment, "minutes": "60"}).status_code == 400


def test_a_substitute_is_found_in_two_clicks_those_first_who_fit(browser, loop):
    requisition = loop.application.requisition
    requisition.plan.update(perspective="research")
    names = ("Away Adler", "Busy Best", "Fits Fine", "Other Orr")
    team = {name: UserFactory(name=name, zone="Europe/Berlin") for name in names}
    for name, user in team.items():
        side = "research" if name == "Fits Fine" else "engineering"
        role = TeamRole.INTERVIEWER
        join_team(requisition=requisition, user=user, role=role, perspective=side, actor=None)
    booked([team["Busy Best"]], starts_at=WEDNESDAY)
    away = team["Away Adler"]
    add_time_off(user=away, starts_at=WEDNESDAY, ends_at=WEDNESDAY + timedelta(days=1), actor=away)
    seat = seats_of(loop)[0]
    url = address("replace", seat_id=seat.pk)

    page = browser.get(url)
    html = page.content.decode()
    browser.post(url, {"user": page.context["people"][0].user.pk})

    Seat.objects.active().filter(interview=seat.interview).update(substitute=team["Other Orr"])
    again = browser.get(address("replace", seat_id=seat.interview.seats.active().get().pk))
    assert again.context["people"][0].user == team["Other Orr"]
    assert "proposed by Fits Fine" in again.content.decode()
    places = [html.index(name) for name in ("Fits Fine", "Other Orr", "Away Adler", "Busy Best")]
    assert places == sorted(places)
    assert "1 interview that week" in html
    assert seat.interview.seats.active().get().user == team["Fits Fine"]


def test_queries_do_not_grow_with_the_team(browser, loop, django_assert_max_num_queries):
    url = address("move_loop", loop_id=loop.pk)
    for user in UserFactory.create_batch(12):
        role = TeamRole.INTERVIEWER
        join_team(requisition=loop.application.requisition, user=user, role=role, actor=None)

    with django_assert_max_num_queries(36):
        browser.get(url)

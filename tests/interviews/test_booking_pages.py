"""The page on which a loop is booked."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.interviews.models import Interview, Loop, Seat
from hiring.pipeline.actions.moving import advance, reject
from hiring.scheduling.models import Room
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.interviews import (
    booked,
    candidacy,
    held,
    on_day,
    question,
    version_of,
)
from tests.factories.pipeline import application, reason
from tests.factories.requisitions import leader, stage

pytestmark = pytest.mark.django_db
# A Monday morning; the next but one working day is Wednesday the 6th.
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.fixture
def browser(client_of):
    return client_of(UserFactory(coordinator=True, zone="Europe/Berlin", name="Carl"))


def page_of(made) -> str:
    return reverse("interviews:book", kwargs={"application_id": made.pk})


def filled(made, *panels, **changes) -> dict:
    """What a browser sends for the planned interviews, from ten o'clock of the 6th on."""
    data = {
        "zone": "Europe/Berlin",
        "place": "",
        "slots-TOTAL_FORMS": str(len(panels)),
        "slots-INITIAL_FORMS": str(len(panels)),
    }
    for n, panel in enumerate(panels):
        data |= {
            f"slots-{n}-hold": "on",
            f"slots-{n}-planned": "True",
            f"slots-{n}-name": f"Interview {n}",
            f"slots-{n}-rubric_version": str(version_of(made, n).pk),
            f"slots-{n}-day": "2026-05-06",
            f"slots-{n}-start": f"{10 + n}:00",
            f"slots-{n}-minutes": "45",
            f"slots-{n}-place": "",
            f"slots-{n}-interviewers": [str(user.pk) for user in panel],
        }
    return data | changes


def values_of(html: str, name: str) -> list[str]:
    return re.findall(rf'name="slots-\d-{name}" value="([^"]*)"', html)


# ---- Booking ---------------------------------------------------------------------------------


def test_it_books_what_it_shows(browser):
    ada, grace = UserFactory.create_batch(2)
    with clock.set_to(MONDAY):
        made = candidacy()
        asked = question(version_of(made))
        data = filled(made, [ada], [grace], **{"slots-0-questions": [str(asked.pk)]})
        answer = browser.post(page_of(made), data | {"place": "https://meet.example/1"})

    loop = Loop.objects.get()
    assert answer.url == loop.get_absolute_url()
    first, second = loop.interviews.order_by("position")
    assert first.starts_at == datetime(2026, 5, 6, 8, tzinfo=UTC)
    assert (first.zone, first.place) == ("Europe/Berlin", "https://meet.example/1")
    assert list(first.questions.all()) == [asked]
    assert [seat.user for seat in Seat.objects.order_by("during")] == [ada, grace]
    assert second.position == 2


def test_one_interview_may_have_another_place_and_one_may_be_left_out(browser):
    ada = UserFactory()
    with clock.set_to(MONDAY):
        made = candidacy()
        data = filled(made, [ada], [], **{"place": "Room 1", "slots-0-place": "Room 2"})
        del data["slots-1-hold"]
        browser.post(page_of(made), data)

    assert Interview.objects.get().place == "Room 2"


def test_the_second_click_shows_the_loop_of_the_first(browser):
    ada = UserFactory()
    with clock.set_to(MONDAY):
        made = candidacy()
        first = browser.post(page_of(made), filled(made, [ada]))
        second = browser.post(page_of(made), filled(made, [ada]), follow=True)

    assert Loop.objects.count() == 1
    assert second.redirect_chain[0][0] == first.url
    assert "already booked" in second.content.decode()


def test_a_clash_is_said_at_the_field_and_nothing_typed_is_lost(browser):
    ada, grace = UserFactory(name="Ada Lovelace"), UserFactory()
    with clock.set_to(MONDAY):
        booked([ada], starts_at=datetime(2026, 5, 6, 9, tzinfo=UTC))
        made = candidacy()
        data = filled(made, [grace], [ada], **{"slots-1-place": "The quiet room"})
        answer = browser.post(page_of(made), data)

    html = answer.content.decode()
    assert answer.status_code == 400
    first, _, second = html.partition("slots-1-title")
    assert "Ada Lovelace is busy" in second.partition("field-error")[2]
    summary = html.partition('class="problems"')[2].partition("</ul>")[0]
    assert f"{data['slots-1-name']}: Interviewers</a>" in summary
    assert "field-error" not in first.partition("slots-0-title")[2]
    assert 'value="The quiet room"' in html
    assert f'id="slots-1-interviewers-{ada.pk}" value="{ada.pk}" checked' in html
    assert not Loop.objects.filter(application=made).exists()


@pytest.mark.parametrize(
    ("day", "start", "said"),
    [
        ("2026-05-01", "10:00", "This time is in the past"),
        ("2027-03-28", "02:30", "02:30 does not exist in Europe/Berlin on March 28, 2027"),
        ("2026-10-25", "02:30", "02:30 occurs twice in Europe/Berlin on October 25, 2026"),
        ("soon", "10:00", "Enter a valid date"),
    ],
)
def test_a_time_that_cannot_be_is_refused_at_its_field(browser, day, start, said):
    with clock.set_to(MONDAY):
        made = candidacy()
        changes = {"slots-0-day": day, "slots-0-start": start}
        answer = browser.post(page_of(made), filled(made, [UserFactory()], **changes))

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Loop.objects.exists()


def test_without_an_interviewer_it_says_so_at_the_field(browser):
    with clock.set_to(MONDAY):
        made = candidacy()
        answer = browser.post(page_of(made), filled(made, []))

    assert answer.status_code == 400
    assert "Choose at least one interviewer." in answer.content.decode()


def test_everything_left_out_is_no_loop(browser):
    with clock.set_to(MONDAY):
        made = candidacy()
        data = filled(made, [])
        del data["slots-0-hold"]
        answer = browser.post(page_of(made), data)

    assert answer.status_code == 400
    assert "Keep at least one interview." in answer.content.decode()


def test_what_is_no_formset_is_refused_and_not_an_error(browser):
    answer = browser.post(page_of(candidacy()), {"zone": "Mars/Olympus"})

    assert answer.status_code == 400


def test_lining_up_keeps_what_was_typed_and_closes_the_gaps(browser):
    ada = UserFactory()
    with clock.set_to(MONDAY):
        made = candidacy()
        changes = {"slots-0-start": "13:30", "slots-1-start": "18:00", "arrange": "yes"}
        html = browser.post(page_of(made), filled(made, [ada], [ada], **changes)).content.decode()

    assert values_of(html, "start") == ["13:30", "14:15"]
    assert f'id="slots-1-interviewers-{ada.pk}" value="{ada.pk}" checked' in html
    assert not Loop.objects.exists()


def test_one_more_interview_begins_where_the_last_one_ends(browser):
    with clock.set_to(MONDAY):
        made = candidacy()
        answer = browser.post(page_of(made), filled(made, [UserFactory()]) | {"more": "yes"})

    html = answer.content.decode()
    assert values_of(html, "start") == ["10:00", "10:45"]
    assert "Interview not in the plan" in html


# ---- When it is no time to book --------------------------------------------------------------


def test_a_booked_loop_is_shown_instead(browser):
    loop = booked()

    assert browser.get(page_of(loop.application)).url == loop.get_absolute_url()


def test_in_a_stage_without_interviews_it_says_what_to_do(browser):
    html = browser.get(page_of(application())).content.decode()

    assert "Move the application" in html


@pytest.mark.parametrize("how", ["rejected", "offered"])
def test_whoever_owes_a_card_does_not_learn_from_it_what_was_decided(client_of, how):
    blind = UserFactory(coordinator=True)
    made = held([blind]).application
    if how == "rejected":
        reject(application=made, reason=reason(), actor=UserFactory(recruiter=True))
    else:
        offer = stage(made.requisition, StageKind.OFFER)
        advance(application=made, to_stage=offer, actor=UserFactory(recruiter=True))

    answer = client_of(blind).get(page_of(made))

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "has changed" in html
    assert "has ended" not in html
    assert "This stage has no interviews" not in html


def test_of_an_ended_application_it_does_not_say_how_it_ended(browser):
    made = candidacy()
    reject(application=made, reason=reason(), actor=UserFactory(recruiter=True))

    html = browser.get(page_of(made)).content.decode()

    assert "has ended" in html
    assert "rejected" not in html


def test_who_may_book(client_of):
    made = candidacy()
    recruiter = leader(made.requisition, TeamRole.RECRUITER)
    manager = leader(made.requisition)

    assert client_of(recruiter).get(page_of(made)).status_code == 200
    assert client_of(manager).get(page_of(made)).status_code == 403
    assert client_of(UserFactory()).get(page_of(made)).status_code == 404


# ---- One more --------------------------------------------------------------------------------


def test_an_interview_is_added_to_a_loop(browser):
    with clock.set_to(MONDAY):
        loop = booked(starts_at=on_day(8))
        made, ada = loop.application, UserFactory()
        url = reverse("interviews:add", kwargs={"loop_id": loop.pk})
        shown = browser.get(url)
        answer = browser.post(url, filled(made, [ada]) | {"slots-0-name": "Culture"})

    assert shown.status_code == 200
    assert answer.url == loop.get_absolute_url()
    added = loop.interviews.get(name="Culture")
    assert (added.position, added.seats.get().user) == (3, ada)


def test_an_interview_that_clashes_is_not_added(browser):
    with clock.set_to(MONDAY):
        loop = booked(starts_at=datetime(2026, 5, 6, 8, tzinfo=UTC))
        url = reverse("interviews:add", kwargs={"loop_id": loop.pk})
        answer = browser.post(url, filled(loop.application, [UserFactory()]))

    assert answer.status_code == 400
    assert "already has “Math puzzle” at this time" in answer.content.decode()


def test_a_room_is_chosen_for_the_whole_loop_and_taken_once(client_of):
    room, first, second = Room.objects.create(name="Turing"), candidacy(), candidacy()
    browser = client_of(UserFactory(coordinator=True, zone="UTC"))

    def book(made):
        url = reverse("interviews:book", kwargs={"application_id": made.pk})
        page = browser.get(url)
        forms = page.context["formset"]
        data = {"zone": "UTC", "place": "", "room": str(room.pk)}
        data |= {f"slots-{k}_FORMS": str(len(forms.forms)) for k in ("TOTAL", "INITIAL")}
        for n, form in enumerate(forms.forms):
            data |= {
                f"slots-{n}-{k}": form[k].value() for k in ("name", "rubric_version", "minutes")
            }
            data |= {f"slots-{n}-{k}": str(form[k].value()) for k in ("day", "start")}
            data |= {f"slots-{n}-hold": "on", f"slots-{n}-planned": "True"}
            data |= {f"slots-{n}-interviewers": [UserFactory().pk]}
        return browser.post(url, data)

    booked, refused = book(first), book(second)

    assert booked.status_code == 302
    assert {i.place for i in Interview.objects.all()} == {"Turing"}
    assert "Turing is taken" in refused.content.decode()

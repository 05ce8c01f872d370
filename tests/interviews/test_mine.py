"""What waits for an interviewer: their own page, and their cards on the home page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hiring.accounts.home import cards_for
from hiring.activity import clock
from hiring.interviews.actions.canceling import cancel_loop, record_no_show
from hiring.interviews.home import owed, to_schedule, upcoming
from hiring.pipeline.actions.moving import reject
from hiring.pipeline.queues import queue
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
from tests.factories.scorecards import sent

pytestmark = pytest.mark.django_db
MINE = "/interviews/"


@pytest.fixture
def ada():
    return UserFactory(name="Ada Lovelace", zone="Europe/Berlin")


def part(html: str, name: str) -> str:
    """The card of this id."""
    return html.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_an_empty_page_says_what_will_be_here(client_of, ada):
    html = client_of(ada).get(MINE).content.decode()

    assert "No upcoming interviews" in html


def test_it_tells_owed_coming_and_done_apart(client_of, ada):
    done = held([ada], made=candidacy(name="Done Candidate"))
    sent(seats_of(done)[0])
    held([ada], made=candidacy(name="Owed Candidate"), starts_at=on_day(-3))
    booked([ada], made=candidacy(name="Coming Candidate"))

    html = client_of(ada).get(MINE).content.decode()

    assert "Owed Candidate" in part(html, "owed")
    assert "overdue" in part(html, "owed")
    assert "Coming Candidate" in part(html, "upcoming")
    assert "Done Candidate" in part(html, "done")


def test_the_oldest_debt_comes_first(client_of, ada):
    held([ada], made=candidacy(name="Younger"), starts_at=on_day(-1))
    held([ada], made=candidacy(name="Older"), starts_at=on_day(-5))

    html = part(client_of(ada).get(MINE).content.decode(), "owed")

    assert html.index("Older") < html.index("Younger")


def test_what_was_called_off_is_gone(client_of, ada):
    actor = UserFactory(coordinator=True)
    cancel_loop(loop=booked([ada], made=candidacy(name="Canceled Candidate")), actor=actor)
    absent = held([ada], made=candidacy(name="Absent Candidate"))
    record_no_show(interview=interviews_of(absent)[0], actor=actor)

    html = client_of(ada).get(MINE).content.decode()

    assert "Canceled Candidate" not in html
    assert "Absent Candidate" not in html


def test_a_card_stays_owed_when_the_application_has_ended(client_of, ada):
    """Were it gone, no matter who still owes it would know that something was decided."""
    loop = held([ada], made=candidacy(name="Rejected Candidate"))
    reject(application=loop.application, reason=reason(), actor=UserFactory(recruiter=True))

    html = client_of(ada).get(MINE).content.decode()

    assert "Rejected Candidate" in part(html, "owed")
    assert "has ended" not in html


def test_nobody_sees_anothers(client_of, ada):
    booked([ada], made=candidacy(name="Chidi Okonkwo"))

    assert "Chidi Okonkwo" not in client_of(UserFactory()).get(MINE).content.decode()


def test_done_ones_come_by_pages(client_of, ada):
    for day in range(3, 25):
        sent(seats_of(held([ada], starts_at=on_day(-day)))[0])

    browser = client_of(ada)
    first = browser.get(MINE).content.decode()
    link = first.partition('href="?cursor=')[2].partition('"')[0]
    second = browser.get(f"{MINE}?cursor={link}").content.decode()

    assert part(first, "done").count('class="duty"') == 20
    assert part(second, "done").count('class="duty"') == 2


def test_its_number_of_queries_does_not_grow(client_of, ada):
    held([ada])
    booked([ada])
    sent(seats_of(held([ada], starts_at=on_day(-9)))[0])
    browser = client_of(ada)
    few = queries_of(browser, MINE)

    for day in range(10, 16):
        sent(seats_of(held([ada], starts_at=on_day(-day)))[0])
        booked([ada], starts_at=on_day(day))

    assert queries_of(browser, MINE) == few


# ---- Home ------------------------------------------------------------------------------------


def test_home_shows_the_next_interview_with_its_kit(ada):
    loop = booked([ada], made=candidacy(name="Chidi"))
    [interview] = interviews_of(loop)

    [row] = upcoming(ada).rows

    assert row.title == "Math puzzle with Chidi"
    assert row.url == reverse("scorecards:kit", kwargs={"interview_id": interview.pk})
    assert row.when == interview.starts_at


def test_home_marks_an_overdue_scorecard(ada):
    loop = held([ada], starts_at=on_day(2))
    end = seats_of(loop)[0].during.upper

    with clock.set_to(end + timedelta(hours=1)):
        [fresh] = owed(ada).rows
    with clock.set_to(end + timedelta(hours=25)):
        [late] = owed(ada).rows

    assert fresh.badge is None
    assert late.badge == ("overdue", "caution")
    assert late.when == end + timedelta(hours=24)


def test_home_has_no_card_of_debts_for_who_owes_none(ada):
    booked([ada])

    assert owed(ada) is None
    assert upcoming(UserFactory()).rows == []


def test_each_home_card_takes_one_query(ada, django_assert_num_queries):
    for day in (2, 3, 4):
        booked([ada], starts_at=on_day(day))
        held([ada], starts_at=on_day(-day))

    with django_assert_num_queries(2):
        assert len(upcoming(ada).rows) == len(owed(ada).rows) == 3


def test_the_home_page_shows_both(client_of, ada):
    held([ada])
    booked([ada])

    html = client_of(ada).get("/").content.decode()

    assert "Scorecards to submit" in html
    assert "My interviews" in html


# ---- What waits to be booked -------------------------------------------------------------------


class TestToSchedule:
    def test_a_coordinator_is_told_whose_interviews_are_not_booked(self, client_of):
        coordinator = UserFactory(coordinator=True)
        waits, off = candidacy(name="Ada"), booked()
        booked(starts_at=on_day(5))
        candidacy(at=StageKind.APPLIED)
        cancel_loop(loop=off, actor=coordinator)

        card = to_schedule(coordinator)

        assert {row.action[1] for row in card.rows} == {
            reverse("interviews:book", kwargs={"application_id": pk})
            for pk in (waits.pk, off.application_id)
        }
        assert all(row.when for row in card.rows)
        assert card.label == "See all 2"
        assert "Ada" in client_of(coordinator).get(card.url).content.decode()

    def test_a_recruiter_has_those_of_their_jobs_and_others_no_such_card(self):
        made = candidacy(name="Ada")
        recruiter = made.requisition.hiring_team.filter(role="recruiter").get().user
        elsewhere = candidacy().requisition.hiring_team.filter(role="recruiter").get().user

        assert [row.title for row in to_schedule(recruiter).rows] == ["Ada"]
        assert "Ada" not in [row.title for row in to_schedule(elsewhere).rows]
        assert to_schedule(UserFactory()) is None

    def test_each_figure_opens_a_list_of_as_many(self, client_of):
        made = candidacy(at=StageKind.APPLIED)
        job = made.requisition
        for kind in (StageKind.APPLIED, StageKind.SCREEN, StageKind.ONSITE, StageKind.OFFER):
            candidacy(requisition=job, at=kind)
        # Interviews are booked and to come: nobody's turn to write.
        booked(starts_at=on_day(5))
        recruiter = job.hiring_team.filter(role="recruiter").get().user
        browser = client_of(recruiter)

        cards = [card for card in cards_for(recruiter) if card.figure and card.count]

        listed = {}
        for card in cards:
            html = browser.get(card.url).content.decode()
            listed[card.figure] = str(html.count('<th scope="row"'))
        assert {card.figure: card.count for card in cards} == listed
        assert listed["new"] == "2"

    def test_the_queries_of_the_list_do_not_grow(self, client_of):
        browser = client_of(UserFactory(coordinator=True))
        made = candidacy()
        url = queue("schedule").url
        few = queries_of(browser, url)
        for _ in range(5):
            candidacy(requisition=made.requisition)

        assert queries_of(browser, url) == few

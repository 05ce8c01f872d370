"""The kit: what an interviewer reads, and the card in it."""

import html as markup
import re

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.interviews.actions.canceling import cancel_loop
from hiring.pipeline.actions.hypotheses import change_hypothesis
from hiring.pipeline.actions.moving import reject
from rubrics.models import Stance
from tests.factories.accounts import UserFactory
from tests.factories.candidates import DocumentFactory, ResumeFactory
from tests.factories.interviews import (
    booked,
    candidacy,
    held,
    interviews_of,
    on_day,
    queries_of,
    question,
    seats_of,
)
from tests.factories.pipeline import reason
from tests.factories.requisitions import leader
from tests.factories.scorecards import criteria_of, typed

pytestmark = pytest.mark.django_db


def kit(seat) -> str:
    return reverse("scorecards:kit", kwargs={"interview_id": seat.interview_id})


def submit(seat) -> str:
    return reverse("scorecards:submit", kwargs={"interview_id": seat.interview_id})


def read(browser, seat) -> str:
    return markup.unescape(browser.get(kit(seat)).content.decode())


# ---- What is to be read ----------------------------------------------------------------------


def test_it_says_who_when_and_where_in_the_readers_zone(browser, ada):
    [seat] = seats_of(booked([ada], made=candidacy(name="Chidi Okonkwo"), starts_at=on_day(9, 8)))
    type(seat.interview).objects.update(place="https://meet.example/7")

    html = read(browser, seat)

    assert "Math puzzle · <span" in html
    assert "Chidi Okonkwo" in html
    assert re.search(r"(09:00–09:45|10:00–10:45)", html)
    assert '<a href="https://meet.example/7"' in html


def test_it_says_what_to_find_out_and_why(browser, seat):
    html = read(browser, seat)

    assert "Finds out." in html
    assert "Minimum bar to check" in html
    assert "Software matters here." in html
    assert "needs level 3 of 4" in html


def test_it_follows_the_hypotheses_of_this_candidate(browser, ada):
    made = candidacy()
    competency = made.requisition.competencies.get(competency__name="Modeling").competency
    change_hypothesis(
        application=made,
        competency=competency,
        stance=Stance.BAR,
        weight=1,
        bar_level=2,
        why="Has never trained a model.",
        actor=UserFactory(recruiter=True),
    )
    [seat] = seats_of(booked([ada], made=made))

    html = read(browser, seat)

    assert "Has never trained a model." in html
    assert "needs level 2 of 4" in html


def test_it_has_the_questions_with_what_only_the_interviewer_reads_folded(browser, seat):
    seat.interview.questions.add(question(seat.interview.rubric_version, title="Rank one"))

    html = read(browser, seat)

    assert "Rank one" in html
    assert "<strong>A</strong>" in html
    for summary, text in (
        ("One hint", "Write it as an outer product."),
        ("One follow-up", "And of rank two?"),
        ("Answer, and what good looks like", "The trace is the only eigenvalue."),
    ):
        folded = html.partition(f"<summary>{summary}</summary>")[2].partition("</details>")[0]
        assert text in folded


def test_without_a_question_it_says_so(browser, seat):
    assert "No questions selected" in read(browser, seat)


def test_it_has_the_resume_without_contact_details(browser, ada):
    made = candidacy(name="Chidi Okonkwo")
    data = {
        "basics": {"name": "Chidi Okonkwo", "email": "chidi@example.org", "summary": "Serves."},
        "work": [{"name": "Acme", "position": "Engineer"}],
    }
    ResumeFactory(document=DocumentFactory(candidate=made.candidate), data=data)
    [seat] = seats_of(booked([ada], made=made))

    html = read(browser, seat)

    assert "Acme" in html
    assert "chidi@example.org" not in html


def test_it_shows_every_anchor_once_at_its_level(browser, seat):
    html = read(browser, seat)

    for criterion in criteria_of(seat):
        options = html.partition(f'name="level_{criterion.pk}"')[2].partition("</fieldset>")[0]
        assert re.findall(r'rating-anchor">([a-d])<', options) == ["a", "b", "c", "d"]


def test_it_says_that_it_is_blind(browser, seat):
    assert "You can’t see other scorecards until you submit yours." in read(browser, seat)


def test_its_number_of_queries_does_not_grow(browser, ada):
    [small] = seats_of(held([ada]))
    [large] = seats_of(held([ada, *UserFactory.create_batch(4)], starts_at=on_day(-4)))[:1]
    for number in range(4):
        asked = question(large.interview.rubric_version, title=f"Question {number}")
        large.interview.questions.add(asked)
    small.interview.questions.add(question(small.interview.rubric_version))

    assert queries_of(browser, kit(large)) <= queries_of(browser, kit(small)) + 1


# ---- Who reads it ----------------------------------------------------------------------------


@pytest.mark.parametrize("role", [TeamRole.HIRING_MANAGER, TeamRole.RECRUITER])
def test_those_who_lead_read_the_kit_without_a_card(client_of, seat, role):
    reader = leader(seat.interview.loop.application.requisition, role)

    html = read(client_of(reader), seat)

    assert "Finds out." in html
    assert "Rating guide" in html
    assert "Your scorecard" not in html
    assert client_of(reader).post(submit(seat), typed(seat)).status_code == 403


def test_a_seat_opens_the_kit_and_the_candidate_and_nothing_else(browser, seat):
    application = seat.interview.loop.application
    candidate = application.candidate

    assert browser.get(kit(seat)).status_code == 200
    assert browser.get(candidate.get_absolute_url()).status_code == 200
    for closed in (
        application.get_absolute_url(),
        seat.interview.loop.get_absolute_url(),
        application.requisition.get_absolute_url(),
        reverse("interviews:book", kwargs={"application_id": application.pk}),
    ):
        assert browser.get(closed).status_code in (403, 404), closed


def test_a_seat_in_another_interview_of_the_loop_does_not_open_the_kit(browser, seat):
    [other, _] = interviews_of(seat.interview.loop)

    assert browser.get(other.get_absolute_url()).status_code == 404


def test_a_stranger_is_told_nothing(client_of, seat):
    assert client_of(UserFactory()).get(kit(seat)).status_code == 404


def test_after_the_loop_was_called_off_the_kit_is_closed_to_who_sat_in_it(browser, seat):
    cancel_loop(loop=seat.interview.loop, actor=UserFactory(coordinator=True))

    assert browser.get(kit(seat)).status_code == 410


def test_those_who_schedule_see_that_it_was_called_off(client_of, seat):
    actor = UserFactory(coordinator=True)
    cancel_loop(loop=seat.interview.loop, actor=actor)

    assert "No scorecard is needed for this interview." in read(client_of(actor), seat)


def test_the_kit_does_not_tell_that_the_application_has_ended(browser, seat):
    application = seat.interview.loop.application
    reject(application=application, reason=reason(), actor=UserFactory(recruiter=True))

    html = read(browser, seat)

    assert "rejected" not in html
    assert "Your scorecard" in html


def test_a_page_is_small_enough_for_a_phone(browser, seat):
    for number in range(3):
        seat.interview.questions.add(
            question(seat.interview.rubric_version, title=f"Question {number}")
        )

    assert len(browser.get(kit(seat)).content) < 100_000

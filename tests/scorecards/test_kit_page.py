"""The kit: what an interviewer reads, and the card in it."""

import html as markup
import re

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.interviews.actions import cancel_loop
from hiring.pipeline.actions import change_hypothesis, reject
from hiring.scorecards.models import ScorecardVersion
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
from tests.factories.scorecards import criteria_of, sent, typed

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true"}


@pytest.fixture
def ada():
    return UserFactory(name="Ada Lovelace", zone="Europe/Berlin")


@pytest.fixture
def seat(ada):
    """Ada's seat in an interview that is over, with two criteria."""
    return seats_of(held([UserFactory()], [ada]))[1]


@pytest.fixture
def browser(client_of, ada):
    return client_of(ada)


def kit(seat) -> str:
    return reverse("scorecards:kit", kwargs={"interview_id": seat.interview_id})


def save(seat) -> str:
    return reverse("scorecards:save", kwargs={"interview_id": seat.interview_id})


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
    assert "bar 3 of 4" in html


def test_it_follows_the_hypotheses_of_this_candidate(browser, ada):
    made = candidacy()
    competency = made.requisition.competencies.get(competency__name="Modelling").competency
    change_hypothesis(
        application=made,
        competency=competency,
        stance=Stance.BAR,
        weight=1,
        bar_level=2,
        why="Has never trained a model.",
        by=UserFactory(recruiter=True),
    )
    [seat] = seats_of(booked([ada], made=made))

    html = read(browser, seat)

    assert "Has never trained a model." in html
    assert "bar 2 of 4" in html


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
    assert "No question is chosen" in read(browser, seat)


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
    assert "Blind: you read nobody’s card until yours is in." in read(browser, seat)


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
    assert "How it is rated" in html
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
    cancel_loop(loop=seat.interview.loop, by=UserFactory(coordinator=True))

    assert browser.get(kit(seat)).status_code == 404


def test_those_who_schedule_see_that_it_was_called_off(client_of, seat):
    by = UserFactory(coordinator=True)
    cancel_loop(loop=seat.interview.loop, by=by)

    assert "No scorecard is owed for this interview." in read(client_of(by), seat)


def test_the_kit_does_not_tell_that_the_application_has_ended(browser, seat):
    application = seat.interview.loop.application
    reject(application=application, reason=reason(), by=UserFactory(recruiter=True))

    html = read(browser, seat)

    assert "rejected" not in html
    assert "Your scorecard" in html


# ---- Drafts ----------------------------------------------------------------------------------


def test_what_is_typed_is_kept_and_said_to_be(browser, seat):
    [first, _] = criteria_of(seat)

    answer = browser.post(save(seat), {f"evidence_{first.pk}": "Asked why."}, headers=PART)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="saved-words"' in html
    assert "Saved" in html
    assert "<html" not in html
    assert "Asked why." in read(browser, seat)


def test_a_draft_comes_back_as_it_was_left(browser, seat):
    first, second = criteria_of(seat)
    browser.post(
        save(seat),
        {f"level_{first.pk}": "none", f"level_{second.pk}": "4", "overall": "2", "summary": "Hm."},
        headers=PART,
    )

    html = read(browser, seat)

    for name, value in (
        (f"level_{first.pk}", "none"),
        (f"level_{second.pk}", "4"),
        ("overall", "2"),
    ):
        assert re.search(rf'name="{name}"[^>]*value="{value}"[^>]*checked', html), name
    assert "Hm." in html


def test_nonsense_in_a_draft_counts_as_nothing_chosen(browser, seat):
    [first, _] = criteria_of(seat)
    data = {f"level_{first.pk}": "9", "overall": "great", "summary": "Hm."}

    answer = browser.post(save(seat), data, headers=PART)

    draft = ScorecardVersion.objects.get()
    assert answer.status_code == 200
    assert (draft.overall, draft.summary, draft.ratings.count()) == (None, "Hm.", 0)


def test_without_javascript_a_draft_is_kept_by_a_button(browser, seat):
    answer = browser.post(save(seat), {"summary": "Hm."}, follow=True)

    assert "The draft is kept." in answer.content.decode()
    assert ScorecardVersion.objects.get().summary == "Hm."


def test_a_second_tab_does_not_undo_the_first_and_says_so(browser, seat):
    browser.post(save(seat), {"summary": "From the phone.", "page": "phone"}, headers=PART)

    answer = browser.post(save(seat), {"summary": "From the desk.", "page": "desk"}, headers=PART)

    assert "changed in another tab or on another device" in answer.content.decode()
    assert "Keep this one" in answer.content.decode()
    assert ScorecardVersion.objects.get().summary == "From the phone."


def test_the_second_tab_may_insist(browser, seat):
    browser.post(save(seat), {"summary": "From the phone.", "page": "phone"}, headers=PART)

    browser.post(save(seat), {"summary": "From the desk.", "page": "desk", "mine": "yes"})

    assert ScorecardVersion.objects.get().summary == "From the desk."


def test_a_draft_saved_after_the_submission_changes_nothing_and_says_so(browser, seat):
    sent(seat)

    answer = browser.post(save(seat), {"summary": "Late."}, headers=PART)

    assert "You have submitted this card already" in answer.content.decode()
    assert ScorecardVersion.objects.get().summary == "Reasons from data."


# ---- Submitting ------------------------------------------------------------------------------


def test_a_whole_card_is_submitted_and_thanked_for(browser, seat):
    answer = browser.post(submit(seat), typed(seat), follow=True)

    html = markup.unescape(answer.content.decode())
    assert answer.redirect_chain == [(kit(seat), 302)]
    assert "Thank you. Your scorecard is in." in html
    assert "1 of 2 scorecards of this loop are in" in html
    assert f'data-draft-done="scorecard-{seat.pk}-of-{seat.user_id}"' in html


def test_the_last_one_is_told_that_it_was_the_last(browser, seat):
    sent(seats_of(seat.interview.loop)[0])

    html = browser.post(submit(seat), typed(seat), follow=True).content.decode()

    assert "It was the last one of this loop" in html


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(browser, seat):
    first, second = criteria_of(seat)
    data = typed(seat) | {f"evidence_{first.pk}": "", f"level_{second.pk}": "", "overall": ""}

    answer = browser.post(submit(seat), data)

    html = markup.unescape(answer.content.decode())
    assert answer.status_code == 400
    assert f'<a href="#id_evidence_{first.pk}">' in html
    assert "Write what you saw or heard." in html
    assert "Choose a level, or “not observed”." in html
    assert "Say where you come down." in html
    assert "Reasons from data." in html
    assert f"Said it of {second.name}." in html
    assert not ScorecardVersion.objects.submitted().exists()


def test_before_the_interview_a_card_can_be_written_and_not_submitted(browser, ada):
    [seat] = seats_of(booked([ada]))

    html = read(browser, seat)
    answer = browser.post(submit(seat), typed(seat))

    assert "Submitting opens when the interview begins" in html
    assert answer.status_code == 400
    assert "The interview has not begun" in answer.content.decode()
    assert "Reasons from data." in answer.content.decode()
    with clock.set_to(seat.during.lower):
        assert browser.post(submit(seat), typed(seat)).status_code == 302


def test_the_second_click_thanks_again(browser, seat):
    data = typed(seat)

    browser.post(submit(seat), data)
    answer = browser.post(submit(seat), data, follow=True)

    assert "Thank you." in answer.content.decode()
    assert ScorecardVersion.objects.count() == 1


def test_another_card_from_a_second_tab_can_become_an_amendment(browser, seat):
    browser.post(submit(seat), typed(seat))

    answer = browser.post(submit(seat), typed(seat, 1, summary="From the other tab."))

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "You have submitted this card already" in html
    assert "From the other tab." in html
    assert "Submit the amendment" in html
    assert ScorecardVersion.objects.get().summary == "Reasons from data."


def test_an_old_tab_is_asked_before_it_submits_over_newer_words(browser, seat):
    browser.post(save(seat), {"summary": "From the phone.", "page": "phone"}, headers=PART)
    data = typed(seat, summary="From the desk.") | {"page": "desk"}

    asked = browser.post(submit(seat), data)
    html = asked.content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', html)[1]
    done = browser.post(submit(seat), data | {"seen": markup.unescape(seen)})

    assert asked.status_code == 409
    assert "From the desk." in html
    assert done.status_code == 302
    assert ScorecardVersion.objects.get().summary == "From the desk."


def test_nobody_writes_anothers_card(client_of, seat):
    administrator = client_of(UserFactory(administrator=True))

    assert administrator.post(submit(seat), typed(seat)).status_code == 403
    assert administrator.post(save(seat), typed(seat)).status_code == 403
    assert not ScorecardVersion.objects.exists()


def test_a_page_is_small_enough_for_a_phone(browser, seat):
    for number in range(3):
        seat.interview.questions.add(
            question(seat.interview.rubric_version, title=f"Question {number}")
        )

    assert len(browser.get(kit(seat)).content) < 100_000

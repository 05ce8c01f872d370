"""The card in the kit: drafts kept while it is typed, and the submission."""

import html as markup
import re

import pytest
from django.urls import reverse

from hiring.activity import clock
from hiring.scorecards.models import ScorecardVersion
from tests.factories.accounts import UserFactory
from tests.factories.interviews import (
    booked,
    held,
    seats_of,
)
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


def test_a_text_of_any_length_is_kept_and_none_is_cut_by_the_browser(browser, seat):
    [first, _] = criteria_of(seat)
    words = "word " * 10_000

    browser.post(save(seat), {f"evidence_{first.pk}": words}, headers=PART)

    html = read(browser, seat)
    assert words.strip() in html
    assert "maxlength" not in html[html.index('id="card-form"') :]


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

    assert "All of this loop are in" in html


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

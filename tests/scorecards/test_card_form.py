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
    seats_of,
)
from tests.factories.scorecards import criteria_of, sent, typed

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true"}


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
    start = html.index('id="card-form"')
    assert "maxlength" not in html[start : html.index("</main>", start)]


def test_nonsense_in_a_draft_counts_as_nothing_chosen(browser, seat):
    [first, _] = criteria_of(seat)
    data = {f"level_{first.pk}": "9", "overall": "great", "summary": "Hm."}

    answer = browser.post(save(seat), data, headers=PART)

    draft = ScorecardVersion.objects.get()
    assert answer.status_code == 200
    assert (draft.overall, draft.summary, draft.ratings.count()) == (None, "Hm.", 0)


def test_without_javascript_a_draft_is_kept_by_a_button(browser, seat):
    answer = browser.post(save(seat), {"summary": "Hm."}, follow=True)

    assert "Draft saved." in answer.content.decode()
    assert ScorecardVersion.objects.get().summary == "Hm."


def opened(seat, **shown) -> dict[str, str]:
    """Say what the page showed when it was opened: nothing, but for these fields."""
    names = ["overall", "summary"]
    names += [f"{part}_{one.pk}" for one in criteria_of(seat) for part in ("level", "evidence")]
    return {f"initial-{name}": shown.get(name, "") for name in names}


def test_a_second_tab_does_not_undo_the_first_and_shows_both_texts(browser, seat):
    page = opened(seat)
    browser.post(save(seat), {"summary": "From the phone."} | page, headers=PART)

    answer = browser.post(save(seat), {"summary": "From the desk."} | page, headers=PART)

    html = answer.content.decode()
    assert "changed in another tab or on another device" in html
    assert "From the phone." in html
    assert "From the desk." in html
    assert ScorecardVersion.objects.get().summary == "From the phone."


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("mine", "From the desk."),
        ("theirs", "From the phone."),
        ("both", "From the desk.\n\nFrom the phone."),
    ],
)
def test_the_writer_chooses_and_what_was_chosen_is_kept(browser, seat, choice, kept):
    page = opened(seat)
    browser.post(save(seat), {"summary": "From the phone."} | page, headers=PART)
    chosen = {"choice-summary": choice, "stored-summary": "From the phone."}

    browser.post(save(seat), {"summary": "From the desk."} | page | chosen, headers=PART)

    assert ScorecardVersion.objects.get().summary == kept


def test_a_choice_made_before_yet_another_text_came_is_asked_again(browser, seat):
    page = opened(seat)
    browser.post(save(seat), {"summary": "Third."} | page, headers=PART)
    chosen = {"choice-summary": "mine", "stored-summary": "Second."}

    answer = browser.post(save(seat), {"summary": "First."} | page | chosen, headers=PART)

    assert "data-conflict" in answer.content.decode()
    assert ScorecardVersion.objects.get().summary == "Third."


def test_without_javascript_both_texts_are_on_the_page(browser, seat):
    page = opened(seat)
    browser.post(save(seat), {"summary": "From the phone."} | page)

    answer = browser.post(save(seat), {"summary": "From the desk."} | page)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert 'name="choice-summary" value="both"' in html
    assert "From the desk.</textarea>" in html


def test_a_page_that_tells_nonsense_of_what_it_showed_breaks_nothing(browser, seat):
    page = opened(seat, overall="great") | {"choice-summary": "all", "stored-summary": "x"}

    answer = browser.post(save(seat), {"summary": "Hm."} | page, headers=PART)

    assert answer.status_code == 200
    assert ScorecardVersion.objects.get().summary == "Hm."


def test_a_draft_saved_after_the_submission_changes_nothing_and_says_so(browser, seat):
    sent(seat)

    answer = browser.post(save(seat), {"summary": "Late."}, headers=PART)

    assert "You already submitted this scorecard" in answer.content.decode()
    assert ScorecardVersion.objects.get().summary == "Reasons from data."


# ---- Submitting ------------------------------------------------------------------------------


def test_a_whole_card_is_submitted_and_thanked_for(browser, seat):
    answer = browser.post(submit(seat), typed(seat), follow=True)

    html = markup.unescape(answer.content.decode())
    assert answer.redirect_chain == [(kit(seat), 302)]
    assert "Thank you. Your scorecard is submitted." in html
    assert "1 of 2 scorecards for this loop are in" in html
    assert f'data-draft-done="scorecard-{seat.pk}-of-{seat.user_id}"' in html


def test_the_last_one_is_told_that_it_was_the_last(browser, seat):
    sent(seats_of(seat.interview.loop)[0])

    html = browser.post(submit(seat), typed(seat), follow=True).content.decode()

    assert "All scorecards for this loop are in" in html


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(browser, seat):
    first, second = criteria_of(seat)
    data = typed(seat) | {f"evidence_{first.pk}": "", f"level_{second.pk}": "", "overall": ""}

    answer = browser.post(submit(seat), data)

    html = markup.unescape(answer.content.decode())
    assert answer.status_code == 400
    assert f'<a href="#id_evidence_{first.pk}">' in html
    assert "Add evidence: what you saw or heard." in html
    assert "Choose a level, or “not observed”." in html
    assert "Choose an overall recommendation." in html
    assert "Reasons from data." in html
    assert f"Said it of {second.name}." in html
    assert not ScorecardVersion.objects.submitted().exists()


def test_before_the_interview_a_card_can_be_written_and_not_submitted(browser, ada):
    [seat] = seats_of(booked([ada]))

    html = read(browser, seat)
    answer = browser.post(submit(seat), typed(seat))

    assert "You can submit once the interview starts" in html
    assert answer.status_code == 400
    assert "The interview has not started" in answer.content.decode()
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
    assert "You already submitted this scorecard" in html
    assert "From the other tab." in html
    assert "Submit amendment" in html
    assert ScorecardVersion.objects.get().summary == "Reasons from data."


def test_an_old_tab_is_asked_before_it_submits_over_newer_words(browser, seat):
    page = opened(seat)
    browser.post(save(seat), {"summary": "From the phone."} | page, headers=PART)
    data = typed(seat, summary="From the desk.") | page

    asked = browser.post(submit(seat), data)
    chosen = {"choice-summary": "mine", "stored-summary": "From the phone."}
    done = browser.post(submit(seat), data | chosen)

    assert asked.status_code == 409
    assert "From the desk." in asked.content.decode()
    assert done.status_code == 302
    assert ScorecardVersion.objects.get().summary == "From the desk."


def test_a_card_that_contradicts_itself_is_submitted_after_one_question(browser, seat):
    data = typed(seat, 1, 4, overall=4)

    asked = browser.post(submit(seat), data)
    done = browser.post(submit(seat), data | {"confirmed": "yes"})

    assert asked.status_code == 400
    assert "Submit anyway" in asked.content.decode()
    assert done.status_code == 302


def test_a_card_that_is_refused_is_in_the_draft(browser, seat):
    data = typed(seat) | opened(seat) | {"overall": ""}

    browser.post(submit(seat), data)

    assert ScorecardVersion.objects.get().summary == "Reasons from data."


def test_a_card_sent_before_the_interview_is_in_the_draft(browser, ada):
    [seat] = seats_of(booked([ada]))

    answer = browser.post(submit(seat), typed(seat) | opened(seat))

    assert "Nothing you typed is lost" in answer.content.decode()
    assert ScorecardVersion.objects.get().summary == "Reasons from data."


def test_nobody_writes_anothers_card(client_of, seat):
    administrator = client_of(UserFactory(administrator=True))

    assert administrator.post(submit(seat), typed(seat)).status_code == 403
    assert administrator.post(save(seat), typed(seat)).status_code == 403
    assert not ScorecardVersion.objects.exists()

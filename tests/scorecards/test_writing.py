"""Drafts and submissions: what a card must be, and that it is submitted once."""

import pytest

from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.editing import EditConflict, FieldConflict
from hiring.activity.models import Event, FieldChange
from hiring.interviews.actions.canceling import cancel_loop
from hiring.interviews.actions.interviewers import replace_interviewer
from hiring.pipeline.models import Participant
from hiring.scorecards.actions.content import MISSING, Content, Unfinished, read
from hiring.scorecards.actions.writing import (
    AlreadySubmitted,
    Contradiction,
    open_card,
    save_draft,
    submit,
)
from hiring.scorecards.models import Scorecard, ScorecardVersion, VersionState
from hiring.scorecards.verbs import Verb
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, held, seats_of
from tests.factories.scorecards import criteria_of, sent, whole

pytestmark = pytest.mark.django_db
NOTHING = {"overall": None, "summary": "", "ratings": {}}


@pytest.fixture
def seat():
    """A seat in the take-home review, whose rubric has two criteria; the interview is over."""
    return seats_of(held())[1]


# ---- Drafts ----------------------------------------------------------------------------------


def test_a_draft_keeps_whatever_was_typed_so_far(seat):
    first, second = criteria_of(seat)
    typed = {first.pk: (2, ""), second.pk: (MISSING, "Asked what a miss costs.")}

    draft = save_draft(seat=seat, actor=seat.user, overall=None, summary="Hm.", ratings=typed)

    assert draft.state == VersionState.DRAFT
    assert read(ScorecardVersion.objects.with_ratings().get()).ratings == typed
    assert draft.summary == "Hm."


def test_a_draft_says_what_was_typed_last(seat):
    [first, second] = criteria_of(seat)
    both = {first.pk: (2, "One."), second.pk: (3, "Two.")}
    save_draft(seat=seat, actor=seat.user, overall=2, summary="", ratings=both)

    later = {second.pk: (None, "")}
    save_draft(seat=seat, actor=seat.user, overall=None, summary="x", ratings=later)

    assert read(ScorecardVersion.objects.with_ratings().get()).ratings == later


def test_a_draft_may_be_written_before_the_interview():
    [seat, _] = seats_of(booked())

    assert save_draft(seat=seat, actor=seat.user, **NOTHING).number == 1


def test_a_draft_keeps_ten_thousand_words_whole(seat):
    [first, _] = criteria_of(seat)
    words = "résidus 👩🏽‍🔬 " * 10_000

    save_draft(
        seat=seat, actor=seat.user, overall=None, summary=words, ratings={first.pk: (3, words)}
    )

    [rating] = ScorecardVersion.objects.with_ratings().get().ratings.all()
    assert rating.evidence == words.strip()
    assert rating.version.summary == words.strip()


def test_a_card_is_opened_once(seat):
    assert open_card(seat=seat, actor=seat.user) == open_card(seat=seat, actor=seat.user)


def test_a_draft_is_nobodys_but_the_seat_holders(seat):
    with pytest.raises(Refused, match="Only the interviewer can write"):
        save_draft(seat=seat, actor=UserFactory(administrator=True), **NOTHING)
    assert not Scorecard.objects.exists()


def test_a_draft_rates_nothing_of_another_rubric(seat):
    [foreign] = criteria_of(seats_of(held())[0])

    with pytest.raises(Refused, match="a different rubric"):
        save_draft(
            seat=seat, actor=seat.user, overall=None, summary="", ratings={foreign.pk: (3, "")}
        )


@pytest.mark.parametrize("level", [0, 5, -1, 2.5])
def test_the_scale_has_four_levels(seat, level):
    [first, _] = criteria_of(seat)

    with pytest.raises(Refused, match="level from 1 to 4"):
        save_draft(
            seat=seat, actor=seat.user, overall=None, summary="", ratings={first.pk: (level, "")}
        )


def test_line_ends_and_nul_of_a_browser_change_nothing(seat):
    [first, second] = criteria_of(seat)
    typed = {first.pk: (3, " One.\r\nTwo.\x00 "), second.pk: (None, "")}

    save_draft(seat=seat, actor=seat.user, overall=3, summary="a\r\nb", ratings=typed)

    draft = ScorecardVersion.objects.with_ratings().get()
    assert draft.summary == "a\nb"
    assert draft.ratings.get(criterion=first).evidence == "One.\nTwo."


# ---- Two open pages --------------------------------------------------------------------------


def card(summary="", **values):
    return NOTHING | {"summary": summary} | values


def stored(seat):
    return read(ScorecardVersion.objects.with_ratings().get(scorecard__seat=seat))


def test_a_page_that_did_not_see_the_last_change_does_not_undo_it(seat):
    save_draft(seat=seat, actor=seat.user, seen=NOTHING, **card("New."))

    with pytest.raises(EditConflict, match="another tab or on another device") as conflict:
        save_draft(seat=seat, actor=seat.user, seen=NOTHING, **card("Old."))

    assert conflict.value.fields == {"summary": FieldConflict("", "New.", "Old.")}
    assert stored(seat).summary == "New."


def test_what_does_not_conflict_is_saved_beside_a_conflict(seat):
    first, second = criteria_of(seat)
    rated = {first.pk: (3, "Theirs.")}
    save_draft(seat=seat, actor=seat.user, seen=NOTHING, **card("New.", ratings=rated))

    mine = {second.pk: (2, "Mine.")}
    with pytest.raises(EditConflict) as conflict:
        save_draft(
            seat=seat, actor=seat.user, seen=NOTHING, **card("Old.", ratings=mine, overall=2)
        )

    assert list(conflict.value.fields) == ["summary"]
    assert stored(seat) == Content(2, "New.", rated | mine)


def test_a_page_goes_on_from_what_it_showed(seat):
    for before, text in (("", "One."), ("One.", "One. Two."), ("One. Two.", "Three.")):
        save_draft(seat=seat, actor=seat.user, seen=card(before), **card(text))

    assert stored(seat).summary == "Three."


def test_an_answer_that_got_lost_makes_no_conflict_of_one_page_with_itself(seat):
    save_draft(seat=seat, actor=seat.user, seen=NOTHING, **card("One."))

    save_draft(seat=seat, actor=seat.user, seen=NOTHING, **card("One. Two."))

    assert stored(seat).summary == "One. Two."


def test_two_pages_that_say_the_same_do_not_disagree(seat):
    save_draft(seat=seat, actor=seat.user, seen=NOTHING, **card("Same."))

    assert save_draft(seat=seat, actor=seat.user, seen=NOTHING, **card("Same.")).revision == 1


def test_a_client_that_writes_the_whole_card_says_which_revision_it_read(seat):
    draft = open_card(seat=seat, actor=seat.user)
    later = save_draft(seat=seat, actor=seat.user, revision=draft.revision, **card("One."))

    with pytest.raises(EditConflict, match="Load it again"):
        save_draft(seat=seat, actor=seat.user, revision=draft.revision, **card("Two."))
    save_draft(seat=seat, actor=seat.user, revision=later.revision, **card("Three."))

    assert stored(seat).summary == "Three."


def test_an_old_page_cannot_submit_over_what_another_one_kept(seat):
    save_draft(seat=seat, actor=seat.user, seen=NOTHING, **card("New."))

    with pytest.raises(EditConflict):
        submit(seat=seat, actor=seat.user, seen=NOTHING, **whole(seat))

    seat.refresh_from_db()
    assert seat.submitted_at is None


def test_nothing_is_submitted_that_the_page_did_not_show(seat):
    [first, _] = criteria_of(seat)
    save_draft(seat=seat, actor=seat.user, seen=NOTHING, **card(ratings={first.pk: (3, "Newer.")}))
    sent = whole(seat)
    sent["ratings"] = dict(list(sent["ratings"].items())[1:])

    with pytest.raises(EditConflict) as conflict:
        submit(seat=seat, actor=seat.user, seen=NOTHING, **sent)

    assert conflict.value.fields == {}
    assert not ScorecardVersion.objects.submitted().exists()


def test_an_overall_at_the_other_end_of_a_rating_is_asked_about_and_not_forbidden(seat):
    sent = whole(seat, 1, 4, overall=4)

    with pytest.raises(Contradiction, match="overall recommendation is strong yes, but you rated"):
        submit(seat=seat, actor=seat.user, confirmed=False, **sent)

    assert submit(seat=seat, actor=seat.user, confirmed=True, **sent).submitted_at


@pytest.mark.parametrize(("overall", "levels"), [(4, (3, None)), (3, (3, 2)), (1, (3, 1))])
def test_less_than_a_contradiction_is_not_asked_about(seat, overall, levels):
    sent = whole(seat, *levels, overall=overall)

    assert submit(seat=seat, actor=seat.user, confirmed=False, **sent).submitted_at


# ---- Submitting ------------------------------------------------------------------------------


def test_a_whole_card_is_submitted_and_stands(seat):
    version = submit(seat=seat, actor=seat.user, **whole(seat, 4, None, overall=2))

    seat.refresh_from_db()
    assert (version.state, version.number, version.overall) == (VersionState.SUBMITTED, 1, 2)
    assert seat.submitted_at is not None
    assert [rating.level for rating in version.ratings.all()] == [4, None]


def test_a_submission_ends_the_writers_blindness(seat):
    awaited = Participant.objects.owing().filter(user=seat.user)
    assert awaited.exists()

    sent(seat)

    assert not awaited.exists()


def test_the_record_says_that_a_card_came_in_and_not_what_it_says(seat):
    sent(seat, 1, 1, overall=1, summary="Not at all.")

    event = Event.objects.get(verb=Verb.SCORECARD_SUBMITTED)
    assert event.choices == {"interview": "Take-home review"}
    assert event.application_id == seat.interview.loop.application_id
    assert not FieldChange.objects.filter(event=event).exists()


def test_what_is_missing_is_named_field_by_field(seat):
    [first, second] = criteria_of(seat)
    lacking = {first.pk: (3, "   ")}

    with pytest.raises(Unfinished) as refused:
        submit(seat=seat, actor=seat.user, overall=None, summary=" ", ratings=lacking)

    assert [field for field, _ in refused.value.problems] == [
        f"evidence_{first.pk}",
        f"level_{second.pk}",
        "overall",
        "summary",
    ]
    assert not ScorecardVersion.objects.submitted().exists()


def test_what_was_not_observed_needs_no_evidence(seat):
    version = submit(seat=seat, actor=seat.user, **whole(seat, None, None))

    assert version.submitted_at


def test_nothing_is_submitted_before_the_interview_has_begun():
    [seat, _] = seats_of(booked())
    card = whole(seat)

    with (
        clock.set_to(seat.during.lower.replace(minute=0) - (seat.during.upper - seat.during.lower)),
        pytest.raises(Refused, match="has not started"),
    ):
        submit(seat=seat, actor=seat.user, **card)
    with clock.set_to(seat.during.lower):
        assert submit(seat=seat, actor=seat.user, **card).submitted_at


def test_the_same_card_sent_twice_is_submitted_once(seat):
    card = whole(seat)

    first = submit(seat=seat, actor=seat.user, **card)
    second = submit(seat=seat, actor=seat.user, **card)

    assert first == second
    assert Event.objects.filter(verb=Verb.SCORECARD_SUBMITTED).count() == 1


def test_another_card_after_the_submission_is_refused_and_changes_nothing(seat):
    submit(seat=seat, actor=seat.user, **whole(seat))

    with pytest.raises(AlreadySubmitted, match="You can amend it"):
        submit(seat=seat, actor=seat.user, **whole(seat, overall=1))
    with pytest.raises(AlreadySubmitted):
        save_draft(seat=seat, actor=seat.user, **NOTHING)
    assert ScorecardVersion.objects.get().overall == 3


def test_who_was_replaced_can_no_longer_submit():
    [seat] = seats_of(held([UserFactory()]))
    replace_interviewer(seat=seat, user=UserFactory(), actor=UserFactory(coordinator=True))

    with pytest.raises(Refused, match="no longer assigned"):
        submit(seat=seat, actor=seat.user, **whole(seat))


def test_after_a_loop_was_called_off_nothing_is_owed(seat):
    cancel_loop(loop=seat.interview.loop, actor=UserFactory(coordinator=True))

    with pytest.raises(Refused, match="no longer assigned"):
        save_draft(seat=seat, actor=seat.user, **NOTHING)


def test_a_draft_becomes_the_submission_and_no_second_version(seat):
    save_draft(seat=seat, actor=seat.user, **(NOTHING | {"summary": "First thoughts."}))

    sent(seat)

    assert ScorecardVersion.objects.count() == 1


def test_a_text_that_nobody_would_read_is_refused_where_it_stands(seat):
    [first, _] = criteria_of(seat)
    card = whole(seat, summary="b" * 10_000)
    card["ratings"][first.pk] = (3, "a" * 10_001)

    with pytest.raises(Unfinished) as refused:
        submit(seat=seat, actor=seat.user, **card)

    [(field, said)] = refused.value.problems
    assert field == f"evidence_{first.pk}"
    assert "10,001 characters; the limit is 10,000" in said


def test_a_line_end_counts_as_one_character_however_a_browser_sends_it(seat):
    card = whole(seat, summary="a\r\n" * 4_999)

    assert submit(seat=seat, actor=seat.user, **card).submitted_at

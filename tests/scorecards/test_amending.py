"""Amending: a new version with a reason; the ones before stay as they were."""

import pytest

from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.scorecards.actions.content import Unfinished
from hiring.scorecards.actions.writing import amend, save_draft
from hiring.scorecards.comparison import lines
from hiring.scorecards.models import Scorecard, ScorecardVersion
from hiring.scorecards.verbs import Verb
from tests.factories.accounts import UserFactory
from tests.factories.interviews import held, seats_of
from tests.factories.scorecards import criteria_of, sent, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return seats_of(held())[1]


@pytest.fixture
def card(seat):
    return sent(seat)


def amended(card: Scorecard, *levels: int | None, reason: str = "I misread my notes.", **values):
    seat = card.seat
    return amend(scorecard=card, actor=seat.user, reason=reason, **whole(seat, *levels, **values))


def test_an_amendment_is_a_new_version_beside_the_old_one(card):
    newer = amended(card, 1)

    older = card.versions.get(number=1)
    assert (newer.number, newer.amendment) == (2, "I misread my notes.")
    assert [rating.level for rating in newer.ratings.all()] == [1, 3]
    assert [rating.level for rating in older.ratings.all()] == [3, 3]


def test_an_amendment_keeps_when_the_card_came_in(card):
    seat = card.seat
    seat.refresh_from_db()
    before = seat.submitted_at

    amended(card, 1)

    seat.refresh_from_db()
    assert seat.submitted_at == before


def test_an_amendment_needs_a_reason(card):
    with pytest.raises(Refused, match="Give a reason") as refused:
        amended(card, 1, reason="  ")
    assert refused.value.field == "reason"


def test_an_amendment_changes_something(card):
    with pytest.raises(Refused, match="You haven’t changed anything"):
        amended(card)


def test_an_amendment_is_a_whole_card(card):
    with pytest.raises(Unfinished):
        amended(card, 1, summary="")


def test_an_amendment_sent_twice_is_made_once(card):
    first = amended(card, 1)
    second = amended(card, 1)

    assert first == second
    assert Event.objects.filter(verb=Verb.SCORECARD_AMENDED).count() == 1


def test_a_card_can_be_amended_again(card):
    amended(card, 1)
    third = amended(card, 2, reason="On reflection.")

    assert third.number == 3
    assert ScorecardVersion.objects.submitted().count() == 3


def test_only_its_writer_amends_a_card(card):
    with pytest.raises(Refused, match="Only the interviewer can write"):
        amend(
            scorecard=card,
            actor=UserFactory(administrator=True),
            reason="I know better.",
            **whole(card.seat, 1),
        )


def test_a_draft_is_not_amended(seat):
    draft = save_draft(seat=seat, actor=seat.user, overall=None, summary="", ratings={})

    with pytest.raises(Refused, match="still a draft"):
        amended(draft.scorecard, 1)


# ---- Side by side ----------------------------------------------------------------------------


def test_versions_are_compared_criterion_by_criterion(card):
    first, second = criteria_of(card.seat)
    amended(card, 1)
    versions = list(ScorecardVersion.objects.submitted().with_ratings())

    changed, kept = lines(versions)

    assert (changed.criterion, kept.criterion) == (first, second)
    assert [cell.rating.level for cell in changed.cells] == [1, 3]
    assert [cell.level_changed for cell in changed.cells] == [True, False]
    assert (changed.changed, kept.changed) == (True, False)


def test_other_words_for_the_same_level_are_a_change(card):
    [first, second] = criteria_of(card.seat)
    ratings = {first.pk: (3, "Said something else."), second.pk: (3, f"Said it of {second.name}.")}
    amended(card, ratings=ratings)

    changed, kept = lines(list(ScorecardVersion.objects.submitted().with_ratings()))

    assert (changed.cells[0].words_changed, changed.cells[0].level_changed) == (True, False)
    assert not kept.changed


def test_a_single_version_has_no_changes(card):
    found = lines(list(ScorecardVersion.objects.submitted().with_ratings()))

    assert [line.changed for line in found] == [False, False]

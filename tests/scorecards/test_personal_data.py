"""What scorecards hold on a person: exported, and erased past the triggers."""

import pytest
from django.db import IntegrityError, connection, transaction

from candidates.personal_data.registry import all_personal_data, erase_rows, export_candidate
from hiring.activity.immutable import ERASING
from hiring.scorecards.actions.writing import amend
from hiring.scorecards.models import QuestionInstance, Rating, Scorecard, ScorecardVersion
from tests.factories.accounts import UserFactory
from tests.factories.interviews import held, seats_of
from tests.factories.scorecards import sent, whole

pytestmark = pytest.mark.django_db
OURS = [h for h in all_personal_data() if h.label.startswith("scorecards.")]


@pytest.fixture
def card():
    [seat] = seats_of(held([UserFactory(name="Ada Lovelace")]))
    card = sent(seat, 2, summary="Reasons about Chidi.")
    amend(scorecard=card, actor=seat.user, reason="Chidi told me more.", **whole(seat, 4))
    return card


def erase(card) -> None:
    for holding in OURS:
        erase_rows(holding, card.seat.interview.candidate)


def test_every_table_is_registered():
    assert {holding.model for holding in OURS} == {
        Scorecard,
        ScorecardVersion,
        Rating,
        QuestionInstance,
    }


def test_an_export_has_every_word_that_was_written_of_the_person(card):
    found = export_candidate(card.seat.interview.candidate)

    versions = found["scorecards.scorecardversion"]
    assert [version["summary"] for version in versions] == [
        "Reasons about Chidi.",
        "Reasons from data.",
    ]
    assert versions[1]["amendment"] == "Chidi told me more."
    assert versions[0]["scorecard__author__name"] == "Ada Lovelace"
    assert {rating["evidence"] for rating in found["scorecards.rating"]} == {
        "Said it of Shows Modeling."
    }


def test_an_erasure_blanks_the_words_and_keeps_levels_and_dates(card):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, 'on', true)", [ERASING])
        erase(card)

    words = ScorecardVersion.objects.values_list("summary", "amendment")
    assert set(words) == {("", "")}
    assert set(Rating.objects.values_list("evidence", flat=True)) == {""}
    assert sorted(Rating.objects.values_list("level", flat=True)) == [2, 4]
    assert not ScorecardVersion.objects.filter(submitted_at=None).exists()


def test_without_the_laws_word_the_triggers_hold(card):
    with pytest.raises(IntegrityError, match="never changes"):
        erase(card)

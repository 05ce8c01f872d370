"""What the database itself keeps true of scorecards, no matter who writes to it."""

from threading import Event, Thread

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from hiring.activity.immutable import ERASING
from hiring.scorecards.actions.writing import save_draft
from hiring.scorecards.models import Rating, ScorecardVersion
from tests.factories.accounts import UserFactory
from tests.factories.interviews import held, seats_of
from tests.factories.scorecards import criteria_of, sent, whole

pytestmark = pytest.mark.django_db


def run(sql: str, *params, erasing: bool = False) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if erasing:
            cursor.execute("SELECT set_config(%s, 'on', true)", [ERASING])
        cursor.execute(sql, params)


@pytest.fixture
def card():
    return sent(seats_of(held())[1])


OF_A_VERSION = [
    "UPDATE scorecards_scorecardversion SET overall = 4 WHERE scorecard_id = %s",
    "UPDATE scorecards_scorecardversion SET summary = 'Better.' WHERE scorecard_id = %s",
    "UPDATE scorecards_scorecardversion SET submitted_at = now() WHERE scorecard_id = %s",
    "UPDATE scorecards_scorecardversion SET state = 'draft', submitted_at = NULL"
    " WHERE scorecard_id = %s",
    "DELETE FROM scorecards_scorecardversion WHERE scorecard_id = %s",
]
OF_A_RATING = [
    "UPDATE scorecards_rating SET level = 4 WHERE version_id = %s",
    "UPDATE scorecards_rating SET evidence = 'Better.' WHERE version_id = %s",
    "DELETE FROM scorecards_rating WHERE version_id = %s",
    "INSERT INTO scorecards_rating (version_id, criterion_id, level, is_open, evidence)"
    " SELECT %s, id, 4, false, 'Slipped in.' FROM rubrics_criterion"
    " ORDER BY id DESC LIMIT 1",
]


@pytest.mark.parametrize("change", OF_A_VERSION)
def test_a_submitted_scorecard_cannot_be_changed(card, change):
    with pytest.raises(IntegrityError, match="a submitted scorecard never changes"):
        run(change, card.pk)


@pytest.mark.parametrize("change", OF_A_RATING)
def test_its_ratings_cannot_be_changed_removed_or_added_to(card, change):
    with pytest.raises(IntegrityError, match="a submitted scorecard never changes"):
        run(change, card.versions.get().pk)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE scorecards_scorecard SET author_id = author_id - 1 WHERE id = %s",
        "DELETE FROM scorecards_scorecard WHERE id = %s",
    ],
)
def test_whose_it_is_cannot_be_changed(card, change):
    with pytest.raises(IntegrityError, match="a submitted scorecard never changes"):
        run(change, card.pk)


def test_a_rating_cannot_be_taken_from_a_draft_into_a_submitted_card(card):
    seat = seats_of(held())[1]
    draft = save_draft(seat=seat, actor=seat.user, **whole(seat))

    with pytest.raises(IntegrityError, match="a submitted scorecard never changes"):
        run(
            "UPDATE scorecards_rating SET version_id = %s WHERE version_id = %s",
            card.versions.get().pk,
            draft.pk,
        )


def test_a_draft_can_be_changed(card):
    seat = seats_of(held())[1]
    draft = save_draft(seat=seat, actor=seat.user, **whole(seat))

    run("UPDATE scorecards_rating SET level = 1 WHERE version_id = %s", draft.pk)

    assert set(Rating.objects.filter(version=draft).values_list("level", flat=True)) == {1}


def test_a_submitted_version_says_when_and_where_its_writer_comes_down(card):
    for missing in ("overall = NULL", "submitted_at = NULL"):
        with pytest.raises(IntegrityError, match="a_submitted_version_is_whole"):
            run(
                f"UPDATE scorecards_scorecardversion SET {missing} WHERE id = %s",  # noqa: S608 - of this test
                card.versions.get().pk,
                erasing=True,
            )


@pytest.mark.parametrize("level", [0, 5])
def test_a_level_is_on_the_scale(level):
    seat = seats_of(held())[1]
    draft = save_draft(seat=seat, actor=seat.user, **whole(seat))

    with pytest.raises(IntegrityError, match="rating_range"):
        run("UPDATE scorecards_rating SET level = %s WHERE version_id = %s", level, draft.pk)


def test_what_is_not_rated_yet_has_no_level():
    seat = seats_of(held())[1]
    draft = save_draft(seat=seat, actor=seat.user, **whole(seat))

    with pytest.raises(IntegrityError, match="an_open_rating_has_no_level"):
        run("UPDATE scorecards_rating SET is_open = true WHERE version_id = %s", draft.pk)


@pytest.mark.django_db(transaction=True)
def test_a_rating_that_comes_while_a_card_is_being_submitted_comes_too_late():
    """It waits for the submission, and then finds the card submitted."""
    seat = seats_of(held([UserFactory()]))[0]
    draft = save_draft(seat=seat, actor=seat.user, overall=3, summary="x", ratings={})
    [criterion] = criteria_of(seat)
    sending, came, said = Event(), Event(), []

    def slip_in() -> None:
        sending.wait()
        try:
            came.set()
            run(
                "INSERT INTO scorecards_rating (version_id, criterion_id, level, is_open, evidence)"
                " VALUES (%s, %s, 4, false, 'Slipped in.')",
                draft.pk,
                criterion.pk,
            )
        except DatabaseError as error:
            said.append(str(error))
        finally:
            connection.close()

    thread = Thread(target=slip_in)
    thread.start()
    with transaction.atomic():
        ScorecardVersion.objects.filter(pk=draft.pk).update(
            state="submitted", submitted_at=seat.during.upper
        )
        sending.set()
        came.wait()
        thread.join(0.3)
        assert thread.is_alive()
    thread.join()

    assert "a submitted scorecard never changes" in said[0]
    assert not Rating.objects.exists()

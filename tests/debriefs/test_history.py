"""Earlier scorecards: which are read, when they are fitted, and that a debrief is corrected by
those of before the candidate came."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob
from hiring.debriefs.actions.fitting import request_fit
from hiring.debriefs.assembly import assemble
from hiring.debriefs.history import ratings_before
from hiring.debriefs.models import RatingFit
from hiring.debriefs.tasks import request_fit as nightly
from rubrics.assessment.estimates import Severity
from rubrics.assessment.history import Fitted
from tests.factories.debriefs import NOON, scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]
NIGHT = NOON + timedelta(days=3)


def run_fit(at=NIGHT):
    with clock.set_to(at):
        job = request_fit()
        jobs.run_jobs([job.pk])
    return RatingFit.objects.get(before=at)


def kept(before, **fitted):
    return RatingFit.objects.create(
        before=before, ratings=900, history=Fitted(ratings=900, **fitted).as_dict()
    )


def modeling(content):
    return next(h for h in content["hypotheses"] if h["competency"]["name"] == "Modeling")


def test_read_is_what_was_observed_by_those_who_were_there():
    made = scene()
    puzzle, first, _owed = made.seats
    made.submit(puzzle, 4, None)
    made.submit(first, 2, 2)

    rows = list(ratings_before(NIGHT))

    assert sorted(row.level for row in rows) == [2, 2, 4]
    assert {row.interviewer for row in rows} == {puzzle.user_id, first.user_id}
    assert {row.candidate for row in rows} == {made.application.candidate_id}
    assert list(ratings_before(NOON)) == []


def test_a_nightly_fit_is_a_version_of_its_own_and_comes_once_until_there_is_more():
    made = scene()
    made.submit(made.seats[0])

    fit = run_fit()

    assert (fit.ratings, fit.history["severities"]) == (2, {})
    with clock.set_to(NIGHT + timedelta(days=1)):
        nightly()
    assert not BackgroundJob.objects.live().filter(task="debriefs.fit_ratings").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        RatingFit.objects.update(ratings=3)


def test_a_debrief_is_corrected_by_the_newest_fit_of_before_the_candidate_came():
    made = scene().submit_all()
    bare = assemble(made.application).as_json()
    lenient = {seat.user_id: Severity(0.4, 0.01) for seat in made.seats}
    kept(NOON - timedelta(days=2))
    used = kept(NOON - timedelta(days=1), severities=lenient)
    kept(NOON + timedelta(hours=1), centers={modeling(bare)["competency"]["id"]: (3, 3.2, 3.4)})

    content = assemble(made.application).as_json()

    assert bare["history"] is None
    assert content["history"] == {
        **{"fit": used.pk, "before": used.before.isoformat(), "ratings": 900},
        **{"interviewers": 3, "criteria": 0, "competencies": 0, "references": 0},
    }
    before, after = modeling(bare)["assessment"], modeling(content)["assessment"]
    assert after["level"] < before["level"]
    assert after["state"] == before["state"] == "met"
    assert made.debrief().fit == used


def test_who_was_interviewed_before_is_never_corrected_by_their_own_scorecards():
    first = scene().submit_all()
    kept(NOON + timedelta(days=2))
    again = scene()
    with transaction.atomic():
        type(again.application).objects.filter(pk=again.application.pk).update(
            candidate=first.application.candidate_id
        )

    assert assemble(again.application).history is None


def test_severities_of_single_people_are_not_in_the_content():
    made = scene().submit_all()
    kept(NOON - timedelta(days=1), severities={made.seats[0].user_id: Severity(0.4123, 0.01)})

    text = str(assemble(made.application).as_json())

    assert "0.4123" not in text
    assert "severit" not in text

"""Fitting the history of scorecards anew, in the background. Safe to begin again."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob
from hiring.debriefs.history import ratings_before, references_before
from hiring.debriefs.models import RatingFit
from hiring.scorecards.models import ScorecardVersion

TASK = "debriefs.fit_ratings"


def request_fit() -> BackgroundJob | None:
    """Have the scorecards of until now fitted, unless none has come in since the last fit."""
    last = RatingFit.objects.aggregate(last=Max("before"))["last"]
    new = ScorecardVersion.objects.submitted()
    if last:
        new = new.filter(submitted_at__gte=last)
    if not new.exists():
        return None
    before = clock.now()
    return jobs.enqueue(TASK, key="all", before=before.isoformat())


@jobs.job(TASK)
def fit_ratings(claimed: BackgroundJob, *, before: str) -> None:
    """Fit what was rated before, and keep it as a version of its own."""
    from rubrics.assessment.history import fit_history
    from rubrics.assessment.usage import uses

    moment = datetime.fromisoformat(before)
    ratings = list(ratings_before(moment))
    jobs.heartbeat(claimed, progress=40)
    fitted = fit_history(ratings, references_before(moment))
    with transaction.atomic():
        jobs.heartbeat(claimed, progress=95)
        RatingFit.objects.get_or_create(
            before=moment,
            defaults={
                "ratings": len(ratings),
                "history": fitted.as_dict(),
                "rubrics": {str(rubric): use for rubric, use in uses(ratings).items()},
            },
        )

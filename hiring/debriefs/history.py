"""Earlier scorecards: which ones are read, and which fit of them a debrief is corrected by."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F, Min, QuerySet
from django.db.models.functions import Lower

from hiring.debriefs import models
from hiring.debriefs.models import RatingFit
from hiring.interviews.models import Interview, InterviewStatus, LoopStatus, SeatStatus
from hiring.pipeline.models import Application
from hiring.scorecards.models import Rating, VersionState
from rubrics.assessment.history import PastRating, ReferenceRating

CHUNK = 10_000
SEAT = "version__scorecard__seat"


def ratings_before(moment: datetime) -> Iterator[PastRating]:
    """Yield what was observed on scorecards submitted before, as they were first submitted.

    Amended ones may have heard the others. Left out are interviewers who were given their place
    after the interview.
    """
    rows = (
        _counted()
        .filter(version__submitted_at__lt=moment)
        .values_list(
            f"{SEAT}__interview__loop__application__candidate",
            f"{SEAT}__user",
            "criterion__version__rubric",
            "criterion",
            "criterion__competency",
            "level",
        )
    )
    return map(PastRating._make, rows.order_by().iterator(chunk_size=CHUNK))


def references_before(moment: datetime) -> Iterator[ReferenceRating]:
    """Yield how reference answers were rated before, beside what was agreed."""
    rated = models.ReferenceRating.objects.filter(rated_at__lt=moment).select_related("answer")
    for rating in rated.annotate(rubric=F("answer__version__rubric")):
        agreed = rating.answer.agreed.get(str(rating.criterion_id))
        if agreed:
            yield ReferenceRating(rating.rubric, rating.level, agreed)


def _counted() -> QuerySet[Rating]:
    return Rating.objects.filter(
        level__isnull=False,
        version__number=1,
        version__state=VersionState.SUBMITTED,
        **{
            f"{SEAT}__status": SeatStatus.ACTIVE,
            f"{SEAT}__is_late": False,
            f"{SEAT}__interview__status": InterviewStatus.BOOKED,
            f"{SEAT}__interview__loop__status": LoopStatus.BOOKED,
        },
    )


def fit_for(application: Application) -> RatingFit | None:
    """Return the newest fit of before the candidate's first interview here, of any application.

    So it is of before this loop, and never of this candidate's own scorecards.
    """
    interviews = Interview.objects.filter(loop__application__candidate=application.candidate_id)
    first = interviews.aggregate(first=Min(Lower("during")))["first"]
    return RatingFit.objects.filter(before__lte=first).first() if first else None

"""Scorecards that an application would leave behind by going on."""

from django.utils.translation import ngettext

from hiring.pipeline.models import Application
from hiring.requisitions.models import Stage


def missing_scorecards(application: Application) -> int:
    """Return how many of its interviewers have not submitted their scorecard."""
    return application.participants.owing().count()


def missing_before(application: Application, to_stage: Stage) -> int:
    """Return how many scorecards are missing if it goes on to the stage; back passes none."""
    onward = to_stage.position > application.stage.position
    return missing_scorecards(application) if onward else 0


def name_missing(count: int) -> str:
    """Return a sentence that names how many are missing; empty for none."""
    text = ngettext(
        "%(n)d scorecard has not been submitted yet.",
        "%(n)d scorecards have not been submitted yet.",
        count,
    )
    return text % {"n": count} if count else ""

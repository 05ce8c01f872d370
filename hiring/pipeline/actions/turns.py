"""Whose turn it is when an application enters a stage, and by when."""

from datetime import datetime, timedelta

from hiring.pipeline.models import Application, Party
from hiring.requisitions.models import Stage
from rubrics.models import StageKind


def turn_in(stage: Stage) -> str:
    """Return whom an application waits on when it enters the stage; higher rooms refine it."""
    return Party.HIRING_MANAGER if stage.kind == StageKind.DECISION else Party.RECRUITER


def due_in(stage: Stage, since: datetime) -> datetime | None:
    """Return when an application that entered the stage `since` should have left it."""
    return since + timedelta(days=stage.target_days) if stage.target_days else None


def turn_of(application: Application) -> str:
    """Return whose turn it is for an application that is taken up again where it stood."""
    if application.participants.filter(awaiting_scorecard=True).exists():
        return Party.INTERVIEWER
    return turn_in(application.stage)

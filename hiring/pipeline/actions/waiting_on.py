"""Whose turn it is when an application enters a stage, and by when."""

from datetime import datetime, timedelta

from hiring.pipeline.models import Application, Party
from hiring.requisitions.models import Stage
from rubrics.models import StageKind


def turn_in(stage: Stage) -> str:
    """Return whom an application waits on when it enters the stage; higher apps refine it."""
    return Party.HIRING_MANAGER if stage.kind == StageKind.DECISION else Party.RECRUITER


# By when anyone who is waited on should have acted, where neither stage nor interview says a day.
DUE_AFTER: dict[str, timedelta] = {
    Party.RECRUITER: timedelta(days=2),
    Party.INTERVIEWER: timedelta(days=2),
    Party.HIRING_MANAGER: timedelta(days=3),
    Party.CANDIDATE: timedelta(days=5),
}


def due_from(party: str, since: datetime) -> datetime | None:
    """Return when the party should have acted if it is its turn `since`; nobody is never due."""
    return since + DUE_AFTER[party] if party in DUE_AFTER else None


def due_in(stage: Stage, since: datetime) -> datetime | None:
    """Return when an application that entered the stage `since` should have left it."""
    if stage.target_days:
        return since + timedelta(days=stage.target_days)
    return due_from(turn_in(stage), since)


def turn_of(application: Application) -> str:
    """Return whose turn it is for an application that is taken up again where it stood."""
    if application.participants.owing().exists():
        return Party.INTERVIEWER
    return turn_in(application.stage)

"""Applications, made through the verbs that people use."""

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from candidates.models import Candidate
from hiring.accounts.models import User
from hiring.pipeline.actions.applying import apply
from hiring.pipeline.actions.moving import advance
from hiring.pipeline.actions.participants import admit_participant
from hiring.pipeline.actions.reasons import load_rejection_reasons
from hiring.pipeline.models import Application, Participant, RejectionReason
from hiring.requisitions.models import Requisition
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.requisitions import opening, stage

_seats = itertools.count(1)


def application(
    *,
    requisition: Requisition | None = None,
    candidate: Candidate | None = None,
    name: str = "",
    actor: User | None = None,
    at: StageKind = StageKind.APPLIED,
) -> Application:
    """An active application in the stage of this kind."""
    person = candidate or CandidateFactory(**({"name": name} if name else {}))
    made = apply(candidate=person, requisition=requisition or opening(), actor=actor)
    if at != StageKind.APPLIED:
        made = advance(application=made, to_stage=stage(made.requisition, at), actor=actor)
    return made


def seated(made: Application, user: User) -> Participant:
    """The user sits in one of its interviews and has a scorecard to submit."""
    return admit_participant(application=made, user=user, seat_id=next(_seats), loop_id=made.pk)


def owing(made: Application, **kind: bool) -> User:
    """Somebody who has a scorecard to submit on it, an administrator unless told otherwise."""
    user = UserFactory(**(kind or {"administrator": True}))
    seated(made, user)
    return user


def reason(key: str = "bar-not-met") -> RejectionReason:
    """One of the shipped reasons."""
    load_rejection_reasons()
    return RejectionReason.objects.get(key=key)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Make the calls at the same moment, each in a thread and on a connection of its own.

    Returns what each returned, or the ValueError that it raised.
    """
    gate = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return call()
        except ValueError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))

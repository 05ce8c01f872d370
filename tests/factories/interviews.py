"""Loops of interviews, made through the verbs that people use."""

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.interviews.actions.booking import PlannedSlot, book_loop
from hiring.interviews.loop_defaults import planned
from hiring.interviews.models import Interview, Loop, Seat
from hiring.pipeline.models import Application
from rubrics.models import (
    Competency,
    Question,
    QuestionVersion,
    RoleArchetype,
    RubricVersion,
    StageKind,
)
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application
from tests.factories.requisitions import opening

_numbers = itertools.count(1)


def on_day(days: int, hour: int = 10, minute: int = 0) -> datetime:
    """A time of day (UTC) so many days from now; threads see the same now."""
    day = clock.now() + timedelta(days=days)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def candidacy(**values) -> Application:
    """An active application in the onsite stage; its plan: a math puzzle, a take-home review."""
    if "requisition" not in values:
        values["requisition"] = opening(archetype=RoleArchetype.objects.first())
    return application(**({"at": StageKind.ONSITE} | values))


def version_of(made: Application, number: int = 0) -> RubricVersion:
    """The rubric version of the application's planned interview of this number."""
    return planned(made)[number].rubric_version


def question(
    version: RubricVersion,
    *,
    title: str = "",
    minutes: int = 30,
    competencies: Sequence[Competency] = (),
    **details,
) -> QuestionVersion:
    """A published question of the rubric's kind; `details` as the kind adds them."""
    number = next(_numbers)
    made = Question.objects.create(
        key=f"question-{number}", kind=version.rubric.kind, title=title or f"Question {number}"
    )
    draft = QuestionVersion.objects.create(
        question=made,
        number=1,
        body="A matrix **A** has rank one. What of its trace?",
        guide="The trace is the only eigenvalue.",
        hints=[{"text": "Write it as an outer product.", "cost": "3 at most."}],
        follow_ups=["And of rank two?"],
        minutes=minutes,
        details=details,
    )
    rated = Competency.objects.filter(criteria__version=version).distinct()
    draft.competencies.set(competencies or rated)
    draft.status, draft.published_at = "published", datetime(2026, 1, 1, tzinfo=UTC)
    draft.save()
    return draft


def slot(made: Application, *interviewers: User, number: int = 0, **values) -> PlannedSlot:
    """One interview to book: the planned one of this number, by these people."""
    plan = planned(made)[number]
    defaults = {
        "name": plan.name,
        "kind": plan.rubric_version.rubric.kind,
        "rubric_version": plan.rubric_version,
        "starts_at": on_day(2, 10 + number),
        "minutes": 45,
        "zone": "Europe/Berlin",
        "interviewers": interviewers or (UserFactory(),),
        "position": number + 1,
    }
    return PlannedSlot(**(defaults | values))


def booked(
    *panels: Sequence[User],
    made: Application | None = None,
    actor: User | None = None,
    starts_at: datetime | None = None,
) -> Loop:
    """A loop booked a week before; by default two interviews in two days, each by one person.

    Each panel holds one interview. With `starts_at` the first begins then, the next an hour later.
    """
    start = starts_at or on_day(2)
    with clock.set_to(min(clock.now(), start - timedelta(days=7))):
        made = made or candidacy()
        slots = [
            slot(made, *panel, number=n, starts_at=start + timedelta(hours=n))
            for n, panel in enumerate(panels or ((UserFactory(),), (UserFactory(),)))
        ]
        return book_loop(
            application=made, slots=slots, actor=actor or UserFactory(coordinator=True)
        )


def held(*panels: Sequence[User], **values) -> Loop:
    """A loop whose interviews took place two days ago; every scorecard is owed."""
    return booked(*panels, **({"starts_at": on_day(-2)} | values))


def interviews_of(loop: Loop) -> list[Interview]:
    """Its interviews in their order, with what they are about."""
    return list(Interview.objects.with_subject().filter(loop=loop).order_by("during", "id"))


def seats_of(loop: Loop) -> list[Seat]:
    """Its seats in the order of the interviews, those given up included."""
    return list(Seat.objects.with_interview().filter(interview__loop=loop).order_by("during", "id"))


def queries_of(client: Client, url: str) -> int:
    """How many queries a page takes, once what is read once is read."""
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)

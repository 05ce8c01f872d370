"""A proposed plan as interviews to book."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity.actions import Conflict, Refused
from hiring.interviews.actions.booking import PlannedSlot
from hiring.interviews.loop_defaults import Bank, planned
from hiring.interviews.models import Hold, Proposal
from hiring.interviews.times import word_span
from hiring.pipeline.models import Application
from hiring.scheduling.models import Room
from rubrics.models import QuestionVersion


def plan_of(proposal: Proposal, number: int) -> dict:
    """Return one plan of a proposal; Refused where there is none of this number."""
    plans = (proposal.answer or {}).get("plans", [])
    if proposal.stage_id != proposal.application.stage_id or not 0 <= number < len(plans):
        raise Refused(_("This plan does not exist any more. Choose again."), field="plan")
    return plans[number]


def slots_of(application: Application, plan: dict, *, zone: str) -> list[PlannedSlot]:
    """Return the interviews of a plan; Conflict where the job's plan or its people changed."""
    entries = planned(application)
    bank = Bank(application, [entry.rubric_version.rubric.kind for entry in entries])
    ids = {user for one in plan["placed"] for user in one["people"]}
    people = User.objects.active().in_bulk(list(ids))
    learners = User.objects.active().in_bulk(_shadows(plan))
    kept = [pk for one in plan["placed"] for pk in one.get("questions", [])]
    asked = QuestionVersion.objects.published().in_bulk(kept) if kept else {}
    rooms = Room.objects.open().in_bulk([one["room"] for one in plan["placed"] if one.get("room")])
    placed = sorted(plan["placed"], key=lambda one: one["start"])
    if len(people) < len(ids) or any(one["slot"] >= len(entries) for one in placed):
        raise Conflict(_("The interviews or interviewers have changed. Choose again."))
    return [
        PlannedSlot(
            name=entry.name,
            kind=entry.rubric_version.rubric.kind,
            rubric_version=entry.rubric_version,
            starts_at=datetime.fromisoformat(one["start"]),
            minutes=one.get("minutes") or entry.minutes,
            zone=zone,
            interviewers=tuple(people[user] for user in one["people"]),
            questions=tuple(
                [asked[pk] for pk in one["questions"] if pk in asked]
                if "questions" in one
                else bank.fitting(entry.rubric_version, entry.minutes)[:1]
            ),
            place=one.get("place", ""),
            position=position,
            room=rooms.get(one.get("room")),
            shadows=tuple(learners[pk] for pk in [one.get("shadow")] if pk in learners),
        )
        for position, one in enumerate(placed, start=1)
        for entry in [entries[one["slot"]]]
    ]


def with_questions(plan: dict, slots: Sequence[PlannedSlot]) -> dict:
    """Return the plan with the questions of its interviews, which it keeps until it is booked."""
    placed = sorted(plan["placed"], key=lambda one: one["start"])
    kept = [
        one | {"questions": [version.pk for version in slot.questions]}
        for one, slot in zip(placed, slots, strict=True)
    ]
    return plan | {"placed": kept}


def _shadows(plan: dict) -> list[int]:
    return [one["shadow"] for one in plan["placed"] if one.get("shadow")]


def held_lines(hold: Hold, zone: str) -> list[tuple[str, str]]:
    """Return each interview of a hold, by name and when it is, as its candidate reads it."""
    names = dict(enumerate(entry.name for entry in planned(hold.application)))
    moment = datetime.fromisoformat
    placed = sorted(hold.plan["placed"], key=lambda one: one["start"])
    return [
        (names.get(one["slot"], ""), word_span(moment(one["start"]), moment(one["end"]), zone))
        for one in placed
    ]

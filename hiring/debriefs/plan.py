"""What was planned and what became of it; and what the library could still ask."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.debriefs.evidence import Observation, Record
from hiring.debriefs.report.phrases import listed
from hiring.debriefs.report.questions import Possible
from hiring.interviews.models import Interview, InterviewStatus, SeatStatus
from hiring.pipeline.models import Application, Hypothesis
from hiring.requisitions import loop_plan
from hiring.requisitions.models import PlannedInterview
from rubrics.models import ArchetypeInterview, usual_assistance


def why_untested(claim: Hypothesis, record: Record, seen: Iterable[Observation]) -> str:
    """Return in a few words why nobody rated a competency."""
    seen = list(seen)
    if any(one.after_reading for one in seen):
        return _("Rated only after other cards could be read")
    if people := list(dict.fromkeys(one.seat.user.name for one in seen)):
        return _("Not observed by %(people)s") % {"people": listed(people)}
    if any(c.competency_id == claim.competency_id for c in record.criteria):
        return _("Planned, but no scorecard rates it")
    for interview in record.interviews:
        criteria = interview.rubric_version.criteria.all()
        if any(c.competency_id == claim.competency_id for c in criteria):
            return _what_became_of(interview)
    return _("No interview covers it")


def _what_became_of(interview: Interview) -> str:
    said = {"interview": interview.name}
    if interview.status == InterviewStatus.NO_SHOW:
        return _("%(interview)s: candidate no-show") % said
    return _("%(interview)s canceled, not rebooked") % said


def planned_for(application: Application, record: Record) -> list[PlannedInterview]:
    """Return the planned interviews of the stages that had a loop; one query."""
    stages = {interview.loop.stage_id for interview in record.interviews}
    plan = PlannedInterview.objects.filter(requisition=application.requisition_id, stage__in=stages)
    return list(plan.order_by("position"))


def assistance(interview: Interview, planned: Iterable[PlannedInterview]) -> str:
    """Return what the candidate could use: as the plan has it, else as usual for the kind."""
    entry = next(
        (
            planned_interview
            for planned_interview in planned
            if (planned_interview.stage_id, planned_interview.name) == _key(interview)
        ),
        None,
    )
    return (entry.allowed if entry else usual_assistance(interview.kind)).value


def deviations(planned: Sequence[PlannedInterview], record: Record) -> list[str]:
    """Return what did not go as planned, a sentence each: canceled, not booked, fewer people."""
    took_place = {(one.loop.stage_id, one.name): one for one in record.took_place}
    return [
        *_lost(record, took_place.keys()),
        *_not_booked(planned, {(i.loop.stage_id, i.name) for i in record.interviews}),
        *_smaller(planned, took_place),
    ]


def _lost(record: Record, took_place: Iterable[tuple[int, str]]) -> Iterable[str]:
    done = set(took_place)
    for interview in record.interviews:
        if interview.status != InterviewStatus.BOOKED and _key(interview) not in done:
            yield f"{_what_became_of(interview)}."


def _key(interview: Interview) -> tuple[int, str]:
    return interview.loop.stage_id, interview.name


def _not_booked(planned: Iterable[PlannedInterview], booked: set[tuple[int, str]]) -> Iterable[str]:
    for planned_interview in planned:
        if (planned_interview.stage_id, planned_interview.name) not in booked:
            said = {"interview": planned_interview.name, "minutes": planned_interview.minutes}
            yield _("%(interview)s (%(minutes)d minutes) was planned and not booked.") % said


def _smaller(
    planned: Iterable[PlannedInterview], took_place: dict[tuple[int, str], Interview]
) -> Iterable[str]:
    for planned_interview in planned:
        interview = took_place.get((planned_interview.stage_id, planned_interview.name))
        if interview is None:
            continue
        there = sum(seat.status == SeatStatus.ACTIVE for seat in interview.seats.all())
        if there < planned_interview.interviewers:
            said = {
                "interview": planned_interview.name,
                "planned": planned_interview.interviewers,
                "n": there,
            }
            yield (
                ngettext(
                    "%(interview)s was planned with %(planned)d interviewers and had %(n)d.",
                    "%(interview)s was planned with %(planned)d interviewers and had %(n)d.",
                    there,
                )
                % said
            )


def possible_interviews(application: Application) -> list[Possible]:
    """Return the interviews that could be added: the role's and this job's first, then others.

    Nothing that the candidate has to prepare. Five queries.
    """
    index = loop_plan.rubric_index()
    requisition = application.requisition
    known: list[PlannedInterview | ArchetypeInterview] = [
        *requisition.plan.select_related("rubric"),
        *loop_plan.of_role(requisition.archetype, requisition.level),
    ]
    own = [
        index.interview(one.rubric, one.name, one.minutes)
        for one in known
        if one.rubric_id in index.rubrics
    ]
    found: dict[int, Possible] = {}
    for one in [*own, *index.interviews]:
        if not one.prepared and one.rubric not in found:
            found[one.rubric] = Possible(one.name, one.minutes, one.rubric, one.observes)
    return list(found.values())

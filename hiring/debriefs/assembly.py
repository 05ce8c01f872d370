"""The content of a debrief, gathered from the database in a fixed number of queries.

Read are submitted scorecards of active seats only (hiring/debriefs/evidence.py). Nothing is sorted
by a computed number: strengths come before bars, each by the weight that people gave it. What is
worded and chosen by rule is added by `hiring/debriefs/report/`.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, cast

from django.db.models import QuerySet

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.debriefs import evidence, levels, plan
from hiring.debriefs.evidence import Card, Record
from hiring.debriefs.evidence import Observation as SeenRating
from hiring.debriefs.history import fit_for
from hiring.debriefs.models import RatingFit
from hiring.debriefs.profile_changes import fixed_at, late_profile_changes
from hiring.debriefs.report import facts, model
from hiring.debriefs.report.derive import derive
from hiring.debriefs.report.model import CIRCUMSTANCES, Content, Json
from hiring.debriefs.report.people import initials
from hiring.interviews.models import Interview, Seat
from hiring.pipeline import hypotheses
from hiring.pipeline.actions.waiting_on import due_from
from hiring.pipeline.models import Application, Hypothesis, Party
from hiring.requisitions.models import HiringTeamMember, PlannedInterview
from hiring.scorecards.instances import AskedQuestion
from rubrics.assessment.assessing import assess
from rubrics.assessment.history import Fitted
from rubrics.assessment.states import Rating
from rubrics.models import Competency, Criterion, Perspective
from rubrics.models.vocabulary import Source


def assemble(application: Application) -> Content:
    """Return the content for one application."""
    application = _applications().get(pk=application.pk)
    record = evidence.of(application)
    claims = hypotheses.of(application)
    tested = {claim.competency_id for claim in claims}
    fit = fit_for(application)
    fitted = Fitted.from_dict(fit.history) if fit else Fitted()
    planned = plan.planned_for(application, record)
    team = list(HiringTeamMember.objects.filter(requisition=application.requisition_id))
    content = Content(
        **_subject(application),
        team=_leading(application),
        deadline=_deadline(application),
        people=_people(record, team),
        interviews=[_interview(interview, record, planned) for interview in record.interviews],
        criteria=_criteria(record),
        hypotheses=[_hypothesis(claim, record, fitted) for claim in claims],
        beside=[
            _observation(seen)
            for seen in record.observations
            if seen.criterion.competency_id not in tested
        ],
        recommendations=[_recommendation(card) for card in record.cards],
        owed=len(record.owed),
        levels=levels.table(application, claims, record.observations),
        deviations=plan.deviations(planned, record),
        history=_history(fit, fitted, record) if fit else None,
        fixed_at=_iso(fixed_at(application)),
        edits=_late_edits(claims, application),
        profile_changes=late_profile_changes(application),
        amendments=[entry for card in record.cards for entry in _amendments(card)],
    )
    return derive(content, plan.possible_interviews(application))


def fingerprint(content: Json) -> str:
    """Return the SHA-256 of a content, the same for the same evidence.

    By when one is to decide is left out: it differs from day to day and says nothing new.
    """
    lasting = {name: value for name, value in content.items() if name not in CIRCUMSTANCES}
    text = json.dumps(lasting, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(file: bytes) -> str:
    """Return the SHA-256 of a file; of a content as JSON, that of the content."""
    try:
        content = json.loads(file)
    except ValueError:
        return hashlib.sha256(file).hexdigest()
    return fingerprint(content) if isinstance(content, dict) else hashlib.sha256(file).hexdigest()


def _applications() -> QuerySet[Application]:
    return Application.objects.select_related("candidate", "requisition__archetype", "stage")


def _subject(application: Application) -> dict[str, Any]:
    requisition = application.requisition
    return {
        "candidate": facts.Subject(application.candidate_id, application.candidate.name),
        "application": facts.ApplicationFacts(application.pk, application.applied_at.isoformat()),
        "requisition": facts.Job(
            id=requisition.pk,
            key=requisition.key,
            title=requisition.title,
            archetype=requisition.archetype.name,
            level=requisition.get_level_display(),
            location=requisition.location,
        ),
    }


def _leading(application: Application) -> dict[str, list[str]]:
    leading = HiringTeamMember.objects.leading().select_related("user")
    members = list(leading.filter(requisition=application.requisition_id))
    return {
        role: [member.user.name for member in members if member.role == role]
        for role in (TeamRole.HIRING_MANAGER.value, TeamRole.RECRUITER.value)
    }


def _deadline(application: Application) -> facts.Deadline:
    waits = application.waiting_on == Party.HIRING_MANAGER
    by = application.due_at if waits else None
    other = application.other_offer_until
    return facts.Deadline(
        by=_iso(by or due_from(Party.HIRING_MANAGER, clock.now())),
        other_offer=other.isoformat() if other else None,
    )


def _people(record: Record, team: Iterable[HiringTeamMember]) -> list[facts.Person]:
    """Return whose cards are in, by perspective and then as the interviews came."""
    sides = {member.user_id: member.perspective for member in team if member.perspective}
    names = {card.seat.user_id: card.seat.user.name for card in record.cards}
    letters, order = initials(names), [*Perspective.values, ""]
    people = [facts.Person(pk, name, letters[pk], sides.get(pk, "")) for pk, name in names.items()]
    return sorted(people, key=lambda person: order.index(person.perspective))


# ---- Interviews and who sat in them ----------------------------------------------------------


def _interview(
    interview: Interview, record: Record, planned: Sequence[PlannedInterview]
) -> facts.Interview:
    cards = {card.seat.pk: card for card in record.cards}
    return facts.Interview(
        id=interview.pk,
        name=interview.name,
        kind=str(interview.get_kind_display()),
        stage=interview.loop.stage.name,
        status=interview.status,
        starts_at=interview.starts_at.isoformat(),
        ends_at=interview.ends_at.isoformat(),
        zone=interview.zone,
        rubric=str(interview.rubric_version),
        assistance=plan.assistance(interview, planned),
        questions=[_question(one) for one in record.questions.get(interview.pk, [])],
        seats=[_seat(seat, cards.get(seat.pk)) for seat in _last_seats(interview)],
    )


def _question(asked: AskedQuestion) -> facts.AskedQuestion:
    instance = asked.instance
    return facts.AskedQuestion(
        title=asked.version.question.title,
        generator_key=asked.generator_key,
        generator_version=instance.generator_version if instance else None,
        seed=asked.seed,
        hints=len(asked.hints),
        hints_given=asked.hints_given,
    )


def _last_seats(interview: Interview) -> list[Seat]:
    """Return each person's last seat: who lost it and had it back simply sat there."""
    last = {seat.user_id: seat for seat in interview.seats.all()}
    return sorted(last.values(), key=lambda seat: seat.pk)


def _seat(seat: Seat, card: Card | None) -> facts.PanelSeat:
    return facts.PanelSeat(
        interviewer=seat.user.name,
        status=seat.status,
        submitted_at=_iso(card.first_submitted_at) if card else None,
        version=card.current.number if card else None,
        late=seat.is_late,
    )


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _recommendation(card: Card) -> model.Card:
    overdue = card.first_submitted_at - card.seat.due_at
    return model.Card(
        interviewer_id=card.seat.user_id,
        interviewer=card.seat.user.name,
        interview_id=card.seat.interview_id,
        interview=card.seat.interview.name,
        level=card.current.overall or 0,
        summary=card.current.summary,
        observed=card.has_evidence,
        late=card.seat.is_late,
        hours_overdue=max(0, int(overdue.total_seconds() // 3600)),
        amended=len(card.versions) > 1,
    )


def _amendments(card: Card) -> Iterator[model.Amendment]:
    for before, after in zip(card.versions, card.versions[1:], strict=False):
        at, changed = cast(datetime, after.submitted_at), before.overall != after.overall
        yield model.Amendment(
            interviewer_id=card.seat.user_id,
            interviewer=card.seat.user.name,
            interview=card.seat.interview.name,
            number=after.number,
            at=at.isoformat(),
            why=after.amendment,
            overall=[before.overall or 0, after.overall or 0] if changed else None,
            levels=_changed_levels(before, after),
            after_others=card.is_after_reading(after),
        )


def _changed_levels(before: Any, after: Any) -> list[Json]:
    old = {rating.criterion_id: rating.level for rating in before.ratings.all()}
    return [
        {"criterion": rating.criterion.name, "old": old[rating.criterion_id], "new": rating.level}
        for rating in after.ratings.all()
        if rating.criterion_id in old and old[rating.criterion_id] != rating.level
    ]


# ---- Hypotheses and their evidence -----------------------------------------------------------


def _hypothesis(claim: Hypothesis, record: Record, fitted: Fitted) -> model.Hypothesis:
    seen = [o for o in record.observations if o.criterion.competency_id == claim.competency_id]
    criteria = [c for c in record.criteria if c.competency_id == claim.competency_id]
    ratings = [
        Rating(one.seat.user_id, one.level, one.seat.interview_id, one.criterion.pk) for one in seen
    ]
    history = fitted.of(claim.competency_id, _rubrics(record))
    assessment = assess(ratings, claim.bar_level, history).as_dict()
    return model.Hypothesis(
        competency=_competency(claim.competency),
        stance=claim.stance,
        weight=claim.weight,
        bar=claim.bar_level,
        why=claim.why,
        assessment=model.Assessment(**assessment),
        gist=_gist(criteria, claim.bar_level),
        criteria=[criterion.pk for criterion in criteria],
        untested="" if assessment["people"] else plan.why_untested(claim, record, seen),
        observations=[_observation(one) for one in seen],
    )


def _rubrics(record: Record) -> dict[int, int]:
    """Return the rubric of each criterion."""
    return {
        criterion.pk: interview.rubric_version.rubric_id
        for interview in record.interviews
        for criterion in interview.rubric_version.criteria.all()
    }


def _history(fit: RatingFit, fitted: Fitted, record: Record) -> model.HistoryUsed:
    """Return which fit was used, and of how many it knew something; never of whom."""
    people = {card.seat.user_id for card in record.cards}
    criteria = {criterion.pk for criterion in record.criteria}
    competencies = {criterion.competency_id for criterion in record.criteria}
    return model.HistoryUsed(
        fit=fit.pk,
        before=fit.before.isoformat(),
        ratings=fit.ratings,
        interviewers=len(people & fitted.severities.keys()),
        criteria=len(criteria & fitted.shifts.keys()),
        competencies=len(competencies & fitted.centers.keys()),
        references=len(set(_rubrics(record).values()) & fitted.lenient.keys()),
    )


def _competency(competency: Competency) -> model.CompetencyFacts:
    return model.CompetencyFacts(
        competency.pk,
        competency.name,
        competency.definition,
        from_catalog=competency.source == Source.CATALOG,
    )


def _gist(criteria: list[Criterion], level: int) -> str:
    """Return the level needed in a few words; "" where its rubrics have none."""
    gists = (criterion.gists.get(level, "") for criterion in criteria)
    return next((gist for gist in gists if gist), "")


def _criteria(record: Record) -> list[facts.Criterion]:
    """Return the criteria of the interviews that took place, with their anchors."""
    found: dict[int, facts.Criterion] = {}
    for interview in record.took_place:
        for criterion in interview.rubric_version.criteria.all():
            row = found.setdefault(criterion.pk, _criterion(criterion))
            row.interviews.append(interview.pk)
    return list(found.values())


def _criterion(criterion: Criterion) -> facts.Criterion:
    return facts.Criterion(
        id=criterion.pk,
        name=criterion.name,
        competency_id=criterion.competency_id,
        competency=criterion.competency.name,
        anchors={level: text for level, _label, text in criterion.anchors},
        gists=criterion.gists,
    )


def _late_edits(claims: Iterable[Hypothesis], application: Application) -> list[Json]:
    """Return who changed which hypothesis after the first interview had fixed the profile."""
    fixed = application.requisition.profile_fixed_at
    return [
        {
            "competency": claim.competency.name,
            "by": claim.edited_by.name if claim.edited_by else "",
            "at": claim.edited_at.isoformat(),
            "why": claim.why,
        }
        for claim in claims
        if fixed and claim.edited_at and claim.edited_at > fixed
    ]


def _observation(seen: SeenRating) -> model.Observation:
    return model.Observation(
        interviewer_id=seen.seat.user_id,
        interviewer=seen.seat.user.name,
        interview_id=seen.seat.interview_id,
        interview=seen.seat.interview.name,
        criterion_id=seen.criterion.pk,
        criterion=seen.criterion.name,
        competency=seen.criterion.competency.name,
        level=seen.level,
        evidence=seen.text,
        late=seen.seat.is_late,
        amended=seen.amended,
        after_reading=seen.after_reading,
    )

"""The content of a debrief: all that its page and its PDF say, as JSON.

`CONTENT_VERSION` names the shape. In it are ratings, how many people are on which side of a bar,
and an estimate of each competency by itself. There is no score over competencies in it, and
nothing is sorted by a computed number: strengths come before bars, each by the weight that people
gave it.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from hiring.accounts.models import TeamRole
from hiring.debriefs import evidence
from hiring.debriefs.disagreement import Gap, Seen, compare
from hiring.debriefs.evidence import Card, Observation, Record
from hiring.debriefs.history import fit_for
from hiring.debriefs.models import RatingFit
from hiring.debriefs.profile_changes import late_profile_changes
from hiring.interviews.models import Interview, Seat
from hiring.pipeline import hypotheses
from hiring.pipeline.models import Application, Hypothesis
from hiring.requisitions.models import HiringTeamMember
from hiring.scorecards.instances import AskedQuestion
from rubrics.assessment import History, Rating, assess
from rubrics.assessment.history import Fitted
from rubrics.models import Competency, Criterion

# 5: estimates are corrected by earlier scorecards, and what of them was used is told.
CONTENT_VERSION = 5

Json = dict[str, Any]


def assemble(application: Application) -> Json:
    """Return the content for one application, in a fixed number of queries.

    Read are submitted scorecards of active seats only (hiring/debriefs/evidence.py).
    """
    application = _applications().get(pk=application.pk)
    record = evidence.of(application)
    claims = hypotheses.of(application)
    fit = fit_for(application)
    fitted = Fitted.from_dict(fit.history) if fit else Fitted()
    tested = {claim.competency_id for claim in claims}
    return {
        "content_version": CONTENT_VERSION,
        **_subject(application),
        "team": _team(application),
        "interviews": [_interview(interview, record) for interview in record.interviews],
        "hypotheses": [_hypothesis(claim, record, fitted) for claim in claims],
        "history": _history(fit, fitted, record) if fit else None,
        "beside": _beside(record, tested),
        "matrix": _matrix(record),
        "recommendations": [_recommendation(card) for card in record.cards],
        "disagreement": _disagreement(record),
        "edits": _late_edits(claims, application),
        "profile_changes": late_profile_changes(application),
        "amendments": [entry for card in record.cards for entry in _amendments(card)],
    }


def fingerprint(content: Json) -> str:
    """Return the SHA-256 of a content, the same for the same content."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _applications() -> QuerySet[Application]:
    return Application.objects.select_related("candidate", "requisition__archetype", "stage")


def _subject(application: Application) -> Json:
    requisition = application.requisition
    return {
        "candidate": {"id": application.candidate_id, "name": application.candidate.name},
        "application": {
            "id": application.pk,
            "applied_at": application.applied_at.isoformat(),
        },
        "requisition": {
            "id": requisition.pk,
            "key": requisition.key,
            "title": requisition.title,
            "archetype": requisition.archetype.name,
            "level": requisition.get_level_display(),
            "location": requisition.location,
        },
    }


def _team(application: Application) -> Json:
    leading = HiringTeamMember.objects.leading().select_related("user")
    members = leading.filter(requisition=application.requisition_id)
    return {
        role: [member.user.name for member in members if member.role == role]
        for role in (TeamRole.HIRING_MANAGER.value, TeamRole.RECRUITER.value)
    }


# ---- Interviews and who sat in them ----------------------------------------------------------


def _interview(interview: Interview, record: Record) -> Json:
    cards = {card.seat.pk: card for card in record.cards}
    return {
        "id": interview.pk,
        "stage": interview.loop.stage.name,
        "name": interview.name,
        "kind": interview.get_kind_display(),
        "status": interview.status,
        "starts_at": interview.starts_at.isoformat(),
        "ends_at": interview.ends_at.isoformat(),
        "zone": interview.zone,
        "rubric": str(interview.rubric_version),
        "questions": [_question(one) for one in record.questions.get(interview.pk, [])],
        "seats": [_seat(seat, cards.get(seat.pk)) for seat in _last_seats(interview)],
    }


def _question(asked: AskedQuestion) -> Json:
    """Return what was asked; key, version and seed together give the same numbers again."""
    use = asked.use
    return {
        "title": asked.version.question.title,
        "generator_key": asked.generator_key,
        "generator_version": use.generator_version if use else None,
        "seed": asked.seed,
    }


def _last_seats(interview: Interview) -> list[Seat]:
    """Return each person's last seat: who lost it and had it back simply sat there."""
    last = {seat.user_id: seat for seat in interview.seats.all()}
    return sorted(last.values(), key=lambda seat: seat.pk)


def _seat(seat: Seat, card: Card | None) -> Json:
    return {
        "interviewer": seat.user.name,
        "status": seat.status,
        "submitted_at": _iso(card.versions[0].submitted_at) if card else None,
        "version": card.current.number if card else None,
        "late": seat.is_late,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _recommendation(card: Card) -> Json:
    return {
        "interviewer": card.seat.user.name,
        "interviewer_id": card.seat.user_id,
        "interview": card.seat.interview.name,
        "level": card.current.overall,
        "summary": card.current.summary,
        # Without a single observation it rests on nothing.
        "observed": card.has_evidence,
        "late": card.seat.is_late,
    }


def _amendments(card: Card) -> Iterable[Json]:
    for before, after in zip(card.versions, card.versions[1:], strict=False):
        yield {
            "interviewer": card.seat.user.name,
            "interview": card.seat.interview.name,
            "number": after.number,
            "at": _iso(after.submitted_at),
            "why": after.amendment,
            "overall": None if before.overall == after.overall else [before.overall, after.overall],
            "levels": _changed_levels(before, after),
        }


def _changed_levels(before, after) -> list[Json]:
    old = {rating.criterion_id: rating.level for rating in before.ratings.all()}
    return [
        {"criterion": rating.criterion.name, "old": old[rating.criterion_id], "new": rating.level}
        for rating in after.ratings.all()
        if rating.criterion_id in old and old[rating.criterion_id] != rating.level
    ]


# ---- Hypotheses and their evidence -----------------------------------------------------------


def _hypothesis(claim: Hypothesis, record: Record, fitted: Fitted) -> Json:
    seen = [o for o in record.observations if o.criterion.competency_id == claim.competency_id]
    criteria = [c for c in record.criteria if c.competency_id == claim.competency_id]
    return {
        "competency": _competency(claim.competency),
        "stance": claim.stance,
        "weight": claim.weight,
        "bar": claim.bar_level,
        "why": claim.why,
        # Whether any interview that was held was to look at it.
        "planned": bool(criteria),
        "anchors": [_anchor(criterion, claim.bar_level) for criterion in criteria],
        "assessment": _assessment(claim, seen, fitted.of(claim.competency_id, _rubrics(record))),
        "observations": [_observation(one) for one in seen],
    }


def _competency(competency: Competency) -> Json:
    return {"id": competency.pk, "name": competency.name, "definition": competency.definition}


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


def _anchor(criterion: Criterion, level: int) -> Json:
    """Return what the rubric says one would see at a level."""
    return {"criterion": criterion.name, "text": getattr(criterion, f"anchor_{level}")}


def _assessment(claim: Hypothesis, seen: Iterable[Observation], history: History) -> Json:
    ratings = [
        Rating(each.seat.user_id, each.level, each.seat.interview_id, each.criterion.pk)
        for each in seen
    ]
    return assess(ratings, claim.bar_level, history).as_dict()


def _rubrics(record: Record) -> dict[int, int]:
    """Return the rubric of each criterion."""
    return {
        criterion.pk: interview.rubric_version.rubric_id
        for interview in record.interviews
        for criterion in interview.rubric_version.criteria.all()
    }


def _history(fit: RatingFit, fitted: Fitted, record: Record) -> Json:
    """Return which fit was used, and of how many it knew something; never of whom."""
    people = {card.seat.user_id for card in record.cards}
    criteria = {criterion.pk for criterion in record.criteria}
    competencies = {criterion.competency_id for criterion in record.criteria}
    return {
        "fit": fit.pk,
        "before": fit.before.isoformat(),
        "ratings": fit.ratings,
        "interviewers": len(people & fitted.severities.keys()),
        "criteria": len(criteria & fitted.shifts.keys()),
        "competencies": len(competencies & fitted.centers.keys()),
        "references": len(set(_rubrics(record).values()) & fitted.lenient.keys()),
    }


def _observation(seen: Observation) -> Json:
    return {
        "interviewer": seen.seat.user.name,
        "interviewer_id": seen.seat.user_id,
        "interview": seen.seat.interview.name,
        "criterion": seen.criterion.name,
        "competency": seen.criterion.competency.name,
        "level": seen.level,
        "late": seen.seat.is_late,
        "evidence": seen.text,
    }


def _beside(record: Record, tested: set[int]) -> list[Json]:
    """Return what was rated of competencies that no hypothesis is about."""
    return [_observation(o) for o in record.observations if o.criterion.competency_id not in tested]


# ---- Ratings side by side --------------------------------------------------------------------


def _matrix(record: Record) -> Json:
    """Return levels by criterion and interviewer; 0 means not observed, absent: not asked."""
    people = {card.seat.user_id: card.seat.user.name for card in record.cards}
    rows: dict[tuple[int, int], Json] = {}
    for seen in record.observations:
        interview, criterion = seen.seat.interview, seen.criterion
        row = rows.setdefault(
            (interview.pk, criterion.pk),
            {
                "criterion": criterion.name,
                "competency": criterion.competency.name,
                "interview": interview.name,
                "levels": {},
            },
        )
        row["levels"][str(seen.seat.user_id)] = seen.level or 0
    return {
        "people": [{"id": str(pk), "name": name} for pk, name in people.items()],
        "rows": list(rows.values()),
    }


def _disagreement(record: Record) -> Json:
    by_key = {(o.seat.user_id, o.criterion.pk, o.level): o for o in record.observations}
    found = compare(
        Seen(o.seat.user_id, o.criterion.pk, o.criterion.competency_id, o.level)
        for o in record.observations
        if o.level is not None
    )
    return {
        **{name: value for name, value in asdict(found).items() if name != "gaps"},
        "gaps": [_gap(gap, by_key) for gap in found.gaps],
    }


def _gap(gap: Gap, by_key: dict[tuple, Observation]) -> Json:
    low, high = (by_key[one.interviewer, one.criterion, one.level] for one in (gap.low, gap.high))
    return {
        "competency": low.criterion.competency.name,
        "size": gap.size,
        "same_criterion": gap.same_criterion,
        "ratings": [_observation(low), _observation(high)],
    }

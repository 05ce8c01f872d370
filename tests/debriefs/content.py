"""Hand-made contents of debriefs, in the shape that `assembly.assemble` gives."""

from typing import Any

from hiring.debriefs.report.derive import derive
from hiring.debriefs.report.facts import (
    ApplicationFacts,
    AskedQuestion,
    Criterion,
    Deadline,
    Interview,
    Job,
    PanelSeat,
    Person,
    Subject,
)
from hiring.debriefs.report.model import (
    Assessment,
    Card,
    CompetencyFacts,
    Content,
    Hypothesis,
    Observation,
)
from hiring.debriefs.report.people import initials
from hiring.debriefs.report.questions import Possible
from rubrics.assessment.assessing import assess
from rubrics.assessment.states import Rating

# name, stance, bar, weight
COMPETENCIES = [
    ("Modeling judgment", "strength", 3, 5),
    ("ML system design", "strength", 3, 4),
    ("Statistics and experiments", "strength", 3, 3),
    ("Software craft", "bar", 3, 4),
    ("Data work", "bar", 2, 2),
    ("Communication", "bar", 2, 2),
]
EVIDENCE = (
    "Stated before being asked that the residuals are not independent, because the same customer"
    " appears many times, and proposed to split by customer; named the cost of doing so."
)
SUMMARY = "Reasons from the data. I would like to hear more of what broke in use."
ANCHOR = "Names the assumption and what breaks without it, before being asked."
# interview, interviewers, criteria: (name, competency's index, level per interviewer)
LOOP = [
    (
        "Math puzzle",
        ["Ada Lovelace"],
        [
            ("States assumptions", 2, [3]),
            ("Finds the geometric reading", 0, [4]),
            ("Recovers from a wrong turn", 5, [3]),
        ],
    ),
    (
        "Take-home review",
        ["Grace Hopper", "Alan Kay"],
        [
            ("Baseline before model", 0, [3, 4]),
            ("Tests what can break", 3, [3, 3]),
            ("Leakage and splits", 2, [2, 4]),
        ],
    ),
    (
        "Project deep dive",
        ["Barbara Liskov"],
        [
            ("Own part told apart", 5, [3]),
            ("What happened in production", 3, [2]),
            ("Data lineage known", 4, [None]),
        ],
    ),
]
LIBRARY = [Possible("ML system design", 60, 7, frozenset({2, 4}))]


def content(
    *,
    name="Chidi Okonkwo",
    loop=LOOP,
    competencies=COMPETENCIES,
    evidence=EVIDENCE,
    overall=None,
    summary=SUMMARY,
    gist="Names what breaks without it",
    library=LIBRARY,
    **extra: Any,
) -> Content:
    """A content with the given loop; every piece of evidence says `evidence`.

    `overall` gives recommendations by name; `yes` where it says nothing.
    """
    names = list(dict.fromkeys(person for _, people, _ in loop for person in people))
    ids = {person: n for n, person in enumerate(names, 1)}
    letters = initials({pk: person for person, pk in ids.items()})
    criteria = _criteria(loop, competencies)
    seen = [
        one for n, entry in enumerate(loop, 1) for one in _seen(n, entry, ids, criteria, evidence)
    ]
    made = Content(
        candidate=Subject(1, name),
        application=ApplicationFacts(340, "2026-10-02T09:30:00+00:00"),
        requisition=Job(
            1, "MLE-1", "Senior ML engineer, ranking", "ML engineer", "Senior", "Berlin"
        ),
        team={"hiring_manager": ["Margaret Hamilton"], "recruiter": ["Rosa Klein"]},
        deadline=Deadline(by="2026-11-30T12:00:00+00:00"),
        people=[Person(pk, person, letters[pk]) for person, pk in ids.items()],
        interviews=[_interview(n, *entry) for n, entry in enumerate(loop, 1)],
        criteria=criteria,
        hypotheses=[
            _hypothesis(n, one, seen, criteria, gist) for n, one in enumerate(competencies)
        ],
        recommendations=[
            Card(
                interviewer_id=ids[person],
                interviewer=person,
                interview_id=n,
                interview=interview,
                level=(overall or {}).get(person, 3),
                summary=summary,
            )
            for n, (interview, people, _) in enumerate(loop, 1)
            for person in people
        ],
    )
    for field, value in extra.items():
        setattr(made, field, value)
    return derive(made, library)


def _criteria(loop, competencies) -> list[Criterion]:
    every = [(n, name, at) for n, (_, _, rows) in enumerate(loop, 1) for name, at, _ in rows]
    return [
        Criterion(
            id=number,
            name=name,
            competency_id=at + 1,
            competency=competencies[at][0],
            interviews=[n],
            anchors={level: f"{level}: {ANCHOR}" for level in (1, 2, 3, 4)},
        )
        for number, (n, name, at) in enumerate(every, 100)
    ]


def _seen(n, entry, ids, criteria, evidence):
    interview, people, rows = entry
    own = [criterion for criterion in criteria if n in criterion.interviews]
    for criterion, (_, _, levels) in zip(own, rows, strict=True):
        for person, level in zip(people, levels, strict=True):
            yield Observation(
                interviewer_id=ids[person],
                interviewer=person,
                interview_id=n,
                interview=interview,
                criterion_id=criterion.id,
                criterion=criterion.name,
                competency=criterion.competency,
                level=level,
                evidence=evidence if level else "",
            )


def _interview(n, name, people, _criteria) -> Interview:
    return Interview(
        id=n,
        stage="Onsite",
        name=name,
        kind=name,
        status="booked",
        starts_at="2026-11-12T09:00:00+00:00",
        ends_at="2026-11-12T10:00:00+00:00",
        zone="Europe/Berlin",
        rubric=f"{name}, version 1",
        questions=[AskedQuestion("How large a step", "bowl-step", 1, 482_913_007)],
        seats=[
            PanelSeat(person, "active", submitted_at="2026-11-12T11:00:00+00:00", version=1)
            for person in people
        ],
    )


def _hypothesis(at, competency, seen, criteria, gist) -> Hypothesis:
    name, stance, bar, weight = competency
    mine = [one for one in seen if one.competency == name]
    ratings = [Rating(o.interviewer, o.level, o.interview_id, o.criterion_id) for o in mine]
    found = assess(ratings, bar)
    return Hypothesis(
        competency=CompetencyFacts(at + 1, name, from_catalog=True),
        stance=stance,
        weight=weight,
        bar=bar,
        why="The first half year is rebuilding the ranking model.",
        assessment=Assessment(**found.as_dict()),
        gist=gist,
        criteria=[criterion.id for criterion in criteria if criterion.competency_id == at + 1],
        untested="" if found.people else "No interview covers it",
        observations=mine,
    )

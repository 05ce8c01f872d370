"""Hand-made contents of debriefs, in the shape that `assembly.assemble` gives."""

from dataclasses import asdict
from typing import Any

from hiring.debriefs.assembly import CONTENT_VERSION
from hiring.debriefs.disagreement import Seen, compare
from rubrics.assessment import Rating, assess

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


def content(
    *, name="Chidi Okonkwo", loop=LOOP, competencies=COMPETENCIES, evidence=EVIDENCE, **extra
) -> dict[str, Any]:
    """A content with the given loop; every piece of evidence says `evidence`."""
    seen = [one for entry in loop for one in _observations(*entry, competencies, evidence)]
    return {
        "content_version": CONTENT_VERSION,
        "candidate": {"id": 1, "name": name},
        "application": {
            "id": 340,
            "applied_at": "2026-10-02T09:30:00+00:00",
        },
        "requisition": {
            "id": 1,
            "key": "MLE-1",
            "title": "Senior ML engineer, ranking",
            "archetype": "ML engineer",
            "level": "Senior",
            "location": "Berlin",
        },
        "team": {"hiring_manager": ["Margaret Hamilton"], "recruiter": ["Rosa Klein"]},
        "interviews": [_interview(*entry) for entry in loop],
        "hypotheses": [_hypothesis(i, seen, competencies) for i in range(len(competencies))],
        "history": None,
        "beside": [],
        "matrix": _matrix(seen),
        "recommendations": [
            {
                "interviewer": person,
                "interviewer_id": hash(person) % 10_000,
                "interview": interview,
                "observed": True,
                "level": 3,
                "summary": "Reasons from the data. I would like to hear more of what broke in use.",
            }
            for interview, people, _ in loop
            for person in people
        ],
        "disagreement": _disagreement(seen),
        "edits": [],
        "profile_changes": [],
        "amendments": [],
        **extra,
    }


def _observations(interview, people, criteria, competencies, evidence):
    for criterion, at, levels in criteria:
        for person, level in zip(people, levels, strict=True):
            yield {
                "interviewer": person,
                "interviewer_id": hash(person) % 10_000,
                "interview": interview,
                "criterion": criterion,
                "competency": competencies[at][0],
                "level": level,
                "evidence": evidence if level else "",
            }


def _interview(name, people, _criteria):
    return {
        "id": 1,
        "stage": "Onsite",
        "name": name,
        "kind": name,
        "status": "booked",
        "starts_at": "2026-11-12T09:00:00+00:00",
        "ends_at": "2026-11-12T10:00:00+00:00",
        "zone": "Europe/Berlin",
        "rubric": f"{name}, version 1",
        "questions": [
            {
                "title": "How large a step",
                "generator_key": "bowl-step",
                "generator_version": 1,
                "seed": 482_913_007,
            }
        ],
        "seats": [
            {
                "interviewer": person,
                "status": "active",
                "submitted_at": "2026-11-12T11:00:00+00:00",
                "version": 1,
            }
            for person in people
        ],
    }


def _hypothesis(at, seen, competencies):
    name, stance, bar, weight = competencies[at]
    mine = [one for one in seen if one["competency"] == name]
    ratings = [Rating(o["interviewer"], o["level"], o["interview"], o["criterion"]) for o in mine]
    criteria = list(dict.fromkeys(o["criterion"] for o in mine))
    return {
        "competency": {"id": at, "name": name, "definition": ""},
        "stance": stance,
        "weight": weight,
        "bar": bar,
        "why": "The first half year is rebuilding the ranking model.",
        "planned": bool(mine),
        "anchors": [{"criterion": one, "text": ANCHOR} for one in criteria],
        "assessment": assess(ratings, bar).as_dict(),
        "observations": mine,
    }


def _matrix(seen):
    people = {one["interviewer_id"]: one["interviewer"] for one in seen}
    rows: dict = {}
    for one in seen:
        row = rows.setdefault(
            (one["interview"], one["criterion"]),
            {
                "criterion": one["criterion"],
                "competency": one["competency"],
                "interview": one["interview"],
                "levels": {},
            },
        )
        row["levels"][str(one["interviewer_id"])] = one["level"] or 0
    return {
        "people": [{"id": str(pk), "name": name} for pk, name in people.items()],
        "rows": list(rows.values()),
    }


def _disagreement(seen):
    rated = {(o["interviewer"], o["criterion"]): o for o in seen if o["level"]}
    found = compare(
        Seen(o["interviewer"], o["criterion"], o["competency"], o["level"]) for o in rated.values()
    )
    gaps = [
        {
            "competency": gap.competency,
            "size": gap.size,
            "same_criterion": gap.same_criterion,
            "ratings": [rated[one.interviewer, one.criterion] for one in (gap.low, gap.high)],
        }
        for gap in found.gaps
    ]
    return {**asdict(found), "gaps": gaps}

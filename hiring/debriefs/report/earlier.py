"""Contents that were sealed in an earlier shape, read as one of today.

Versions 3 to 5 had no ids of criteria, the anchors of the level needed only, and nothing that is
worded by rule. What they do not say stays empty.
"""

from collections.abc import Mapping
from typing import Any

from hiring.debriefs.report.derive import derive
from hiring.debriefs.report.facts import (
    ApplicationFacts,
    AskedQuestion,
    Criterion,
    Interview,
    Job,
    PanelSeat,
    Person,
    Subject,
)
from hiring.debriefs.report.model import (
    CONTENT_VERSION,
    Amendment,
    Assessment,
    Card,
    CompetencyFacts,
    Content,
    HistoryUsed,
    Hypothesis,
    Json,
    Observation,
    from_json,
)
from hiring.debriefs.report.people import initials

EARLIER = (3, 4, 5)
_Keys = dict[tuple[str, str], int]


def open_content(content: Json) -> Content:
    """Return a sealed content of any version; ValueError for a later one."""
    version = content.get("content_version")
    if version == CONTENT_VERSION:
        return from_json(content)
    if version not in EARLIER:
        raise ValueError(f"no content of version {version} is known")
    return derive(_convert(content))


def _convert(old: Json) -> Content:
    interviews = {one["name"]: one["id"] for one in old["interviews"]}
    keys: _Keys = {
        (row["interview"], row["criterion"]): n for n, row in enumerate(old["matrix"]["rows"], 1)
    }
    names = {one["interviewer_id"]: one["interviewer"] for one in old["recommendations"]}
    letters = initials(names)
    subject = old["application"]
    return Content(
        candidate=Subject(**old["candidate"]),
        application=ApplicationFacts(subject["id"], subject["applied_at"]),
        requisition=Job(**old["requisition"]),
        team=old["team"],
        people=[Person(pk, name, letters[pk]) for pk, name in names.items()],
        interviews=[_interview(one) for one in old["interviews"]],
        criteria=_criteria(old, keys, interviews),
        hypotheses=[_hypothesis(one, keys, interviews) for one in old["hypotheses"]],
        beside=[_observation(one, keys, interviews) for one in old["beside"]],
        recommendations=[_card(one, interviews) for one in old["recommendations"]],
        history=HistoryUsed(**old["history"]) if old.get("history") else None,
        edits=old["edits"],
        profile_changes=old["profile_changes"],
        amendments=[Amendment(**_known(one, Amendment)) for one in old["amendments"]],
    )


def _known(values: Mapping[str, Any], shape: type) -> dict[str, Any]:
    """Return the values that a dataclass has fields for."""
    return {n: v for n, v in values.items() if n in shape.__dataclass_fields__}  # type: ignore[attr-defined]


def _interview(one: Json) -> Interview:
    values = _known(one, Interview) | {
        "questions": [AskedQuestion(**_known(q, AskedQuestion)) for q in one["questions"]],
        "seats": [PanelSeat(**_known(seat, PanelSeat)) for seat in one["seats"]],
    }
    return Interview(**values)


def _criteria(old: Json, keys: _Keys, interviews: dict[str, int]) -> list[Criterion]:
    competencies = {h["competency"]["name"]: h for h in old["hypotheses"]}
    found = []
    for row in old["matrix"]["rows"]:
        claim = competencies.get(row["competency"])
        anchors = {a["criterion"]: a["text"] for a in claim["anchors"]} if claim else {}
        text = anchors.get(row["criterion"])
        found.append(
            Criterion(
                id=keys[row["interview"], row["criterion"]],
                name=row["criterion"],
                competency_id=claim["competency"]["id"] if claim else 0,
                competency=row["competency"],
                interviews=[interviews[row["interview"]]],
                anchors={claim["bar"]: text} if claim and text else {},
            )
        )
    return found


def _hypothesis(one: Json, keys: _Keys, interviews: dict[str, int]) -> Hypothesis:
    seen = [_observation(o, keys, interviews) for o in one["observations"]]
    return Hypothesis(
        competency=CompetencyFacts(**_known(one["competency"], CompetencyFacts)),
        stance=one["stance"],
        weight=one["weight"],
        bar=one["bar"],
        why=one["why"],
        assessment=Assessment(**_known(one["assessment"], Assessment)),
        criteria=list(dict.fromkeys(o.criterion_id for o in seen)),
        observations=seen,
    )


def _observation(one: Json, keys: _Keys, interviews: dict[str, int]) -> Observation:
    return Observation(
        **_known(one, Observation),
        interview_id=interviews.get(one["interview"], 0),
        criterion_id=keys.get((one["interview"], one["criterion"]), 0),
    )


def _card(one: Json, interviews: dict[str, int]) -> Card:
    return Card(**_known(one, Card), interview_id=interviews.get(one["interview"], 0))

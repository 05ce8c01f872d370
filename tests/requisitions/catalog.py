"""The shipped catalog as the pure modules take it: needs, rules and interviews. No database."""

import itertools
from collections import Counter

from hiring.requisitions.adjustments import AdjustmentRule, Need
from hiring.requisitions.loop_fitting import Interview
from rubrics.documents.catalog import read_catalog

CATALOG = read_catalog()
LEVELS = ("junior", "mid", "senior", "staff")
ANSWERS = {
    "emphasis": ("", "software", "balanced", "research"),
    "data_ownership": ("", "own", "shared", "others"),
    "model_ownership": ("", "own", "shared", "handed_over"),
    "strategy": ("experienced", "train_engineer", "junior"),
}
RULES = [
    AdjustmentRule(
        key=one["key"],
        choice=one["choice"],
        value=one["value"],
        competency=one["competency"],
        because=one["because"],
        stance=one.get("stance"),
        weight=one.get("weight", 0),
        bar=one.get("bar", 0),
        archetypes=frozenset(one.get("archetypes", ())),
    )
    for one in CATALOG.adjustments
]
_RUBRICS = {one["key"]: one for one in CATALOG.rubrics}


def combinations() -> list[dict[str, str]]:
    """Every combination of answers."""
    return [
        dict(zip(ANSWERS, values, strict=True)) for values in itertools.product(*ANSWERS.values())
    ]


def profile(role: dict, level: str) -> list[Need]:
    """What the role asks at this level."""
    return [
        Need(row["competency"], row[level]["stance"], row[level]["weight"], row[level]["bar"])
        for row in role["profile"]
    ]


def interview(key: str, name: str = "", minutes: int = 0) -> Interview:
    rubric = _RUBRICS[key]
    return Interview(
        rubric=key,
        name=name or rubric["name"],
        kind=rubric["kind"],
        minutes=minutes or usual_minutes(key),
        observes=frozenset(one["competency"] for one in rubric["criteria"]),
        prepared=rubric["kind"] in ("take_home", "research_talk"),
    )


def usual_minutes(key: str) -> int:
    given = Counter(
        row["minutes"]
        for role in CATALOG.role_archetypes
        for row in role["interviews"]
        if row["rubric"] == key
    )
    return given.most_common(1)[0][0] if given else 60


def own_loop(role: dict, level: str) -> list[Interview]:
    """The role's own loop at this level."""
    return [
        interview(row["rubric"], row["name"], row["minutes"])
        for row in role["interviews"]
        if level in row.get("levels", LEVELS)
    ]


LIBRARY = [interview(key) for key in _RUBRICS]

"""For which sides of the work a loop needs somebody who can speak.

A role between research and engineering is judged by one side's habits where only that side sits
in the loop.
"""

from collections.abc import Iterable, Sequence

from rubrics.models import Depth, Emphasis, InterviewKind, Perspective, RoleArchetype

_DEEP_ENOUGH = {Depth.MEDIUM, Depth.HIGH, Depth.VERY_HIGH}
RESEARCH_COMPETENCIES = {"research-taste", "experiment-design"}
# Where each perspective is heard best, best first.
_HEARD_IN = {
    Perspective.RESEARCH: (
        InterviewKind.RESEARCH_TALK,
        InterviewKind.ML_THEORY,
        InterviewKind.MATH_PUZZLE,
        InterviewKind.PROJECT_PROBE,
    ),
    Perspective.ENGINEERING: (
        InterviewKind.SYSTEM_DESIGN,
        InterviewKind.ML_CODING,
        InterviewKind.ML_DEBUGGING,
        InterviewKind.TAKE_HOME,
    ),
}


def wanted(archetype: RoleArchetype, emphasis: str, strengths: Iterable[str]) -> list[Perspective]:
    """Return the perspectives that a loop for this role should bring; none where one side is
    enough.

    `strengths` are the keys of the competencies that are strengths here.
    """
    between = {archetype.ml, archetype.software} <= _DEEP_ENOUGH
    both_alike = emphasis == Emphasis.BALANCED and not RESEARCH_COMPETENCIES.isdisjoint(strengths)
    return [Perspective.RESEARCH, Perspective.ENGINEERING] if between or both_alike else []


def spread(kinds: Sequence[str], perspectives: Iterable[Perspective]) -> list[str]:
    """Return for each interview of these kinds the perspective it brings, or ""; each perspective
    once.
    """
    assigned = [""] * len(kinds)
    for perspective in perspectives:
        places = (
            n for kind in _HEARD_IN[perspective] for n, one in enumerate(kinds) if one == kind
        )
        place = next((n for n in places if not assigned[n]), None)
        if place is not None:
            assigned[place] = perspective.value
    return assigned

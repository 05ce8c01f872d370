"""What is expected of a candidate in each competency: strengths to validate, bars to check.

They follow the requisition's profile until somebody edits one or the first interview is booked.
From then on they are rows of their own: what interviewers were asked to test does not move.
"""

from hiring.pipeline.models import Application, Hypothesis
from rubrics.models import Competency, Stance

ORDER = (Stance.STRENGTH, Stance.BAR, Stance.NOT_ASSESSED)
# Of a competency that the role's profile does not mention.
_USUAL_BAR = 3


def of(application: Application, *, every: bool = False) -> list[Hypothesis]:
    """Return its hypotheses: saved ones, or unsaved ones from the requisition's profile.

    Strengths come first, then bars, each by weight. With `every`, competencies that are not
    assessed follow, as they would be if somebody switched them on.
    """
    found = list(application.hypotheses.select_related("competency", "edited_by"))
    found = found or _derived(application)
    if every:
        found += _switched_off(application, {row.competency_id for row in found})
    else:
        found = [row for row in found if row.is_assessed]
    return sorted(found, key=_place)


def _place(row: Hypothesis) -> tuple[int, int, int, int]:
    return ORDER.index(row.stance), -row.weight, row.competency.position, row.competency_id


def _derived(application: Application) -> list[Hypothesis]:
    profile = application.requisition.competencies.select_related("competency")
    return [
        Hypothesis(
            application=application,
            competency=entry.competency,
            stance=entry.stance,
            weight=entry.weight,
            bar_level=entry.bar_level,
            why=entry.why,
        )
        for entry in profile
    ]


def _switched_off(application: Application, known: set[int]) -> list[Hypothesis]:
    """The competencies that are not assessed here, with what the role says of them."""
    requisition = application.requisition
    profile = requisition.archetype.profile.at(requisition.level)
    entries = {entry.competency_id: entry for entry in profile}
    found = []
    for competency in Competency.objects.in_use().exclude(pk__in=known):
        entry = entries.get(competency.pk)
        found.append(
            Hypothesis(
                application=application,
                competency=competency,
                stance=Stance.NOT_ASSESSED,
                weight=entry.weight if entry else 1,
                bar_level=entry.bar_level if entry else _USUAL_BAR,
                why=entry.why if entry else "",
            )
        )
    return found

"""Words of the builder: who looks at a competency, and what moved."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.requisitions.changes import stance_word, steps, steps_from_role
from hiring.requisitions.coverage.plan import CompetencyCoverage
from hiring.requisitions.profiles import CompetencyTarget

register = template.Library()


register.filter(stance_word)
register.filter(steps_from_role)


@register.filter
def steps_of(targets: CompetencyTarget) -> list[str]:
    """Return how role context and strategy moved a competency, each as "weight 3 → 4"."""
    before, after = targets.before, targets.after
    return steps(
        (before.stance, before.weight, before.bar), (after.stance, after.weight, after.bar)
    )


@register.simple_tag
def seen_by(row: CompetencyCoverage) -> str:
    """Return how many people of the plan look at it, and whether that stays one view."""
    people = row.observations
    if people == 1 and not row.enough:
        return _("1 interviewer: one view at best")
    return ngettext("%(n)d interviewer", "%(n)d interviewers", people) % {"n": people}

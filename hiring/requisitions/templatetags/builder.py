"""Words of the builder: how far a plan can settle a competency, and what moved."""

from django import template
from django.utils.translation import gettext as _

from hiring.requisitions.changes import stance_word, steps, steps_from_role
from hiring.requisitions.coverage import Row
from hiring.requisitions.profiles import Asked
from rubrics.frequencies import in_ten

register = template.Library()


register.filter(stance_word)
register.filter(steps_from_role)


@register.filter
def steps_of(asked: Asked) -> list[str]:
    """Return how surroundings and strategy moved a competency, each as "weight 3 → 4"."""
    before, after = asked.before, asked.after
    return steps(
        (before.stance, before.weight, before.bar), (after.stance, after.weight, after.bar)
    )


@register.simple_tag
def at_best(row: Row) -> str:
    """Return the most certainty that the plan can reach, and whether a plain yes is enough."""
    best = {"best": in_ten(row.best.probability)}
    if row.settles_by_yes:
        return _("At best %(best)s with a record of strong yeses.") % best
    return _("At best %(best)s with a record of strong yeses; plain ones leave it open.") % best


@register.simple_tag
def at_best_shortly(row: Row) -> str:
    """Return the same for a table whose head says what it is."""
    return in_ten(row.best.probability) if row.settles else _("not to be settled")

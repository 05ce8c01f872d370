"""A rule by which an answer adjusts a profile, in words that a hiring manager can check."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rubrics.models import ProfileAdjustment, Stance

_STANCES = {
    Stance.STRENGTH: gettext_lazy("is a strength to validate"),
    Stance.BAR: gettext_lazy("is a minimum bar to check"),
    Stance.NOT_ASSESSED: gettext_lazy("is not assessed"),
}


def effect_of(adjustment: ProfileAdjustment) -> str:
    """Return what the rule does to its competency, as the rest of a sentence: "weighs 1 more"."""
    return joined(
        [
            part
            for part in (_stance(adjustment), _weight(adjustment.weight), _bar(adjustment.bar))
            if part
        ]
    )


def roles_of(adjustment: ProfileAdjustment) -> str:
    """Return for whom the rule holds; free of a query where the roles were prefetched."""
    names = [role.name for role in adjustment.archetypes.all()]
    return joined(names) if names else _("all roles")


def joined(parts: list[str]) -> str:
    """Return parts of a sentence as one: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(some)s and %(last)s") % {"some": ", ".join(parts[:-1]), "last": parts[-1]}


def _stance(adjustment: ProfileAdjustment) -> str:
    return str(_STANCES[Stance(adjustment.stance)]) if adjustment.stance else ""


def _weight(steps: int) -> str:
    if not steps:
        return ""
    return (_("weighs %(steps)d more") if steps > 0 else _("weighs %(steps)d less")) % {
        "steps": abs(steps)
    }


def _bar(steps: int) -> str:
    if not steps:
        return ""
    higher = ngettext(
        "must be %(steps)d level higher", "must be %(steps)d levels higher", abs(steps)
    )
    lower = ngettext("can be %(steps)d level lower", "can be %(steps)d levels lower", abs(steps))
    return (higher if steps > 0 else lower) % {"steps": abs(steps)}

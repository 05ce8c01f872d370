"""What makes one doubt a role's profile or its default loop. It warns, and holds nothing back."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rubrics.models import Competency, Level, ProfileEntry, RoleArchetype, Stance
from rubrics.roles.profiles import observed_by_rubric

MAX_STRENGTHS = 5
# Minutes. A longer day tires a candidate more than it tells the panel.
MAX_LOOP_MINUTES = 6 * 60


@dataclass(frozen=True)
class RoleWarning:
    """One thing to look at again, at one level."""

    level: Level
    text: str


def warnings_for(role: RoleArchetype) -> list[RoleWarning]:
    """Return what to look at again, level by level.

    Takes a role fetched by `with_everything()` and adds one query for the rubrics' criteria.
    """
    interviews = list(role.interviews.all())
    observed = observed_by_rubric({interview.rubric_id for interview in interviews})
    found: list[RoleWarning] = []
    for level in Level:
        loop = [one for one in interviews if one.level in (None, level)]
        seen = {one.pk for interview in loop for one in observed.get(interview.rubric_id, [])}
        asked = [e for e in role.profile.all() if e.level == level and e.stance != "not_assessed"]
        texts = [*_of_profile(asked), *_of_loop(sum(one.minutes for one in loop))]
        texts += _unobserved([e.competency for e in asked if e.competency_id not in seen])
        found += [RoleWarning(level, text) for text in texts]
    return found


def _of_profile(asked: list[ProfileEntry]) -> list[str]:
    if not asked:
        return [_("No competencies are assessed, so no job can start at this level.")]
    strengths = sum(entry.stance == Stance.STRENGTH for entry in asked)
    if not strengths:
        return [_("No strengths to validate. Add at least one reason to hire.")]
    if strengths > MAX_STRENGTHS:
        return [
            _(
                "%(number)d strengths is a lot; few people have that many. Keep the ones that "
                "matter most."
            )
            % {"number": strengths}
        ]
    return []


def _of_loop(minutes: int) -> list[str]:
    if minutes <= MAX_LOOP_MINUTES:
        return []
    return [
        _("The default loop takes %(minutes)d minutes, which is more than six hours.")
        % {"minutes": minutes}
    ]


def _unobserved(competencies: list[Competency]) -> list[str]:
    if not competencies:
        return []
    names = ", ".join(competency.name for competency in competencies)
    return [_("Not covered by the default loop: %(names)s.") % {"names": names}]

"""Whether an opening needs a mentor by name, and whether it has one who can mentor.

Hiring juniors into research works only where experienced researchers can mentor them.
"""

from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.requisitions.models import Requisition
from rubrics.models import Depth, Emphasis, Level, RoleArchetype, Strategy


def needs_mentor(*, archetype: RoleArchetype, level: str, emphasis: str, strategy: str) -> bool:
    """Return whether such an opening takes a mentor: a junior in research, or a junior strategy."""
    research = archetype.ml == Depth.VERY_HIGH or emphasis == Emphasis.RESEARCH
    return strategy == Strategy.JUNIOR or (research and level == Level.JUNIOR)


def mentor_problem(requisition: Requisition) -> str:
    """Return what is wrong with the requisition's mentor as a sentence, or ""."""
    return problem_with(
        requisition.mentor,
        needed=needs_mentor(
            archetype=requisition.archetype,
            level=requisition.level,
            emphasis=requisition.emphasis,
            strategy=requisition.strategy,
        ),
    )


def problem_with(mentor: User | None, *, needed: bool) -> str:
    """Return what is wrong with this mentor, or ""; a mentor who left is told of in any case."""
    if mentor is not None and not mentor.is_active:
        return _("The mentor, %(name)s, can no longer sign in. Choose another mentor.") % {
            "name": mentor.name
        }
    if mentor is None and needed:
        return _(
            "Choose a mentor. A junior needs an experienced mentor who has agreed to take "
            "the time. Without one, hire someone experienced."
        )
    return ""

"""Which applications wait for a person: as a recruiter, or as the hiring manager who decides."""

from collections.abc import Mapping

from django.db.models import Q

from hiring.accounts.asking import asked_once
from hiring.accounts.models import TeamRole, User
from hiring.pipeline.models import Party
from hiring.requisitions.models import HiringTeamMember

Roles = Mapping[str, list[tuple[int, str]]]
_TURNS = {TeamRole.RECRUITER: Party.RECRUITER, TeamRole.HIRING_MANAGER: Party.HIRING_MANAGER}


@asked_once
def roles_of(user: User) -> Roles:
    """Return for each leading role the requisitions in which the person has it, with status."""
    found: dict[str, list[tuple[int, str]]] = {}
    team = HiringTeamMember.objects.filter(user=user, role__in=list(_TURNS))
    for role, pk, status in team.values_list("role", "requisition", "requisition__status"):
        found.setdefault(role, []).append((pk, status))
    return found


def waits_for(user: User, roles: Roles) -> Q:
    """Return which active applications wait for this person.

    A recruiter who recruits for no open requisition looks after all. Applications of a closed
    requisition are under way until each is decided, and so they stay in.
    """
    mine = Q(pk__in=[])
    for role, party in _TURNS.items():
        mine |= Q(waiting_on=party) & _of_role(user, roles, role)
    return mine


def recruited_by(user: User, roles: Roles) -> Q:
    """Return which applications the person recruits for: all, or those of their jobs."""
    return _of_role(user, roles, TeamRole.RECRUITER)


def _of_role(user: User, roles: Roles, role: TeamRole) -> Q:
    led = roles.get(role, [])
    looks_after_all = (
        role == TeamRole.RECRUITER
        and user.is_recruiter
        and not any(status == "open" for _, status in led)
    )
    return Q() if looks_after_all else Q(requisition__in=[pk for pk, _ in led])

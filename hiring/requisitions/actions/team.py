"""Who hires: the roles of people on a requisition's hiring team."""

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.actions import access as candidate_access
from hiring.accounts.models import TeamRole, User
from hiring.activity.actions import Refused, record
from hiring.requisitions.actions.checking import checked_perspective
from hiring.requisitions.models import HiringTeamMember, OwnerRole, Requisition
from hiring.requisitions.verbs import Verb
from rubrics.models import Perspective


def group_key_of(requisition: Requisition | int) -> str:
    """Return the name of the group that sees the candidates of this requisition."""
    pk = requisition.pk if isinstance(requisition, Requisition) else requisition
    return f"requisition:{pk}"


@transaction.atomic
def join_team(
    *, requisition: Requisition, user: User, role: str, actor: User | None, perspective: str = ""
) -> HiringTeamMember:
    """Return the person's place on the team; the same role a second time is the first one.

    `perspective` says for which side of the work the person can speak in an interview. Nobody gives
    themselves a role; the one that they have they may ask for again.
    """
    if actor == user and not _has_role(requisition, user, role):
        raise Refused(
            _("You cannot give yourself a role on a hiring team. Ask a colleague to add you."),
            field="user",
        )
    return put_on_team(
        requisition=requisition, user=user, role=role, actor=actor, perspective=perspective
    )


def _has_role(requisition: Requisition, user: User, role: str) -> bool:
    return requisition.hiring_team.filter(user=user, role=role).exists()


@transaction.atomic
def put_on_team(
    *, requisition: Requisition, user: User, role: str, actor: User | None, perspective: str = ""
) -> HiringTeamMember:
    """As `join_team`, for a requisition that is being made: who drafts or copies it runs it."""
    role, perspective = TeamRole(role), checked_perspective(perspective)
    if not user.is_active:
        raise Refused(_("%(name)s can no longer sign in.") % {"name": user.name}, field="user")
    member, joined = HiringTeamMember.objects.get_or_create(
        requisition=requisition, user=user, role=role, defaults={"perspective": perspective}
    )
    _update_view(requisition.pk, user)
    if joined:
        record(
            Verb.TEAM_JOINED,
            on=requisition,
            requisition=requisition,
            actor=actor,
            role=str(role.label),
            user=user.pk,
        )
        _own_first(requisition, user, role)
    elif perspective and perspective != member.perspective:
        set_perspective(member=member, perspective=perspective, actor=actor)
    return member


@transaction.atomic
def set_perspective(
    *, member: HiringTeamMember, perspective: str, actor: User | None
) -> HiringTeamMember:
    """Say for which side of the work a member can speak, or "" for neither."""
    perspective = checked_perspective(perspective)
    changed = HiringTeamMember.objects.filter(pk=member.pk).exclude(perspective=perspective)
    if changed.update(perspective=perspective):
        record(
            Verb.PERSPECTIVE_SET,
            on=member.requisition,
            requisition=member.requisition,
            actor=actor,
            perspective=str(Perspective(perspective).label) if perspective else _("not specified"),
            user=member.user_id,
        )
    member.perspective = perspective
    return member


@transaction.atomic
def leave_team(*, member: HiringTeamMember, actor: User | None) -> None:
    """End one role of a person on the team; a second time changes nothing."""
    gone, _rows = HiringTeamMember.objects.filter(pk=member.pk).delete()
    if not gone:
        return
    _update_view(member.requisition_id, member.user)
    _disown(member)
    record(
        Verb.TEAM_LEFT,
        on=member.requisition,
        requisition=member.requisition,
        actor=actor,
        role=str(member.get_role_display()),
        user=member.user_id,
    )


def _own_first(requisition: Requisition, user: User, role: TeamRole) -> None:
    """The first recruiter of the team is the job's, until somebody says otherwise."""
    if role == TeamRole.RECRUITER:
        Requisition.objects.filter(pk=requisition.pk, recruiter=None).update(recruiter=user)


def _disown(member: HiringTeamMember) -> None:
    """Whoever no longer sees the job's candidates does not own it."""
    if member.user.sees_everything or member.requisition.hiring_team.filter(user=member.user):
        return
    for role in OwnerRole.values:
        owned = Requisition.objects.filter(pk=member.requisition_id, **{role: member.user_id})
        owned.update(**{role: None})


def _update_view(requisition_id: int, user: User) -> None:
    """Let the person see the job's candidates as their roles have it.

    Both leading roles read the files that candidates sent; only a recruiter writes and calls.
    """
    team = HiringTeamMember.objects.filter(requisition=requisition_id, user=user)
    roles = set(team.leading().values_list("role", flat=True))
    group = group_key_of(requisition_id)
    if roles:
        recruits = TeamRole.RECRUITER in roles
        candidate_access.add_to_access_group(user, to=group, reads_files=True, recruits=recruits)
    else:
        candidate_access.remove_from_access_group(user, of=group)

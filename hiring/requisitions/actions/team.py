"""Who hires: the roles of people on a requisition's hiring team."""

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.actions import access as viewing
from hiring.accounts.models import TeamRole, User
from hiring.activity.actions import Refused, record
from hiring.activity.verbs import Verb
from hiring.requisitions.actions.checking import checked_voice
from hiring.requisitions.models import HiringTeamMember, Requisition
from rubrics.models import Voice

# Whoever leads sees the requisition's candidates; an interviewer sees those they interview.
LEADING = (TeamRole.HIRING_MANAGER, TeamRole.RECRUITER)


def circle_of(requisition: Requisition | int) -> str:
    """Return the name of the circle that sees the candidates of this requisition."""
    pk = requisition.pk if isinstance(requisition, Requisition) else requisition
    return f"requisition:{pk}"


@transaction.atomic
def join_team(
    *, requisition: Requisition, user: User, role: str, by: User | None, voice: str = ""
) -> HiringTeamMember:
    """Return the person's place on the team; the same role a second time is the first one.

    `voice` says for which side of the work the person can speak in an interview. Nobody gives
    themselves a role; the one that they have they may ask for again.
    """
    if by == user and not _has_role(requisition, user, role):
        raise Refused(
            _("You cannot give yourself a role on a hiring team. Ask a colleague to add you."),
            field="user",
        )
    return put_on_team(requisition=requisition, user=user, role=role, by=by, voice=voice)


def _has_role(requisition: Requisition, user: User, role: str) -> bool:
    return requisition.hiring_team.filter(user=user, role=role).exists()


@transaction.atomic
def put_on_team(
    *, requisition: Requisition, user: User, role: str, by: User | None, voice: str = ""
) -> HiringTeamMember:
    """As `join_team`, for a requisition that is being made: who drafts or copies it runs it."""
    role, voice = TeamRole(role), checked_voice(voice)
    if not user.is_active:
        raise Refused(_("%(name)s can no longer sign in.") % {"name": user.name}, field="user")
    member, joined = HiringTeamMember.objects.get_or_create(
        requisition=requisition, user=user, role=role, defaults={"voice": voice}
    )
    _update_view(requisition.pk, user)
    if joined:
        record(
            Verb.TEAM_JOINED,
            on=requisition,
            requisition=requisition,
            by=by,
            role=str(role.label),
            user=user.pk,
        )
    elif voice and voice != member.voice:
        set_voice(member=member, voice=voice, by=by)
    return member


@transaction.atomic
def set_voice(*, member: HiringTeamMember, voice: str, by: User | None) -> HiringTeamMember:
    """Say for which side of the work a member can speak, or "" for neither."""
    voice = checked_voice(voice)
    changed = HiringTeamMember.objects.filter(pk=member.pk).exclude(voice=voice)
    if changed.update(voice=voice):
        record(
            Verb.VOICE_SET,
            on=member.requisition,
            requisition=member.requisition,
            by=by,
            voice=str(Voice(voice).label) if voice else _("not said"),
            user=member.user_id,
        )
    member.voice = voice
    return member


@transaction.atomic
def leave_team(*, member: HiringTeamMember, by: User | None) -> None:
    """End one role of a person on the team; a second time changes nothing."""
    gone, _rows = HiringTeamMember.objects.filter(pk=member.pk).delete()
    if not gone:
        return
    _update_view(member.requisition_id, member.user)
    record(
        Verb.TEAM_LEFT,
        on=member.requisition,
        requisition=member.requisition,
        by=by,
        role=str(member.get_role_display()),
        user=member.user_id,
    )


def _update_view(requisition_id: int, user: User) -> None:
    """Let the person see the job's candidates as their roles have it.

    Both leading roles read the files that candidates sent; only a recruiter writes and calls.
    """
    team = HiringTeamMember.objects.filter(requisition=requisition_id, user=user)
    roles = set(team.filter(role__in=LEADING).values_list("role", flat=True))
    circle = circle_of(requisition_id)
    if roles:
        recruits = TeamRole.RECRUITER in roles
        viewing.admit_viewer(user, to=circle, reads_files=True, recruits=recruits)
    else:
        viewing.dismiss_viewer(user, of=circle)

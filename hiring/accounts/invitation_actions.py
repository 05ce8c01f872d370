"""The actions of invitations: invite, send again, revoke, accept."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hiring.accounts import invited_access
from hiring.accounts.actions import check_fields, new_user, normalized
from hiring.accounts.links import make_link, revoke_links
from hiring.accounts.mails import INVITATION, send_invitation_later
from hiring.accounts.models import Invitation, PublicLink, Team, User
from hiring.accounts.verbs import Verb
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused, record
from hiring.activity.editing import locked

LIFETIME = timedelta(days=7)
# A second click on "Resend" sends no second email.
RESENT_AFTER = timedelta(minutes=1)
# How long the addresses of people who never joined are kept.
KEPT = timedelta(days=90)
MAX_AT_ONCE = 100
# What an email field of Django holds.
MAX_EMAIL_LENGTH = 254


@transaction.atomic
def invite(
    *,
    names: Mapping[str, str],
    actor: User,
    teams: Iterable[Team] = (),
    access: Mapping[str, invited_access.Chosen] | None = None,
    **values: Any,
) -> list[Invitation]:
    """Invite the people at these addresses, each with a name or ""; return the invitations.

    All or nobody: Refused names each address that can't be invited, one a line. `access` is what
    apps above give, by their names; `values` are zone, site role and library role.
    """
    people = {normalized(email): name.strip() for email, name in names.items()}
    if len(people) > MAX_AT_ONCE:
        raise Refused(
            _("Invite %(most)d people at a time at most.") % {"most": MAX_AT_ONCE}, field="email"
        )
    if problems := _problems(list(people)):
        raise Refused("\n".join(problems), field="email")
    given, teams = access or {}, list(teams)
    chosen = {one.name: given.get(one.name, []) for one in invited_access.registered()}
    # In one order, so that two who invite the same people do not wait for each other crosswise.
    return [
        _invite(Invitation(email=email, name=people[email], access=chosen, **values), teams, actor)
        for email in sorted(people)
    ]


def _problems(emails: list[str]) -> list[str]:
    """Say of each address why nobody can be invited there."""
    users = {user.email.lower(): user for user in User.objects.with_addresses(emails)}
    invited = Invitation.objects.open().with_addresses(emails)
    waiting = {address.lower() for address in invited.values_list("email", flat=True)}
    problems = []
    for email in emails:
        if user := users.get(email):
            problems.append(_taken(user))
        elif email in waiting:
            problems.append(_invited(email))
        elif not _is_address(email):
            problems.append(_("“%(email)s” is not an email address.") % {"email": email})
    return problems


def _taken(user: User) -> str:
    if user.is_active:
        message = _("%(email)s already has an account.")
    else:
        message = _("%(email)s has a deactivated account. Reactivate it instead.")
    return message % {"email": user.email}


def _invited(email: str) -> str:
    message = _("%(email)s was already invited. You can resend the invitation from the list.")
    return message % {"email": email}


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= MAX_EMAIL_LENGTH


def _invite(invitation: Invitation, teams: list[Team], actor: User) -> Invitation:
    invitation.sent_by = actor
    check_fields(invitation, "name", "zone", "site_role")
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError as error:
        if "one_open_invitation_per_email" not in str(error):
            raise
        raise Refused(_invited(invitation.email), field="email") from error
    invitation.teams.set(teams)
    _send(invitation, actor)
    record(Verb.INVITATION_SENT, on=invitation, actor=actor, site_role=invitation.site_role)
    return invitation


def _send(invitation: Invitation, actor: User) -> None:
    """Have a new link mailed; the one before works no longer."""
    revoke_links(purpose=INVITATION, object_id=invitation.pk)
    invitation.link = make_link(
        purpose=INVITATION, object_id=invitation.pk, lifetime=LIFETIME, actor=actor
    )
    invitation.sent_by, invitation.mail_failed = actor, False
    invitation.save(update_fields=["link", "sent_by", "mail_failed"])
    send_invitation_later(invitation.link)


@transaction.atomic
def resend_invitation(*, invitation: Invitation, actor: User) -> Invitation:
    """Send it again with a new link for another week; a second click sends nothing more."""
    invitation = _locked_open(invitation)
    if problems := [_taken(user) for user in User.objects.with_addresses([invitation.email])]:
        raise Conflict(problems[0])
    link = invitation.link
    if link and link.created_at > clock.now() - RESENT_AFTER and not invitation.mail_failed:
        return invitation
    _send(invitation, actor)
    record(Verb.INVITATION_RESENT, on=invitation, actor=actor)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, actor: User) -> Invitation:
    """End it with its link; a second time changes nothing."""
    invitation = locked(invitation)
    if invitation.revoked_at is not None:
        return invitation
    _refuse_accepted(invitation)
    invitation.revoked_at = clock.now()
    invitation.save(update_fields=["revoked_at"])
    revoke_links(purpose=INVITATION, object_id=invitation.pk)
    record(Verb.INVITATION_REVOKED, on=invitation, actor=actor)
    return invitation


@transaction.atomic
def accept_invitation(*, link: PublicLink, name: str, zone: str, password: str) -> User:
    """Return the new user, with the role, teams and jobs of the invitation.

    Conflict when the link works no longer: of two clicks one is first.
    """
    invitation = _locked_open(Invitation(pk=link.object_id))
    if invitation.link_id != link.pk or invitation.link is None or not invitation.link.is_live:
        raise Conflict(_("This invitation link no longer works."))
    user = new_user(
        email=invitation.email,
        name=name,
        password=password,
        **invitation.staff_roles() | {"zone": zone},
    )
    invitation.user = user
    invitation.save(update_fields=["user"])
    # Held, so that who saves a team meanwhile does not leave the new member out.
    for team in (
        Team.objects.select_for_update(no_key=True)
        .filter(pk__in=invitation.teams.values("pk"))
        .order_by("pk")
    ):
        team.members.add(user)
    invited_access.give(invitation, user)
    record(Verb.INVITATION_ACCEPTED, on=invitation, actor=user)
    return user


def _locked_open(invitation: Invitation) -> Invitation:
    """Return the invitation, held; Conflict when it was accepted or revoked meanwhile."""
    invitation = locked(invitation)
    _refuse_accepted(invitation)
    if invitation.revoked_at is not None:
        raise Conflict(_("This invitation was revoked."))
    return invitation


def _refuse_accepted(invitation: Invitation) -> None:
    if invitation.user_id is not None:
        raise Conflict(_("%(name)s already accepted this invitation.") % {"name": invitation.user})


def forget_invitations() -> None:
    """Delete what nobody accepted, long after it has expired: it has addresses of strangers."""
    Invitation.objects.filter(user=None, link__expires_at__lt=clock.now() - KEPT).delete()

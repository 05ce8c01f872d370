"""Mails about an account itself, sent in the background.

They go past the list of messages, which recruiters read: a link to a new password is nobody
else's. It is made when the mail is sent, and stored nowhere.
"""

import hashlib
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import int_to_base36
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts import invited_access
from hiring.accounts.links import token_of
from hiring.accounts.models import ApiToken, Invitation, Organization, PublicLink, User
from hiring.activity import clock
from hiring.activity.jobs import enqueue, job
from hiring.activity.models import BackgroundJob
from hiring.ui.mail import compose

SEND_RESET_LINK = "accounts.send_reset_link"
TELL_NEW_ADDRESS = "accounts.tell_new_address"
TELL_OF_EXPIRY = "accounts.tell_of_expiry"
SEND_INVITATION = "accounts.send_invitation"
# The purpose of the links in invitations.
INVITATION = "invitation"


class ResetTokens(PasswordResetTokenGenerator):
    """Links that end with the password, the address, the next sign-in, and the session version."""

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.session_version}"


def ask_for_reset_link(email: str) -> None:
    """Have a link to a new password sent to whom this address belongs to, if to anybody.

    The request does the same work for an unknown address, so that its time tells nothing.
    """
    user = User.objects.active().with_address(email).first()
    enqueue(
        SEND_RESET_LINK,
        key=hashlib.sha256(email.strip().lower().encode()).hexdigest(),
        user_id=user.pk if user else None,
        session_version=user.session_version if user else 0,
    )


@job(SEND_RESET_LINK)
def send_reset_link(claimed: BackgroundJob, *, user_id: int | None, session_version: int) -> None:
    """Send the link, unless the account or its address has changed since it was asked for."""
    user = User.objects.active().filter(pk=user_id or 0, session_version=session_version).first()
    if user is None:
        return
    days = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days
    until = ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    body = _(
        "Hello %(name)s,\n\nWe received a request to reset the password for your Hiring "
        "account. Use the link below to choose a new one. It works once and expires in "
        "%(until)s.\n\nIf you didn’t request this, ignore this email. Your password hasn’t "
        "changed."
    )
    compose(
        to=user.email,
        subject=_("Reset your Hiring password"),
        body=body % {"name": user.name, "until": until},
        link=_path_of_link(user),
        link_label=_("Choose a new password"),
    ).send()


def _path_of_link(user: User) -> str:
    kwargs = {"uidb36": int_to_base36(user.pk), "key": ResetTokens().make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=kwargs)


def notify_new_address(*, user: User, old: str) -> None:
    """Have both mailboxes told that one of them signs in no longer, and the other does."""
    for key, to in (("old", old), ("new", user.email)):
        enqueue(TELL_NEW_ADDRESS, key=f"{user.pk}:{user.session_version}:{key}", to=to)


@job(TELL_NEW_ADDRESS)
def send_new_address(claimed: BackgroundJob, *, to: str) -> None:
    """Tell one mailbox that the address of an account has changed, without the new address."""
    body = _(
        "An administrator changed the email address of your Hiring account. Sign in with "
        "the new address and your current password. You were signed out on all devices, and "
        "your API tokens no longer work.\n\nIf you didn’t expect this, contact your "
        "administrator."
    )
    compose(to=to, subject=_("Your Hiring sign-in address changed"), body=body).send()


def notify_of_expiry(*, token_id: int, days: int) -> None:
    """Have the owner of a token told that it works so many days more."""
    enqueue(TELL_OF_EXPIRY, key=f"{token_id}:{days}", token_id=token_id)


@job(TELL_OF_EXPIRY)
def send_expiry(claimed: BackgroundJob, *, token_id: int) -> None:
    """Send the notice, unless the token has ended or was revoked meanwhile."""
    token = ApiToken.objects.live().select_related("user").filter(pk=token_id).first()
    if token is None:
        return
    ends = token.expires_at.astimezone(ZoneInfo(token.user.zone))
    body = _(
        "Hello %(name)s,\n\nYour API token “%(token)s” (%(prefix)s…) expires on %(day)s. After "
        "that, anything that uses it stops working. Create a new token on your profile page and "
        "use it instead. If you no longer need it, you don’t have to do anything."
    )
    values = {
        "name": token.user.name,
        "token": token.name,
        "prefix": token.prefix,
        "day": date_format(ends, "F j, Y, H:i e"),
    }
    compose(
        to=token.user.email,
        subject=_("Your API token “%(token)s” expires soon") % {"token": token.name},
        body=body % values,
        link=reverse("accounts:profile"),
        link_label=_("Open your profile"),
    ).send()


def send_invitation_later(link: PublicLink) -> None:
    """Have the link of an invitation mailed; the key names the link, so each is sent once."""
    enqueue(SEND_INVITATION, key=str(link.pk), link_id=link.pk)


def note_failed_invitation(*, link_id: int) -> None:
    """Say in the list of invitations that the mail server did not take the email."""
    Invitation.objects.filter(link=link_id).update(mail_failed=True)


@job(SEND_INVITATION, on_failure=note_failed_invitation)
def send_invitation(claimed: BackgroundJob, *, link_id: int) -> None:
    """Send the link, unless a newer one was made or the invitation has ended meanwhile."""
    found = Invitation.objects.open().with_facts().filter(link=link_id).first()
    if found is None or found.link is None or not found.link.is_live:
        return
    inviter, organization = found.sent_by, Organization.present().name or _("Hiring")
    compose(
        to=found.email,
        subject=_("%(inviter)s invited you to %(organization)s")
        % {"inviter": inviter.name, "organization": organization},
        body=_body_of_invitation(found, found.link, organization),
        link=path_of(found.link),
        link_label=_("Accept invitation"),
        reply_to=inviter.email,
    ).send()


def path_of(link: PublicLink) -> str:
    """Return where an invited person accepts."""
    return reverse("accounts:invitation", kwargs={"invitation_token": token_of(link)})


def _body_of_invitation(invitation: Invitation, link: PublicLink, organization: str) -> str:
    given = [(_("Role"), invitation.roles)]
    given += invited_access.describe([invitation])[invitation.pk]
    days = round((link.expires_at - clock.now()) / timedelta(days=1))
    body = _(
        "Hello%(name)s,\n\n%(inviter)s invited you to %(organization)s, where interviews and "
        "candidates are managed.\n\n%(given)s\n\nUse the link below to choose a password and sign "
        "in. It works once and expires in %(until)s.\n\nIf you don’t know %(inviter)s, ignore this "
        "email."
    )
    return body % {
        "name": f" {invitation.name}" if invitation.name else "",
        "inviter": invitation.sent_by.name,
        "organization": organization,
        "given": "\n".join(f"{label}: {words}" for label, words in given),
        "until": ngettext("%(days)d day", "%(days)d days", days) % {"days": days},
    }

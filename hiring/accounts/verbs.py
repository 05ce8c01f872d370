"""What happens to people and their rights, in the words of the activity record."""

from django.utils.translation import gettext_lazy as _

from hiring.activity import verbs


class Verb(verbs.Verb):
    USER_ADDED = "user.added", _("added a user as %(site_role)s")
    USER_CHANGED = "user.changed", _("changed a user")
    USER_DEACTIVATED = "user.deactivated", _("deactivated a user")
    USER_REACTIVATED = "user.reactivated", _("reactivated a user")
    INVITATION_SENT = "invitation.sent", "mail", _("invited a colleague as %(site_role)s")
    INVITATION_RESENT = "invitation.resent", "mail", _("resent an invitation")
    INVITATION_REVOKED = "invitation.revoked", _("revoked an invitation")
    INVITATION_ACCEPTED = "invitation.accepted", _("accepted an invitation")
    PASSWORD_RESET = "user.password_reset", _("reset their password")
    ORGANIZATION_CHANGED = "organization.changed", "building", _("changed the organization")
    TEAM_SAVED = "team.saved", _("saved the team %(team)s")
    TOKEN_CREATED = "token.created", _("created an API token")
    TOKEN_REVOKED = "token.revoked", _("revoked an API token")

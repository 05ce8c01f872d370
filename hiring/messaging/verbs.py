"""What happens to messages, in the words of the activity record."""

from django.utils.translation import gettext_lazy as _

from hiring.activity import verbs


class Verb(verbs.Verb):
    MESSAGE_SENT = "message.sent", _("sent a message: %(kind)s")
    MESSAGE_FAILED = "message.failed", _("could not send a message: %(kind)s")
    MESSAGE_AGAIN = "message.again", _("resent a message: %(kind)s")

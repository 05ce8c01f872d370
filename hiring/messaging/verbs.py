"""What happens to messages, in the words of the activity record."""

from django.utils.translation import gettext_lazy as _

from hiring.activity import verbs


class Verb(verbs.Verb):
    MESSAGE_SENT = "message.sent", _("sent a message: %(kind)s")
    MESSAGE_FAILED = "message.failed", _("could not send a message: %(kind)s")
    MESSAGE_AGAIN = "message.again", _("resent a message: %(kind)s")
    MESSAGE_CANCELED = "message.canceled", "mail", _("canceled a message: %(kind)s")
    MESSAGE_RECEIVED = "message.received", "mail-opened", _("received a reply by email")
    MESSAGE_BOUNCED = "message.bounced", "alert-triangle", _("had a message returned: %(kind)s")
    TEMPLATE_SAVED = "template.saved", _("saved the email template %(template)s")
    TEMPLATE_ARCHIVED = "template.archived", _("archived the email template %(template)s")
    TEMPLATE_RESTORED = "template.restored", _("restored the email template %(template)s")

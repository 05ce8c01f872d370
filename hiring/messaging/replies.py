"""Addresses that candidates reply to: the organization's, with a signed number of the message.

`hiring+m12-0f9c…@example.org` is delivered to `hiring@example.org` by most mail servers (RFC 5233
calls it a detail). The signature makes sure that only who got the mail can write into its thread.
Lower case and short, since servers may lower it and a local part has 64 characters at most.
"""

import re

from django.utils.crypto import constant_time_compare, salted_hmac

from hiring.accounts.models import Organization
from hiring.messaging.models import Message

MAX_LOCAL_LENGTH = 64
_SIGNED = re.compile(r"m(\d{1,18})-([0-9a-f]{20})")


def reply_address(message: Message) -> str:
    """Return where replies to this message go; empty where the organization has no address."""
    local, at, domain = Organization.present().reply_address.rpartition("@")
    signed = f"{local}+m{message.pk}-{_signature(message.pk)}"
    return f"{signed}@{domain}" if at and len(signed) <= MAX_LOCAL_LENGTH else ""


def message_of(address: str) -> Message | None:
    """Return the message that an address answers; None for one that was not made here."""
    local = address.rpartition("@")[0].lower()
    match = _SIGNED.fullmatch(local.rpartition("+")[2])
    if not match or not constant_time_compare(_signature(int(match[1])), match[2]):
        return None
    return Message.objects.filter(pk=int(match[1])).select_related("sender").first()


def _signature(pk: int) -> str:
    signed = salted_hmac("hiring.messaging.replies", str(pk), algorithm="sha256")
    return signed.hexdigest()[:20]

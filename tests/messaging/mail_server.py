"""A real mail server on the loopback, which does as it is told."""

import asyncio
import contextlib
import email
import email.policy
import socket
from email.message import EmailMessage


class MailServer:
    """Takes mails on the loopback, unless told to refuse or to hang up.

    `refuse_recipient`, `refuse_data`: the reply to give. `hang_up`: the step at which the
    connection is cut, "recipient", "data" (before it is taken) or "taken" (right after).
    `pause`: seconds to think before the answer to a recipient and to a mail.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuse_recipient = self.refuse_data = self.hang_up = ""
        self.asked = 0
        self.pause = 0.0

    def behave(self) -> None:
        self.refuse_recipient = self.refuse_data = self.hang_up = ""

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        self.asked += 1
        await asyncio.sleep(self.pause)
        self._cut(server, "recipient")
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        await asyncio.sleep(self.pause)
        self._cut(server, "data")
        if self.refuse_data:
            return self.refuse_data
        self.recipients += envelope.rcpt_tos
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self._cut(server, "taken")
        return "250 taken"

    def _cut(self, server, step: str) -> None:
        if self.hang_up == step:
            server.transport.abort()
            raise ConnectionResetError


def free_port() -> int:
    with contextlib.closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]

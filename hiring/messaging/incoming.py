"""Reading a mail as it arrives: who wrote it, what it says, or which of ours came back.

Written for hostile input and without Django: headers are cut before they are decoded, HTML becomes
text, and whatever can't be read ends in `Unreadable` with a sentence for people.
"""

import email
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.utils import getaddresses, parseaddr

import nh3

MAX_BYTES = 10 * 1024 * 1024
MAX_TEXT_LENGTH = 100_000
MAX_HEADER_LENGTH = 4_000
MAX_CALENDAR_LENGTH = 100_000
MAX_ATTACHMENT_NAMES = 20
# Where mail servers say whom they deliver to, before what the writer's program says.
_RECIPIENT_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
_ENDS_A_LINE = re.compile(r"<(br|hr|/p|/div|/tr|/li|/h[1-6]|/blockquote)\b[^<>]{0,500}>", re.I)
_NOT_TEXT = {"script", "style", "head", "title", "template"}
_MANY_BREAKS = re.compile(r"\n[ \t\r\n]*\n")
# Halves of characters, too, of which some encodings can speak and databases can't.
_NOT_TEXT_AT_ALL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Of host names and programs; decoding the first takes the square of the length.
_NO_CHARSETS = {"punycode", "idna", "unicode_escape", "raw_unicode_escape"}


class Unreadable(ValueError):
    """What came is no mail that can be read; the text says why."""


@dataclass(frozen=True)
class Returned:
    """A report that a mail was not delivered: which one, and what the server said."""

    message_id: str
    reason: str


@dataclass(frozen=True)
class ReceivedMail:
    """What is kept of a mail."""

    name: str
    address: str
    subject: str
    text: str
    message_id: str
    recipients: list[str]
    attachments: list[str] = field(default_factory=list)
    returned: Returned | None = None
    # What a calendar program says (iTIP), as it came.
    calendar: str = ""
    # An out-of-office reply or the like (RFC 3834).
    automatic: bool = False


def read_mail(data: bytes) -> ReceivedMail:
    """Return what a mail says; Unreadable when it is none, is too large, or can't be read."""
    if len(data) > MAX_BYTES:
        raise Unreadable("The email is larger than 10 MB.")
    try:
        mail = email.message_from_bytes(data)
        return _read(mail)
    except Unreadable:
        raise
    # The standard library's parser has many ways to give up on a broken mail.
    except Exception as error:
        raise Unreadable("The email is damaged and can’t be read.") from error


def _read(mail: Mail) -> ReceivedMail:
    if not mail.get("From") and not mail.get("Received"):
        raise Unreadable("This is not an email: it has no sender.")
    name, address = parseaddr(_header(mail, "From"))
    return ReceivedMail(
        name=name,
        address=address[:254],
        subject=_header(mail, "Subject"),
        text=_text(mail),
        message_id=_header(mail, "Message-ID").strip(),
        recipients=_recipients(mail),
        attachments=[name for part in mail.walk() if (name := _attachment(part))][
            :MAX_ATTACHMENT_NAMES
        ],
        returned=_returned(mail),
        calendar=_calendar(mail),
        automatic=_header(mail, "Auto-Submitted").lower() not in ("", "no"),
    )


def _header(mail: Mail, name: str) -> str:
    raw = str(mail.get(name, ""))[:MAX_HEADER_LENGTH]
    try:
        text = str(make_header(decode_header(raw)))
    except (ValueError, LookupError, UnicodeError):
        text = raw
    return " ".join(_clean(text).split())


def _recipients(mail: Mail) -> list[str]:
    raw = [
        str(value)[:MAX_HEADER_LENGTH]
        for name in _RECIPIENT_HEADERS
        for value in mail.get_all(name, [])[:10]
    ]
    return [address for _name, address in getaddresses(raw) if address]


def _text(mail: Mail) -> str:
    """Return the first plain text, else the first HTML as text, else nothing."""
    for kind, read in (("text/plain", _plain), ("text/html", _from_html)):
        for part in mail.walk():
            if part.get_content_type() == kind and not _attachment(part):
                return read(_decoded(part))[:MAX_TEXT_LENGTH]
    return ""


def _calendar(mail: Mail) -> str:
    """Return the first calendar of the mail, attached or not; nothing when there is none."""
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            text = _decoded(part)
            return text if len(text) <= MAX_CALENDAR_LENGTH else ""
    return ""


def _decoded(part: Mail) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    if charset.replace("-", "_") in _NO_CHARSETS:
        charset = "utf-8"
    try:
        return _clean(data.decode(charset, errors="replace"))
    except (LookupError, ValueError):
        return _clean(data.decode("utf-8", errors="replace"))


def _clean(text: str) -> str:
    """Return the text as a database takes it."""
    return _NOT_TEXT_AT_ALL.sub("", text)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _from_html(source: str) -> str:
    lines = _ENDS_A_LINE.sub(lambda match: f"{match[0]}\n", source)
    text = html.unescape(nh3.clean(lines, tags=set(), clean_content_tags=_NOT_TEXT))
    return _MANY_BREAKS.sub("\n\n", _plain(text))


def _attachment(part: Mail) -> str:
    """Return the name of an attached file, empty for a part that is none."""
    if part.is_multipart() or part.get_content_disposition() != "attachment":
        return ""
    return " ".join(_clean(part.get_filename() or "").split())[:200] or "file"


def _returned(mail: Mail) -> Returned | None:
    """Return what a delivery report says of a mail that failed for good (RFC 3464)."""
    if mail.get_content_type() != "multipart/report":
        return None
    parts = list(mail.walk())
    for block in _status_blocks(parts):
        if _header(block, "Action").lower() == "failed":
            reason = _header(block, "Diagnostic-Code").partition(";")[2].strip()
            return Returned(_returned_id(parts), reason or _header(block, "Status"))
    return None


def _status_blocks(parts: list[Mail]) -> Iterator[Mail]:
    for part in parts:
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from part.get_payload()  # type: ignore[misc]


def _returned_id(parts: list[Mail]) -> str:
    """Return the Message-ID of the mail that came back, whole or its headers only."""
    for part in parts:
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            inner = part.get_payload(0)
            return _header(inner, "Message-ID")  # type: ignore[arg-type]
        if part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            return _header(email.message_from_string(_decoded(part)), "Message-ID")
    return ""

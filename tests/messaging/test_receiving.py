"""Mails that come back: by the command that a mail server calls, and as files on the page."""

import io
import os
import subprocess
import sys
import time
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from candidates.contact import contact_of
from hiring.accounts.actions import change_organization
from hiring.accounts.models import TeamRole
from hiring.activity.models import Event
from hiring.messaging.incoming import MAX_BYTES, Unreadable, read_mail
from hiring.messaging.mail import message_id
from hiring.messaging.models import Message, MessageState
from hiring.messaging.receiving import MessageKind
from hiring.messaging.replies import reply_address
from hiring.pipeline.candidate_mail import CandidateMail, Letter, send_letter
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.pipeline import application, seated
from tests.factories.requisitions import leader

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin():
    return UserFactory(name="Robin", email="robin@example.com", recruiter=True)


@pytest.fixture
def li():
    return application(candidate=CandidateFactory(name="Li Wei", email="li@example.org"))


@pytest.fixture
def letter(li, robin):
    """Return a mail to Li that has been sent."""
    admin = UserFactory(administrator=True)
    change_organization(actor=admin, name="Northwind", reply_address="jobs@northwind.example")
    text = Letter(CandidateMail.LETTER, "Your times", "Which days suit you?")
    sent = send_letter(application=li, letter=text, actor=robin, key="1")
    Message.objects.update(state=MessageState.SENT, sent_at=sent.created_at)
    sent.refresh_from_db()
    return sent


def reply(letter, text="Tuesday, please.", **headers) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Li Wei <li.private@example.net>"
    mail["To"] = reply_address(letter)
    mail["Subject"] = f"Re: {letter.subject}"
    mail["Message-ID"] = "<1@example.net>"
    mail.set_content(text)
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        mail[name.replace("_", "-")] = value
    return mail.as_bytes()


def report(letter, action="failed") -> bytes:
    """What a mail server sends back, as in RFC 3464."""
    return f"""\
From: Mail Delivery System <mailer-daemon@example.org>
To: hiring@localhost
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver your mail.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; li@example.org
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such user here
--b
Content-Type: text/rfc822-headers

Message-ID: {message_id(letter)}
Subject: {letter.subject}
--b--
""".encode()


@pytest.fixture
def receive(monkeypatch):
    """Give a function that pipes a mail into the command; it returns the exit code."""

    def run(data: bytes, *options: str) -> int:
        stdin = io.TextIOWrapper(io.BytesIO(data))
        monkeypatch.setattr(sys, "stdin", stdin)
        try:
            call_command("receive_mail", *options)
        except CommandError as error:
            return error.returncode
        return 0

    return run


def received() -> list[Message]:
    return list(Message.objects.filter(state=MessageState.RECEIVED))


# ---- Replies -------------------------------------------------------------------------------


def test_a_reply_comes_into_its_thread_once_and_whoever_wrote_is_told(
    letter, robin, receive, client_of
):
    assert receive(reply(letter)) == 0
    assert receive(reply(letter)) == 0

    [message] = received()
    assert (message.body, message.to_address) == ("Tuesday, please.", "li.private@example.net")
    assert message.application_id == letter.application_id
    [notice] = Message.objects.filter(kind=MessageKind.REPLIED)
    assert (notice.recipient, notice.subject) == (robin, "Li Wei replied: Re: Your times")
    assert "Tuesday" not in notice.body
    page = client_of(robin).get(notice.link).content.decode()
    assert "Tuesday, please." in page
    assert Event.objects.filter(verb="message.received").count() == 1


def test_the_address_of_the_envelope_counts_before_the_headers(letter, receive):
    data = reply(letter, To="somebody@example.org")

    assert receive(data, "--recipient", reply_address(letter).upper()) == 0
    assert len(received()) == 1


@pytest.mark.parametrize("wrong", ["jobs@northwind.example", "jobs+m1-{zeros}@northwind.example"])
def test_an_address_that_was_not_made_here_is_refused_for_good(letter, receive, wrong):
    address = wrong.format(zeros="0" * 20)

    assert receive(reply(letter, To=address)) == os.EX_NOUSER
    assert received() == []


def test_an_automatic_answer_is_kept_and_rings_nobody(letter, receive):
    assert receive(reply(letter, Auto_Submitted="auto-replied")) == 0

    assert len(received()) == 1
    assert not Message.objects.filter(kind=MessageKind.REPLIED).exists()


def test_html_alone_is_shown_as_text(letter, receive):
    mail = EmailMessage()
    mail["From"], mail["To"] = "li@example.org", reply_address(letter)
    mail["Subject"] = "=?unknown-8bit?q?caf=E9?="
    mail.set_content(
        "<style>p{}</style><p>Tuesday &amp; Friday</p><script>alert(1)</script><p>Li</p>",
        subtype="html",
    )

    receive(mail.as_bytes())

    assert received()[0].body == "Tuesday & Friday\nLi"


def test_attachments_are_named_and_the_mail_is_kept_as_it_came(letter, receive, client_of, robin):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "li@example.org", reply_address(letter), "CV"
    mail.set_content("See the file.")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="cv.pdf")

    receive(mail.as_bytes())

    [message] = received()
    assert "[Attached: cv.pdf]" in message.body
    url = reverse("pipeline:message_original", args=[message.application_id, message.pk])
    answer = client_of(robin).get(url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"cv.pdf" in b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no mail at all",
        b"\x00\xff" * 500,
        b"From: a@example.org\n\n" + b"x" * MAX_BYTES,
    ],
)
def test_what_is_no_mail_is_bad_data_and_not_an_error_of_ours(data, receive):
    assert receive(data) == os.EX_DATAERR


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x",
        b"From: a@example.org\nContent-Type: text/plain; charset=nope\n\n\xff\xfe",
        b"From: a@example.org\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"From: " + b"a@b.c," * 100_000 + b"\n\nhi",
        b"From: =?utf-8?b?!!?= <a@example.org>\nSubject: =?x?y?z?=\n\nhi",
        b"From: a@example.org\nContent-Type: message/rfc822\n\n" * 300,
        b"From: a@example.org\nContent-Type: text/html\n\n" + b"<div>" * 20_000,
    ],
)
def test_a_broken_mail_is_read_as_far_as_it_goes_or_refused_by_a_sentence(data):
    refused = ""
    try:
        read_mail(data)
    except Unreadable as error:
        refused = str(error)

    assert refused == "" or refused.endswith(".")


def test_without_a_database_the_mail_server_is_to_try_again(letter):
    environment = os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    command = [sys.executable, "manage.py", "receive_mail"]

    ended = subprocess.run(
        command, input=reply(letter), env=environment, capture_output=True, check=False
    )

    assert ended.returncode == os.EX_TEMPFAIL


# ---- Returned mails ------------------------------------------------------------------------


def test_a_returned_mail_is_marked_as_failed_where_people_look(letter, receive, client_of, robin):
    assert receive(report(letter)) == 0

    letter.refresh_from_db()
    assert (letter.state, letter.error) == (MessageState.FAILED, "550 5.1.1 No such user here")
    page = client_of(robin).get("/").content.decode()
    assert "550 5.1.1 No such user here" in page
    thread = reverse("pipeline:messages", args=[letter.application_id])
    assert "not delivered" in client_of(robin).get(thread).content.decode()


def test_a_delayed_mail_has_not_failed(letter, receive):
    assert receive(report(letter, action="delayed")) == os.EX_NOUSER

    letter.refresh_from_db()
    assert letter.state == MessageState.SENT


# ---- As a file -----------------------------------------------------------------------------


def upload(client, li, data: bytes):
    url = reverse("pipeline:message_upload", args=[li.pk])
    return client.post(url, {"file": SimpleUploadedFile("mail.eml", data)}, follow=True)


def test_a_mail_dropped_on_the_page_comes_into_the_thread(letter, li, robin, client_of):
    answer = upload(client_of(robin), li, reply(letter, To="robin@example.com"))

    assert "Added the email." in answer.content.decode()
    [message] = received()
    assert message.contact_key == contact_of(li.candidate).key


def test_a_file_that_is_no_mail_is_refused_by_a_sentence(li, robin, client_of):
    answer = upload(client_of(robin), li, b"%PDF-1.7")

    assert answer.status_code == 400
    assert "This is not an email" in answer.content.decode()


def hostile(letter, charset="utf-8", text="Tuesday.") -> bytes:
    """A reply with marks that no database takes, wherever a mail can have them."""
    return (
        f"From: Li <li@example.org>\nTo: {reply_address(letter)}\n"
        f"Message-ID: =?utf-7?q?+2AA-?=\nSubject: =?utf-7?q?Hi+2AA-?=\n"
        f"Content-Type: multipart/mixed; boundary=x\n\n"
        f"--x\nContent-Type: text/plain; charset={charset}\n\n{text}\n"
        f'--x\nContent-Disposition: attachment; filename="a\x00\xff b.pdf"\n\n1\n--x--\n'
    ).encode("latin-1")


@pytest.mark.parametrize(
    ("charset", "text"),
    [("utf-8", "Tuesday."), ("unicode_escape", r"Tuesday. \ud800"), ("utf-7", "Tuesday.+2AA-")],
)
def test_marks_that_no_database_takes_are_left_out(letter, receive, charset, text):
    assert receive(hostile(letter, charset, text)) == 0

    message = Message.objects.get(state=MessageState.RECEIVED)
    assert message.subject == "Hi"
    assert message.body.startswith("Tuesday.")
    assert "b.pdf]" in message.body


def test_an_encoding_that_takes_the_square_of_the_length_is_none(letter):
    begun = time.monotonic()

    read_mail(hostile(letter, "punycode", "a-" + "b" * 400_000))

    assert time.monotonic() - begun < 2


def test_of_an_answer_to_a_decision_nobody_is_told_who_must_not_know_it(letter, li, receive):
    blind, sighted = (leader(li.requisition, TeamRole.RECRUITER) for _each in range(2))
    seated(li, blind)
    Message.objects.filter(pk=letter.pk).update(kind=CandidateMail.REJECTED, sender=None)

    assert receive(reply(letter)) == 0

    told = {message.recipient for message in Message.objects.filter(kind=MessageKind.REPLIED)}
    assert sighted in told
    assert blind not in told

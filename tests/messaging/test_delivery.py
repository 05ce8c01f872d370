"""Delivering through a real mail server, which accepts, refuses, or dies."""

import smtplib

import pytest

from hiring.activity import jobs
from hiring.activity.actions import Conflict
from hiring.activity.models import BackgroundJob, Event, JobState
from hiring.debriefs.mails import MailKind as DebriefMail
from hiring.interviews.mails import MailKind as InterviewMail
from hiring.messaging import actions, delivery
from hiring.messaging.mail import mail_of
from hiring.messaging.models import Message, MessageState
from hiring.messaging.verbs import Verb
from tests.factories.accounts import UserFactory
from tests.messaging.mail_server import free_port

pytestmark = pytest.mark.django_db

PAUSES_OVER = 60  # minutes: longer than any pause between two attempts


@pytest.fixture
def ada():
    return UserFactory(name="Ada", email="ada@example.org")


@pytest.fixture
def message(ada):
    return actions.send(
        kind=InterviewMail.BOOKED,
        to=ada,
        subject="You interview Zoë on Monday",
        body="At ten.\n\nBring <nothing> & nobody.",
        link="/interviews/5/",
        key="seat:1:booked",
        candidate_id=3,
        application_id=4,
        reply_to=UserFactory(email="grace@example.org"),
    )


def fresh(message: Message) -> Message:
    message.refresh_from_db()
    return message


# ---- Accepted ------------------------------------------------------------------------------


def test_a_taken_mail_is_sent_and_recorded_on_the_timelines(message, mail_server, run_jobs):
    [job] = run_jobs()

    assert job.state == JobState.DONE
    assert mail_server.recipients == ["ada@example.org"]
    assert (fresh(message).state, message.error) == (MessageState.SENT, "")
    assert message.sent_at is not None
    event = Event.objects.get()
    assert (event.verb, event.actor) == (Verb.MESSAGE_SENT, None)
    assert (event.candidate_id, event.application_id) == (3, 4)
    assert event.sentence() == "sent a message: interview booked"
    # The record cannot be erased, so nothing of what was said is in it.
    assert event.choices == {"kind": "interview booked", "about": "interview_booked"}


def test_the_mail_is_text_with_html_beside_it_and_an_absolute_link(
    message, mail_server, run_jobs, settings
):
    settings.BASE_URL = "https://hiring.example.org"

    run_jobs()

    [mail] = mail_server.mails
    assert mail["Subject"] == "You interview Zoë on Monday"
    text = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert "Bring <nothing> & nobody." in text
    assert "https://hiring.example.org/interviews/5/" in text
    assert "Bring &lt;nothing&gt; &amp; nobody." in html
    assert 'href="https://hiring.example.org/interviews/5/"' in html
    assert "<style" not in html
    assert "style=" not in html


def test_the_headers_say_who_and_that_a_machine_wrote_it(message, mail_server, run_jobs, settings):
    settings.DEFAULT_FROM_EMAIL = "Hiring <hiring@mail.example.org>"

    run_jobs()

    [mail] = mail_server.mails
    assert mail["From"] == "Hiring <hiring@mail.example.org>"
    assert mail["To"] == "ada@example.org"
    assert mail["Reply-To"] == "grace@example.org"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@mail.example.org>")
    assert mail["Date"]


def test_a_mail_without_link_and_reply_has_neither(ada, mail_server, run_jobs):
    actions.send(kind=DebriefMail.DECIDED, to=ada, subject="Decided", body="See the page.", key="1")

    run_jobs()

    [mail] = mail_server.mails
    assert mail["Reply-To"] is None
    assert "Open in Hiring" not in mail.get_body(("html",)).get_content()


def test_a_bell_heard_twice_sends_one_mail(message, mail_server, run_jobs):
    [job] = run_jobs()
    jobs.run_jobs([job.pk])
    BackgroundJob.objects.update(state=JobState.QUEUED)
    run_jobs()

    assert len(mail_server.mails) == 1
    assert Event.objects.count() == 1


def test_a_message_to_a_name_that_would_inject_a_header_stays_one_mail(ada, mail_server, run_jobs):
    actions.send(
        kind=InterviewMail.BOOKED,
        to=ada,
        subject="Interview with Eve\r\nBcc: all@example.org\r\n\r\nHello",
        body="x",
        key="1",
    )

    run_jobs()

    [mail] = mail_server.mails
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Interview with Eve Bcc: all@example.org Hello"
    assert mail_server.recipients == ["ada@example.org"]


def test_somebody_who_left_meanwhile_is_written_nothing(message, ada, mail_server, run_jobs):
    ada.is_active = False
    ada.save()

    [job] = run_jobs()

    assert (fresh(message).state, job.state) == (MessageState.WITHHELD, JobState.DONE)
    assert mail_server.mails == []


# ---- Refused for good ----------------------------------------------------------------------


@pytest.mark.parametrize("step", ["refuse_recipient", "refuse_data"])
def test_a_refusal_for_good_fails_at_once_with_the_servers_words(
    message, mail_server, run_jobs, step
):
    setattr(mail_server, step, "550 5.1.1 No such user here")

    run_jobs()
    [job] = run_jobs(ahead=PAUSES_OVER)

    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert (fresh(message).state, message.sent_at) == (MessageState.FAILED, None)
    assert message.error == "550 5.1.1 No such user here"
    event = Event.objects.get()
    assert (event.verb, event.candidate_id) == (Verb.MESSAGE_FAILED, 3)
    # The server's words may name a person; the record holds none of them.
    assert "No such user" not in str(event.choices)


def test_a_failed_message_arrives_when_it_is_sent_again(message, mail_server, run_jobs):
    mail_server.refuse_recipient = "550 5.1.1 No such user here"
    run_jobs()
    mail_server.behave()

    actions.send_again(message=message, actor=UserFactory(recruiter=True))
    run_jobs()

    assert (fresh(message).state, message.error) == (MessageState.SENT, "")
    assert len(mail_server.mails) == 1


def test_an_address_that_is_none_fails_with_a_reason(message, mail_server, run_jobs):
    Message.objects.update(to_address="ada@example.org\nBcc: all@example.org")

    [job] = run_jobs()

    assert job.state == JobState.FAILED
    assert fresh(message).state == MessageState.FAILED
    assert message.error
    assert mail_server.mails == []


# ---- Perhaps later -------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["refuse_recipient", "refuse_data"])
def test_a_refusal_for_now_is_tried_again_until_it_is_taken(message, mail_server, run_jobs, step):
    setattr(mail_server, step, "451 4.7.1 Greylisted, come back later")
    [job] = run_jobs()
    assert (job.state, fresh(message).state) == (JobState.QUEUED, MessageState.QUEUED)
    assert message.error == "451 4.7.1 Greylisted, come back later"

    mail_server.behave()
    [job] = run_jobs(ahead=PAUSES_OVER)

    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert (fresh(message).state, message.error) == (MessageState.SENT, "")


def test_a_server_that_never_takes_it_is_given_up_and_told(message, mail_server, run_jobs):
    mail_server.refuse_recipient = "451 4.7.1 Not now"

    for round_ in range(jobs.MAX_ATTEMPTS + 2):
        [job] = run_jobs(ahead=PAUSES_OVER * round_)

    assert (job.state, job.attempts) == (JobState.FAILED, jobs.MAX_ATTEMPTS)
    assert (fresh(message).state, message.error) == (MessageState.FAILED, "451 4.7.1 Not now")
    assert [event.verb for event in Event.objects.all()] == [Verb.MESSAGE_FAILED]


@pytest.mark.parametrize("step", ["recipient", "data"])
def test_a_server_that_dies_in_mid_session_is_asked_again(message, mail_server, run_jobs, step):
    mail_server.hang_up = step
    [job] = run_jobs()
    assert (job.state, fresh(message).state) == (JobState.QUEUED, MessageState.QUEUED)
    assert message.error

    mail_server.behave()
    run_jobs(ahead=PAUSES_OVER)

    assert fresh(message).state == MessageState.SENT
    assert len(mail_server.mails) == 1


def test_a_server_that_is_only_slow_to_answer_gets_the_mail_once(
    message, mail_server, run_jobs, settings
):
    settings.EMAIL_TIMEOUT, mail_server.pause = 0.5, 1.0

    run_jobs()
    run_jobs(ahead=PAUSES_OVER)

    assert fresh(message).state == MessageState.SENT
    assert len(mail_server.mails) == 1


def test_a_mail_that_is_being_sent_can_no_longer_be_taken_back(message, mail_server, run_jobs):
    Message.objects.update(state=MessageState.SENDING)

    with pytest.raises(Conflict, match="already sent"):
        actions.cancel(message=message, actor=UserFactory(recruiter=True))
    run_jobs()

    assert len(mail_server.mails) == 1


def test_a_mail_taken_by_a_server_that_died_goes_out_again_recognizably(
    message, mail_server, run_jobs
):
    mail_server.hang_up = "taken"
    run_jobs()
    mail_server.behave()
    run_jobs(ahead=PAUSES_OVER)

    assert fresh(message).state == MessageState.SENT
    first, second = mail_server.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_two_messages_have_two_ids(message, ada, mail_server, run_jobs):
    actions.send(kind=DebriefMail.DECIDED, to=ada, subject="x", body="y", key="other")

    run_jobs()

    first, second = mail_server.mails
    assert first["Message-ID"] != second["Message-ID"]


def test_no_server_at_all_costs_time_and_not_the_mail(message, run_jobs, mail_server, settings):
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    [job] = run_jobs()
    assert (job.state, fresh(message).state) == (JobState.QUEUED, MessageState.QUEUED)
    assert "refused" in message.error

    settings.EMAIL_PORT = there
    run_jobs(ahead=PAUSES_OVER)

    assert fresh(message).state == MessageState.SENT


def test_a_message_whose_worker_was_lost_each_time_is_told_of_too(message, run_jobs):
    BackgroundJob.objects.update(attempts=jobs.MAX_ATTEMPTS)

    [job] = run_jobs()

    assert job.state == JobState.FAILED
    assert fresh(message).state == MessageState.FAILED
    assert "lost" in message.error


def test_a_worker_that_was_replaced_before_it_sent_sends_nothing(message, mail_server):
    slow = jobs.claim(BackgroundJob.objects.get().pk)
    BackgroundJob.objects.update(lease_until=slow.created_at)
    heir = jobs.claim(slow.pk)

    jobs.run(slow)
    assert mail_server.mails == []
    jobs.run(heir)
    assert len(mail_server.mails) == 1


@pytest.mark.parametrize("other", [MessageState.SENT, MessageState.WITHHELD])
def test_what_became_of_a_message_while_it_was_sent_is_not_overwritten(
    message, mail_server, run_jobs, monkeypatch, other
):
    earlier = message.created_at if other == MessageState.SENT else None

    def meanwhile(message):
        Message.objects.update(state=other, sent_at=earlier)
        return mail_of(message)

    monkeypatch.setattr(delivery, "mail_of", meanwhile)
    run_jobs()

    assert (fresh(message).state, message.sent_at) == (other, earlier)
    assert not Event.objects.exists()


# ---- What a server says --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "words", "for_good"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"No \xff")}), "550 No \ufffd", True),
        (smtplib.SMTPRecipientsRefused({"a@b": (450, b"Busy")}), "450 Busy", False),
        (smtplib.SMTPSenderRefused(553, b"Who?", "h@b"), "553 Who?", True),
        (smtplib.SMTPDataError(452, "Full"), "452 Full", False),
        (smtplib.SMTPAuthenticationError(535, b"Bad password"), "535 Bad password", True),
        (smtplib.SMTPConnectError(-1, b"gibberish"), None, False),
        (smtplib.SMTPServerDisconnected("gone"), "gone", False),
        (smtplib.SMTPNotSupportedError("no STARTTLS"), "no STARTTLS", True),
        (TimeoutError(), "TimeoutError", False),
        (ValueError("no address"), "no address", True),
    ],
)
def test_replies_are_told_in_the_servers_words(error, words, for_good):
    if words is not None:
        assert delivery.words_of(error) == words
    assert delivery.is_for_good(error) is for_good

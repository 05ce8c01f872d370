"""Writing a message: once, to those who may read it, as one clean line and a text."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import BackgroundJob, Event
from hiring.interviews.mails import MailKind as InterviewMail
from hiring.messaging import actions
from hiring.messaging.models import Message, MessageState
from hiring.messaging.verbs import Verb
from tests.factories.accounts import UserFactory
from tests.factories.messaging import MessageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(name="Ada", email="ada@example.org")


def write(to, **values) -> Message:
    values = {
        "kind": InterviewMail.BOOKED,
        "subject": "You interview on Monday",
        "body": "At ten.",
        "key": "seat:1:booked",
    } | values
    return actions.send(to=to, **values)


# ---- Once ----------------------------------------------------------------------------------


def test_a_message_is_a_row_and_a_job(ada):
    message = write(ada, link="/interviews/5/", candidate_id=3, application_id=4)

    message.refresh_from_db()
    assert (message.state, message.recipient, message.to_address) == (
        MessageState.QUEUED,
        ada,
        "ada@example.org",
    )
    assert (message.candidate_id, message.application_id) == (3, 4)
    job = BackgroundJob.objects.get()
    assert (job.task, job.key, job.args) == (
        "messaging.deliver",
        str(message.pk),
        {"message_id": message.pk},
    )


def test_a_repeated_request_writes_and_sends_once(ada):
    first = write(ada)
    second = write(ada, subject="Something else")

    assert second == first
    assert second.subject == "You interview on Monday"
    assert BackgroundJob.objects.count() == 1


def test_a_repeated_request_stays_one_after_the_mail_has_left(ada):
    first = write(ada)
    Message.objects.update(state=MessageState.SENT, sent_at=clock.now())
    BackgroundJob.objects.update(state="done")

    assert write(ada) == first
    assert BackgroundJob.objects.live().count() == 0


def test_the_database_itself_keeps_one_message_per_key(ada):
    message = write(ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        MessageFactory(key=message.key)


def test_a_message_goes_with_the_transaction_that_caused_it(ada):
    with transaction.atomic():
        write(ada)
        transaction.set_rollback(True)

    assert not Message.objects.exists()
    assert not BackgroundJob.objects.exists()


def test_somebody_who_has_left_is_written_nothing():
    message = write(UserFactory(is_active=False))

    assert message.state == MessageState.WITHHELD
    assert not BackgroundJob.objects.exists()


def test_a_reply_goes_to_the_person_named(ada):
    assert write(ada, reply_to=UserFactory(email="grace@example.org")).reply_to == (
        "grace@example.org"
    )


def test_what_says_it_was_sent_says_when(ada):
    with pytest.raises(IntegrityError, match="a_sent_message_says_when"), transaction.atomic():
        MessageFactory(state=MessageState.SENT)


# ---- Clean ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Hello\r\nBcc: all@example.org", "Hello Bcc: all@example.org"),
        ("Hello\nworld\r", "Hello world"),
        ("Hello\u2028world\x85again", "Hello world again"),
        ("Hel\x00lo\x7f \x1b[31m", "Hello [31m"),
        ("  two   spaces\t", "two spaces"),
        ("Anna \u202egnp.exe", "Anna gnp.exe"),
        # Joiners belong to names and to emoji.
        ("\u0928\u094d\u200d\u092f \U0001f469\u200d\U0001f4bb", None),
    ],
)
def test_a_subject_is_one_clean_line(ada, written, kept):
    assert write(ada, subject=written).subject == (written if kept is None else kept)


def test_a_long_subject_is_cut_with_a_sign(ada):
    subject = write(ada, subject="word " * 100).subject

    assert len(subject) <= 200
    assert subject.endswith("word…")


@given(st.text(max_size=300))
def test_no_subject_can_begin_another_header(text):
    line = actions.subject_of(text)

    assert len(line) <= 200
    assert line.splitlines() in ([], [line])
    assert "\x00" not in line


def test_a_body_keeps_its_lines_and_loses_what_the_database_cannot_hold(ada):
    assert write(ada, body="one\n\ntwo\x00").body == "one\n\ntwo"


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "interviews/5/",
        "javascript:alert(1)",
        "/a b",
        "/a\nb",
    ],
)
def test_a_link_leads_to_this_installation_only(ada, link):
    with pytest.raises(ValueError, match="path"):
        write(ada, link=link)


@pytest.mark.parametrize("link", ["", "/", "/interviews/5/?tab=kit#top", "/jobs/größe/"])
def test_a_path_is_a_link(ada, link):
    assert write(ada, link=link).link == link


# ---- Who sees it ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["administrator", "recruiter"])
def test_recruiters_and_administrators_see_every_message(role):
    MessageFactory.create_batch(2)

    assert Message.objects.visible_to(UserFactory(**{role: True})).count() == 2


@pytest.mark.parametrize("role", [{}, {"coordinator": True}])
def test_others_see_what_was_written_to_them(role):
    person = UserFactory(**role)
    own = MessageFactory(recipient=person)
    MessageFactory()

    assert list(Message.objects.visible_to(person)) == [own]


# ---- Again ---------------------------------------------------------------------------------


def test_a_failed_message_is_sent_again_to_the_address_of_now(ada):
    message = MessageFactory(failed=True, recipient=ada, to_address="old@example.org")
    grace = UserFactory(recruiter=True)

    message = actions.send_again(message=message, actor=grace)

    message.refresh_from_db()
    assert (message.state, message.error) == (MessageState.QUEUED, "")
    assert message.to_address == "ada@example.org"
    assert BackgroundJob.objects.live().get().key == str(message.pk)
    event = Event.objects.get()
    assert (event.verb, event.actor) == (Verb.MESSAGE_AGAIN, grace)
    assert event.sentence() == "resent a message: interview booked"


def test_a_second_click_sends_nothing_more():
    message, actor = MessageFactory(failed=True), UserFactory(recruiter=True)
    actions.send_again(message=message, actor=actor)

    with pytest.raises(Conflict, match="on its way"):
        actions.send_again(message=message, actor=actor)

    assert BackgroundJob.objects.count() == 1


def test_what_arrived_is_not_sent_again():
    with pytest.raises(Conflict, match="already sent"):
        actions.send_again(message=MessageFactory(sent=True), actor=UserFactory(recruiter=True))


def test_somebody_who_has_left_is_written_nothing_again():
    gone = UserFactory(name="Ada", is_active=False)

    with pytest.raises(Refused, match="Ada’s account is deactivated"):
        actions.send_again(
            message=MessageFactory(failed=True, recipient=gone), actor=UserFactory(recruiter=True)
        )


def test_somebody_who_came_back_can_be_written_what_was_withheld():
    message = MessageFactory(withheld=True)

    assert actions.send_again(message=message, actor=UserFactory(recruiter=True)).state == (
        MessageState.QUEUED
    )


def test_all_that_failed_is_sent_again_but_what_cannot_be():
    failed = MessageFactory.create_batch(3, failed=True)
    MessageFactory(sent=True)
    MessageFactory(failed=True, subject="")
    MessageFactory(failed=True, recipient=UserFactory(is_active=False))

    assert actions.send_failed_again(actor=UserFactory(recruiter=True)) == 3

    waiting = Message.objects.in_state(MessageState.QUEUED)
    assert {message.pk for message in waiting} == {message.pk for message in failed}


# ---- Forgetting ----------------------------------------------------------------------------


def test_an_erasure_blanks_what_was_said_of_a_candidate_and_keeps_that_it_was_sent():
    message = MessageFactory(sent=True, candidate_id=3, link="/candidates/3/")
    other = MessageFactory(failed=True, candidate_id=4)
    BackgroundJob.objects.create(
        task="messaging.deliver", key=str(message.pk), error="550 no <ada@example.org>"
    )

    actions.erase(Message.objects.filter(candidate_id=3))

    message.refresh_from_db()
    assert (message.subject, message.body, message.link, message.error) == ("", "", "", "")
    assert (message.state, message.kind) == (MessageState.SENT, InterviewMail.BOOKED)
    assert message.recipient is not None
    assert BackgroundJob.objects.get().error == ""
    other.refresh_from_db()
    assert other.subject
    assert other.error


def test_an_erasure_forgets_a_candidates_own_address():
    message = MessageFactory(candidate_id=3, recipient=None, to_address="ada@example.org")

    actions.erase(Message.objects.filter(candidate_id=3))

    message.refresh_from_db()
    assert message.to_address == ""


def test_an_erased_message_is_neither_sent_nor_sent_again(ada, mail_server, run_jobs):
    message = write(ada, candidate_id=3)
    actions.erase(Message.objects.filter(candidate_id=3))

    run_jobs()

    message.refresh_from_db()
    assert message.state == MessageState.WITHHELD
    assert mail_server.mails == []
    with pytest.raises(Refused, match="erased"):
        actions.send_again(message=message, actor=UserFactory(recruiter=True))


def test_a_candidates_messages_follow_a_merge():
    MessageFactory(candidate_id=3)
    MessageFactory(candidate_id=4)

    of_one = Message.objects.filter(candidate_id=3)
    actions.repoint(of_one, type("Candidate", (), {"pk": 4}))

    assert not of_one.exists()
    assert Message.objects.filter(candidate_id=4).count() == 2

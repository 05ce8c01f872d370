"""Who forgot the password gets a link by mail; nobody else gets anything, or learns anything."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from hiring.accounts import actions
from hiring.activity.models import BackgroundJob, Event
from hiring.messaging.models import Message
from tests.accounts.test_address_changes import NEXT_PASSWORD, ask_for_link, sign_in, use_link
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]

EMAIL = "ada@example.org"


@pytest.fixture
def ada():
    return UserFactory(name="Ada Byron", email=EMAIL, password=PASSWORD)


def ask(email):
    return Client().post(reverse("account_reset_password"), {"email": email})


def test_an_unknown_address_is_sent_nothing(run_jobs):
    answer = ask("stranger@example.com")
    run_jobs()

    assert answer.status_code == 302
    assert mail.outbox == []


def test_somebody_who_may_not_sign_in_is_sent_nothing(run_jobs):
    UserFactory(email=EMAIL, is_active=False)

    ask(EMAIL)
    run_jobs()

    assert mail.outbox == []


def test_known_and_unknown_cost_the_request_the_same(ada, django_assert_num_queries, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask("warm@example.org")
    with CaptureQueriesContext(connection) as known:
        answer = ask(EMAIL)
    with CaptureQueriesContext(connection) as unknown:
        other = ask("stranger@example.com")

    assert (answer.status_code, answer.url) == (other.status_code, other.url)
    assert len(known) == len(unknown)
    assert mail.outbox == []


def test_the_ledger_of_work_keeps_no_address(ada):
    ask(EMAIL)
    ask("stranger@example.com")

    assert not any("@" in f"{job.key}{job.args}" for job in BackgroundJob.objects.all())


def test_two_requests_before_the_mail_leaves_are_one_mail(ada, run_jobs):
    ask(EMAIL)
    ask(EMAIL.upper())
    run_jobs()

    assert len(mail.outbox) == 1


def test_the_mail_speaks_for_the_product(ada, run_jobs, settings):
    settings.BASE_URL = "https://hiring.example.org"

    [link] = ask_for_link(EMAIL, run_jobs)

    [letter] = mail.outbox
    assert letter.subject == "Reset your Hiring password"
    assert letter.to == [EMAIL]
    assert "Ada Byron" in letter.body
    assert "example.com" not in letter.body
    assert link.startswith("https://hiring.example.org/accounts/password/reset/key/")
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_link_leads_to_this_installation_whatever_host_the_request_named(ada, run_jobs):
    Client().post(
        reverse("account_reset_password"), {"email": EMAIL}, headers={"host": "localhost"}
    )
    run_jobs()

    assert "http://localhost" not in mail.outbox[0].body


def test_the_link_is_in_no_list_of_messages(ada, run_jobs):
    ask_for_link(EMAIL, run_jobs)

    assert not Message.objects.exists()
    assert not any("reset/key" in str(job.args) for job in BackgroundJob.objects.all())


def test_the_link_works_once(ada, run_jobs):
    [link] = ask_for_link(EMAIL, run_jobs)
    use_link(link)
    assert sign_in(EMAIL, NEXT_PASSWORD)

    actions.reset_password(user=ada, password=PASSWORD)
    use_link(link)

    assert sign_in(EMAIL, NEXT_PASSWORD) is None


def test_a_reset_ends_sessions_and_tokens_and_is_recorded(ada, run_jobs):
    session = sign_in(EMAIL)
    _token, secret = actions.create_token(user=ada, name="script", actor=ada)

    use_link(ask_for_link(EMAIL, run_jobs)[0])

    assert session.get("/").status_code == 302
    assert actions.user_of_token(secret)[1] is None
    assert Event.objects.get(verb="user.password_reset").actor == ada


def test_signing_up_stays_closed_to_everybody(client):
    assert "Sign up" not in client.get(reverse("account_login")).content.decode()

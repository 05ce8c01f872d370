"""The workspace of an application: what stays, its tabs, the way to the next one."""

from datetime import timedelta

import pytest

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.messaging.models import Message
from hiring.pipeline.actions.notes import add_note
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application as apply_for

pytestmark = pytest.mark.django_db

TABS = ("", "interviews/", "hypotheses/", "messages/", "activity/")


@pytest.fixture
def recruiter():
    return UserFactory(site_role="recruiter", name="Robin Castellano")


def test_every_tab_has_the_next_step_the_notes_and_the_details(client_of, recruiter):
    application = apply_for()
    add_note(application=application, body="Ask about on-call.", actor=recruiter)

    for tab in TABS:
        page = client_of(recruiter).get(f"{application.get_absolute_url()}{tab}")

        assert page.status_code == 200
        for part in ("Next step", "Ask about on-call.", application.requisition.title):
            assert part in page.content.decode(), tab


def test_previous_and_next_follow_the_list_that_it_was_opened_from(client_of, recruiter):
    first, second, third = (apply_for() for _ in range(3))
    for days, application in enumerate((first, second, third)):
        application.due_at = clock.now() + timedelta(days=days)
        application.save()
    client = client_of(recruiter)

    page = client.get(
        second.get_absolute_url(), headers={"referer": "http://testserver/applications/"}
    )

    text = page.content.decode()
    assert "2 of 3" in text
    assert f"{first.get_absolute_url()}?list=%2Fapplications%2F" in text
    assert f"{third.get_absolute_url()}?list=%2Fapplications%2F" in text
    # From there on the address names the list.
    after = client.get(f"{third.get_absolute_url()}?list=%2Fapplications%2F").content.decode()
    assert "3 of 3" in after
    # After the last comes the first again.
    assert f"{first.get_absolute_url()}?list=%2Fapplications%2F" in after


def test_another_page_or_site_is_no_list(client_of, recruiter):
    application = apply_for()

    for referer in (
        "https://evil.example/applications/",
        "http://testserver/profile/",
        "http://[testserver/applications/",
    ):
        for asked in ({"headers": {"referer": referer}}, {"query_params": {"list": referer[5:]}}):
            page = client_of(recruiter).get(application.get_absolute_url(), **asked)
            assert page.status_code == 200
            assert "neighbors" not in page.content.decode() or referer.startswith("https:")


def test_who_is_named_in_a_note_gets_a_mail_that_says_nothing_of_it(recruiter):
    application = apply_for()
    kim = UserFactory(site_role="coordinator", name="Kim Duarte")
    outsider = UserFactory(site_role="member", name="Sam Poe")
    body = "@Kim Duarte, book Tuesday? cc @Sam @Robin, mail kim@kim.example"

    add_note(application=application, body=body, actor=recruiter)

    [message] = Message.objects.filter(kind="mention")
    assert message.recipient == kim
    assert "Tuesday" not in message.subject + message.body
    assert not Message.objects.filter(recipient=outsider).exists()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Hello @Kim", "Notified: Kim Duarte."),
        ("Hello @Kin", "Nobody was notified"),
        ("Hello", "Note added."),
    ],
)
def test_the_answer_to_a_note_says_who_was_told(client_of, recruiter, body, told):
    UserFactory(site_role="coordinator", name="Kim Duarte")
    address = f"{apply_for().get_absolute_url()}notes/"

    page = client_of(recruiter).post(address, {"body": body}, follow=True)

    assert told in page.content.decode()


def test_the_header_shows_how_to_reach_them_only_to_who_recruits(client_of, recruiter):
    application = apply_for()
    application.candidate.contact_points.create(
        kind="email", value="ada@cv.example", normalized="ada@cv.example"
    )
    manager = UserFactory(site_role="member")
    application.requisition.hiring_team.create(user=manager, role=TeamRole.HIRING_MANAGER)

    address = application.get_absolute_url()

    assert "ada@cv.example" in client_of(recruiter).get(address).content.decode()
    assert "ada@cv.example" not in client_of(manager).get(address).content.decode()

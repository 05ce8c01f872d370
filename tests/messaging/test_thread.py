"""The Messages tab of an application: the thread, the composer, and who may open it."""

import re

import pytest
from django.urls import reverse

from hiring.accounts.actions import change_organization
from hiring.accounts.models import TeamRole
from hiring.messaging.models import Message, MessageState, Template
from hiring.messaging.template_actions import load_catalog
from hiring.requisitions.actions.team import join_team
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.messaging import MessageFactory
from tests.factories.pipeline import application, seated

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin(client):
    user = UserFactory(name="Robin Castellano", recruiter=True)
    client.force_login(user)
    return user


@pytest.fixture
def li(robin):
    load_catalog()
    change_organization(actor=UserFactory(administrator=True), name="Northwind")
    return application(candidate=CandidateFactory(name="Li Wei", email="li@example.org"))


def url_of(li, page="messages", *ids) -> str:
    return reverse(f"pipeline:{page}", args=[li.pk, *ids])


def opened(client, li, **params) -> tuple[str, dict[str, str]]:
    """Return the page, and what its composer would send."""
    page = client.get(url_of(li), params).content.decode()
    sent = {
        name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]
        for name in ("kind", "token", "subject")
    }
    return page, sent | {"body": "Hi {{ candidate.first_name }}, which days suit you?"}


def write_mail(li, **values) -> Message:
    return MessageFactory(
        recipient=None,
        contact_key=f"candidate:{li.candidate_id}",
        to_name="Li Wei",
        to_address="li@example.org",
        candidate_id=li.candidate_id,
        application_id=li.pk,
        **values,
    )


def test_an_email_is_written_undone_and_its_text_is_back_in_the_composer(client, li):
    _page, sent = opened(client, li)

    answer = client.post(url_of(li), sent, follow=True)
    client.post(url_of(li), sent)  # A second click.

    [message] = Message.objects.all()
    assert message.body == "Hi Li, which days suit you?"
    assert "An email goes out at" in answer.content.decode()
    undone = client.post(url_of(li, "message_cancel", message.pk), follow=True)
    message.refresh_from_db()
    assert message.state == MessageState.CANCELED
    assert "Hi Li, which days suit you?</textarea>" in undone.content.decode()


def test_a_template_is_filled_in_and_an_unfilled_field_blocks(client, li):
    own = Template.objects.create(
        kind="letter", name="Times", subject="Hello", body="In {{ job.location }} or remote?"
    )
    li.requisition.location = ""
    li.requisition.save()
    page, sent = opened(client, li, template=own.pk)

    assert "Fill in 1 field: job location." in page
    answer = client.post(url_of(li), sent | {"body": own.body})

    assert answer.status_code == 400
    assert "In {{ job.location }} or remote?</textarea>" in answer.content.decode()
    assert not Message.objects.exists()


def test_the_preview_follows_what_is_typed(client, li):
    sent = {"kind": "letter", "subject": "Hello", "body": "Dear {{ candidate.name }} <b>"}

    page = client.post(url_of(li, "message_preview"), sent).content.decode()

    assert '<span class="field-filled">Li Wei</span> &lt;b&gt;' in page


def test_a_candidate_without_an_address_cannot_be_written_to(client, li):
    li.candidate.contact_points.all().delete()

    assert "Li Wei has no email address" in client.get(url_of(li)).content.decode()


def test_a_mail_that_was_not_delivered_is_resent(client, li):
    message = write_mail(li, failed=True)

    page = client.get(url_of(li)).content.decode()
    client.post(url_of(li, "message_again", message.pk))

    assert "550 5.1.1 No such user here" in page
    message.refresh_from_db()
    assert message.state == MessageState.QUEUED


@pytest.mark.parametrize(
    ("role", "status"), [(TeamRole.RECRUITER, 200), (TeamRole.HIRING_MANAGER, 403)]
)
def test_of_the_team_only_recruiters_read_it_as_with_contact_details(client, li, role, status):
    member = UserFactory()
    join_team(requisition=li.requisition, user=member, role=role, actor=None)
    write_mail(li, sent=True, subject="Your times")
    client.force_login(member)

    answer = client.get(url_of(li))

    assert answer.status_code == status
    assert ("Your times" in answer.content.decode()) is (status == 200)


def test_who_is_blind_reads_no_rejection_that_others_sent(client, li, robin):
    seated(li, robin)
    write_mail(li, sent=True, kind="rejected_after_interviews", subject="About your interviews")
    write_mail(li, sent=True, kind="letter", subject="Your times")

    page = client.get(url_of(li)).content.decode()

    assert "Your times" in page
    assert "About your interviews" not in page


def test_the_number_of_queries_stays_flat(client, li, django_assert_max_num_queries):
    for n in range(30):
        write_mail(li, sent=True, subject=f"Mail {n}", sender=UserFactory())

    with django_assert_max_num_queries(60):
        client.get(url_of(li))

"""Messages by the REST API."""

import pytest

from hiring.accounts.actions import change_organization
from hiring.messaging.models import Message, Notification
from hiring.messaging.notifications import notify_person
from hiring.messaging.template_actions import load_catalog
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.messaging import MessageFactory
from tests.factories.pipeline import application, reason

pytestmark = pytest.mark.django_db
LIST = "/api/v1/messages/"


@pytest.fixture
def li():
    change_organization(actor=UserFactory(administrator=True), name="Northwind")
    return application(candidate=CandidateFactory(name="Li Wei", email="li@example.org"))


@pytest.fixture
def client(client_of):
    return client_of(UserFactory(recruiter=True))


def post(client, url, **body):
    return client.post(url, body, content_type="application/json")


def test_a_mail_is_written_listed_and_taken_back(client, li):
    MessageFactory()
    text = "Hi {{ candidate.first_name }}"
    new = post(client, LIST, application=li.pk, subject="Hello", body=text)

    assert new.status_code == 201
    assert (new.json()["body"], new.json()["state"]) == ("Hi Li", "queued")
    listed = client.get(LIST, {"application": li.pk}).json()["results"]
    assert [row["id"] for row in listed] == [new.json()["id"]]
    canceled = post(client, f"{LIST}{new.json()['id']}/cancel/")
    assert canceled.json()["state"] == "canceled"


def test_an_unfilled_field_is_a_400_that_names_it(client, li):
    new = post(client, LIST, application=li.pk, subject="Hello", body="In {{ job.location }}")
    bad = post(client, LIST, application=li.pk, subject="Hello", body="{{ nothing }}")

    assert (new.status_code, bad.status_code) == (400, 400)
    assert "{{ nothing }}" in str(bad.json())
    assert Message.objects.count() == 0


@pytest.mark.parametrize(("send", "mails"), [(True, 1), (False, 0)])
def test_a_rejection_emails_the_candidate_if_wished(client, li, send, mails):
    load_catalog()
    url = f"/api/v1/applications/{li.pk}/reject/"

    answer = post(client, url, reason=reason().key, send_email=send)

    assert answer.status_code == 200
    assert Message.objects.filter(kind="rejected_before_interviews").count() == mails


def test_without_a_template_nothing_is_changed(client, li):
    url = f"/api/v1/applications/{li.pk}/reject/"

    answer = post(client, url, reason=reason().key, send_email=True)

    assert answer.status_code == 400
    li.refresh_from_db()
    assert li.is_active


def test_an_interviewer_reads_what_was_written_to_them(client_of, li):
    person = UserFactory()
    own = MessageFactory(recipient=person)
    MessageFactory()

    assert [row["id"] for row in client_of(person).get(LIST).json()["results"]] == [own.pk]


def test_notifications_are_listed_read_and_switched(client_of):
    user, other = UserFactory(), UserFactory()
    for person in (user, other):
        notify_person(kind="mention", to=person, text="Hello", key=f"k:{person.pk}", link="/")
    client, url = client_of(user), "/api/v1/notifications/"

    (row,) = client.get(url).json()["results"]
    read = client.post(f"{url}{row['id']}/read/")
    switched = client.patch(
        f"{url}switches/", {"kind": "mention", "channel": "off"}, content_type="application/json"
    )

    assert read.json()["read_at"]
    theirs = Notification.objects.get(user=other)
    assert client.post(f"{url}{theirs.pk}/read/").status_code == 404
    assert client.post(f"{url}read-all/").status_code == 204
    assert Notification.objects.unread().get() == theirs
    assert {"mention": "off"}.items() <= {r["kind"]: r["channel"] for r in switched.json()}.items()
    assert notify_person(kind="mention", to=user, text="No", key="k", link="/") is None
    wrong = {"kind": "nothing", "channel": "off"}
    assert (
        client.patch(f"{url}switches/", wrong, content_type="application/json").status_code == 400
    )

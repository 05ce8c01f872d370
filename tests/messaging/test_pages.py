"""The page of messages, and the card on the home page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hiring.activity import clock
from hiring.activity.models import BackgroundJob
from hiring.messaging.home import NEWS_FOR, failed_card
from hiring.messaging.models import Message, MessageState
from tests.factories.accounts import UserFactory
from tests.factories.messaging import MessageFactory

pytestmark = pytest.mark.django_db
LIST = "/messages/"


@pytest.fixture
def grace():
    return UserFactory(name="Grace", recruiter=True)


@pytest.fixture
def page(client_of, grace):
    """Give a function that opens the list as a recruiter, and returns its HTML."""

    def read(**filters) -> str:
        answer = client_of(grace).get(reverse("messaging:list"), filters)
        assert answer.status_code == 200
        return answer.content.decode()

    return read


# ---- The list ------------------------------------------------------------------------------


def test_the_list_says_what_was_sent_to_whom(page):
    MessageFactory(
        sent=True, subject="You interview on Monday", recipient=UserFactory(name="Ada Lovelace")
    )

    html = page()

    assert "You interview on Monday" in html
    assert "Ada Lovelace" in html
    assert "Interview booked" in html or "interview booked" in html


def test_a_failed_message_shows_its_reason_and_a_button(page):
    message = MessageFactory(failed=True, error="550 <no> such user")

    html = page(state="failed")

    assert "550 &lt;no&gt; such user" in html
    assert reverse("messaging:again", args=[message.pk]) in html


def test_a_message_that_is_tried_again_says_what_stood_in_the_way(page):
    MessageFactory(error="451 Greylisted")

    html = page()

    assert "retrying" in html
    assert "451 Greylisted" in html


@pytest.mark.parametrize("trait", [{}, {"sent": True}, {"failed": True, "subject": ""}])
def test_there_is_no_button_where_nothing_can_be_sent_again(page, trait):
    message = MessageFactory(**trait)

    assert reverse("messaging:again", args=[message.pk]) not in page()


def test_a_message_to_somebody_who_left_says_so_and_has_no_button(page):
    message = MessageFactory(withheld=True, recipient=UserFactory(is_active=False))

    html = page()

    assert "account is deactivated" in html
    assert reverse("messaging:again", args=[message.pk]) not in html


def test_an_erased_message_is_named_as_such(page):
    MessageFactory(sent=True, subject="", body="")

    assert "erased" in page()


def test_the_list_can_be_narrowed_by_state(page):
    MessageFactory(sent=True, subject="Alpha")
    MessageFactory(failed=True, subject="Beta")

    assert "Alpha" not in page(state="failed")
    assert "Beta" in page(state="failed")
    assert "Beta" not in page(state="sent")


def test_an_unknown_state_shows_all(page):
    MessageFactory(sent=True, subject="Alpha")

    assert "Alpha" in page(state="'; DROP TABLE")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("", "No messages yet"),
        ("failed", "No failed messages"),
        ("sent", "No messages"),
    ],
)
def test_an_empty_list_says_what_that_means(page, state, words):
    assert words in page(state=state)


def test_the_list_turns_pages_newest_first_and_keeps_its_filter(page, client_of, grace):
    for number in range(60):
        with clock.ahead(minutes=number - 100):
            MessageFactory(failed=True, subject=f"Number {number:02}")

    first = client_of(grace).get(reverse("messaging:list"), {"state": "failed"})
    second = client_of(grace).get(reverse("messaging:list") + first.context["page"].next_url)

    assert [m.subject[-2:] for m in first.context["page"]] == [f"{n:02}" for n in range(59, 9, -1)]
    assert [m.subject[-2:] for m in second.context["page"]] == [f"{n:02}" for n in range(9, -1, -1)]


def test_the_number_of_queries_does_not_grow_with_the_rows(
    client_of, grace, django_assert_num_queries
):
    client = client_of(grace)
    client.get(reverse("messaging:list"))
    MessageFactory.create_batch(12, failed=True)

    # Session, user, counts, rows.
    with django_assert_num_queries(4):
        client.get(reverse("messaging:list"))


# ---- Who may -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"),
    [("administrator", 200), ("recruiter", 200), ("coordinator", 200), (None, 403)],
)
def test_whoever_writes_to_candidates_opens_the_list(client_of, role, status):
    person = UserFactory(**({role: True} if role else {}))

    assert client_of(person).get(reverse("messaging:list")).status_code == status


def test_without_signing_in_there_is_nothing_to_see(client):
    assert client.get(reverse("messaging:list")).status_code == 302


def test_a_coordinator_sees_own_mails_and_those_to_candidates_only(client_of):
    MessageFactory(subject="To an interviewer")
    MessageFactory(recipient=None, contact_key="candidate:1", subject="To a candidate")

    html = client_of(UserFactory(coordinator=True)).get(LIST).content.decode()

    assert "To a candidate" in html
    assert "To an interviewer" not in html


def test_others_send_nothing_again(client_of):
    person = UserFactory()
    message = MessageFactory(failed=True, recipient=person)
    client = client_of(person)

    assert client.post(reverse("messaging:again", args=[message.pk])).status_code == 403
    assert client.post(reverse("messaging:again_all")).status_code == 403
    assert not BackgroundJob.objects.exists()


def test_sending_again_takes_a_post_and_a_token(client_of, grace):
    message = MessageFactory(failed=True)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(grace)

    address = reverse("messaging:again", args=[message.pk])
    assert client_of(grace).get(address).url == reverse("messaging:detail", args=[message.pk])
    assert strict.post(address).status_code == 403
    assert not BackgroundJob.objects.exists()


# ---- Again ---------------------------------------------------------------------------------


def test_the_button_sends_again_and_leads_back_to_the_same_list(client_of, grace):
    message = MessageFactory(failed=True)

    answer = client_of(grace).post(
        reverse("messaging:again", args=[message.pk]), {"state": "failed"}, follow=True
    )

    assert answer.redirect_chain == [(f"{LIST}?state=failed", 302)]
    assert "Resending the message." in answer.content.decode()
    message.refresh_from_db()
    assert message.state == MessageState.QUEUED


def test_a_second_click_is_told_kindly(client_of, grace):
    message = MessageFactory(failed=True)
    client, address = client_of(grace), reverse("messaging:again", args=[message.pk])
    client.post(address)
    client.get(LIST)

    answer = client.post(address, follow=True)

    assert "already on its way" in answer.content.decode()
    assert BackgroundJob.objects.count() == 1


def test_where_it_leads_back_to_cannot_be_chosen_from_outside(client_of, grace):
    answer = client_of(grace).post(reverse("messaging:again_all"), {"state": "//evil.example"})

    assert answer.url == LIST


def test_a_message_that_is_not_there_is_404(client_of, grace):
    assert client_of(grace).post(reverse("messaging:again", args=[404])).status_code == 404


def test_after_an_outage_one_button_sends_all_again(client_of, grace, page):
    MessageFactory.create_batch(3, failed=True)
    assert reverse("messaging:again_all") in page(state="failed")

    answer = client_of(grace).post(reverse("messaging:again_all"), {"state": "failed"}, follow=True)

    assert "Resending 3 messages." in answer.content.decode()
    assert not Message.objects.failed().exists()
    assert reverse("messaging:again_all") not in page(state="failed")


# ---- The card ------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["administrator", "recruiter"])
def test_a_failed_mail_is_on_the_home_page(client_of, role):
    MessageFactory(failed=True, subject="You interview on Monday", error="550 No such user")

    html = client_of(UserFactory(**{role: True})).get("/").content.decode()

    assert "Failed emails" in html
    assert "You interview on Monday" in html
    assert "550 No such user" in html


@pytest.mark.parametrize("role", [{}, {"coordinator": True}])
def test_others_have_no_such_card(role):
    MessageFactory(failed=True)

    assert failed_card(UserFactory(**role)) is None


def test_without_failures_there_is_no_card(grace):
    MessageFactory(sent=True)

    assert failed_card(grace) is None


def test_the_card_shows_the_newest_few_by_one_query(grace, django_assert_num_queries):
    for number in range(8):
        with clock.ahead(minutes=number - 100):
            MessageFactory(failed=True, subject=f"Number {number}")

    with django_assert_num_queries(1):
        card = failed_card(grace)

    assert [row.title for row in card.rows] == [f"Number {n}" for n in (7, 6, 5, 4, 3)]
    assert card.url == f"{LIST}?state=failed"


def test_what_nobody_minded_for_long_is_no_news(grace):
    with clock.set_to(clock.now() - NEWS_FOR - timedelta(minutes=1)):
        MessageFactory(failed=True)

    assert failed_card(grace) is None

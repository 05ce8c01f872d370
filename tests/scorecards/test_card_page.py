"""Reading a card, and amending one's own."""

import html as markup

import pytest
from django.urls import reverse

from hiring.scorecards.actions.writing import amend
from hiring.scorecards.models import ScorecardVersion
from tests.factories.accounts import UserFactory
from tests.factories.interviews import held, queries_of, seats_of
from tests.factories.requisitions import leader
from tests.factories.scorecards import criteria_of, sent, typed, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(name="Ada Lovelace")


@pytest.fixture
def card(ada):
    """Ada's card, the only one of its loop."""
    return sent(seats_of(held([UserFactory()], [ada]))[1], 4, None, summary="Clear <thinking>.")


def amending(card) -> str:
    return reverse("scorecards:amend", kwargs={"scorecard_id": card.pk})


def read(client, url: str) -> str:
    return markup.unescape(client.get(url).content.decode())


def test_a_card_reads_as_it_was_written(client_of, ada, card):
    raw = client_of(ada).get(card.get_absolute_url()).content.decode()

    assert "Scorecard by Ada Lovelace" in raw
    assert "Clear &lt;thinking&gt;." in raw
    assert "4 — strong yes" in raw
    assert "not observed" in raw
    assert "Said it of Shows Software." in raw
    assert "Version history" not in raw


def test_an_amended_card_shows_its_versions_side_by_side(client_of, ada, card):
    seat = card.seat
    amend(scorecard=card, actor=ada, reason="Misread my notes.", **whole(seat, 1, None))

    html = read(client_of(ada), card.get_absolute_url())

    assert "Amended" in html
    assert "Misread my notes." in html
    assert html.index("Version 2") < html.index("Version 1")
    assert html.count("changed</span>") == 1
    assert "1 — strong no" in html
    assert "4 — strong yes" in html


def test_a_program_in_the_evidence_keeps_its_lines(client_of, ada):
    seat = seats_of(held([ada]))[0]
    pk = criteria_of(seat)[0].pk
    said = "Wrote\n```python\nif a < b:\n    return a\n```\nwithout help."
    card = sent(seat, summary=said)
    ratings = whole(seat)["ratings"] | {pk: (2, said)}
    given = whole(seat, summary=said) | {"ratings": ratings}
    amend(scorecard=card, actor=ada, reason="More to say.", **given)

    page = client_of(ada).get(card.get_absolute_url()).content.decode()

    # The summary and one evidence; beside them the versions.
    assert page.count('<code class="quote-code">if a &lt; b:\n    return a</code>') == 5
    assert "```" not in page


def test_its_number_of_queries_does_not_grow_with_versions(client_of, ada, card):
    browser = client_of(ada)
    once = queries_of(browser, card.get_absolute_url())

    for level in (1, 2, 3):
        amend(scorecard=card, actor=ada, reason=f"Reason {level}.", **whole(card.seat, level, None))

    assert queries_of(browser, card.get_absolute_url()) == once


def test_only_the_writer_is_offered_to_amend(client_of, ada, card):
    sent(seats_of(card.seat.interview.loop)[0])
    manager = leader(card.seat.interview.loop.application.requisition)

    assert amending(card) in read(client_of(ada), card.get_absolute_url())
    assert amending(card) not in read(client_of(manager), card.get_absolute_url())
    assert client_of(manager).get(amending(card)).status_code == 403


def test_amending_begins_with_what_stands(client_of, ada, card):
    html = read(client_of(ada), amending(card))

    assert "Clear <thinking>." in html
    assert "Said it of Shows Software." in html


def test_an_amendment_is_submitted_with_its_reason(client_of, ada, card):
    data = typed(card.seat, 1, None) | {"reason": "Misread my notes."}

    answer = client_of(ada).post(amending(card), data)

    newest = ScorecardVersion.objects.submitted().first()
    assert answer.url == card.get_absolute_url()
    assert (newest.number, newest.amendment) == (2, "Misread my notes.")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": ""}, "Give a reason for the change"),
        ({"reason": "Why not.", "summary": ""}, "Give your main reason."),
        ({"reason": "Why not.", "overall": "7"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_at_its_field(client_of, ada, card, changes, said):
    answer = client_of(ada).post(amending(card), typed(card.seat, 1, None) | changes)

    assert answer.status_code == 400
    assert said in markup.unescape(answer.content.decode())
    assert ScorecardVersion.objects.count() == 1


def opened(client, card) -> dict[str, str]:
    """What the page sends: its fields as they stand, and what they were opened with."""
    form = client.get(amending(card)).context["form"]
    shown = {bound.html_name: bound.value() or "" for bound in form}
    return shown | {f"initial-{name}": value for name, value in shown.items()}


def test_an_old_tab_reverts_no_later_amendment(client_of, ada, card):
    client, one = client_of(ada), criteria_of(card.seat)[0]
    tab = opened(client, card)
    client.post(amending(card), tab | {f"level_{one.pk}": "1", "reason": "Misread."})

    asked = client.post(amending(card), tab | {"summary": "Second thoughts.", "reason": "Slept."})

    assert asked.status_code == 409
    assert "changed in another tab" in asked.content.decode()
    assert card.versions.count() == 2
    again = asked.context["form"].data.dict()
    assert (again[f"level_{one.pk}"], again["summary"]) == ("1", "Second thoughts.")
    assert client.post(amending(card), again).status_code == 302
    newest = card.versions.order_by("-number").first()
    assert newest.ratings.first().level == 1
    assert (newest.summary, newest.amendment) == ("Second thoughts.", "Slept.")


def test_where_two_tabs_amend_the_same_words_both_are_shown(client_of, ada, card):
    client = client_of(ada)
    tab = opened(client, card)
    client.post(amending(card), tab | {"summary": "First words.", "reason": "Misread."})

    asked = client.post(amending(card), tab | {"summary": "Other words.", "reason": "Slept."})

    html = asked.content.decode()
    assert asked.status_code == 409
    assert 'name="choice-summary"' in html
    assert "First words." in html
    assert "Other words." in html


def test_a_draft_has_no_page_of_its_own(client_of, ada):
    from hiring.scorecards.actions.writing import open_card

    seat = seats_of(held([ada]))[0]
    draft = open_card(seat=seat, actor=ada)

    assert client_of(ada).get(draft.scorecard.get_absolute_url()).status_code == 403
    assert client_of(ada).get(amending(draft.scorecard)).status_code == 404


def test_a_stranger_is_told_nothing(client_of, card):
    assert client_of(UserFactory()).get(card.get_absolute_url()).status_code == 404


def test_a_coordinator_reads_no_card(client_of, card):
    sent(seats_of(card.seat.interview.loop)[0])

    coordinator = client_of(UserFactory(coordinator=True))

    assert coordinator.get(card.get_absolute_url()).status_code == 403

"""Scorecards by the REST API."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.urls import reverse

from hiring.scorecards.actions.writing import amend, save_draft
from hiring.scorecards.models import Scorecard, ScorecardVersion
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, held, on_day, queries_of, seats_of
from tests.factories.requisitions import leader
from tests.factories.scorecards import criteria_of, sent, whole

pytestmark = pytest.mark.django_db
LIST = "/api/v1/scorecards/"


@pytest.fixture
def api(client_of) -> Callable[..., HttpResponse]:
    """Calls the API as a person; the answer's JSON is its `body`."""

    def call(method: str, path: str, user, body: dict | None = None) -> HttpResponse:
        send = getattr(client_of(user), method)
        answer = send(path, data=body, content_type="application/json")
        answer.body = answer.json() if answer.content else None
        return answer

    return call


def sending(seat, *levels, **changes) -> dict:
    """A whole card as a machine sends it."""
    card = whole(seat, *levels)
    ratings = [
        {"criterion": pk, "level": level, "evidence": evidence}
        for pk, (level, evidence) in card["ratings"].items()
    ]
    return card | {"ratings": ratings} | changes


def opened(api, seat) -> str:
    """The path of the seat's card, just opened."""
    answer = api("post", LIST, seat.user, {"interview": seat.interview_id})
    assert answer.status_code == 201
    return f"{LIST}{answer.body['id']}/"


def test_a_card_is_opened_and_submitted(api):
    seat = seats_of(held())[1]
    path = opened(api, seat)

    answer = api("post", f"{path}submit/", seat.user, sending(seat, 4, None))

    assert answer.status_code == 200
    [version] = answer.body["versions"]
    assert (version["state"], version["overall"]) == ("submitted", 3)
    assert [rating["level"] for rating in version["ratings"]] == [4, None]
    seat.refresh_from_db()
    assert seat.submitted_at is not None


def test_opening_twice_gives_one_card(api):
    seat = seats_of(held())[1]

    assert opened(api, seat) == opened(api, seat)
    assert Scorecard.objects.count() == 1


def test_submitting_twice_has_one_effect(api):
    seat = seats_of(held())[1]
    path = opened(api, seat)

    first = api("post", f"{path}submit/", seat.user, sending(seat))
    second = api("post", f"{path}submit/", seat.user, sending(seat))

    assert first.body == second.body
    assert ScorecardVersion.objects.count() == 1


def test_another_card_after_the_submission_is_a_conflict(api):
    seat = seats_of(held())[1]
    path = opened(api, seat)
    api("post", f"{path}submit/", seat.user, sending(seat))

    answer = api("post", f"{path}submit/", seat.user, sending(seat, 1))

    assert answer.status_code == 409
    assert "already" in answer.body["detail"]


def test_a_card_is_not_submitted_before_the_interview(api):
    [seat, _] = seats_of(booked())
    path = opened(api, seat)

    answer = api("post", f"{path}submit/", seat.user, sending(seat))

    assert answer.status_code == 409
    assert "has not started" in answer.body["detail"]
    [draft] = api("get", path, seat.user).body["versions"]
    assert (draft["state"], draft["overall"], len(draft["ratings"])) == ("draft", 3, 1)


def test_a_draft_is_written_bit_by_bit(api):
    seat = seats_of(held())[1]
    first, second = criteria_of(seat)
    path = opened(api, seat)
    rated = [{"criterion": first.pk, "level": 3, "evidence": "Asked early."}]

    api("patch", path, seat.user, {"ratings": rated})
    api("patch", path, seat.user, {"ratings": [{"criterion": second.pk, "evidence": "Hm."}]})
    answer = api("patch", path, seat.user, {"summary": "So far."})

    [draft] = answer.body["versions"]
    assert answer.status_code == 200
    assert (draft["state"], draft["overall"], draft["summary"]) == ("draft", None, "So far.")
    assert [(row["level"], row["is_open"], row["evidence"]) for row in draft["ratings"]] == [
        (3, False, "Asked early."),
        (None, True, "Hm."),
    ]


def test_a_draft_is_written_as_a_whole(api):
    seat = seats_of(held())[1]
    first, _second = criteria_of(seat)
    path = opened(api, seat)
    api("patch", path, seat.user, {"ratings": [{"criterion": first.pk, "level": 3}]})

    answer = api("put", path, seat.user, {"overall": 2, "summary": "", "ratings": []})

    [draft] = answer.body["versions"]
    assert (draft["overall"], draft["ratings"]) == (2, [])
    assert api("put", path, seat.user, {"overall": 2}).status_code == 400


def test_a_draft_that_was_saved_since_it_was_read_is_not_written_over(api, client_of):
    seat = seats_of(held())[1]
    path = opened(api, seat)
    read = api("get", path, seat.user).body["versions"][0]["revision"]
    whole_card = {"overall": 2, "summary": "By script.", "ratings": []}
    kit = reverse("scorecards:save", kwargs={"interview_id": seat.interview_id})
    client_of(seat.user).post(kit, {"summary": "By page."})

    answers = [
        api("put", path, seat.user, whole_card | {"revision": read}),
        api("patch", path, seat.user, {"overall": 2, "revision": read}),
        api("post", f"{path}submit/", seat.user, sending(seat) | {"revision": read}),
    ]

    for answer in answers:
        assert answer.status_code == 409
        assert "Load it again" in answer.body["errors"]["revision"][0]
    [draft] = api("get", path, seat.user).body["versions"]
    assert (draft["summary"], draft["overall"]) == ("By page.", None)
    again = api("patch", path, seat.user, {"overall": 2, "revision": draft["revision"]})
    assert again.body["versions"][0]["revision"] == draft["revision"] + 1


def test_a_card_is_amended_with_a_reason(api):
    seat = seats_of(held())[1]
    path = opened(api, seat)
    api("post", f"{path}submit/", seat.user, sending(seat))
    changed = sending(seat, 1)

    unsaid = api("post", f"{path}amend/", seat.user, changed)
    answers = [
        api("post", f"{path}amend/", seat.user, changed | {"reason": "Misread."}) for _ in range(2)
    ]

    assert list(unsaid.body["errors"]) == ["reason"]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert [row["number"] for row in answers[1].body["versions"]] == [2, 1]
    assert answers[1].body["versions"][0]["amendment"] == "Misread."
    left_out = api("post", f"{path}amend/", seat.user, changed | {"reason": "B", "ratings": []})
    assert "ratings" in left_out.body["errors"]


def test_nobody_amends_anothers_card(api):
    seat, other = seats_of(held([UserFactory(), UserFactory()]))
    path = opened(api, seat)
    api("post", f"{path}submit/", seat.user, sending(seat))
    changed = sending(seat, 1) | {"reason": "Mine."}

    assert api("post", f"{path}amend/", other.user, changed).status_code == 404


def test_a_submitted_card_is_no_draft(api):
    seat = seats_of(held())[1]
    path = opened(api, seat)
    api("post", f"{path}submit/", seat.user, sending(seat))

    assert api("patch", path, seat.user, {"overall": 1}).status_code == 409


def test_nobody_writes_anothers_draft(api):
    one, other = seats_of(held())
    path = opened(api, other)

    assert api("patch", path, one.user, {"overall": 1}).status_code == 404
    assert api("patch", path, UserFactory(recruiter=True), {"overall": 1}).status_code == 403


def test_what_is_missing_is_named_by_field(api):
    seat = seats_of(held())[1]
    first, second = criteria_of(seat)
    path = opened(api, seat)
    ratings = [{"criterion": first.pk, "level": 3}]

    answer = api("post", f"{path}submit/", seat.user, sending(seat, ratings=ratings))

    assert answer.status_code == 400
    assert set(answer.body["errors"]) == {"ratings[0].evidence", "ratings"}
    assert str(second.pk) in answer.body["errors"]["ratings"][0]


@pytest.mark.parametrize(
    "changes",
    [
        {"overall": 5},
        {"overall": None},
        {"summary": ""},
        {"ratings": [{"criterion": 1, "level": 9}]},
        {"ratings": "all yes"},
        {"color": "blue"},
    ],
)
def test_bad_input_is_refused(api, changes):
    seat = seats_of(held())[1]
    path = opened(api, seat)

    answer = api("post", f"{path}submit/", seat.user, sending(seat, **changes))

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert not ScorecardVersion.objects.submitted().exists()


def test_a_card_is_opened_for_ones_own_seat_only(api):
    seat = seats_of(held())[1]

    for user in (UserFactory(administrator=True), seats_of(seat.interview.loop)[0].user):
        answer = api("post", LIST, user, {"interview": seat.interview_id})
        assert answer.status_code == 400
    assert not Scorecard.objects.exists()


def test_nobody_submits_anothers_card(api):
    one, other = seats_of(held())
    path = opened(api, other)

    by_colleague = api("post", f"{path}submit/", one.user, sending(other))
    by_administrator = api("post", f"{path}submit/", UserFactory(administrator=True), {})

    assert by_colleague.status_code == 404
    assert by_administrator.status_code == 403


def test_blindness_holds(api):
    one, other = seats_of(held())
    card = sent(one)
    recruiter = UserFactory(recruiter=True)

    def ids(user) -> set[int]:
        return {row["id"] for row in api("get", LIST, user).body["results"]}

    before = ids(other.user), ids(recruiter)
    assert api("get", f"{LIST}{card.pk}/", other.user).status_code == 404
    second = sent(other)

    assert before == (set(), set())
    assert ids(other.user) == ids(recruiter) == {card.pk, second.pk}


def test_a_draft_is_shown_to_its_writer_alone(api):
    one, other = seats_of(held())
    draft = save_draft(seat=one, actor=one.user, overall=1, summary="Hm.", ratings={})
    sent(other)

    mine = api("get", f"{LIST}{draft.scorecard_id}/", one.user)

    assert mine.body["versions"][0]["state"] == "draft"
    assert api("get", f"{LIST}{draft.scorecard_id}/", other.user).status_code == 404


def test_an_amended_card_has_all_its_versions(api):
    [seat] = seats_of(held([UserFactory()]))
    card = sent(seat)
    amend(scorecard=card, actor=seat.user, reason="Misread.", **whole(seat, 1))

    answer = api("get", f"{LIST}{card.pk}/", UserFactory(recruiter=True))

    assert [version["number"] for version in answer.body["versions"]] == [2, 1]
    assert answer.body["versions"][0]["amendment"] == "Misread."


def test_cards_are_filtered_by_application(api):
    one, other = held([UserFactory()]), held([UserFactory()])
    card = sent(seats_of(one)[0])
    sent(seats_of(other)[0])
    manager = leader(one.application.requisition)

    found = api("get", f"{LIST}?application={one.application_id}", UserFactory(recruiter=True))

    assert [row["id"] for row in found.body["results"]] == [card.pk]
    assert [row["id"] for row in api("get", LIST, manager).body["results"]] == [card.pk]


def test_the_list_takes_the_same_number_of_queries_however_long(client_of):
    browser = client_of(UserFactory(recruiter=True))
    sent(seats_of(held([UserFactory()]))[0])
    few = queries_of(browser, LIST)

    for day in (3, 4, 5):
        for seat in seats_of(held(UserFactory.create_batch(3), starts_at=on_day(-day))):
            sent(seat)

    assert queries_of(browser, LIST) == few

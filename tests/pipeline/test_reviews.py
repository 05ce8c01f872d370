"""The hand-off: a manager is asked to review a résumé and answers with two keys and a reason."""

from datetime import timedelta

import pytest

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused
from hiring.messaging.models import Message
from hiring.pipeline.actions.reviews import answer_review, request_review, set_absence
from hiring.pipeline.models import Party, ReviewRequest
from hiring.requisitions.actions.team import join_team
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, at_once, reason, seated

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True, name="Robin Castellano")


@pytest.fixture
def manager():
    return UserFactory(name="Mona Idris")


@pytest.fixture
def made(manager):
    made = application(name="Ada Byron")
    join_team(requisition=made.requisition, user=manager, role=TeamRole.HIRING_MANAGER, actor=None)
    return made


def test_a_manager_is_asked_and_answers(client_of, recruiter, manager, made):
    reason()
    client_of(recruiter).post(f"/applications/{made.pk}/review/", {"reviewer": manager.pk})
    made.refresh_from_db()
    assert made.waiting_on == Party.HIRING_MANAGER
    assert Message.objects.get(recipient=manager).kind == "review_requested"
    client = client_of(manager)
    assert "Résumés to review" in client.get("/").content.decode()
    review = ReviewRequest.objects.get()
    page = client.get(review.get_absolute_url()).content.decode()
    assert 'data-shortcut="y"' in page
    assert 'data-shortcut="1"' in page

    client.post(review.get_absolute_url(), {"opinion": "advance", "preset": "Strong experience"})

    made.refresh_from_db()
    assert made.waiting_on == Party.RECRUITER
    assert Message.objects.get(recipient=recruiter).kind == "review_answered"
    rail = client_of(recruiter).get(f"/applications/{made.pk}/").content.decode()
    assert "Mona Idris: advance" in rail
    assert "Strong experience" in rail


def test_an_answer_needs_a_reason_and_what_was_typed_stays(client_of, recruiter, manager, made):
    review = request_review(application=made, reviewer=manager, actor=recruiter)

    answer = client_of(manager).post(review.get_absolute_url(), {"opinion": "", "reason": "Hmm"})

    assert answer.status_code == 400
    assert "Hmm" in answer.content.decode()
    with pytest.raises(Refused):
        answer_review(review=review, opinion="advance", reason=" ", actor=manager)


def test_while_away_a_colleague_is_asked_who_may_see_the_candidate(recruiter, manager, made):
    deputy, stranger = UserFactory(recruiter=True), UserFactory()
    today = clock.today(manager.zone)
    days = {"first_day": today, "last_day": today + timedelta(days=3)}

    set_absence(user=manager, delegate=stranger, **days)
    assert request_review(application=made, reviewer=manager, actor=recruiter).reviewer == manager
    ReviewRequest.objects.all().delete()
    set_absence(user=manager, delegate=deputy, **days)

    review = request_review(application=made, reviewer=manager, actor=recruiter)
    assert (review.reviewer, review.instead_of) == (deputy, manager)
    assert "You stand in for Mona Idris" in Message.objects.get(recipient=deputy).body


def test_only_who_was_asked_opens_it(client_of, recruiter, manager, made):
    review = request_review(application=made, reviewer=manager, actor=recruiter)

    for other in (recruiter, UserFactory()):
        assert client_of(other).get(review.get_absolute_url()).status_code == 404


def test_who_is_blind_does_not_read_what_the_manager_said(client_of, recruiter, manager, made):
    review = request_review(application=made, reviewer=manager, actor=recruiter)
    answer_review(review=review, opinion="reject", reason="Too junior", actor=manager)
    blind = UserFactory(recruiter=True)
    seated(made, blind)

    assert "Too junior" not in client_of(blind).get(f"/applications/{made.pk}/").content.decode()


def test_the_page_says_who_stands_in(client_of, manager):
    deputy, client = UserFactory(), client_of(manager)
    day = clock.today("UTC").isoformat()

    client.post("/applications/away/", {"delegate": deputy.pk, "first_day": day, "last_day": day})
    assert "I’m back" in client.get("/applications/away/").content.decode()
    client.post("/applications/away/", {"drop": "1"})
    assert "I’m back" not in client.get("/applications/away/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_stands(recruiter, manager, made):
    review = request_review(application=made, reviewer=manager, actor=recruiter)

    answers = at_once(
        lambda: answer_review(review=review, opinion="advance", reason="Yes", actor=manager),
        lambda: answer_review(review=review, opinion="reject", reason="No", actor=manager),
    )

    assert sorted(isinstance(answer, Conflict) for answer in answers) == [False, True]


def test_the_api_asks_and_answers_once(client_of, recruiter, manager, made):
    asking, answering = client_of(recruiter), client_of(manager)
    body = {"application": made.pk, "reviewer": manager.pk}
    asked = asking.post("/api/v1/reviews/", body, content_type="application/json")
    assert asked.status_code == 201
    url = f"/api/v1/reviews/{asked.json()['id']}/answer/"
    answer = {"opinion": "advance", "reason": "Strong on evaluation."}

    assert asking.post(url, answer, content_type="application/json").status_code == 403
    answered = answering.post(url, answer, content_type="application/json")

    assert answered.json()["opinion"] == "advance"
    assert answering.post(url, answer, content_type="application/json").status_code == 409
    assert [row["reason"] for row in asking.get("/api/v1/reviews/").json()["results"]] == [
        "Strong on evaluation."
    ]
    assert client_of(UserFactory(recruiter=True)).get("/api/v1/reviews/").json()["results"] == []

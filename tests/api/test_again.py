"""Requests that are sent again, and changes of what someone else has changed."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from candidates.models import Candidate
from hiring.accounts.models import AnsweredRequest
from hiring.accounts.tasks import forget_answered
from hiring.activity import clock, periodic
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, SourceChannelFactory
from tests.factories.requisitions import opening

PEOPLE = "/api/v1/candidates/"
ADA = {"name": "Ada", "source_channel": "icml"}


def post(client: Client, key: str, **changes):
    return client.post(
        PEOPLE, ADA | changes, content_type="application/json", headers={"Idempotency-Key": key}
    )


@pytest.fixture
def client(client_of):
    SourceChannelFactory(key="icml")
    return client_of(UserFactory(recruiter=True))


@pytest.mark.django_db
class TestIdempotencyKeys:
    def test_the_same_again_has_one_effect_and_one_answer(self, client):
        first, second = post(client, "k1"), post(client, "k1")

        assert (first.status_code, second.status_code) == (201, 201)
        assert first.json() == second.json()
        assert (first.get("Idempotency-Replayed"), second["Idempotency-Replayed"]) == (None, "true")
        assert Candidate.objects.count() == 1

    def test_another_request_with_the_key_is_refused(self, client):
        post(client, "k1")

        answer = post(client, "k1", name="Eve")

        assert answer.status_code == 422
        assert answer.json()["type"] == "urn:hiring:problem:idempotency-key-reused"
        assert Candidate.objects.count() == 1

    def test_other_keys_and_other_people_are_others(self, client, client_of):
        post(client, "k1")
        post(client, "k2")
        post(client_of(UserFactory(recruiter=True)), "k1")

        assert Candidate.objects.count() == 3

    def test_what_was_refused_may_be_tried_again(self, client):
        assert post(client, "k1", name="").status_code == 400
        assert post(client, "k1").status_code == 201

    def test_a_key_is_forgotten_after_a_day(self, client):
        post(client, "k1")

        with clock.set_to(clock.now() + timedelta(hours=25)):
            assert post(client, "k1").status_code == 201

        assert Candidate.objects.count() == 2

    def test_no_words_are_kept(self, client):
        post(client, "ada-lovelace", name="Ada Lovelace")

        row = AnsweredRequest.objects.values().get()
        assert not any("ada" in str(value).lower() for value in row.values())

    def test_what_was_erased_or_hidden_since_is_not_shown_again(self, client):
        first = post(client, "k1")
        Candidate.objects.filter(pk=first.json()["id"]).delete()

        answer = post(client, "k1")

        assert answer.status_code == 404
        assert "Ada" not in answer.content.decode()

    def test_the_sweep_forgets_them_though_no_other_request_comes(self, client):
        post(client, "k1")
        with clock.set_to(clock.now() + timedelta(hours=23)):
            forget_answered()
            assert AnsweredRequest.objects.count() == 1
        with clock.set_to(clock.now() + timedelta(hours=25)):
            forget_answered()
            assert not AnsweredRequest.objects.exists()

        scheduled = periodic.entries()
        assert forget_answered.name in scheduled

    def test_an_action_is_answered_by_its_row_and_a_part_by_its_id(self, client):
        requisition = opening()
        rows = f"/api/v1/requisitions/{requisition.pk}/"
        sent = {"content_type": "application/json", "headers": {"Idempotency-Key": "k1"}}
        stage = {"kind": "screen", "name": "Second call"}

        closed = [client.post(f"{rows}close/", {}, **sent) for _again in range(2)]
        sent["headers"] = {"Idempotency-Key": "k2"}
        added = [client.post(f"{rows}stages/", stage, **sent) for _again in range(2)]

        assert [answer.status_code for answer in closed + added] == [200, 200, 201, 201]
        assert closed[0].json() == closed[1].json()
        assert added[1].json() == {"id": added[0].json()["id"]}

    def test_a_key_without_end_is_refused(self, client):
        assert post(client, "k" * 256).status_code == 400


@pytest.mark.django_db(transaction=True)
def test_the_same_at_once_is_done_once(client_of):
    SourceChannelFactory(key="icml")
    person = UserFactory(recruiter=True)
    together, answers = threading.Barrier(2), []

    def one() -> None:
        client = client_of(person)
        together.wait()
        answers.append(post(client, "k1"))
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert Candidate.objects.count() == 1


@pytest.mark.django_db
class TestTags:
    def patch(self, client, candidate, tag: str, **change):
        return client.patch(
            f"{PEOPLE}{candidate.pk}/",
            change,
            content_type="application/json",
            headers={"If-Match": tag},
        )

    def test_a_change_of_what_was_read_goes_in(self, client):
        candidate = CandidateFactory(name="Ada")
        tag = client.get(f"{PEOPLE}{candidate.pk}/")["ETag"]

        first = self.patch(client, candidate, tag, name="Ada L.")
        second = self.patch(client, candidate, first["ETag"], name="Ada Lovelace")

        assert (first.status_code, second.status_code) == (200, 200)
        assert second["ETag"] == client.get(f"{PEOPLE}{candidate.pk}/")["ETag"]

    def test_a_change_of_what_has_changed_is_refused(self, client):
        candidate = CandidateFactory(name="Ada")
        tag = client.get(f"{PEOPLE}{candidate.pk}/")["ETag"]
        self.patch(client, candidate, "*", headline="Countess")

        answer = self.patch(client, candidate, tag, name="Eve")

        assert answer.status_code == 412
        assert answer.json()["type"] == "urn:hiring:problem:changed-since"
        candidate.refresh_from_db()
        assert candidate.name == "Ada"

    def test_what_is_no_tag_matches_nothing(self, client):
        assert self.patch(client, CandidateFactory(), "nope", name="Eve").status_code == 412

    def test_without_one_the_last_writer_wins(self, client):
        candidate = CandidateFactory()
        address = f"{PEOPLE}{candidate.pk}/"

        answer = client.patch(address, {"name": "Eve"}, content_type="application/json")

        assert answer.status_code == 200

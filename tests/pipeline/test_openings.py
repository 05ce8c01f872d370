"""A requisition counts its openings: hired of openings, and no more."""

import threading

import pytest
from django.db import connection

from hiring.activity.actions import Conflict, Refused
from hiring.pipeline.actions.moving import advance, hire
from hiring.pipeline.actions.reopening import reopen
from hiring.requisitions.actions.copying import clone_requisition
from hiring.requisitions.actions.editing import edit_requisition
from hiring.requisitions.models import Requisition
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application
from tests.factories.requisitions import opening, stage

API = "/api/v1/"


@pytest.fixture
def two():
    """Two applications for one opening."""
    first = application(at=StageKind.OFFER)
    return first, application(requisition=first.requisition, at=StageKind.OFFER)


def counted(made) -> tuple[int, int]:
    found = Requisition.objects.get(pk=made.requisition_id)
    return found.hired, found.openings_left


@pytest.mark.django_db
class TestCounting:
    def test_a_hire_fills_one_and_the_same_again_none(self, two):
        for _ in range(2):
            hire(application=two[0], actor=None)

        assert counted(two[0]) == (1, 0)

    def test_nobody_is_hired_beyond_the_openings(self, two):
        first, second = two
        hire(application=first, actor=None)

        with pytest.raises(Conflict) as refusal:
            hire(application=second, actor=None)
        with pytest.raises(Conflict):
            advance(
                application=second, to_stage=stage(first.requisition, StageKind.HIRED), actor=None
            )

        assert "increase the number of openings" in str(refusal.value.message)
        second.refresh_from_db()
        assert (second.status, counted(first)) == ("active", (1, 0))

    def test_a_hire_that_is_taken_back_frees_one(self, two):
        first, second = two
        hire(application=first, actor=None)

        reopen(application=first, actor=None)

        assert counted(first) == (0, 1)
        hire(application=second, actor=None)

    def test_there_stay_as_many_openings_as_people_are_hired(self, two):
        first, second = two
        edit_requisition(requisition=first.requisition, openings=2, actor=None)
        hire(application=first, actor=None)
        hire(application=second, actor=None)

        with pytest.raises(Refused) as refusal:
            edit_requisition(requisition=first.requisition, openings=1, actor=None)

        assert refusal.value.field == "openings"

    def test_a_copy_has_hired_nobody(self, two):
        hire(application=two[0], actor=None)
        filled = Requisition.objects.get(pk=two[0].requisition_id)

        assert clone_requisition(requisition=filled, actor=UserFactory()).hired == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_hires_at_once_one_is_refused():
    first = application(at=StageKind.OFFER)
    second = application(requisition=first.requisition, at=StageKind.OFFER)
    together, told = threading.Barrier(2), []

    def one(made) -> None:
        together.wait()
        try:
            hire(application=made, actor=None)
        except Conflict:
            told.append(made)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[made]) for made in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(told) == 1
    assert counted(first) == (1, 0)


@pytest.mark.django_db
class TestShowing:
    def test_the_api_says_how_many_are_left(self, api, two):
        recruiter = UserFactory(recruiter=True)
        path = f"{API}requisitions/{two[0].requisition_id}/"

        api("post", f"{API}applications/{two[0].pk}/hire/", recruiter)
        refused = api("post", f"{API}applications/{two[1].pk}/hire/", recruiter)

        body = api("get", path, recruiter).body
        assert (body["openings"], body["hired"], body["openings_left"]) == (1, 1, 0)
        assert refused.status_code == 409

    def test_whoever_fills_the_last_one_is_told_and_asked_to_close(self, client_of, two):
        client = client_of(UserFactory(recruiter=True))

        told = client.post(f"/applications/{two[0].pk}/hire/", follow=True).content.decode()
        page = client.get(two[0].requisition.get_absolute_url()).content.decode()

        assert "openings on" in told
        assert "Close job?" in page
        assert "1 of 1 filled" in page

    def test_nobody_is_asked_while_one_is_left(self, client_of):
        client = client_of(UserFactory(recruiter=True))

        page = client.get(opening().get_absolute_url()).content.decode()

        assert "Close job?" not in page
        assert "0 of 1 filled" in page

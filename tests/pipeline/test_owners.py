"""Who recruits and coordinates a job and its applications."""

import pytest

from hiring.accounts.models import TeamRole
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.pipeline.actions.owners import assign
from hiring.requisitions.actions.owners import set_owners
from hiring.requisitions.actions.team import join_team, leave_team
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application
from tests.factories.requisitions import opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True, name="Robin Castellano")


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True, name="Kim Duarte")


def test_an_application_is_its_jobs_owners_until_it_has_its_own(client_of, recruiter, coordinator):
    made = application()
    client = client_of(recruiter)
    job = {"recruiter": recruiter.pk, "coordinator": coordinator.pk}
    client.post(f"/requisitions/{made.requisition_id}/owners/", job)
    page = client.get(f"/applications/{made.pk}/").content.decode()
    assert "Robin Castellano" in page
    assert "Kim Duarte" in page

    other = UserFactory(recruiter=True, name="Sam Osei")
    client.post(f"/applications/{made.pk}/owners/", {"recruiter": other.pk, "coordinator": ""})

    made.refresh_from_db()
    assert [user for _label, user in made.owners] == [other, coordinator]
    assert Event.objects.filter(verb="application.assigned", application_id=made.pk).count() == 1


def test_the_list_and_the_api_are_narrowed_to_an_owner(client_of, recruiter, coordinator):
    by_job, own, others = (application(name=name) for name in ("Ada", "Bo", "Cy"))
    set_owners(requisition=by_job.requisition, coordinator=coordinator, actor=recruiter)
    assign(application=own, recruiter=coordinator, actor=recruiter)
    client = client_of(recruiter)

    listed = client.get(f"/api/v1/applications/?owner={coordinator.pk}").json()["results"]
    page = client.get(f"/applications/?owner={coordinator.pk}").content.decode()

    assert {row["id"] for row in listed} == {by_job.pk, own.pk}
    assert "Kim Duarte" in page
    assert f"/applications/{others.pk}/" not in page


def test_only_who_sees_the_candidates_can_own_them(recruiter):
    made, stranger = application(), UserFactory()

    with pytest.raises(Refused):
        assign(application=made, recruiter=stranger, actor=recruiter)
    member = join_team(
        requisition=made.requisition, user=stranger, role=TeamRole.RECRUITER, actor=recruiter
    )
    assign(application=made, recruiter=stranger, actor=recruiter)

    set_owners(requisition=made.requisition, recruiter=stranger, actor=recruiter)
    leave_team(member=member, actor=recruiter)
    made.requisition.refresh_from_db()
    assert made.requisition.recruiter is None


def test_the_api_assigns_and_leaves_who_is_left_out(client_of, recruiter, coordinator):
    made = application(requisition=opening())
    url = f"/api/v1/applications/{made.pk}/assign/"
    client = client_of(coordinator)

    client.post(url, {"coordinator": coordinator.pk}, content_type="application/json")
    answer = client.post(url, {"recruiter": recruiter.pk}, content_type="application/json")

    assert (answer.json()["recruiter"], answer.json()["coordinator"]) == (
        recruiter.pk,
        coordinator.pk,
    )

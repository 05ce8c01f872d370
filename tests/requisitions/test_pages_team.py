"""The builder's hiring team: people, roles and perspectives."""

import pytest

from hiring.accounts.models import TeamRole
from hiring.requisitions.actions.team import leave_team
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import drafted, leader, opening
from tests.requisitions.pages import HTMX, url

pytestmark = pytest.mark.django_db


def test_somebody_is_added_with_a_voice_and_removed(client, recruiter):
    requisition, user = opening(), UserFactory(name="Grace Hopper")
    values = {"user": user.pk, "role": "hiring_manager", "perspective": "engineering"}

    added = client.post(url("team_add", requisition), values, follow=True).content.decode()

    assert "Added Grace Hopper to the hiring team as hiring manager." in added
    member = requisition.hiring_team.get(user=user)
    assert member.perspective == "engineering"

    client.post(url("team_remove", requisition, member_id=member.pk))
    client.post(url("team_remove", requisition, member_id=member.pk))
    assert not requisition.hiring_team.filter(user=user).exists()


def test_by_htmx_the_team_comes_back_and_an_open_question_is_gone(client, recruiter):
    draft, user = drafted(actor=recruiter), UserFactory()
    before = client.get(url("build_team", draft)).content.decode()

    answer = client.post(
        url("team_add", draft), {"user": user.pk, "role": "hiring_manager"}, **HTMX
    )

    page = answer.content.decode()
    assert "<html" not in page
    assert user.name in page
    assert "2 open questions" in entry(before)
    assert "1 open question<" in entry(page)


def entry(page: str) -> str:
    """The line of the index about the team."""
    return page.partition('id="build-index"')[2].partition("Hiring team")[2].partition("</li>")[0]


def test_adding_nobody_is_told_at_the_field(client, recruiter):
    requisition = opening()

    plain = client.post(url("team_add", requisition), {"role": "interviewer"})
    in_place = client.post(url("team_add", requisition), {"role": "interviewer"}, **HTMX)

    assert (plain.status_code, in_place.status_code) == (400, 422)
    for answer in (plain, in_place):
        assert "This field is required." in answer.content.decode()


def test_a_voice_is_set_and_taken_back(client, recruiter):
    requisition = opening()
    member = requisition.hiring_team.get()
    address = url("team_perspective", requisition, member_id=member.pk)

    page = client.post(address, {"perspective": "research"}, follow=True).content.decode()
    member.refresh_from_db()
    assert member.perspective == "research"
    assert f"{member.user.name}: Research." in page

    client.post(address, {"perspective": ""}, **HTMX)
    member.refresh_from_db()
    assert member.perspective == ""


def test_a_voice_that_is_none_changes_nothing(client, recruiter):
    requisition = opening()
    member = requisition.hiring_team.get()

    answer = client.post(
        url("team_perspective", requisition, member_id=member.pk),
        {"perspective": "basso"},
        follow=True,
    )

    member.refresh_from_db()
    assert answer.status_code == 200
    assert member.perspective == ""


def test_whoever_was_removed_meanwhile_is_not_found(client, recruiter):
    requisition = opening()
    member = requisition.hiring_team.get()
    address = url("team_perspective", requisition, member_id=member.pk)
    leave_team(member=member, actor=None)

    assert client.post(address, {"perspective": "research"}).status_code == 404


def test_a_member_of_another_requisition_cannot_be_touched_here(client, recruiter):
    requisition, other = opening(), opening()
    member = other.hiring_team.get()

    client.post(url("team_remove", requisition, member_id=member.pk))

    perspective = url("team_perspective", requisition, member_id=member.pk)
    assert client.post(perspective, {"perspective": "research"}).status_code == 404
    assert other.hiring_team.filter(pk=member.pk, perspective="").exists()


def test_whoever_removes_themselves_is_led_to_what_they_still_see(client):
    requisition = opening()
    user = leader(requisition)
    client.force_login(user)
    member = requisition.hiring_team.get(user=user)

    answer = client.post(url("team_remove", requisition, member_id=member.pk))

    assert answer.headers["Location"] == url("list")


def test_the_queries_do_not_grow_with_the_team(client, recruiter, django_assert_max_num_queries):
    requisition = opening()
    with django_assert_max_num_queries(40) as few:
        client.get(url("build_team", requisition))
    for _ in range(5):
        leader(requisition, TeamRole.INTERVIEWER)

    with django_assert_max_num_queries(len(few)):
        client.get(url("build_team", requisition))


@pytest.mark.parametrize("role", ["hiring_manager", "recruiter", "interviewer"])
@pytest.mark.parametrize("kind", ["administrator", "recruiter", "hiring_manager"])
def test_nobody_gives_themselves_a_role(client, kind, role):
    requisition = opening()
    user = leader(requisition) if kind == "hiring_manager" else UserFactory(**{kind: True})
    before = requisition.hiring_team.filter(user=user).count()
    client.force_login(user)

    answer = client.post(url("team_add", requisition), {"user": user.pk, "role": role})

    assert requisition.hiring_team.filter(user=user).count() == before
    if (kind, role) != ("hiring_manager", "hiring_manager"):
        assert answer.status_code == 400
        assert "You cannot give yourself a role" in answer.content.decode()


def test_nor_by_the_api(client):
    requisition = opening()
    user = leader(requisition)
    client.force_login(user)
    address = f"/api/v1/requisitions/{requisition.pk}/team/"

    answer = client.post(address, {"user": user.email, "role": "recruiter"}, "application/json")

    assert answer.status_code in (400, 409)
    assert not requisition.hiring_team.filter(user=user, role="recruiter").exists()

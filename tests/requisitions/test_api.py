"""Requisitions and their stages by the REST API."""

import pytest

from hiring.accounts.models import TeamRole
from hiring.requisitions.models import Requisition
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import leader, opening, role

pytestmark = pytest.mark.django_db
LIST = "/api/v1/requisitions/"


def test_one_is_opened_from_an_archetype(api):
    archetype = role(short="MLE")

    answer = api(
        "post",
        LIST,
        UserFactory(recruiter=True),
        {"archetype": archetype.key, "level": "senior", "location": "Berlin"},
    )

    assert answer.status_code == 201
    assert answer.body["key"] == "MLE-1"
    assert answer.body["archetype"] == archetype.key
    assert answer.body["stages"][0]["name"] == "Applied"
    assert {c["competency"] for c in answer.body["competencies"]} >= {"modeling", "software"}


def test_an_unknown_field_is_refused_by_name(api):
    answer = api(
        "post",
        LIST,
        UserFactory(recruiter=True),
        {"archetype": role().key, "level": "senior", "salary": 3},
    )

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.body["errors"] == {"salary": ["Unknown field."]}


def test_what_the_verb_refuses_is_a_problem_at_the_field(api):
    answer = api(
        "post",
        LIST,
        UserFactory(recruiter=True),
        {"archetype": role().key, "level": "junior"},
    )

    assert answer.status_code == 400
    assert list(answer.body["errors"]) == ["level"]


def test_members_read_their_own_and_open_none(api):
    mine = opening()
    opening()
    user = leader(mine, TeamRole.INTERVIEWER)

    listed = api("get", LIST, user)
    opened = api("post", LIST, user, {"archetype": role().key, "level": "senior"})

    assert [row["id"] for row in listed.body["results"]] == [mine.pk]
    assert opened.status_code == 403


def test_another_teams_is_not_found(api):
    other = opening()
    user = leader(opening())

    assert api("get", f"{LIST}{other.pk}/", user).status_code == 404
    assert api("patch", f"{LIST}{other.pk}/", user, {"title": "x"}).status_code == 404
    assert api("post", f"{LIST}{other.pk}/close/", user).status_code == 404


def test_it_is_changed_closed_and_reopened(api):
    requisition, recruiter = opening(), UserFactory(recruiter=True)
    path = f"{LIST}{requisition.pk}/"

    changed = api("patch", path, recruiter, {"title": "Search", "must_haves": ["SQL"]})
    closed = api("post", f"{path}close/", recruiter)
    reopened = api("post", f"{path}reopen/", recruiter)

    assert (changed.body["title"], changed.body["must_haves"]) == ("Search", ["SQL"])
    assert closed.body["status"] == "closed"
    assert reopened.body["status"] == "open"


def test_what_made_the_profile_is_not_to_be_changed(api):
    requisition = opening()

    answer = api(
        "patch", f"{LIST}{requisition.pk}/", UserFactory(recruiter=True), {"level": "staff"}
    )

    assert answer.status_code == 400
    assert Requisition.objects.get().level == "senior"


def test_the_list_is_narrowed(api):
    wanted, user = opening(title="Ranking"), UserFactory(recruiter=True)
    opening(title="Search")

    by_word = api("get", f"{LIST}?q=rank", user)
    by_role = api("get", f"{LIST}?archetype={wanted.archetype.key}", user)

    assert [row["id"] for row in by_word.body["results"]] == [wanted.pk]
    assert [row["id"] for row in by_role.body["results"]] == [wanted.pk]


def test_stages_come_in_their_order_and_of_what_one_sees(api):
    mine = opening()
    opening()
    user = leader(mine, TeamRole.INTERVIEWER)

    answer = api("get", "/api/v1/stages/", user)

    assert [row["position"] for row in answer.body["results"]] == [1, 2, 3, 4, 5, 6]
    assert {row["requisition"] for row in answer.body["results"]} == {mine.pk}


def test_the_queries_of_the_list_do_not_grow(api, django_assert_max_num_queries):
    user, archetype = UserFactory(recruiter=True), role()
    opening(archetype=archetype)
    api("get", LIST, user)
    with django_assert_max_num_queries(12) as few:
        api("get", LIST, user)
    for _ in range(6):
        opening(archetype=archetype)

    with django_assert_max_num_queries(len(few)):
        api("get", LIST, user)


def test_pages_of_stages_lead_to_every_stage_once_in_order(api):
    first, second = opening(), opening()
    reader, found, url = UserFactory(recruiter=True), [], "/api/v1/stages/?page_size=4"
    while url:
        page = api("get", url, reader).body
        found += [(stage["requisition"], stage["position"]) for stage in page["results"]]
        url = page["next"]

    wanted = [(r.pk, stage.position) for r in (first, second) for stage in r.stages.all()]
    assert found == wanted

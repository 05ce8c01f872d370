"""Competencies, roles, organizations and shifts over the REST API."""

import pytest

from rubrics.models import Competency, RoleArchetype
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import (
    CompetencyFactory,
    ProfileAdjustmentFactory,
    ProfileEntryFactory,
    RoleArchetypeFactory,
    published_rubric,
)

pytestmark = pytest.mark.django_db
ROLES, COMPETENCIES = "/api/v1/role-archetypes/", "/api/v1/competencies/"
TEXTS = {"name": "Patience", "definition": "Waits.", "is_not": "Not sloth."}
ROLE = {
    "name": "Data plumber",
    "short": "DP",
    "summary": "Keeps the data flowing.",
    "does": "Pipes.",
    "work_product": "Water.",
}


@pytest.fixture
def client(client_of):
    return client_of(UserFactory(recruiter=True, library_editor=True))


def send(client, method, address, body=None, status=200):
    answer = getattr(client, method)(address, body or {}, content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


# Competencies


def test_a_competency_is_made_changed_archived_and_restored(client):
    made = send(client, "post", COMPETENCIES, TEXTS, 201)
    assert (made["key"], made["source"], made["position"]) == ("patience", "own", 1)
    address = f"{COMPETENCIES}{made['id']}/"

    changed = send(client, "patch", address, {"is_not": "Other."})
    assert (changed["is_not"], changed["definition"]) == ("Other.", "Waits.")

    assert send(client, "post", f"{address}archive/")["archived_at"]
    assert send(client, "get", COMPETENCIES)["results"] == []
    assert send(client, "get", address)["archived_at"]
    assert send(client, "post", f"{address}restore/")["archived_at"] is None


def test_what_was_read_can_be_sent_back(client):
    competency = CompetencyFactory()
    address = f"{COMPETENCIES}{competency.pk}/"

    read = send(client, "get", address)

    assert send(client, "put", address, read) == read


def test_a_key_is_chosen_once(client):
    made = send(client, "post", COMPETENCIES, TEXTS | {"key": "calm"}, 201)
    assert made["key"] == "calm"

    address = f"{COMPETENCIES}{made['id']}/"
    refused = send(client, "patch", address, {"key": "else", "name": "Else"}, 400)
    assert list(refused["errors"]) == ["key"]
    assert send(client, "get", address) == made


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"definitoin": "x"}, "definitoin"),
        ({"name": ""}, "name"),
        ({"name": "taken"}, "name"),
        ({"key": "No Key"}, "key"),
        ({"position": -1}, "position"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(client, body, field):
    CompetencyFactory(name="Taken")

    problem = send(client, "post", COMPETENCIES, TEXTS | body, 400)

    assert field in problem["errors"]
    assert Competency.objects.count() == 1


def test_what_is_in_use_is_not_archived(client):
    entry = ProfileEntryFactory(archetype__name="Data plumber")

    problem = send(client, "post", f"{COMPETENCIES}{entry.competency_id}/archive/", status=409)

    assert "Data plumber" in problem["detail"]


# Roles


def test_a_role_is_made_with_all_its_parts(client):
    competency, rubric = CompetencyFactory(key="data-work"), published_rubric(key="probe").rubric
    entry = {"competency": "data-work", "stance": "strength", "weight": 4, "bar_level": 3}
    body = ROLE | {
        "week": {"modeling": 0, "serving": 40, "data": 60, "analysis": 0, "people": 0},
        "tools": ["SQL"],
        "variants": [{"name": "Task", "text": "Keeps it well."}],
        "profile": [entry | {"level": level} for level in ("mid", "senior")],
        "stages": [
            {"name": "In", "kind": "applied", "target_days": 1},
            {"name": "Day", "kind": "onsite", "target_days": 9},
            {"name": "Hired", "kind": "hired", "target_days": 0},
        ],
        "interviews": [{"name": "Probe", "rubric": rubric.key, "minutes": 60, "level": None}],
    }

    made = send(client, "post", ROLES, body, 201)

    assert made["key"] == "data-plumber"
    assert [entry["level"] for entry in made["profile"]] == ["mid", "senior"]
    assert made["profile"][0]["competency"] == competency.key
    assert [stage["position"] for stage in made["stages"]] == [1, 2, 3]
    assert made["interviews"][0]["rubric"] == "probe"


def test_a_role_needs_no_more_than_its_texts(client):
    made = send(client, "post", ROLES, ROLE, 201)

    assert made["stages"][0]["kind"] == "applied"
    assert made["profile"] == []


@pytest.mark.parametrize(
    ("part", "lacking"),
    [
        ({"variants": [{}]}, {"name", "text"}),
        ({"variants": [{"name": "Task"}]}, {"text"}),
        ({"profile": [{}]}, {"level", "competency", "stance", "weight", "bar_level", "why"}),
        ({"stages": [{"name": "In"}]}, {"kind", "target_days"}),
        ({"interviews": [{"name": "Probe"}]}, {"rubric", "minutes"}),
    ],
)
def test_a_part_of_a_role_is_sent_whole_also_where_the_role_is_not(client, part, lacking):
    role = RoleArchetypeFactory()

    problem = send(client, "patch", f"{ROLES}{role.pk}/", part, 400)

    (name,) = part
    assert {f"{name}[0].{field}" for field in lacking} >= set(problem["errors"]) != set()


def test_a_shipped_role_can_be_sent_back_as_it_was_read(client, library):
    role = RoleArchetype.objects.get(key="ml-engineer")
    address = f"{ROLES}{role.pk}/"
    read = send(client, "get", address)

    assert send(client, "put", address, read) == read


def test_a_profile_is_written_as_a_whole(client):
    kept = ProfileEntryFactory(level="mid", competency__key="debugging")
    address = f"{ROLES}{kept.archetype_id}/"
    entry = {
        **{"level": "staff", "competency": "debugging", "stance": "bar", "weight": 1},
        **{"bar_level": 2, "why": "So."},
    }

    changed = send(client, "patch", address, {"profile": [entry]})

    assert changed["profile"] == [entry]
    assert changed["summary"] == kept.archetype.summary


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"weeks": {}}, "weeks"),
        ({"week": {"modeling": 100}}, "week"),
        (
            {"week": {"modeling": 50, "serving": 0, "data": 0, "analysis": 0, "people": 0}},
            "week",
        ),
        ({"profile": [{"level": "mid", "competency": "nothing"}]}, "profile"),
        ({"stages": []}, "stages"),
        ({"stages": [{"name": "In", "kind": "applied", "target_days": 1, "x": 1}]}, "stages"),
        ({"interviews": [{"name": "A", "rubric": "x", "minutes": 60}]}, "interviews"),
        ({"ml": "deep"}, "ml"),
    ],
)
def test_a_role_that_cannot_be_is_refused_at_its_part_and_nothing_is_written(client, body, field):
    role = RoleArchetypeFactory(summary="Before.")

    problem = send(client, "patch", f"{ROLES}{role.pk}/", {"summary": "After."} | body, 400)

    assert all(name.startswith(field) for name in problem["errors"])
    role.refresh_from_db()
    assert role.summary == "Before."


def test_a_role_is_archived_and_restored(client):
    role = RoleArchetypeFactory()

    assert send(client, "post", f"{ROLES}{role.pk}/archive/")["archived_at"]
    assert send(client, "post", f"{ROLES}{role.pk}/restore/")["archived_at"] is None


def test_a_key_finds_its_row(client):
    CompetencyFactory(key="one"), CompetencyFactory(key="two")

    found = send(client, "get", f"{COMPETENCIES}?key=two")["results"]

    assert [one["key"] for one in found] == ["two"]


@pytest.mark.parametrize("address", [ROLES, COMPETENCIES])
def test_readers_write_nothing(client_of, address):
    member = client_of(UserFactory())

    answer = member.post(address, TEXTS, content_type="application/json")

    assert answer.status_code in (403, 404)
    assert not Competency.objects.exists()


# Organizations and shifts


def test_organizations_and_shifts_are_read_by_key(client, library):
    organization = send(client, "get", "/api/v1/organization-archetypes/?key=nascent")["results"]
    assert organization[0]["emphasis"] == "software"

    adjustment = ProfileAdjustmentFactory(choice="emphasis", value="research")
    adjustment.archetypes.add(RoleArchetype.objects.get(key="ml-engineer"))
    found = send(client, "get", f"/api/v1/profile-adjustments/?key={adjustment.key}")["results"]
    assert found[0]["competency"] == adjustment.competency.key
    assert found[0]["archetypes"] == ["ml-engineer"]


@pytest.mark.parametrize("resource", ["organization-archetypes", "profile-adjustments"])
def test_they_are_not_written_here(client, resource):
    answer = client.post(f"/api/v1/{resource}/", {}, content_type="application/json")

    assert answer.status_code == 405


def test_shifts_cost_the_same_for_any_number(client, django_assert_max_num_queries):
    counts = []
    for more in (1, 20):
        for _ in range(more):
            ProfileAdjustmentFactory().archetypes.add(RoleArchetypeFactory())
        with django_assert_max_num_queries(10) as captured:
            send(client, "get", "/api/v1/profile-adjustments/")
        counts.append(len(captured))

    assert counts[0] == counts[1]

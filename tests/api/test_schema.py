"""The schema tells the truth."""

import jsonschema
import pytest
import yaml

from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of(UserFactory(administrator=True, zone="Asia/Kolkata"))


@pytest.fixture
def schema(client):
    return client.get("/api/schema/", headers={"accept": "application/vnd.oai.openapi+json"}).json()


def operations(schema):
    for path in schema["paths"].values():
        yield from (found for method, found in path.items() if method != "parameters")


def test_yaml_says_what_json_says(client, schema):
    assert yaml.safe_load(client.get("/api/schema/").content) == schema


def test_every_operation_has_its_problems(schema):
    for operation in operations(schema):
        told = operation["responses"]["400"]["content"]["application/problem+json"]["schema"]
        assert told == {"$ref": "#/components/schemas/Problem"}
        assert {"401", "403", "404", "429"} <= set(operation["responses"])


def test_a_problem_is_as_the_schema_has_it(client, schema):
    answer = client.get("/api/v1/applications/?stage=x").json()

    jsonschema.validate(answer, schema["components"]["schemas"]["Problem"])
    assert answer["type"] == "urn:hiring:problem:validation"
    assert client.get("/api/v1/applications/9/").json()["type"] == "urn:hiring:problem:not-found"


def test_actions_are_called_by_their_names(schema):
    ids = {operation["operationId"] for operation in operations(schema)}

    assert {"applications_advance", "requisitions_open", "debriefs_decide"} <= ids
    assert not {name for name in ids if name.endswith("advance_create")}


@pytest.mark.parametrize(
    ("component", "field"),
    [("Application", "rejection_reason"), ("Requisition", "organization"), ("Debrief", "pdf")],
)
def test_what_can_be_null_says_so(schema, component, field):
    assert "null" in str(schema["components"]["schemas"][component]["properties"][field])


def test_hypotheses_and_answers_are_typed(schema):
    paths, components = schema["paths"], schema["components"]["schemas"]
    shown = components["ApplicationWithHypotheses"]["properties"]["hypotheses"]

    assert shown["items"] == {"$ref": "#/components/schemas/Hypothesis"}
    assert "201" in paths["/api/v1/rubrics/{id}/copy/"]["post"]["responses"]
    assert {"200", "202"} <= set(paths["/api/v1/debriefs/"]["post"]["responses"])


def test_instants_are_in_utc_whoever_asks(client):
    made = application()

    assert client.get(f"/api/v1/applications/{made.pk}/").json()["applied_at"].endswith("Z")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("requisitions/{}/stages/", {"POST"}), ("applications/{}/advance/", {"POST"})],
)
def test_what_is_allowed_is_what_there_is(client, path, allowed):
    made = application()
    pk = made.requisition_id if path.startswith("req") else made.pk

    answer = client.options(f"/api/v1/{path.format(pk)}")

    assert set(answer["Allow"].split(", ")) - {"OPTIONS"} == allowed

"""A question bank of 5,000: found by indexes, in as many queries as a small one."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rubrics.models import Competency, InterviewKind, RoleArchetype
from tests.factories.accounts import UserFactory
from tests.factories.question_bank import fill_question_bank

pytestmark = pytest.mark.django_db
LARGE = 5_000
INDEXES = {"rubrics_question_search", "rubrics_question_by_title"}


def page_of(client, **params) -> tuple[Any, list[str]]:
    """The list page as a browser gets it, and the queries that it took."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(reverse("rubrics:question_list"), params)
    assert response.status_code == 200
    return response, [query["sql"] for query in captured.captured_queries]


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes(inner)


def plan_of(sql: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        (found,) = cursor.fetchone()
    plan = json.loads(found) if isinstance(found, str) else found
    return list(nodes(plan[0]["Plan"]))


def read_through(plan: list[dict[str, Any]]) -> set[str]:
    """The large tables that are read from one end to the other."""
    whole = {n["Relation Name"] for n in plan if n["Node Type"] == "Seq Scan"}
    return whole & {"rubrics_question", "rubrics_questionversion"}


def test_words_are_answered_by_one_query_from_an_index_and_no_table_is_read_through(
    library, client_of
):
    fill_question_bank(LARGE, InterviewKind.values)
    role, competency = RoleArchetype.objects.first().key, Competency.objects.first().key
    kind = InterviewKind.ML_THEORY
    client = client_of(UserFactory(recruiter=True))
    first, _queries = page_of(client, q="gradient")
    cursor = first.context["page"].next_cursor

    for narrowed in (
        {"q": "gradient"},
        {"q": "gradient", "cursor": cursor},
        {"q": "calibration bootstrap"},
        {"q": "gradient", "kind": kind},
        {"q": "gradient", "archetype": role},
        {"q": "gradient", "competency": competency},
        {"q": "gradient", "kind": kind, "archetype": role, "competency": competency},
        {"q": "nowhere"},
    ):
        response, queries = page_of(client, **narrowed)
        (searching,) = [sql for sql in queries if "@@" in sql]
        plan = plan_of(searching)

        assert len(response.context["page"]) <= 50
        assert not read_through(plan), narrowed
        used = {node.get("Index Name") for node in plan}
        # What most questions say is found soonest in the order of their titles, and where one
        # competency has few questions, its index narrows more than the words.
        if "competency" not in narrowed:
            assert INDEXES & used, narrowed
        if narrowed["q"] == "nowhere":
            assert "rubrics_question_search" in used


def test_without_words_a_page_is_read_from_the_index_in_the_order_of_titles(library, client_of):
    fill_question_bank(LARGE, InterviewKind.values)
    client = client_of(UserFactory(recruiter=True))
    first, _queries = page_of(client)
    following = first.context["page"].next_cursor

    for narrowed in ({}, {"cursor": following}):
        response, queries = page_of(client, **narrowed)
        (listing,) = [sql for sql in queries if 'ORDER BY "rubrics_question"."title" ASC' in sql]
        plan = plan_of(listing)

        assert len(response.context["page"]) == 50
        assert not read_through(plan), narrowed
        assert "rubrics_question_by_title" in {node.get("Index Name") for node in plan}


def test_the_list_page_takes_as_many_queries_for_many_as_for_few(library, client_of):
    client = client_of(UserFactory(recruiter=True))
    fill_question_bank(6, [InterviewKind.ML_THEORY])
    narrowed = {"q": "bank filled", "kind": InterviewKind.ML_THEORY}
    few, queries_of_few = page_of(client, **narrowed)

    fill_question_bank(60, [InterviewKind.ML_THEORY])
    many, queries_of_many = page_of(client, **narrowed)

    assert (len(few.context["page"]), len(many.context["page"])) == (6, 50)
    assert len(queries_of_many) == len(queries_of_few)

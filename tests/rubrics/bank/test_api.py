"""The library over the REST API."""

import pytest

from rubrics.models import Question, RoleArchetype
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import (
    CompetencyFactory,
    CriterionFactory,
    QuestionVersionFactory,
    RoleArchetypeFactory,
    published_question,
    published_rubric,
)

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"
RESOURCES = ("role-archetypes", "competencies", "rubrics", "questions")


@pytest.fixture
def member(client_of):
    return client_of(UserFactory())


def read(client, path, **params):
    answer = client.get(f"{ROOT}{path}/", params)
    assert answer.status_code == 200, answer.content
    return answer.json()


def results(client, path, **params):
    return read(client, path, **params)["results"]


def test_a_role_comes_with_its_profile_stages_and_loop(library, member):
    role = RoleArchetype.objects.get(key="ml-engineer")

    given = read(member, f"role-archetypes/{role.pk}")

    assert given["week"] == role.week
    assert given["stages"][0]["kind"] == "applied"
    assert given["interviews"][0]["rubric"] == "math-puzzle"
    assert len(given["profile"]) == 64
    entry = next(
        e for e in given["profile"] if (e["competency"], e["level"]) == ("programming", "mid")
    )
    assert (entry["stance"], entry["weight"], entry["bar_level"]) == ("strength", 4, 3)


def test_a_rubric_comes_with_its_current_criteria(member):
    version = published_rubric(criteria=2)

    given = read(member, f"rubrics/{version.rubric_id}")

    assert given["current_version"]["number"] == 1
    assert [c["position"] for c in given["current_version"]["criteria"]] == [1, 2]
    assert given["current_version"]["criteria"][0]["anchor_4"]


def test_a_question_comes_with_guide_and_hints(member):
    hints = [{"text": "Look at the shapes.", "cost": "Nothing."}]
    version = published_question(competencies=[CompetencyFactory(key="debugging")], hints=hints)

    given = read(member, f"questions/{version.question_id}")["current_version"]

    assert given["hints"] == hints
    assert given["competencies"] == ["debugging"]
    assert given["guide"] == "What good looks like."


def test_drafts_are_not_given(member):
    draft = QuestionVersionFactory()
    CriterionFactory()

    assert results(member, "rubrics") == []
    assert results(member, "questions") == []
    assert member.get(f"{ROOT}questions/{draft.question_id}/").status_code == 404


def test_lists_are_narrowed(member):
    role = RoleArchetypeFactory(key="mle")
    version = published_question(
        title="Kernels", kind="ml_theory", competencies=[CompetencyFactory(key="maths")]
    )
    version.question.archetypes.add(role)
    published_question(title="Loops", kind="ml_coding").question.archetypes.add(
        RoleArchetypeFactory()
    )

    for params in (
        {"kind": "ml_theory"},
        {"q": "kern"},
        {"archetype": "mle"},
        {"competency": "maths"},
    ):
        assert [q["title"] for q in results(member, "questions", **params)] == ["Kernels"], params


def test_a_filter_value_that_does_not_exist_is_a_problem_at_its_field(member):
    answer = member.get(f"{ROOT}questions/", {"kind": "small_talk"})

    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")
    assert "kind" in answer.json()["errors"]


def test_lists_come_in_pages(member):
    for _ in range(3):
        published_rubric()

    first = read(member, "rubrics", page_size=2)
    rest = member.get(first["next"]).json()

    assert (len(first["results"]), len(rest["results"])) == (2, 1)
    assert rest["next"] is None


@pytest.mark.parametrize("resource", RESOURCES)
def test_strangers_get_nothing(client, resource):
    answer = client.get(f"{ROOT}{resource}/")

    assert answer.status_code == 401
    assert answer["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("resource", ["rubrics", "questions", "role-archetypes"])
def test_lists_cost_the_same_for_any_number(
    library, member, resource, django_assert_max_num_queries
):
    counts = []
    for size in (1, 30):
        with django_assert_max_num_queries(16) as captured:
            results(member, resource, page_size=size)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_a_search_ignores_what_was_archived(member):
    version = published_question(title="Kernels")
    Question.objects.update(archived_at=version.published_at)

    assert results(member, "questions", q="kernels") == []

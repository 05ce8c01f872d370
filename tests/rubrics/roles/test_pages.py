"""The pages of roles as a whole: who may edit the library, and what pages cost."""

import pytest

from hiring.accounts.models import TeamRole
from hiring.requisitions.actions.team import join_team
from rubrics.roles.actions.profiles import set_profile
from rubrics.roles.actions.roles import save_role
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import opening
from tests.factories.rubrics import (
    CompetencyFactory,
    ProfileAdjustmentFactory,
    ProfileEntryFactory,
    RoleArchetypeFactory,
    published_rubric,
)
from tests.rubrics.roles.filling import text, url

pytestmark = pytest.mark.django_db
EDITORS = ["competency_new", "role_new", "organization_new", "adjustment_new"]


@pytest.mark.parametrize("name", EDITORS)
def test_library_editors_and_administrators_write_the_library_and_nobody_else(client_of, name):
    lead = UserFactory()
    join_team(requisition=opening(), user=lead, role=TeamRole.HIRING_MANAGER, actor=None)

    assert client_of(lead).get(url(name)).status_code == 404
    assert client_of(UserFactory(recruiter=True)).get(url(name)).status_code in (403, 404)
    assert client_of(UserFactory(library_editor=True)).get(url(name)).status_code == 200
    assert client_of(UserFactory(administrator=True)).get(url(name)).status_code == 200


def test_readers_see_the_history_and_no_button(client_of, recruiter):
    role = RoleArchetypeFactory()
    save_role(role=role, summary="Other words.", actor=recruiter)

    page = client_of(UserFactory()).get(role.get_absolute_url())

    assert "Rita Recruiter edited the role archetype" in text(page)
    assert url("role_edit", role_id=role.pk) not in page.content.decode()
    assert "Reset to catalog" not in text(page)


@pytest.mark.parametrize("name", ["archive", "restore", "reset"])
def test_buttons_take_no_get(client, name):
    role = RoleArchetypeFactory()

    answer = client.get(url(f"role_{name}", role_id=role.pk))

    assert answer.status_code in (302, 405)
    role.refresh_from_db()
    assert role.archived_at is None


# Cost


def queries(client, address, django_assert_max_num_queries, at_most):
    with django_assert_max_num_queries(at_most) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_rules_cost_the_same_for_any_number(client, django_assert_max_num_queries):
    ProfileAdjustmentFactory().archetypes.add(RoleArchetypeFactory())
    few = queries(client, url("adjustment_list"), django_assert_max_num_queries, 10)
    for _ in range(20):
        ProfileAdjustmentFactory().archetypes.add(RoleArchetypeFactory())

    assert queries(client, url("adjustment_list"), django_assert_max_num_queries, 10) == few


def test_a_history_costs_the_same_for_any_number(client, recruiter, django_assert_max_num_queries):
    role, competency = RoleArchetypeFactory(), CompetencyFactory()

    def set_weight(weight):
        need = {"competency": competency, "stance": "bar", "weight": weight, "bar_level": 2}
        set_profile(role=role, level="mid", entries=[need], actor=recruiter)

    set_weight(1)
    few = queries(client, role.get_absolute_url(), django_assert_max_num_queries, 24)
    for weight in (2, 3, 4, 5):
        set_weight(weight)

    assert queries(client, role.get_absolute_url(), django_assert_max_num_queries, 24) == few


@pytest.mark.parametrize("section", ["profile", "loop", "stages"])
def test_an_editor_costs_the_same_for_any_number_of_rows(
    client, section, django_assert_max_num_queries
):
    role = RoleArchetypeFactory()
    address = url(f"role_{section}", role_id=role.pk)

    def more():
        number = role.stages.count() + 1
        ProfileEntryFactory(archetype=role, level="mid")
        role.stages.create(name="S", kind="screen", target_days=1, position=number)
        role.interviews.create(
            name="I", rubric=published_rubric().rubric, minutes=45, position=number
        )

    more()
    few = queries(client, address, django_assert_max_num_queries, 20)
    for _ in range(8):
        more()

    assert queries(client, address, django_assert_max_num_queries, 20) == few

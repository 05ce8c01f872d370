"""The pages of organizations and of the rules of their answers."""

import re

import pytest

from rubrics.models import (
    OrganizationArchetype,
    ProfileAdjustment,
)
from rubrics.roles.actions.adjustments import create_adjustment
from tests.factories.rubrics import (
    CompetencyFactory,
    ProfileAdjustmentFactory,
    RoleArchetypeFactory,
)
from tests.rubrics.roles.filling import change, filled, text, url

pytestmark = pytest.mark.django_db


def test_an_organization_says_what_its_answers_shift(client):
    competency = CompetencyFactory(name="Data work")
    create_adjustment(
        choice="data_ownership",
        value="own",
        competency=competency,
        weight=2,
        bar=1,
        stance="strength",
        because="Nobody else does it.",
        archetypes=[RoleArchetypeFactory(name="Data plumber")],
        actor=None,
    )
    organization = OrganizationArchetype.objects.create(
        key="x", name="Start-up", looks_like="Small.", data_ownership="own"
    )

    shown = text(client.get(organization.get_absolute_url()))

    assert "Who owns the data: The ML team owns its data and pipelines" in shown
    assert re.search(
        r"Data work is a strength to validate, weighs 2 more and must be 1 level higher\s*"
        r", for Data plumber",
        shown,
    )
    assert "Nobody else does it." in shown
    assert "Who owns models in production: Shared" in shown


def test_an_organization_is_edited_with_its_choices(client, library):
    row = OrganizationArchetype.objects.get(key="nascent")

    answer = change(
        client, url("organization_edit", organization_id=row.pk), emphasis="research", good="All."
    )

    assert answer.url == row.get_absolute_url()
    row.refresh_from_db()
    assert (row.emphasis, row.good) == ("research", "All.")


def test_a_new_organization_needs_its_texts(client):
    answer = client.post(url("organization_new"), {"name": "Start-up", "position": 1})

    assert answer.status_code == 400
    assert 'id="id_looks_like_error"' in answer.content.decode()
    assert not OrganizationArchetype.objects.exists()


def test_the_rules_stand_under_their_answers_with_roles_and_reason(client):
    rule = ProfileAdjustmentFactory(weight=-1, bar=-1)

    shown = text(client.get(url("adjustment_list")))

    assert f"{rule.competency.name} weighs 1 less and can be 1 level lower" in shown
    assert "for all roles" in shown
    assert "Balanced No adjustments." in shown


def test_a_rule_is_added_from_its_answer(client):
    competency = CompetencyFactory()
    address = url("adjustment_new") + "?answer=emphasis:research"
    form = filled(client.get(address))
    assert form["answer"] == ["emphasis:research"]

    answer = client.post(
        address, form | {"competency": competency.pk, "weight": "1", "because": "It does."}
    )

    rule = ProfileAdjustment.objects.get()
    assert (rule.choice, rule.value, rule.weight) == ("emphasis", "research", 1)
    assert answer.url == f"/rubrics/profile-adjustments/#adjustment-{rule.pk}"


def test_a_rule_that_changes_nothing_is_refused_where_it_could(client):
    answer = change(
        client, url("adjustment_edit", adjustment_id=ProfileAdjustmentFactory().pk), weight="0"
    )

    assert answer.status_code == 400
    assert 'id="id_weight_error"' in answer.content.decode()


def test_a_rule_is_archived_and_taken_back(client):
    rule = ProfileAdjustmentFactory()

    answer = client.post(url("adjustment_archive", adjustment_id=rule.pk), follow=True)
    assert "1 archived rule" in text(answer)

    client.post(url("adjustment_restore", adjustment_id=rule.pk))
    rule.refresh_from_db()
    assert rule.archived_at is None

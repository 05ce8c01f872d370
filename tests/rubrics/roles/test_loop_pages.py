"""The pages of a role’s stages, interviews and variants."""

import pytest

from rubrics.models import (
    RoleArchetype,
    StageKind,
)
from rubrics.roles.actions.loops import set_default_stages
from tests.factories.rubrics import (
    RoleArchetypeFactory,
    published_rubric,
)
from tests.rubrics.roles.filling import change, filled, text, url

pytestmark = pytest.mark.django_db


def test_stages_without_an_onsite_are_refused_and_stay_typed(client, library):
    role = RoleArchetype.objects.get(key="ml-engineer")

    answer = change(
        client, url("role_stages", role_id=role.pk), **{"form-4-kind": "screen", "form-1-name": "A"}
    )

    assert answer.status_code == 400
    assert "Add an Onsite stage" in text(answer)
    assert filled(answer)["form-1-name"] == ["A"]


def test_a_stage_can_be_of_one_level_but_not_the_onsite(client, library):
    role = RoleArchetype.objects.get(key="ml-engineer")
    address = url("role_stages", role_id=role.pk)

    assert change(client, address, **{"form-1-level": "senior"}).status_code == 302
    assert role.stages.get(position=2).level == "senior"
    refused = change(client, address, **{"form-4-level": "senior"})

    assert refused.status_code == 400
    assert "Add an Onsite stage" in text(refused)


def test_a_stale_list_of_stages_is_a_conflict_once(client, recruiter, library):
    role = RoleArchetype.objects.get(key="ml-engineer")
    address = url("role_stages", role_id=role.pk)
    mine = filled(client.get(address)) | {"form-0-name": ["Mine"]}
    stages = [
        {"name": kind.label, "kind": kind, "target_days": 1}
        for kind in (StageKind.APPLIED, StageKind.ONSITE, StageKind.HIRED)
    ]
    set_default_stages(role=role, stages=stages, actor=recruiter)

    first = client.post(address, mine)
    second = client.post(address, filled(first))

    assert (first.status_code, second.status_code) == (409, 302)
    assert role.stages.first().name == "Mine"


def test_an_interview_is_added_to_the_loop(client):
    role, rubric = RoleArchetypeFactory(), published_rubric().rubric
    address = url("role_loop", role_id=role.pk)

    added = change(client, address, do="add")
    form = filled(added) | {"form-0-name": "Talk", "form-0-rubric": rubric.pk}
    assert form["form-0-minutes"] == ["60"]
    client.post(address, form | {"form-0-level": "staff"})

    interview = role.interviews.get()
    assert (interview.rubric, interview.minutes, interview.level) == (rubric, 60, "staff")


def test_a_row_that_is_not_filled_in_is_told_at_its_fields(client):
    address = url("role_loop", role_id=RoleArchetypeFactory().pk)

    answer = client.post(address, filled(change(client, address, do="add")))

    assert answer.status_code == 400
    assert 'id="id_form-0-rubric_error"' in answer.content.decode()


def test_variants_are_written_row_by_row(client):
    role = RoleArchetypeFactory()
    address = url("role_variants", role_id=role.pk)

    form = filled(change(client, address, do="add"))
    client.post(address, form | {"form-0-name": "Task", "form-0-text": "Keeps it well."})

    role.refresh_from_db()
    assert role.variants == [{"name": "Task", "text": "Keeps it well."}]

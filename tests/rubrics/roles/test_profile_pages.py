"""The pages of profiles: their rows, levels and gaps."""

import re

import pytest

from rubrics.models import (
    ProfileEntry,
    RoleArchetype,
)
from rubrics.roles.actions.profiles import set_profile
from tests.factories.rubrics import (
    CompetencyFactory,
    ProfileEntryFactory,
    RoleArchetypeFactory,
)
from tests.rubrics.roles.filling import change, filled, text, url

pytestmark = pytest.mark.django_db


def test_a_profile_is_saved_for_its_level(client):
    competency, role = CompetencyFactory(), RoleArchetypeFactory()
    address = url("role_profile", role_id=role.pk) + "?level=senior"
    need = f"need-{competency.pk}"

    answer = change(
        client,
        address,
        **{f"{need}-stance": "strength", f"{need}-weight": "4", f"{need}-bar_level": "3"},
    )

    assert answer.url.endswith("?level=senior")
    entry = ProfileEntry.objects.get()
    assert (entry.level, entry.stance, entry.weight, entry.bar_level) == (
        *("senior", "strength", 4),
        3,
    )


def test_a_competency_of_which_nothing_was_said_gets_no_entry(client):
    CompetencyFactory()
    role = RoleArchetypeFactory()

    change(client, url("role_profile", role_id=role.pk))

    assert not ProfileEntry.objects.exists()


def test_a_level_is_filled_from_another_and_saved_only_when_sent(client):
    entry = ProfileEntryFactory(level="mid", weight=5, why="Copied words.")
    address = url("role_profile", role_id=entry.archetype_id) + "?level=staff&from=mid"

    page = client.get(address)
    assert "Copied from Mid, not saved yet" in text(page)
    assert ProfileEntry.objects.filter(level="staff").count() == 0

    client.post(address, filled(page))
    assert ProfileEntry.objects.get(level="staff").why == "Copied words."


def test_a_wrong_weight_is_told_in_its_row(client):
    entry = ProfileEntryFactory()
    need = f"need-{entry.competency_id}"

    answer = change(
        client, url("role_profile", role_id=entry.archetype_id), **{f"{need}-weight": "9"}
    )

    assert answer.status_code == 400
    assert f'id="id_{need}-weight_error"' in answer.content.decode()


def test_a_stale_profile_is_kept_as_typed_and_saves_the_second_time(client, recruiter):
    entry = ProfileEntryFactory(level="mid", weight=3)
    role, address = entry.archetype, url("role_profile", role_id=entry.archetype_id)
    mine = filled(client.get(address)) | {f"need-{entry.competency_id}-weight": ["5"]}
    set_profile(role=role, level="mid", entries=[], actor=recruiter)

    first = client.post(address, mine)
    second = client.post(address, filled(first))

    assert (first.status_code, second.status_code) == (409, 302)
    assert role.profile.get(level="mid").weight == 5


def test_a_archived_competency_stays_in_the_editor_of_the_profile_that_has_it(client):
    entry = ProfileEntryFactory(competency__archived_at="2026-01-01T00:00:00Z", level="mid")
    address = url("role_profile", role_id=entry.archetype_id)

    assert entry.competency.name in text(client.get(address))
    assert entry.competency.name not in text(client.get(address + "?level=staff"))


def test_rows_move_without_being_saved(client, library):
    role = RoleArchetype.objects.get(key="ml-engineer")
    address = url("role_stages", role_id=role.pk)

    moved = change(client, address, do="down-1")

    assert "Not saved yet" in text(moved)
    form = filled(moved)
    assert (form["form-1-name"], form["form-2-name"]) == (["Take-home"], ["Recruiter screen"])
    assert role.stages.get(position=2).name == "Recruiter screen"

    assert client.post(address, form).status_code == 302
    assert role.stages.get(position=2).name == "Take-home"


def test_rows_are_added_and_removed_with_what_was_typed_in_the_others(client, library):
    role = RoleArchetype.objects.get(key="ml-engineer")
    address = url("role_stages", role_id=role.pk)

    added = change(client, address, do="add", **{"form-0-name": "Came in"})
    form = filled(added)
    assert form["form-0-name"] == ["Came in"]
    assert form["form-8-name"] == [""]

    removed = filled(client.post(address, form | {"do": "remove-8"}))
    assert "form-8-name" not in removed


@pytest.mark.parametrize("do", ["up-0", "down-99", "remove-x", "fly-1", "up-", "remove-123456"])
def test_a_button_that_names_no_row_moves_nothing(client, library, do):
    role = RoleArchetype.objects.get(key="ml-engineer")
    address = url("role_stages", role_id=role.pk)
    before = filled(client.get(address))

    after = filled(change(client, address, do=do))

    assert {k: v for k, v in after.items() if k.startswith("form-0")} == {
        k: v for k, v in before.items() if k.startswith("form-0")
    }


def test_a_profile_with_gaps_keeps_its_columns(client):
    entry = ProfileEntryFactory(level="senior", weight=5)

    shown = text(client.get(entry.archetype.get_absolute_url()))

    assert re.search(
        rf"{entry.competency.name} (– Not assessed ){{2}}Strength\s+weight 5 – Not assessed", shown
    )

"""The pages of roles: written, copied, and what is doubtful about them."""

import re

import pytest

from rubrics.models import (
    RoleArchetype,
)
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import (
    ProfileEntryFactory,
    RoleArchetypeFactory,
    published_rubric,
)
from tests.rubrics.roles.filling import change, filled, text, url

pytestmark = pytest.mark.django_db


def test_a_role_is_written_and_goes_on_to_its_page(client):
    answer = client.post(
        url("role_new"),
        {
            **{"name": "Data plumber", "short": "DP", "position": 9, "summary": "Keeps it wet."},
            **{"does": "Pipes.", "work_product": "Water.", "ml": "low", "software": "high"},
            **{"communication": "medium", "also_called": "", "tools": "Wrench\nSQL"},
            **{"backgrounds": "", "week_modeling": 0, "week_serving": 40, "week_data": 60},
            **{"week_analysis": 0, "week_people": 0},
        },
        follow=True,
    )

    role = RoleArchetype.objects.get()
    assert role.tools == ["Wrench", "SQL"]
    assert "No competencies are assessed" in text(answer)


def test_shares_that_do_not_sum_are_told_at_the_week(client):
    role = RoleArchetypeFactory()

    answer = change(client, url("role_edit", role_id=role.pk), week_data=90)

    assert answer.status_code == 400
    assert "must add up to 100; these add up to 170" in text(answer)
    assert 'id="id_week_modeling_error"' in answer.content.decode()
    assert filled(answer)["week_data"] == ["90"]


def test_a_list_longer_than_anybody_reads_is_told_at_its_field_and_kept(client):
    role = RoleArchetypeFactory(tools=["SQL"])

    answer = change(client, url("role_edit", role_id=role.pk), tools="Wrench\n" * 31)

    assert answer.status_code == 400
    assert "This has 31 lines; the limit is 30." in text(answer)
    assert filled(answer)["tools"][0].count("Wrench") == 31
    assert RoleArchetype.objects.get().tools == ["SQL"]


def test_a_share_that_is_none_is_told_at_its_own_field(client):
    role = RoleArchetypeFactory()

    answer = change(client, url("role_edit", role_id=role.pk), week_data="-5", week_people="")

    assert answer.status_code == 400
    page = answer.content.decode()
    assert 'id="id_week_data_error"' in page
    assert 'id="id_week_people_error"' in page


def test_every_section_of_a_shipped_role_saves_as_it_was_opened(client, library):
    role = RoleArchetype.objects.get(key="ml-engineer")

    for section in ("edit", "profile", "stages", "loop", "pitch", "variants"):
        assert change(client, url(f"role_{section}", role_id=role.pk)).status_code == 302, section

    assert "From the catalog" in text(client.get(role.get_absolute_url()))


def test_pitch_and_sourcing_are_one_a_line(client):
    role = RoleArchetypeFactory()

    change(client, url("role_pitch", role_id=role.pk), pitch="Good data\n\nGood people\n")

    role.refresh_from_db()
    assert role.pitch == ["Good data", "Good people"]


def test_a_role_is_copied_to_be_changed(client, library):
    role = RoleArchetype.objects.get(key="ml-engineer")

    answer = client.post(url("role_copy", role_id=role.pk), follow=True)

    assert "Copy created" in text(answer)
    assert "ML engineer (copy)" in text(answer)


# What to look at again


def test_doubts_are_told_to_those_who_can_do_something_about_them(client, client_of):
    role = RoleArchetypeFactory()
    for _ in range(6):
        ProfileEntryFactory(archetype=role, level="mid")
    rubric = published_rubric().rubric
    for position in range(1, 4):
        role.interviews.create(name="Long", rubric=rubric, minutes=150, position=position)

    shown = text(client.get(role.get_absolute_url()))

    assert "Mid: 6 strengths" in shown
    assert "Mid: The default loop takes 450 minutes" in shown
    assert re.search(r"Mid: Not covered by the default loop: Competency", shown)
    assert "Staff: No competencies are assessed" in shown
    assert "Suggestions only" not in text(client_of(UserFactory()).get(role.get_absolute_url()))


def test_a_sound_shipped_role_gives_no_doubt(client, library):
    for role in RoleArchetype.objects.all():
        assert "Suggestions only" not in text(client.get(role.get_absolute_url())), role

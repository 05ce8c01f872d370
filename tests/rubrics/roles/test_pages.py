"""The pages that edit the library: saved, refused at the field, stale, undone, and for whom."""

import re

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.requisitions.actions.team import join_team
from rubrics.models import (
    Competency,
    OrganizationArchetype,
    ProfileAdjustment,
    ProfileEntry,
    RoleArchetype,
    StageKind,
)
from rubrics.roles.actions.adjustments import create_adjustment
from rubrics.roles.actions.competencies import save_competency
from rubrics.roles.actions.loops import set_default_stages
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
from tests.rubrics.roles.filling import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    return UserFactory(name="Rita Recruiter", recruiter=True, library_editor=True)


@pytest.fixture
def client(client_of, recruiter):
    return client_of(recruiter)


def url(name, **kwargs):
    return reverse(f"rubrics:{name}", kwargs=kwargs or None)


def text(answer) -> str:
    """What a person reads: without tags, white space as one blank."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def change(client, address, **values):
    """Open a form, change some of it and send it; return the answer."""
    form = filled(client.get(address))
    assert set(values) - {"do"} <= set(form), set(values) - set(form)
    return client.post(address, form | values)


# Competencies


def test_a_competency_is_written_and_opens(client):
    answer = client.post(
        url("competency_new"),
        {"name": "Patience", "definition": "Waits.", "is_not": "Not sloth.", "position": 3},
        follow=True,
    )

    shown = text(answer)
    assert "Patience" in shown
    assert "Rita Recruiter added the competency" in shown
    assert "Created by your organization" in shown


def test_an_edit_shows_from_and_to_in_the_history(client, library):
    competency = Competency.objects.get(key="statistics")

    answer = change(
        client, url("competency_edit", competency_id=competency.pk), definition="Counts."
    )

    shown = text(client.get(answer.url))
    assert "Rita Recruiter edited the competency" in shown
    assert re.search(r"Before: .* After: Counts\.", shown)
    assert "Edited by your organization." in shown


def test_a_form_sent_as_it_was_opened_changes_nothing(client, library):
    competency = Competency.objects.get(key="statistics")

    answer = change(client, url("competency_edit", competency_id=competency.pk))

    assert "From the catalog" in text(client.get(answer.url))


def test_what_is_wrong_is_told_at_its_field_and_the_rest_stays_typed(client):
    competency = CompetencyFactory()
    CompetencyFactory(name="Taken")

    answer = change(
        client,
        url("competency_edit", competency_id=competency.pk),
        name="taken",
        definition="My new words.",
    )

    assert answer.status_code == 400
    assert 'id="id_name_error"' in answer.content.decode()
    assert "My new words." in text(answer)


def test_a_stale_page_shows_both_texts_and_saves_the_one_that_is_chosen(client, recruiter):
    competency = CompetencyFactory(definition="Before.")
    address = url("competency_edit", competency_id=competency.pk)
    mine = filled(client.get(address)) | {"definition": "Mine."}
    save_competency(competency=competency, definition="Theirs.", actor=recruiter)

    first = client.post(address, mine)
    second = client.post(address, filled(first) | {"choice-definition": "mine"})

    assert first.status_code == 409
    assert "Someone else changed this" in text(first)
    assert "Theirs." in text(first)
    assert "Mine." in text(first)
    assert second.status_code == 302
    competency.refresh_from_db()
    assert competency.definition == "Mine."


def test_archiving_what_is_in_use_says_where(client):
    entry = ProfileEntryFactory(archetype__name="Data plumber")

    answer = client.post(url("competency_archive", competency_id=entry.competency_id), follow=True)

    assert "Still in use: Data plumber" in text(answer)


def test_a_archived_competency_is_found_and_taken_back(client):
    competency = CompetencyFactory(name="Patience")
    client.post(url("competency_archive", competency_id=competency.pk))

    assert "1 archived Patience" in text(client.get(url("competency_list")))
    shown = text(client.get(competency.get_absolute_url()))
    assert "Restore" in shown

    client.post(url("competency_restore", competency_id=competency.pk))
    competency.refresh_from_db()
    assert competency.archived_at is None


def test_the_catalogs_text_is_taken_again_by_a_button(client, library, recruiter):
    competency = Competency.objects.get(key="statistics")
    shipped = competency.definition
    save_competency(competency=competency, definition="Ours.", actor=recruiter)
    assert "Reset to catalog" in text(client.get(competency.get_absolute_url()))

    answer = client.post(url("competency_reset", competency_id=competency.pk), follow=True)

    competency.refresh_from_db()
    assert competency.definition == shipped
    assert "Ours." in text(answer)
    assert "Reset to catalog" not in text(answer)


# Roles


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


def test_a_profile_with_gaps_keeps_its_columns(client):
    entry = ProfileEntryFactory(level="senior", weight=5)

    shown = text(client.get(entry.archetype.get_absolute_url()))

    assert re.search(
        rf"{entry.competency.name} (– Not assessed ){{2}}Strength\s+weight 5 – Not assessed", shown
    )


# Organizations and rules


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


# Who


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

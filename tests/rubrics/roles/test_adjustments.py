"""Writing organization archetypes and the rules by which their answers shift a profile."""

import pytest

from hiring.activity.actions import Refused
from hiring.activity.editing import EditConflict
from hiring.activity.models import Event
from rubrics.exchange.loading import load_catalog
from rubrics.exchange.reset import reset_to_catalog
from rubrics.models import OrganizationArchetype, ProfileAdjustment
from rubrics.roles.actions.adjustments import (
    create_adjustment,
    save_adjustment,
)
from rubrics.roles.actions.archiving import archive_row, restore_row
from rubrics.roles.actions.organizations import (
    create_organization,
    save_organization,
)
from rubrics.roles.adjustment_words import effect_of, roles_of
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import CompetencyFactory, RoleArchetypeFactory

pytestmark = pytest.mark.django_db
TEXTS = {
    "name": "Consultancy",
    "looks_like": "Models for others.",
    "good": "Many problems.",
    "hard": "No data of one's own.",
    "consequence": "Hire people who explain.",
}


@pytest.fixture
def actor():
    return UserFactory(recruiter=True, library_editor=True)


def rule(actor, **given):
    usual = {"choice": "data_ownership", "value": "own", "weight": 1, "because": "Somebody must."}
    values = usual | given
    values.setdefault("competency", CompetencyFactory())
    return create_adjustment(**values, actor=actor)


def test_a_new_organization_starts_from_balanced_answers(actor):
    made = create_organization(**TEXTS, actor=actor)

    assert made.key == "consultancy"
    assert (made.emphasis, made.data_ownership) == ("balanced", "shared")


def test_the_three_choices_are_edited_with_the_texts(actor):
    made = create_organization(**TEXTS, actor=actor)

    save_organization(organization=made, emphasis="software", hard="Much.", actor=actor)

    changes = Event.objects.about(made).first().changes
    assert set(changes.values_list("field", "new")) == {("emphasis", "software"), ("hard", "Much.")}


@pytest.mark.parametrize(("field", "value"), [("emphasis", "both"), ("good", " "), ("name", "")])
def test_an_organization_keeps_to_its_choices(actor, field, value):
    with pytest.raises(Refused) as refusal:
        create_organization(**TEXTS | {field: value}, actor=actor)

    assert refusal.value.field == field


def test_an_organization_archives_and_comes_back(actor):
    made = archive_row(row=create_organization(**TEXTS, actor=actor), actor=actor)
    assert not OrganizationArchetype.objects.in_use().exists()

    assert restore_row(row=made, actor=actor).archived_at is None


def test_the_loader_keeps_an_organization_of_which_a_choice_was_edited(library, actor):
    row = OrganizationArchetype.objects.get(key="nascent")
    save_organization(organization=row, data_ownership="others", actor=actor)

    assert not load_catalog().changed
    row.refresh_from_db()
    assert row.data_ownership == "others"


def test_a_rule_has_a_readable_key_and_applies_to_the_roles_named(actor):
    role = RoleArchetypeFactory()

    made = rule(actor, competency=CompetencyFactory(key="data-work"), archetypes=[role])

    assert made.key == "data-ownership-own-data-work"
    assert list(made.archetypes.all()) == [role]


def test_an_answer_must_be_one_to_the_choice(actor):
    with pytest.raises(Refused) as refusal:
        rule(actor, choice="emphasis", value="own")

    assert refusal.value.field == "value"


def test_a_rule_must_change_something(actor):
    with pytest.raises(Refused, match="what it changes"):
        rule(actor, weight=0)

    assert not ProfileAdjustment.objects.exists()


@pytest.mark.parametrize("wrong", [{"weight": 5}, {"bar": -4}, {"stance": "hope"}, {"because": ""}])
def test_a_rule_keeps_to_its_scales(actor, wrong):
    with pytest.raises(Refused) as refusal:
        rule(actor, **wrong)

    assert refusal.value.field == next(iter(wrong))


def test_the_same_rule_twice_is_refused_but_not_for_another_role(actor):
    first = rule(actor)

    with pytest.raises(Refused, match="already"):
        rule(actor, competency=first.competency, weight=2)

    second = rule(actor, competency=first.competency, archetypes=[RoleArchetypeFactory()])
    assert second.key == f"{first.key}-2"


def test_an_edit_of_a_rule_records_its_roles_by_name(actor):
    made, role = rule(actor), RoleArchetypeFactory(name="Data plumber")

    save_adjustment(adjustment=made, weight=2, archetypes=[role], actor=actor)

    changes = {c.field: c.new for c in Event.objects.about(made).first().changes.all()}
    assert changes == {"weight": "2", "archetypes": "Data plumber"}


def test_an_edit_of_an_older_page_keeps_the_roles_that_somebody_else_added(actor):
    made, mine, theirs = rule(actor), RoleArchetypeFactory(), RoleArchetypeFactory()
    save_adjustment(adjustment=made, archetypes=[theirs], actor=actor)

    seen = {"weight": made.weight, "archetypes": frozenset()}
    save_adjustment(adjustment=made, weight=3, archetypes=[mine], seen=seen, actor=actor)

    assert set(made.archetypes.all()) == {mine, theirs}


def test_an_edit_of_the_same_field_meanwhile_is_a_conflict(actor):
    made = rule(actor)
    seen = {"weight": made.weight}
    save_adjustment(adjustment=made, weight=2, actor=actor)

    with pytest.raises(EditConflict):
        save_adjustment(adjustment=made, weight=3, seen=seen, actor=actor)


def test_a_rule_without_an_edit_leaves_no_trace(actor):
    made = rule(actor)

    save_adjustment(adjustment=made, weight=1, archetypes=[], actor=actor)

    assert Event.objects.about(made).count() == 1


def test_a_archived_rule_comes_back_unless_another_took_its_place(actor):
    made = archive_row(row=rule(actor), actor=actor)
    assert restore_row(row=made, actor=actor).archived_at is None

    made = archive_row(row=made, actor=actor)
    rule(actor, competency=made.competency)
    with pytest.raises(Refused, match="already"):
        restore_row(row=made, actor=actor)


def test_the_loader_keeps_a_shipped_rule_that_was_edited_until_its_text_is_taken_again(
    library, actor
):
    row = ProfileAdjustment.objects.filter(archetypes__isnull=False).first()
    shipped, roles = row.because, list(row.archetypes.all())
    save_adjustment(adjustment=row, because="Ours.", archetypes=[], actor=actor)
    assert not load_catalog().changed
    row.refresh_from_db()
    assert row.because == "Ours."

    taken = reset_to_catalog(row=row, actor=actor)

    assert taken.because == shipped
    assert list(taken.archetypes.all()) == roles
    assert load_catalog().kept == []


def test_shipped_rules_are_all_shown_with_an_effect(library):
    for adjustment in ProfileAdjustment.objects.prefetch_related("archetypes"):
        assert effect_of(adjustment), adjustment
        assert roles_of(adjustment), adjustment

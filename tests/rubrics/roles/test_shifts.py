"""Writing organisation archetypes and the rules by which their answers shift a profile."""

import pytest

from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event
from rubrics.documents.catalog import digest
from rubrics.exchange.loading import load_catalogue
from rubrics.exchange.reset import take_catalogue_text
from rubrics.models import OrganisationArchetype, Shift
from rubrics.roles.actions.organisations import (
    create_organisation,
    restore_organisation,
    retire_organisation,
    save_organisation,
)
from rubrics.roles.actions.shifts import (
    create_shift,
    restore_shift,
    retire_shift,
    save_shift,
    shown_of,
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
def by():
    return UserFactory(recruiter=True, library_editor=True)


def rule(by, **given):
    usual = {"choice": "data_ownership", "value": "own", "weight": 1, "because": "Somebody must."}
    values = usual | given
    values.setdefault("competency", CompetencyFactory())
    return create_shift(**values, by=by)


def test_a_new_organisation_starts_from_balanced_answers(by):
    made = create_organisation(**TEXTS, by=by)

    assert made.key == "consultancy"
    assert (made.emphasis, made.data_ownership) == ("balanced", "shared")


def test_the_three_choices_are_edited_with_the_texts(by):
    made = create_organisation(**TEXTS, by=by)

    save_organisation(organisation=made, emphasis="software", hard="Much.", by=by)

    changes = Event.objects.about(made).first().changes
    assert set(changes.values_list("field", "new")) == {("emphasis", "software"), ("hard", "Much.")}


@pytest.mark.parametrize(("field", "value"), [("emphasis", "both"), ("good", " "), ("name", "")])
def test_an_organisation_keeps_to_its_choices(by, field, value):
    with pytest.raises(Refused) as refusal:
        create_organisation(**TEXTS | {field: value}, by=by)

    assert refusal.value.field == field


def test_an_organisation_retires_and_comes_back(by):
    made = retire_organisation(organisation=create_organisation(**TEXTS, by=by), by=by)
    assert not OrganisationArchetype.objects.in_use().exists()

    assert restore_organisation(organisation=made, by=by).archived_at is None


def test_the_loader_keeps_an_organisation_of_which_a_choice_was_edited(library, by):
    row = OrganisationArchetype.objects.get(key="nascent")
    save_organisation(organisation=row, data_ownership="others", by=by)

    assert not load_catalogue().changed
    row.refresh_from_db()
    assert row.data_ownership == "others"


def test_a_rule_has_a_readable_key_and_applies_to_the_roles_named(by):
    role = RoleArchetypeFactory()

    made = rule(by, competency=CompetencyFactory(key="data-work"), archetypes=[role])

    assert made.key == "data-ownership-own-data-work"
    assert list(made.archetypes.all()) == [role]


def test_an_answer_must_be_one_to_the_choice(by):
    with pytest.raises(Refused) as refusal:
        rule(by, choice="emphasis", value="own")

    assert refusal.value.field == "value"


def test_a_rule_must_change_something(by):
    with pytest.raises(Refused, match="what it changes"):
        rule(by, weight=0)

    assert not Shift.objects.exists()


@pytest.mark.parametrize("wrong", [{"weight": 5}, {"bar": -4}, {"stance": "hope"}, {"because": ""}])
def test_a_rule_keeps_to_its_scales(by, wrong):
    with pytest.raises(Refused) as refusal:
        rule(by, **wrong)

    assert refusal.value.field == next(iter(wrong))


def test_the_same_rule_twice_is_refused_but_not_for_another_role(by):
    first = rule(by)

    with pytest.raises(Refused, match="already"):
        rule(by, competency=first.competency, weight=2)

    second = rule(by, competency=first.competency, archetypes=[RoleArchetypeFactory()])
    assert second.key == f"{first.key}-2"


def test_an_edit_of_a_rule_records_its_roles_by_name(by):
    made, role = rule(by), RoleArchetypeFactory(name="Data plumber")

    save_shift(shift=made, weight=2, archetypes=[role], by=by)

    changes = {c.field: c.new for c in Event.objects.about(made).first().changes.all()}
    assert changes == {"weight": "2", "archetypes": "Data plumber"}


def test_an_edit_of_an_older_page_is_a_conflict_also_by_its_roles(by):
    made = rule(by)
    seen = digest(shown_of(made))
    save_shift(shift=made, archetypes=[RoleArchetypeFactory()], by=by)

    with pytest.raises(Conflict):
        save_shift(shift=made, weight=3, seen=seen, by=by)


def test_a_rule_without_an_edit_leaves_no_trace(by):
    made = rule(by)

    save_shift(shift=made, weight=1, archetypes=[], by=by)

    assert Event.objects.about(made).count() == 1


def test_a_retired_rule_comes_back_unless_another_took_its_place(by):
    made = retire_shift(shift=rule(by), by=by)
    assert restore_shift(shift=made, by=by).archived_at is None

    made = retire_shift(shift=made, by=by)
    rule(by, competency=made.competency)
    with pytest.raises(Refused, match="already"):
        restore_shift(shift=made, by=by)


def test_the_loader_keeps_a_shipped_rule_that_was_edited_until_its_text_is_taken_again(library, by):
    row = Shift.objects.filter(archetypes__isnull=False).first()
    shipped, roles = row.because, list(row.archetypes.all())
    save_shift(shift=row, because="Ours.", archetypes=[], by=by)
    assert not load_catalogue().changed
    row.refresh_from_db()
    assert row.because == "Ours."

    taken = take_catalogue_text(row=row, by=by)

    assert taken.because == shipped
    assert list(taken.archetypes.all()) == roles
    assert load_catalogue().kept == []


def test_shipped_rules_are_all_shown_with_an_effect(library):
    for shift in Shift.objects.prefetch_related("archetypes"):
        assert effect_of(shift), shift
        assert roles_of(shift), shift

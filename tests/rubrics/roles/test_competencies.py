"""Writing competencies: what is kept, what is refused, what the record says."""

import pytest

from hiring.activity.actions import Refused
from hiring.activity.editing import EditConflict
from hiring.activity.models import Event
from rubrics.bank.actions.publishing import publish
from rubrics.exchange.loading import load_catalog
from rubrics.exchange.reset import reset_to_catalog
from rubrics.models import Competency, RoleArchetype, Source, Stance
from rubrics.roles.actions.adjustments import create_adjustment
from rubrics.roles.actions.archiving import archive_row, restore_row
from rubrics.roles.actions.competencies import (
    create_competency,
    save_competency,
)
from rubrics.verbs import Verb
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import (
    CompetencyFactory,
    CriterionFactory,
    ProfileEntryFactory,
    RoleArchetypeFactory,
)

pytestmark = pytest.mark.django_db
TEXTS = {"name": "Patience", "definition": "Waits for the run.", "is_not": "Not slowness."}


@pytest.fixture
def actor():
    return UserFactory(name="Rita Recruiter", recruiter=True, library_editor=True)


def test_a_new_competency_is_our_own_and_stands_last(actor):
    CompetencyFactory(position=7)

    made = create_competency(**TEXTS, actor=actor)

    assert (made.key, made.position, made.source) == ("patience", 8, Source.OWN)
    assert Event.objects.about(made).get().sentence() == "added the competency"


def test_a_key_that_is_taken_gets_a_number(actor):
    CompetencyFactory(key="patience")

    assert create_competency(**TEXTS, actor=actor).key == "patience-2"


def test_a_name_without_latin_letters_gets_a_key_all_the_same(actor):
    made = create_competency(**TEXTS | {"name": "耐心"}, actor=actor)

    assert made.key == "competency"
    assert create_competency(**TEXTS | {"name": "忍耐"}, actor=actor).key == "competency-2"


@pytest.mark.parametrize("key", ["Patience", "two words", "-x", "x" * 61, "x--y"])
def test_a_given_key_must_be_readable(actor, key):
    with pytest.raises(Refused, match="lower-case") as refusal:
        create_competency(**TEXTS, key=key, actor=actor)

    assert refusal.value.field == "key"


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "  "), ("name", "x" * 81), ("definition", ""), ("is_not", "\x00"), ("position", -1)],
)
def test_what_cannot_be_kept_is_refused_at_its_field(actor, field, value):
    with pytest.raises(Refused) as refusal:
        create_competency(**TEXTS | {field: value}, actor=actor)

    assert refusal.value.field == field
    assert not Competency.objects.exists()


def test_two_in_use_cannot_share_a_name(actor):
    CompetencyFactory(name="PATIENCE")

    with pytest.raises(Refused, match="This name") as refusal:
        create_competency(**TEXTS, actor=actor)

    assert refusal.value.field == "name"


def test_an_edit_records_what_changed_from_and_to(actor):
    competency = CompetencyFactory(name="Waiting", definition="Waits.")

    save_competency(
        competency=competency, name="Waiting", definition="Waits\r\nlonger.", actor=actor
    )

    event = Event.objects.about(competency).get()
    change = event.changes.get()
    assert event.verb == Verb.LIBRARY_EDITED
    assert (change.field, change.old, change.new) == ("definition", "Waits.", "Waits\nlonger.")


def test_an_edit_that_changes_nothing_leaves_no_trace(actor):
    competency = CompetencyFactory(name="Waiting")

    save_competency(competency=competency, name=" Waiting ", actor=actor)

    assert not Event.objects.exists()


def test_an_edit_of_an_older_page_is_a_conflict_and_writes_nothing(actor):
    competency = CompetencyFactory(**TEXTS)
    save_competency(competency=competency, is_not="Theirs.", actor=actor)

    with pytest.raises(EditConflict) as conflict:
        save_competency(
            competency=competency, **TEXTS | {"is_not": "Mine."}, seen=TEXTS, actor=actor
        )

    assert list(conflict.value.fields) == ["is_not"]
    competency.refresh_from_db()
    assert competency.is_not == "Theirs."


def test_two_people_can_edit_different_fields_at_once(actor):
    competency = CompetencyFactory(**TEXTS)
    save_competency(competency=competency, name="Waiting", actor=actor)

    saved = save_competency(
        competency=competency, **TEXTS | {"is_not": "Mine."}, seen=TEXTS, actor=actor
    )

    assert (saved.name, saved.is_not) == ("Waiting", "Mine.")


def test_what_was_not_on_the_page_may_have_changed(actor):
    competency = CompetencyFactory(**TEXTS)
    save_competency(competency=competency, position=40, actor=actor)

    saved = save_competency(
        competency=competency, **TEXTS | {"name": "Calm"}, seen=TEXTS, actor=actor
    )

    assert (saved.name, saved.position) == ("Calm", 40)


def test_archiving_twice_is_archiving_once(actor):
    competency = CompetencyFactory()

    first = archive_row(row=competency, actor=actor)
    second = archive_row(row=competency, actor=actor)

    assert first.archived_at == second.archived_at is not None
    assert Event.objects.filter(verb=Verb.LIBRARY_ARCHIVED).count() == 1


def test_what_a_role_assesses_cannot_be_archived(actor):
    entry = ProfileEntryFactory(archetype__name="Data plumber")

    with pytest.raises(Refused, match="Data plumber"):
        archive_row(row=entry.competency, actor=actor)


def test_what_no_role_assesses_any_more_can_be_archived(actor):
    entry = ProfileEntryFactory(stance=Stance.NOT_ASSESSED)
    ProfileEntryFactory(
        competency=entry.competency,
        archetype=RoleArchetypeFactory(archived_at="2026-01-01T00:00:00Z"),
    )

    assert archive_row(row=entry.competency, actor=actor).archived_at


def test_what_a_current_rubric_observes_cannot_be_archived(actor):
    criterion = CriterionFactory(version__rubric__name="Night shift")
    publish(criterion.version, actor=None)

    with pytest.raises(Refused, match="Night shift"):
        archive_row(row=criterion.competency, actor=actor)


def test_what_a_rule_shifts_cannot_be_archived(actor):
    competency = CompetencyFactory()
    create_adjustment(
        choice="emphasis",
        value="research",
        competency=competency,
        weight=1,
        because="So.",
        actor=actor,
    )

    with pytest.raises(Refused, match="Research over software"):
        archive_row(row=competency, actor=actor)


def test_a_archived_one_comes_back_unless_its_name_is_taken(actor):
    competency = archive_row(row=CompetencyFactory(name="Calm"), actor=actor)
    assert restore_row(row=competency, actor=actor).archived_at is None

    competency = archive_row(row=competency, actor=actor)
    CompetencyFactory(name="calm")
    with pytest.raises(Refused, match="This name"):
        restore_row(row=competency, actor=actor)


# The catalog


def test_the_loader_keeps_what_a_verb_edited(library, actor):
    competency = Competency.objects.get(key="statistics")
    save_competency(competency=competency, definition="Our own words.", actor=actor)

    assert not load_catalog().changed
    competency.refresh_from_db()
    assert competency.definition == "Our own words."


def test_the_catalogs_text_comes_back_and_the_history_keeps_ours(library, actor):
    competency = Competency.objects.get(key="statistics")
    shipped = competency.definition
    save_competency(competency=competency, definition="Our own words.", actor=actor)

    taken = reset_to_catalog(row=competency, actor=actor)

    assert taken.definition == shipped
    event = Event.objects.about(competency).first()
    assert event.verb == Verb.CATALOG_TAKEN
    assert [(c.field, c.old) for c in event.changes.all()] == [("definition", "Our own words.")]
    assert load_catalog().kept == []


def test_a_row_of_our_own_has_no_catalog_text(actor):
    with pytest.raises(Refused, match="You created this"):
        reset_to_catalog(row=CompetencyFactory(), actor=actor)


def test_what_left_the_catalog_has_no_text_to_take(actor):
    gone = CompetencyFactory(key="gone", catalog_digest="x", source=Source.CATALOG)

    with pytest.raises(Refused, match="no longer in the catalog"):
        reset_to_catalog(row=gone, actor=actor)


def test_a_role_comes_back_whole_with_profile_stages_and_loop(library, actor):
    role = RoleArchetype.objects.get(key="ml-engineer")
    before = (role.profile.count(), role.stages.count(), role.interviews.count())
    role.profile.filter(level="mid").delete()
    role.stages.filter(position=3).delete()
    role.interviews.all().delete()

    taken = reset_to_catalog(row=role, actor=actor)

    assert (taken.profile.count(), taken.stages.count(), taken.interviews.count()) == before
    fields = {change.field for change in Event.objects.about(role).get().changes.all()}
    assert fields == {"profile", "stages", "interviews"}


def test_a_role_whose_short_name_another_took_says_so(library, actor):
    role = RoleArchetype.objects.get(key="ml-engineer")
    RoleArchetype.objects.filter(pk=role.pk).update(short="MINE")
    RoleArchetypeFactory(short="MLE")

    with pytest.raises(Refused, match="short name MLE"):
        reset_to_catalog(row=role, actor=actor)

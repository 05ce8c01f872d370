"""Loading the catalog: idempotent, and never over what an organization edited."""

import copy
import io

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from rubrics.bank.actions import starting
from rubrics.bank.actions.publishing import publish
from rubrics.bank.actions.saving import save_draft
from rubrics.bank.actions.starting import start_draft
from rubrics.documents.catalog import CatalogError, read_catalog
from rubrics.documents.codecs import RUBRICS
from rubrics.exchange.loading import load_catalog
from rubrics.models import (
    Competency,
    Criterion,
    ProfileEntry,
    Question,
    RoleArchetype,
    Rubric,
    RubricVersion,
    Source,
    VersionStatus,
)
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer():
    """A catalog to change, as a later release would ship it."""
    return copy.deepcopy(read_catalog())


def named(documents, key):
    return next(document for document in documents if document["key"] == key)


def command() -> str:
    said = io.StringIO()
    call_command("load_catalog", stdout=said)
    return said.getvalue()


def draft_of(rubric: Rubric) -> RubricVersion:
    version = RubricVersion.objects.create(rubric=rubric, number=2)
    for criterion in rubric.current_version.criteria.all():
        criterion.pk, criterion.version = None, version
        criterion.save()
    return version


def test_the_first_load_fills_the_library(library):
    assert library.changed
    assert Competency.objects.count() == 16
    assert ProfileEntry.objects.count() == 5 * 4 * 16
    assert set(Rubric.objects.values_list("source", flat=True)) == {Source.CATALOG}
    assert not Rubric.objects.exclude(versions__status=VersionStatus.PUBLISHED).exists()
    assert not Question.objects.exclude(versions__status=VersionStatus.PUBLISHED).exists()


def test_the_second_load_changes_nothing_and_says_so(library, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        again = load_catalog()

    assert not again.changed
    assert len(again.unchanged) == len(library.added)
    assert again.kept == []
    assert "nothing to change" in command()


def test_the_command_counts_what_it_did():
    shipped = sum(len(documents) for documents in vars(read_catalog()).values())

    assert f"{shipped} added, 0 updated, 0 unchanged, 0 kept" in command()


def test_a_changed_text_updates_an_untouched_row(library, newer):
    named(newer.competencies, "statistics")["definition"] = "Says how sure one can be, in short."

    report = load_catalog(newer)

    assert report.updated == ["competency statistics"]
    assert Competency.objects.get(key="statistics").definition.endswith("in short.")


def test_a_changed_criterion_is_published_as_a_new_version_and_the_old_stays(library, newer):
    named(newer.rubrics, "ml-coding")["criteria"][0]["look_for"] = "The function, run on examples."
    before = Rubric.objects.get(key="ml-coding").current_version

    report = load_catalog(newer)

    rubric = Rubric.objects.get(key="ml-coding")
    assert report.updated == ["rubric ml-coding"]
    assert rubric.current_version.number == before.number + 1
    assert rubric.current_version.criteria.first().look_for == "The function, run on examples."
    assert before.criteria.first().look_for != "The function, run on examples."


def test_a_changed_purpose_needs_no_new_version(library, newer):
    named(newer.rubrics, "ml-coding")["purpose"] = "Watches code being written, in an hour."

    load_catalog(newer)

    rubric = Rubric.objects.get(key="ml-coding")
    assert rubric.purpose == "Watches code being written, in an hour."
    assert rubric.versions.count() == 1


def test_a_changed_question_is_published_as_a_new_version(library, newer):
    named(newer.questions, "gram-matrix")["minutes"] = 35

    load_catalog(newer)

    question = Question.objects.get(key="gram-matrix")
    assert [version.minutes for version in question.versions.all()] == [35, 25]
    assert question.current_version.competencies.count() == 3


def test_a_changed_profile_replaces_the_former_one(library, newer):
    role = named(newer.role_archetypes, "ml-engineer")
    role["profile"][0]["mid"]["weight"] = 5

    load_catalog(newer)

    entries = ProfileEntry.objects.filter(archetype__key="ml-engineer")
    assert entries.count() == 64
    assert entries.get(level="mid", competency__key="programming").weight == 5


def test_an_edited_row_is_kept_and_named(library, newer):
    Competency.objects.filter(key="statistics").update(definition="Our own words.")
    named(newer.competencies, "statistics")["definition"] = "The catalog's later words for it."

    report = load_catalog(newer)

    assert report.kept == ["competency statistics"]
    assert Competency.objects.get(key="statistics").definition == "Our own words."


def test_an_edited_row_stays_kept_in_every_later_load(library, newer):
    Competency.objects.filter(key="statistics").update(definition="Our own words.")
    named(newer.competencies, "statistics")["definition"] = "The catalog's later words for it."
    load_catalog(newer)

    assert load_catalog(newer).kept == ["competency statistics"]
    assert Competency.objects.get(key="statistics").definition == "Our own words."


def test_an_edit_is_no_news_while_the_catalog_says_the_same(library):
    Competency.objects.filter(key="statistics").update(definition="Our own words.")

    report = load_catalog()

    assert not report.changed
    assert Competency.objects.get(key="statistics").definition == "Our own words."


def test_an_edited_profile_is_kept(library, newer):
    ProfileEntry.objects.filter(
        archetype__key="ml-engineer", level="mid", competency__key="programming"
    ).update(weight=1)
    named(newer.role_archetypes, "ml-engineer")["summary"] = "A later summary of the role of MLE."

    report = load_catalog(newer)

    assert report.kept == ["role archetype ml-engineer"]
    assert RoleArchetype.objects.get(key="ml-engineer").summary.startswith("Trains, deploys")


def test_a_rubric_with_an_own_version_is_kept(library, newer):
    rubric = Rubric.objects.get(key="ml-coding")
    version = draft_of(rubric)
    version.criteria.filter(position=1).update(name="Ours")
    publish(version, actor=None)
    named(newer.rubrics, "ml-coding")["criteria"][0]["name"] = "The catalog's later name"

    report = load_catalog(newer)

    assert report.kept == ["rubric ml-coding"]
    assert rubric.current_version.criteria.first().name == "Ours"


def test_a_rubric_with_an_open_draft_is_kept(library, newer):
    rubric = Rubric.objects.get(key="ml-coding")
    draft_of(rubric)
    named(newer.rubrics, "ml-coding")["criteria"][0]["name"] = "The catalog's later name"

    assert load_catalog(newer).kept == ["rubric ml-coding"]
    assert rubric.current_version.number == 1


def test_an_own_row_under_a_catalog_key_is_kept():
    Competency.objects.create(key="statistics", name="Ours", definition="Ours.", is_not="Theirs.")

    report = load_catalog()

    assert report.kept == ["competency statistics"]
    assert Competency.objects.get(key="statistics").name == "Ours"


def test_what_was_archived_stays_archived_through_an_update(library, newer):
    rubric = Rubric.objects.get(key="ml-coding")
    rubric.archived_at = rubric.current_version.published_at
    rubric.save()
    named(newer.rubrics, "ml-coding")["purpose"] = "Watches code being written, in an hour."

    load_catalog(newer)

    rubric.refresh_from_db()
    assert rubric.purpose == "Watches code being written, in an hour."
    assert rubric.archived_at is not None


def test_a_row_that_left_the_catalog_stays(library, newer):
    newer.questions = [q for q in newer.questions if q["key"] != "gram-matrix"]

    assert not load_catalog(newer).changed
    assert Question.objects.filter(key="gram-matrix").exists()


def test_a_load_that_fails_leaves_nothing_behind(newer):
    newer.questions[0]["minutes"] = -1

    with pytest.raises(Exception, match="minutes"):
        load_catalog(newer)

    assert not Competency.objects.exists()


def test_a_broken_catalog_is_told_by_the_command(monkeypatch):
    def broken():
        raise CatalogError(["rubrics/x.yaml: key: is 'y' but the file is named 'x'"])

    monkeypatch.setattr("rubrics.exchange.loading.read_catalog", broken)

    with pytest.raises(CommandError, match=r"rubrics/x\.yaml: key"):
        command()


def test_every_loaded_strength_is_observed_by_the_default_loop(library):
    for role in RoleArchetype.objects.with_everything():
        for level in ("junior", "mid", "senior", "staff"):
            rubrics = {i.rubric_id for i in role.interviews.all() if i.level in (None, level)}
            versions = RubricVersion.objects.current().filter(rubric__in=rubrics)
            seen = set(Criterion.objects.filter(version__in=versions).values_list("competency"))
            strengths = set(role.profile.at(level).strengths().values_list("competency"))
            assert strengths, (role, level)
            assert strengths <= seen, (role, level)


def test_no_role_has_two_entries_for_one_competency_and_level(library):
    groups = ProfileEntry.objects.order_by().values("archetype", "level", "competency")

    assert not groups.annotate(times=Count("pk")).filter(times__gt=1).exists()


# ---- What was written here by its verbs ------------------------------------------------------


def test_a_catalog_rubric_that_was_edited_here_is_kept_by_every_later_load(library, newer):
    rubric, actor = Rubric.objects.get(key="ml-coding"), UserFactory()
    draft = start_draft(item=rubric, actor=actor)
    document = RUBRICS.content(draft) | {"name": "Coding, our way"}
    saved = save_draft(version=draft, document=document, actor=actor, revision=0)
    publish(saved, actor=actor, note="Our name for it.")
    named(newer.rubrics, "ml-coding")["criteria"][0]["name"] = "The catalog's later name"

    for _ in range(2):
        assert load_catalog(newer).kept == ["rubric ml-coding"]

    rubric.refresh_from_db()
    assert (rubric.name, rubric.source) == ("Coding, our way", "catalog")
    assert rubric.current_version.number == 2


def test_a_question_that_was_put_back_as_it_was_follows_the_catalog_again(library, newer):
    question, actor = Question.objects.get(key="gram-matrix"), UserFactory()
    for title in ("Ours", question.title):
        draft = start_draft(item=question, actor=actor)
        draft.heading |= {"title": title}
        draft.save()
        publish(draft, actor=actor, note="Renamed.")
    named(newer.questions, "gram-matrix")["minutes"] = 35

    assert load_catalog(newer).updated == ["question gram-matrix"]
    assert question.current_version.minutes == 35


def test_a_copy_is_left_alone_by_the_catalog(library):
    own = starting.copy(item=Rubric.objects.get(key="ml-coding"), actor=UserFactory())

    assert not load_catalog().changed
    assert own.draft is not None

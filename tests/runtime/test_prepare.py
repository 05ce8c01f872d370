"""What every start brings up to date, and does not do twice."""

import contextlib

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.core.management.sql import emit_post_migrate_signal
from django.db import OperationalError, connection
from django.db.migrations import Migration
from django.db.migrations.recorder import MigrationRecorder

from hiring.runtime import prepare
from tests.factories.candidates import CandidateFactory


@pytest.fixture
def called(monkeypatch, settings, tmp_path):
    """The names of the commands that were called, in order; none of them runs."""
    settings.HIRING_HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    names = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_: names.append(name))
    monkeypatch.setattr(prepare, "refuse_other_version", lambda: None)
    return names


def test_the_first_start_makes_the_demo_and_the_second_does_not(called):
    prepare.prepare(demo=True)
    prepare.prepare(demo=True)

    assert called == [
        "check",
        "migrate",
        "createcachetable",
        "load_catalog",
        "load_channels",
        "load_rejection_reasons",
        "load_email_templates",
        "demo",
        "collectstatic",
        "check",
        "migrate",
        "createcachetable",
        "load_catalog",
        "load_channels",
        "load_rejection_reasons",
        "load_email_templates",
    ]


def test_an_installation_with_its_own_database_gets_no_demo(called):
    prepare.prepare(demo=False)

    assert "demo" not in called


def test_a_demo_that_failed_is_tried_again(called, monkeypatch):
    def refuse(name, **_):
        called.append(name)
        if name == "demo":
            raise CommandError("no room")

    monkeypatch.setattr(prepare, "call_command", refuse)
    for _ in range(2):
        with pytest.raises(CommandError):
            prepare.prepare(demo=True)

    assert called.count("demo") == 2


@pytest.mark.parametrize(
    "error",
    [CommandError("no room"), OperationalError("no room\n"), ImproperlyConfigured("no room")],
)
def test_a_refusal_is_one_line_and_exit_code_one(monkeypatch, capsys, error):
    def refuse(*, demo):
        raise error

    monkeypatch.setattr(prepare, "prepare", refuse)

    assert prepare.main() == 1
    assert capsys.readouterr().err == "no room\n"


def test_static_files_are_collected_when_one_of_them_changed(called, settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a {}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    stamp = tmp_path / "stamp"

    assert prepare.collect_static(stamp)
    assert not prepare.collect_static(stamp)
    (source / "a.css").write_text("a { color: red }")
    assert prepare.collect_static(stamp)


def test_static_files_are_collected_again_for_another_destination(called, settings, tmp_path):
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    prepare.collect_static(tmp_path / "stamp")
    settings.STATIC_ROOT = tmp_path / "elsewhere"

    assert prepare.collect_static(tmp_path / "stamp")


# --- A database of another version ----------------------------------------------------------


@pytest.fixture
def of_another_version(db, monkeypatch, settings, tmp_path):
    """A database that has been through a migration that is not here; no command runs on it."""
    settings.HIRING_HOME = tmp_path
    MigrationRecorder(connection).record_applied("pipeline", "0099_of_another_version")
    names = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_: names.append(name))
    return names


def test_a_home_of_another_version_is_one_line_that_says_what_to_move_away(
    of_another_version, monkeypatch, capsys, tmp_path
):
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setattr(prepare, "database", contextlib.nullcontext)

    assert prepare.main() == 1
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert f"move {tmp_path} away" in line
    assert "pipeline.0099_of_another_version" in line
    assert of_another_version == ["check"]


def test_a_named_database_of_another_version_is_one_line_too(of_another_version, capsys):
    assert prepare.main() == 1
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert "DATABASE_URL" in line
    assert of_another_version == ["check"]


def test_tables_that_other_migrations_of_the_same_names_made_are_refused(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE pipeline_note RENAME COLUMN body TO text")

    with pytest.raises(CommandError, match=r"no column pipeline_note\.body"):
        prepare.refuse_other_version()


def test_an_installation_that_is_up_to_date_is_prepared(db):
    prepare.refuse_other_version()


def test_migrations_of_a_package_that_is_gone_are_no_other_version(db):
    MigrationRecorder(connection).record_applied("a_removed_package", "0001_initial")

    prepare.refuse_other_version()


@pytest.mark.django_db
@pytest.mark.parametrize(("made", "known"), [(False, True), (True, False)])
def test_the_planner_knows_the_columns_that_a_migration_added(made, known):
    CandidateFactory()
    migration = Migration("0099_more", "candidates")
    migration.initial = made

    emit_post_migrate_signal(0, interactive=False, db="default", plan=[(migration, False)])

    with connection.cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = 'candidates_candidate'")
        assert (("headline",) in cursor.fetchall()) == known

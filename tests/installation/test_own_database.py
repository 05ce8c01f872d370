"""Commands and the first start find the database of their installation, and stop it after."""

from hiring.runtime import embedded_postgres, prepare
from hiring.runtime.embedded_postgres import cluster
from tests.runtime.test_manage import run_manage


def test_the_database_is_up_for_one_command_and_down_after_it(home):
    embedded_postgres.ensure_cluster(home)
    script = "from django.db import connection; print(connection.introspection.table_names())"

    done = run_manage(home, "shell", "--no-imports", "--command", script)

    assert done.returncode == 0, done.stderr
    assert done.stdout == "[]\n"
    assert not (cluster.read(home).data / "postmaster.pid").exists()


def test_a_database_without_tables_is_one_line(home):
    embedded_postgres.ensure_cluster(home)

    done = run_manage(home, "create_api_token", "a@b.example")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "The tables are missing or old. Run first: python -m hiring.runtime.prepare"
    ]


def test_the_first_start_finds_the_database_that_it_makes(home, monkeypatch, settings):
    monkeypatch.delenv("DATABASE_URL")
    settings.HIRING_HOME = home
    settings.DATABASES = {"default": embedded_postgres.connection(home)}

    with prepare.database():
        assert settings.DATABASES["default"]["PASSWORD"]
        assert settings.DATABASES["default"] == embedded_postgres.connection(home)

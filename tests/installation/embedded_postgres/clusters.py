"""What the tests of the embedded database share."""

from pathlib import Path

import psycopg2

from hiring.runtime.embedded_postgres import database_url

ROOT = Path(__file__).resolve().parents[3]
QUICK = {"fsync": "off"}


def query(home: Path, sql: str) -> list[tuple]:
    with psycopg2.connect(database_url(home)) as session, session.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []

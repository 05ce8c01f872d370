"""Many rows by COPY, as the ordinary owner of a database.

Foreign keys and indexes of the tables are put aside and made again after the load, all in the
caller's transaction: whatever fails, the tables are as they were. Triggers stay: nothing but an
erasure passes them.
"""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, models

# Rows of one table are sent when there are so many.
BATCH = 20_000
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

_FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY oid
"""
# Unique and exclusion constraints, unless another table's foreign key stands on them.
_CONSTRAINTS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint c WHERE contype IN ('u', 'x') AND conrelid = ANY(%s::regclass[])
        AND NOT EXISTS (
            SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid
        )
        AND conname <> ALL(%s)
    ORDER BY oid
"""
# By this one a trigger finds the contacts of each candidate that comes in.
_READ_MEANWHILE = ["contact_point_once"]
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index i WHERE indrelid = ANY(%s::regclass[])
        AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
    ORDER BY indexrelid
"""


@contextmanager
def indexes_made_afterward(tables: Sequence[str]) -> Iterator[None]:
    """Load these tables inside the block; must stand inside a transaction."""
    # What the caller wrote before is checked now: a table with checks to come can't be altered.
    _execute("SET CONSTRAINTS ALL IMMEDIATE")
    _execute("SET LOCAL maintenance_work_mem = '512MB'")
    foreign_keys = _fetch(_FOREIGN_KEYS, tables)
    for table, name, _definition in foreign_keys:
        _execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    constraints = _fetch(_CONSTRAINTS, tables, _READ_MEANWHILE)
    for table, name, _definition in constraints:
        _execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    indexes = _fetch(_INDEXES, tables)
    for name, _definition in indexes:
        _execute(f"DROP INDEX {name}")
    yield
    for _name, definition in indexes:
        _execute(definition)
    for table, name, definition in (*constraints, *foreign_keys):
        _execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


class Copied:
    """The rows of one table on their way: numbered here, sent in batches."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        meta = model._meta
        by_name = {field.name: field for field in meta.concrete_fields}
        fields = [by_name[column] for column in columns]
        others = [field for field in meta.concrete_fields if field not in fields]
        others = [
            field
            for field in others
            if not (field.primary_key or field.generated)
            and field.db_default is models.NOT_PROVIDED
        ]
        self.table = meta.db_table
        self.columns = [meta.pk.column, *(field.column for field in (*fields, *others))]
        self.constant = "".join(f"\t{_text(_default(field))}" for field in others)
        self.next_id = _fetch_one(
            f"SELECT COALESCE(max({meta.pk.column}), 0) + 1 FROM {self.table}"  # noqa: S608
        )
        self.lines: list[str] = []
        self.rows = 0
        # Rows that must lie in the database before these may.
        self.preceded_by: list[Copied] = []

    def add(self, *values: Any) -> int:
        """Return the id of the new row; `values` in the order of the columns."""
        number = self.next_id
        self.next_id += 1
        self.rows += 1
        self.lines.append("\t".join([str(number), *map(_text, values)]) + self.constant)
        if len(self.lines) >= BATCH:
            self.send()
        return number

    def send(self) -> None:
        """Send what has gathered."""
        if not self.lines:
            return
        for other in self.preceded_by:
            other.send()
        names = ", ".join(f'"{column}"' for column in self.columns)
        with connection.cursor() as cursor:
            text = io.StringIO("\n".join(self.lines) + "\n")
            cursor.copy_expert(f"COPY {self.table} ({names}) FROM STDIN", text)
        self.lines = []

    def finish(self) -> None:
        """Send the rest, and let the next row that anyone adds have the next number."""
        self.send()
        _execute(
            f"SELECT setval(pg_get_serial_sequence('{self.table}', '{self.columns[0]}'),"
            f" GREATEST({self.next_id} - 1, 1))"
        )


def _default(field: models.Field) -> Any:
    return None if field.null and not field.has_default() else field.get_default()


def _text(value: Any) -> str:
    """Return the value as COPY reads it."""
    kind = type(value)
    if kind is int:
        return str(value)
    if kind is str:
        return value.translate(_ESCAPED)
    if value is None:
        return "\\N"
    if kind is bool:
        return "t" if value else "f"
    if kind is datetime:
        return value.isoformat()
    if kind is tuple:
        return f"[{value[0].isoformat()},{value[1].isoformat()})"
    if kind is dict or kind is list:
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
    return str(value).translate(_ESCAPED)


def vacuum(tables: Iterable[str]) -> None:
    """Gather what the planner must know; outside of any transaction."""
    for table in tables:
        _execute(f"VACUUM (ANALYZE) {table}")


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _fetch(sql: str, *names: Sequence[str]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(some) for some in names])
        return cursor.fetchall()


def _fetch_one(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]

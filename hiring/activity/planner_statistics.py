"""What the database's planner knows of the tables that migrations have just changed.

Of a new column it knows nothing until a tenth of the table has been written again, and reads a
whole table meanwhile where an index would do.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import connections


def gather(*, using: str, plan: Sequence[tuple[Any, bool]] = (), **kwargs: Any) -> None:
    """Gather statistics on the tables of all apps that were migrated."""
    made = {migration.app_label for migration, _backwards in plan if migration.initial}
    # What was made just now is empty.
    labels = {migration.app_label for migration, _backwards in plan} - made
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in labels and model._meta.managed
    ]
    connection = connections[using]
    there = set(connection.introspection.table_names())
    names = [connection.ops.quote_name(table) for table in tables if table in there]
    if names:
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(names)}")

"""Counting up to what a person can use: beyond 10,000 a page says "10,000+"."""

from collections.abc import Sequence
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

MAX_COUNTED = 10_000


def capped_count(found: QuerySet) -> int:
    """Return how many rows there are, at most one more than `MAX_COUNTED`."""
    return found.order_by().values("pk")[: MAX_COUNTED + 1].count()


class Counted(Subquery):
    """The same as an expression, over a queryset with an OuterRef."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, found: QuerySet) -> None:
        super().__init__(found.order_by().values("pk")[: MAX_COUNTED + 1])


def count_of(found: QuerySet, rows: Sequence[Any], *, most: int) -> str:
    """Return how many there are, as it is shown; asked for only where `most` rows are there."""
    return count_text(capped_count(found) if len(rows) == most else len(rows))


def count_text(number: int) -> str:
    """Return a count as it is shown."""
    return f"{number:,}" if number <= MAX_COUNTED else f"{MAX_COUNTED:,}+"

"""Counting up to what a person can use: beyond 10,000 a page says "10,000+"."""

from collections.abc import Sequence
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from hiring.pipeline.querysets import WALKED

MAX_COUNTED = 10_000
# Of what each row is asked for in turn, where many are passed over for one that counts.
MAX_COUNTED_WALKED = 100


def is_walked(found: QuerySet) -> bool:
    """Return whether each row is asked for the words in turn (`ApplicationQuerySet.search`)."""
    return WALKED in found.query.annotations


def max_counted(found: QuerySet) -> int:
    """Return up to how many of these are counted."""
    return MAX_COUNTED_WALKED if is_walked(found) else MAX_COUNTED


def capped_count(found: QuerySet, most: int | None = None) -> int:
    """Return how many rows there are, at most one more than `most` (`max_counted`)."""
    # What is walked is counted in its order, as it is shown: the database would gather all.
    ordered = found if is_walked(found) else found.order_by()
    return ordered.values("pk")[: (most or max_counted(found)) + 1].count()


class Counted(Subquery):
    """The same as an expression, over a queryset with an OuterRef."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, found: QuerySet) -> None:
        super().__init__(found.order_by().values("pk")[: MAX_COUNTED + 1])


def count_of(found: QuerySet, rows: Sequence[Any], *, most: int) -> str:
    """Return how many there are, as it is shown; asked for only where `most` rows are there."""
    return count_text(capped_count(found) if len(rows) == most else len(rows))


def count_text(number: int, most: int | None = None) -> str:
    """Return a count as it is shown."""
    most = most or MAX_COUNTED
    return f"{number:,}" if number <= most else f"{most:,}+"

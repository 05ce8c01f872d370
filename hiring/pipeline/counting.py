"""Counting up to what a person can use: beyond 10,000 a page says "10,000+"."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, QuerySet

MOST_COUNTED = 10_000


def capped_count(found: QuerySet) -> int:
    """Return how many rows there are, at most one more than `MOST_COUNTED`."""
    return found.order_by().values("pk")[: MOST_COUNTED + 1].count()


def counted(found: QuerySet) -> Func:
    """Return the same as an expression over a queryset with an OuterRef."""
    rows = ArraySubquery(found.order_by().values("pk")[: MOST_COUNTED + 1])
    return Func(rows, function="CARDINALITY", output_field=IntegerField())


def count_text(number: int) -> str:
    """Return a count as it is shown."""
    return f"{number:,}" if number <= MOST_COUNTED else f"{MOST_COUNTED:,}+"

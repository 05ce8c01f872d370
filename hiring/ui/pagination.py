"""Keyset pages: the rows after the last one seen, at the same cost on every page."""

import datetime
import decimal
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.http import QueryDict

PARAMETER = "cursor"
PARSERS: dict[str, Callable[[str], Any]] = {
    "datetime": datetime.datetime.fromisoformat,
    "date": datetime.date.fromisoformat,
    "Decimal": decimal.Decimal,
    "UUID": uuid.UUID,
    "int": int,
    "float": float,
    "str": str,
    "bool": lambda text: text == "True",
    "NoneType": lambda text: None,
}


class BadCursor(ValueError):
    """A cursor that was altered, or belongs to another list."""


class RowComparison(Func):
    """`(a, b) > (1, 2)`: one comparison that an index over (a, b) answers by itself."""

    output_field = BooleanField()

    def __init__(self, columns: Sequence[Any], values: Sequence[Any], *, operator: str) -> None:
        super().__init__(*columns, *values)
        self.operator = operator

    def as_sql(  # type: ignore[override]  # it takes no `function` or `template`: it has its own
        self, compiler: Any, connection: Any, **options: Any
    ) -> tuple[str, tuple[Any, ...]]:
        parts = [compiler.compile(expression) for expression in self.source_expressions]
        half = len(parts) // 2
        left = ", ".join(sql for sql, _ in parts[:half])
        right = ", ".join(sql for sql, _ in parts[half:])
        return f"({left}) {self.operator} ({right})", tuple(
            value for _, values in parts for value in values
        )


@dataclass(frozen=True)
class Key:
    """One column of the order."""

    name: str
    descending: bool
    nullable: bool


@dataclass
class KeysetPage:
    """Rows of one page and the way to its neighbors; `count_text` is the view's to fill."""

    rows: list[Any]
    next_cursor: str = ""
    previous_cursor: str = ""
    params: QueryDict = field(default_factory=QueryDict)
    count_text: str = ""

    @property
    def next_url(self) -> str:
        """Query string of the next page with the other parameters kept; "" at the end."""
        return self._url(self.next_cursor)

    @property
    def previous_url(self) -> str:
        """Query string of the previous page; "" at the start."""
        return self._url(self.previous_cursor)

    def _url(self, cursor: str) -> str:
        if not cursor:
            return ""
        params = self.params.copy()
        params[PARAMETER] = cursor
        return f"?{params.urlencode()}"

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def keyset_page(
    queryset: QuerySet[Any],
    *,
    order: tuple[str, ...],
    cursor: str | None,
    size: int = 50,
    params: QueryDict | None = None,
    strict: bool = False,
) -> KeysetPage:
    """One page of a queryset in `order` ("name" or "-name", also across relations).

    The primary key is added to make the order total. A cursor is signed and bound to model and
    order; one that is missing, altered or of another list gives the first page, as does one whose
    rows are gone. `params` (usually `request.GET`) are kept in the page's URLs.

    With `strict` the first raises BadCursor and the second is an empty page: a script that goes
    on must not begin again.
    """
    keys = _total_order(queryset, order)
    salt = _salt(queryset, keys)
    backwards, values = _read_cursor(cursor, salt=salt, keys=keys)
    if strict and cursor is not None and values is None:
        raise BadCursor
    rows = _fetch(queryset, keys=keys, values=values, backwards=backwards, size=size)
    if not rows and values is not None and not strict:
        backwards, values = False, None
        rows = _fetch(queryset, keys=keys, values=None, backwards=False, size=size)
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    page = KeysetPage(rows=rows, params=params.copy() if params is not None else QueryDict())
    if rows and (more or backwards):
        page.next_cursor = _write_cursor("next", rows[-1], keys=keys, salt=salt)
    if rows and (more if backwards else values is not None):
        page.previous_cursor = _write_cursor("previous", rows[0], keys=keys, salt=salt)
    return page


@dataclass(frozen=True)
class Place:
    """Where one row stands in an ordered list; the ids of its neighbors, None at an end."""

    previous: Any | None
    next: Any | None
    before: QuerySet[Any]


def place_of(row: Any, queryset: QuerySet[Any], *, order: tuple[str, ...]) -> Place:
    """Return the row's place; it need not be in the list (any more)."""
    keys = _total_order(queryset, order)
    values = [_value_of(row, key.name) for key in keys]
    ids = queryset.values("pk", *(key.name for key in keys if key.name != "pk"))
    after = _fetch(ids, keys=keys, values=values, backwards=False, size=0)
    ahead = _fetch(ids, keys=keys, values=values, backwards=True, size=0)
    turned = [Key(key.name, not key.descending, key.nullable) for key in keys]
    before = queryset.filter(_beyond(turned, values))
    return Place(
        previous=ahead[0]["pk"] if ahead else None,
        next=after[0]["pk"] if after else None,
        before=before,
    )


def _fetch(
    queryset: QuerySet[Any],
    *,
    keys: list[Key],
    values: list[Any] | None,
    backwards: bool,
    size: int,
) -> list[Any]:
    """Up to `size` + 1 rows, in reading direction."""
    turned = [Key(key.name, key.descending != backwards, key.nullable) for key in keys]
    names = [f"-{key.name}" if key.descending else key.name for key in turned]
    queryset = queryset.order_by(*names)
    if values is None:
        return list(queryset[: size + 1])
    rows: list[Any] = []
    for part in _parts_beyond(turned, values):
        if len(rows) <= size:
            rows += queryset.filter(part)[: size + 1 - len(rows)]
    return rows


def _parts_beyond(keys: list[Key], values: list[Any]) -> list[Any]:
    """The conditions "after these values", one after the other in reading direction.

    Where the first column alone may be NULL, rows with and without it are asked for apart: an
    index bounds each, and cannot bound both in one.
    """
    first, *rest = keys
    if not first.nullable or any(key.nullable for key in rest) or not _is_uniform(keys):
        return [_beyond(keys, values)]
    absent, present = Q(**{f"{first.name}__isnull": True}), Q(**{f"{first.name}__isnull": False})
    if values[0] is None:
        later = absent & Q(_compare(rest, values[1:]))
        return [later, present] if first.descending else [later]
    later = Q(_compare(keys, values))
    return [later] if first.descending else [later, absent]


def _is_uniform(keys: list[Key]) -> bool:
    return len({key.descending for key in keys}) == 1


def _compare(keys: list[Key], values: list[Any]) -> RowComparison:
    columns = [F(key.name) for key in keys]
    operator = "<" if keys[0].descending else ">"
    return RowComparison(columns, [Value(value) for value in values], operator=operator)


def _beyond(keys: list[Key], values: list[Any]) -> Any:
    """The condition "after these values": a row comparison where it says the same."""
    if _is_uniform(keys) and not any(key.nullable for key in keys):
        return _compare(keys, values)
    condition, equal = Q(pk__in=[]), Q()
    # Said twice, so that an index on the first column bounds the scan.
    side = "lte" if keys[0].descending else "gte"
    bound = Q() if keys[0].nullable else Q(**{f"{keys[0].name}__{side}": values[0]})
    for key, value in zip(keys, values, strict=True):
        condition |= equal & _after(key, value)
        equal &= Q(**{f"{key.name}__isnull": True} if value is None else {key.name: value})
    return bound & condition


def _after(key: Key, value: Any) -> Q:
    """Past one value, where PostgreSQL sorts NULL as the greatest."""
    if key.descending:
        return Q(**{f"{key.name}__isnull": False} if value is None else {f"{key.name}__lt": value})
    if value is None:
        return Q(pk__in=[])
    past = Q(**{f"{key.name}__gt": value})
    return past | Q(**{f"{key.name}__isnull": True}) if key.nullable else past


def _total_order(queryset: QuerySet[Any], order: tuple[str, ...]) -> list[Key]:
    primary = queryset.model._meta.pk.name
    keys = [
        Key(name.lstrip("-"), name.startswith("-"), _nullable(queryset, name.lstrip("-")))
        for name in order
    ]
    if not any(key.name in ("pk", primary) for key in keys):
        keys.append(Key("pk", bool(keys) and keys[-1].descending, nullable=False))
    return keys


def _nullable(queryset: QuerySet[Any], path: str) -> bool:
    """Whether a column can be NULL, its relations included; annotations are taken as nullable."""
    if path in queryset.query.annotations:
        return True
    model, nullable = queryset.model, False
    for name in path.split("__"):
        if name == "pk":
            continue
        try:
            part = model._meta.get_field(name)
        except FieldDoesNotExist:
            return True
        nullable = nullable or part.null
        model = part.related_model or model
    return nullable


def _salt(queryset: QuerySet[Any], keys: list[Key]) -> str:
    names = ",".join(f"-{key.name}" if key.descending else key.name for key in keys)
    return f"hiring.ui.pagination:{queryset.model._meta.label}:{names}"


def _write_cursor(direction: str, row: Any, *, keys: list[Key], salt: str) -> str:
    values = [_value_of(row, key.name) for key in keys]
    packed = [[_kind_of(value), _text_of(value)] for value in values]
    return signing.dumps([direction, packed], salt=salt, compress=True)


def _read_cursor(
    cursor: str | None, *, salt: str, keys: list[Key]
) -> tuple[bool, list[Any] | None]:
    """Direction and values; `(False, None)`, the first page, for whatever cannot be read."""
    if not cursor:
        return False, None
    try:
        direction, packed = signing.loads(cursor, salt=salt)
        values = [PARSERS[kind](text) for kind, text in packed]
    except (signing.BadSignature, ValueError, KeyError, TypeError, ArithmeticError):
        return False, None
    if len(values) != len(keys):
        return False, None
    return direction == "previous", values


def _value_of(row: Any, path: str) -> Any:
    if isinstance(row, dict):
        return row[path]
    for name in path.split("__"):
        row = getattr(row, name, None)
    return row


def _kind_of(value: Any) -> str:
    """Which parser reads a value back; subclasses (e.g. choices) count as their base."""
    for kind in type(value).__mro__:
        if kind.__name__ in PARSERS:
            return kind.__name__
    raise TypeError(f"A page cannot be ordered by {type(value).__name__}")


def _text_of(value: Any) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)

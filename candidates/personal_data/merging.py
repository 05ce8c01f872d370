"""Moving everything that hangs on one person to another, and back.

What moves is what the registry says. Rows are compared before and after: the difference is kept
with the merge, and an undo gives back what is still as the merge left it.
"""

import json
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from candidates.models import Candidate
from candidates.personal_data.registry import PersonalData, all_personal_data, follows

Values = dict[str, Any]


def move_rows(gone: Candidate, into: Candidate) -> list[dict[str, Any]]:
    """Point everything at the other person; return what changed, for `move_rows_back`."""
    moving = [held for held in all_personal_data() if held.merge is not follows]
    before = [(held, _rows(held, _pks(held, gone))) for held in moving]
    for held in moving:
        held.merge(held.rows(gone), into)
    moved: list[dict[str, Any]] = []
    for held, rows in before:
        after = _rows(held, list(rows))
        moved += [_change(held, pk, row, after.get(pk)) for pk, row in rows.items()]
    return moved


def _pks(held: PersonalData, candidate: Candidate) -> list[int]:
    return list(held.rows(candidate).values_list("pk", flat=True))


def _rows(held: PersonalData, pks: list[int]) -> dict[int, Values]:
    columns = [field.attname for field in _fields(held.model)]
    found = held.model._base_manager.filter(pk__in=pks).values(*columns)
    return {row[held.model._meta.pk.attname]: _plain(row) for row in found}


def _plain(row: Values) -> Values:
    # What JSON cannot say (a span of time) is compared, and never given back.
    return json.loads(json.dumps(row, cls=_Encoder))


class _Encoder(DjangoJSONEncoder):
    def default(self, value: Any) -> Any:
        try:
            return super().default(value)
        except TypeError:
            return str(value)


def _change(held: PersonalData, pk: int, before: Values, after: Values | None) -> dict[str, Any]:
    """Return the row's old values: all if it is gone, else those that differ, with the new ones."""
    change: dict[str, Any] = {"model": held.label, "pk": pk}
    if after is None:
        return change | {"row": before}
    differing = {name: [old, after[name]] for name, old in before.items() if old != after[name]}
    return change | {"fields": differing}


def move_rows_back(moved: list[dict[str, Any]]) -> list[Model]:
    """Give back what is still as the merge left it; return the rows that moved."""
    returned = []
    for change in moved:
        model = apps.get_model(change["model"])
        if "row" in change:
            if not model._base_manager.filter(pk=change["pk"]).exists():
                returned.append(_created(model, change["row"]))
            continue
        if row := model._base_manager.filter(pk=change["pk"]).first():
            _give_back(row, change["fields"])
            returned.append(row)
    return returned


def _created(model: type[Model], values: Values) -> Model:
    row = model(
        **{field.attname: field.to_python(values[field.attname]) for field in _fields(model)}
    )
    row.save_base(force_insert=True, raw=True)
    return row


def _give_back(row: Model, fields: dict[str, list[Any]]) -> None:
    now = _plain(type(row)._base_manager.filter(pk=row.pk).values().get())
    by_name = {field.attname: field for field in _fields(type(row))}
    values = {
        name: by_name[name].to_python(old)
        for name, (old, new) in fields.items()
        if now[name] == new
    }
    if values:
        type(row)._base_manager.filter(pk=row.pk).update(**values)
        row.refresh_from_db()


def dropped_files(moved: list[dict[str, Any]]) -> set[str]:
    """Return the files of documents that both had, which an undo gives back."""
    rows = [change["row"] for change in moved if "row" in change]
    return {row["file"] for row in rows if row.get("file")}


def _fields(model: type[Model]) -> list[Any]:
    """Return what is written; the database makes the rest of it."""
    return [field for field in model._meta.concrete_fields if not field.generated]

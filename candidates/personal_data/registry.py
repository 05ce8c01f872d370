"""What is held on a person: how each app's rows are exported, erased, and follow a merge.

The law comes before the record (GDPR articles 15, 17 and 20). Every model from which a path of
foreign keys leads to `Candidate`, and every file, is registered here by its own app from
`AppConfig.ready`; a test walks all installed models and fails for one that is not.

    register(
        PersonalData(Note, "application__candidate", export=columns("text"), erase=blanked("text")),
        PersonalData(Transition, "application__candidate", export=columns("at"), erase=kept),
    )

The functions run inside the transaction of the action that calls them. Erasing runs with the
setting `hiring.activity.immutable.ERASING` on, so that triggers let it pass.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import FileField, Model, QuerySet

from candidates.models import Candidate

Export = Callable[[QuerySet], list[dict[str, Any]]]
Erase = Callable[[QuerySet], object]
Merge = Callable[[QuerySet, Candidate], object]


def columns(*names: str) -> Export:
    """Export these columns of each row, dates and files as text."""

    def export(rows: QuerySet) -> list[dict[str, Any]]:
        return [
            {name: _plain(value) for name, value in row.items()}
            for row in rows.order_by("pk").values(*names)
        ]

    return export


def nothing(rows: QuerySet) -> list[dict[str, Any]]:
    """Export nothing: the rows say nothing about the person."""
    return []


def kept(rows: QuerySet) -> None:
    """Erase nothing: ids, dates and choices only, which stay as the record."""


def deleted(rows: QuerySet) -> None:
    """Erase the whole rows."""
    rows.delete()


def blanked(*names: str, **values: Any) -> Erase:
    """Erase by emptying these columns (text "", JSON {}), or by setting them to the values."""

    def erase(rows: QuerySet) -> None:
        empty = {name: _empty(rows.model._meta.get_field(name)) for name in names}
        rows.update(**empty, **values)

    return erase


def follows(rows: QuerySet, into: Candidate) -> None:
    """On a merge do nothing: the rows hang on another row, which is re-pointed."""


def repointed(field: str = "candidate", *, beside: tuple[str, ...] = ()) -> Merge:
    """On a merge point the rows at the other person.

    `beside` names the columns that together with the person are unique: a row that the other
    person has too is dropped.
    """

    def merge(rows: QuerySet, into: Candidate) -> None:
        for row in rows.select_for_update():
            same = {name: getattr(row, name) for name in beside}
            if beside and rows.model.objects.filter(**{field: into}, **same).exists():
                row.delete()
            else:
                rows.model.objects.filter(pk=row.pk).update(**{field: into})

    return merge


@dataclass(frozen=True)
class PersonalData:
    """One model's rows of one person.

    `candidate_path` leads from the model to the candidate's id ("pk" for Candidate itself; a
    plain column of ids will do). `files` names its file fields, whose files an erasure deletes.
    """

    model: type[Model]
    candidate_path: str
    export: Export
    erase: Erase
    merge: Merge = follows
    # What is to be done with rows that an undo of a merge has given back.
    moved_back: Callable[[list[Any]], object] | None = None
    files: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def rows(self, candidate: Candidate | int) -> QuerySet:
        """The rows of one person."""
        pk = candidate.pk if isinstance(candidate, Candidate) else candidate
        return self.model._base_manager.filter(**{self.candidate_path: pk})


_registry: dict[tuple[str, str], PersonalData] = {}


def register(*personal_data: PersonalData) -> None:
    """Say how these rows are exported, erased and merged; once for each model and path."""
    for held in personal_data:
        key = (held.label, held.candidate_path)
        if _registry.setdefault(key, held) is not held:
            raise ValueError(f"{key[0]} by {key[1]} is registered twice")


def moved_back(rows: list[Model]) -> None:
    """Tell the apps that these rows are the other person's again."""
    for held in _registry.values():
        own = [row for row in rows if row._meta.label_lower == held.label]
        if held.moved_back and own:
            held.moved_back(own)


def all_personal_data() -> list[PersonalData]:
    """Every holding, those farthest from the candidate first: the order to erase in."""
    return sorted(
        _registry.values(),
        key=lambda h: (-_distance(h.candidate_path), h.label, h.candidate_path),
    )


def export_candidate(candidate: Candidate) -> dict[str, list[dict[str, Any]]]:
    """Everything held on the person, by model; empty ones are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for held in reversed(all_personal_data()):
        rows = held.rows(candidate)
        # select_related paths can meet a row twice; a person is to read it once.
        if exported := held.export(rows.filter(pk__in=rows.values("pk"))):
            found.setdefault(held.label, []).extend(exported)
    return found


def erase_rows(held: PersonalData, candidate: Candidate) -> None:
    """Erase one holding's rows; their files go when the transaction is committed."""
    rows = held.rows(candidate)
    for name in held.files:
        _delete_files(rows, name)
    held.erase(rows)


def unregistered() -> Iterator[str]:
    """What an erasure could not reach, each named: models, foreign keys, files."""
    from django.apps import apps

    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield from _gaps(model)


def _gaps(model: type[Model]) -> Iterator[str]:
    label = model._meta.label_lower
    known = {path for registered, path in _registry if registered == label}
    direct = {f.name for f in _foreign_keys(model) if f.related_model is Candidate}
    yield from (f"{label}.{name}" for name in sorted(direct - known))
    if not direct and not known and _leads_to_candidate(model):
        yield label
    files = {name for h in _registry.values() if h.label == label for name in h.files}
    for field in model._meta.concrete_fields:
        if isinstance(field, FileField) and field.name not in files:
            yield f"{label}.{field.name}"


def _leads_to_candidate(model: type[Model]) -> bool:
    """Whether any path of foreign keys ends at Candidate."""
    seen: set[Any] = set()
    ahead: list[Any] = [model]
    while ahead:
        here = ahead.pop()
        if here is Candidate:
            return True
        if here not in seen:
            seen.add(here)
            ahead.extend(f.related_model for f in _foreign_keys(here))
    return False


def _foreign_keys(model: type[Model]) -> list[models.Field]:
    return [f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)]


def _distance(path: str) -> int:
    return -1 if path == "pk" else path.count("__")


def _delete_files(rows: QuerySet, name: str) -> None:
    for row in rows.exclude(**{name: ""}).only("pk", name):
        stored = getattr(row, name)
        if stored:
            transaction.on_commit(partial(stored.storage.delete, stored.name))


def _empty(field: models.Field) -> Any:
    if isinstance(field, models.JSONField):
        return [] if field.default is list else {}
    return None if field.null else ""


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value

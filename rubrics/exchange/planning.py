"""What an import would do with each item, before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from rubrics.documents.catalog import Document, digest
from rubrics.documents.codec import Codec
from rubrics.documents.codecs import COMPETENCIES, QUESTIONS, RUBRICS
from rubrics.documents.parsing import Incoming
from rubrics.exchange.gathering import items_with_versions, published_text
from rubrics.models import Competency, RoleArchetype, Versioned


class Outcome(models.TextChoices):
    NEW = "new", _lazy("New here")
    CHANGED = "changed", _lazy("Becomes a draft")
    SAME = "same", _lazy("Same as here")
    REFUSED = "refused", _lazy("Left out")


@dataclass
class Step:
    """What becomes of one item, `row` the one that is here; `differs` names the parts."""

    incoming: Incoming
    outcome: Outcome
    row: Any = None
    differs: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """The steps of an import in the order of the files."""

    steps: list[Step]

    def of(self, outcome: Outcome) -> list[Step]:
        """The steps with this outcome."""
        return [step for step in self.steps if step.outcome == outcome]

    @property
    def writes(self) -> bool:
        """Whether applying it would change anything."""
        return bool(self.of(Outcome.NEW) or self.of(Outcome.CHANGED))

    @property
    def fingerprint(self) -> str:
        """Tells whether the library still is as it was when somebody looked at the plan."""
        return digest(
            {
                str(place): [
                    step.outcome,
                    step.incoming.document,
                    published_text(step.row) if isinstance(step.row, Versioned) else None,
                ]
                for place, step in enumerate(self.steps)
            }
        )


def plan_import(items: Sequence[Incoming]) -> Plan:
    """Return what importing these items would do here. In a fixed number of queries."""
    here = _Here(items)
    return Plan([here.step(item) for item in items])


class _Here:
    def __init__(self, items: Sequence[Incoming]) -> None:
        self.rows = {
            COMPETENCIES.name: _by_key(Competency.objects.all(), items, COMPETENCIES),
            **{c.name: _by_key(items_with_versions(c), items, c) for c in (RUBRICS, QUESTIONS)},
        }
        self.competencies = set(Competency.objects.values_list("key", flat=True))
        brought = (item for item in items if item.codec is COMPETENCIES and not item.problems)
        self.competencies |= {item.key for item in brought}
        self.roles = set(RoleArchetype.objects.values_list("key", flat=True))
        self.seen: set[tuple[str, str]] = set()

    def step(self, item: Incoming) -> Step:
        row = self.rows.get(item.kind, {}).get(item.key)
        reasons = item.problems or list(self._obstacles(item, row))
        if reasons:
            return Step(item, Outcome.REFUSED, row, reasons=reasons)
        if row is None:
            return Step(item, Outcome.NEW)
        differs = list(_differences(item, row))
        if not differs:
            return Step(item, Outcome.SAME, row)
        reasons = list(_guarded(item, row))
        outcome = Outcome.REFUSED if reasons else Outcome.CHANGED
        return Step(item, outcome, row, differs, reasons)

    def _obstacles(self, item: Incoming, row: Any) -> Iterator[str]:
        if (item.kind, item.key) in self.seen:
            yield _("The key “%(key)s” is in these files twice.") % {"key": item.key}
        self.seen.add((item.kind, item.key))
        for key in sorted(_competencies_of(item) - self.competencies):
            yield _("The competency “%(key)s” doesn’t exist here.") % {"key": key}
        for key in sorted(_roles_of(item) - self.roles):
            yield _("The role “%(key)s” doesn’t exist here.") % {"key": key}
        if row is not None and item.document.get("kind") != getattr(row, "kind", None):
            yield _("This key belongs to a different interview type here.")


def _by_key(rows: Any, items: Sequence[Incoming], codec: Codec) -> dict[str, Any]:
    wanted = [item.key for item in items if item.codec is codec]
    return {row.key: row for row in rows.filter(key__in=wanted)}


def _competencies_of(item: Incoming) -> set[str]:
    contents = [item.document, *item.library.get("versions", [])]
    return set().union(*map(item.codec.competencies, contents)) if item.codec else set()


def _roles_of(item: Incoming) -> set[str]:
    contents = [item.document, *item.library.get("versions", [])]
    return {key for content in contents for key in content.get("archetypes", [])}


def _differences(item: Incoming, row: Any) -> Iterator[str]:
    """The parts that say something else here; all of them where nothing is published."""
    mine = _comparable(item.document)
    theirs = _comparable(_said_here(row))
    yield from (name for name in mine | theirs if mine.get(name) != theirs.get(name))


def _said_here(row: Any) -> Document:
    if isinstance(row, Versioned):
        return published_text(row) or {}
    return {name: v for name, v in COMPETENCIES.read(row).items() if name != "position"}


def _comparable(document: Document) -> Document:
    """Without empty parts, which may be left out; lists without an order of their own sorted."""
    kept = {name: value for name, value in document.items() if value not in ([], {}, None)}
    for name in ("competencies", "archetypes"):
        if name in kept:
            kept[name] = sorted(kept[name])
    return kept


def _guarded(item: Incoming, row: Any) -> Iterator[str]:
    """Why what is here must be left alone, although it differs."""
    if isinstance(row, Competency):
        yield _("This competency exists with different text. Edit it on its page.")
        return
    draft = next((version for version in row.versions.all() if not version.is_published), None)
    if draft is not None:
        yield _("A draft exists here. Imports do not overwrite drafts.")
    elif row.archived_at is not None:
        yield _("It is archived. Restore it first.")

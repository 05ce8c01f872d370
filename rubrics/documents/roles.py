"""Roles and what adjusts them as documents: competencies, organizations, adjustments, roles."""

from typing import Any

from rubrics.documents.catalog import Document
from rubrics.documents.codec import Codec, ids_of
from rubrics.models import (
    ArchetypeInterview,
    ArchetypeStage,
    Competency,
    DataOwnership,
    Emphasis,
    Level,
    ModelOwnership,
    OrganizationArchetype,
    ProfileAdjustment,
    ProfileEntry,
    RoleArchetype,
    Rubric,
)

# What goes without saying of an organization, as in its table.
DESIGN_CHOICES: dict[str, str] = {
    "emphasis": Emphasis.BALANCED,
    "data_ownership": DataOwnership.SHARED,
    "model_ownership": ModelOwnership.SHARED,
}


class CompetencyCodec(Codec):
    name, part, model = "competency", "competencies", Competency
    fields = ("key", "name", "definition", "is_not", "position")
    mark = "is_not"


class OrganizationCodec(Codec):
    name, part, model = "organization archetype", "organization_archetypes", OrganizationArchetype
    fields = (
        *("key", "name", "looks_like", "good", "hard", "consequence", "preview", "probe"),
        *("position", *DESIGN_CHOICES),
    )

    def normal(self, given: Document) -> Document:
        """Leave out the design choices that go without saying.

        So rows loaded before there were any read the same.
        """
        return {name: value for name, value in given.items() if DESIGN_CHOICES.get(name) != value}

    def read(self, row: OrganizationArchetype) -> Document:
        return self.normal(super().read(row))

    def write(self, row: OrganizationArchetype, document: Document) -> None:
        super().write(row, DESIGN_CHOICES | document)


class AdjustmentCodec(Codec):
    name, part, model = "adjustment", "adjustments", ProfileAdjustment
    fields = ("key", "choice", "value", "stance", "weight", "bar", "because")

    def normal(self, given: Document) -> Document:
        """Every optional part is present; its place in the file means nothing."""
        usual: Document = {"stance": None, "weight": 0, "bar": 0, "archetypes": []}
        given = usual | given
        document: Document = {name: given[name] for name in (*self.fields, "competency")}
        return document | {"archetypes": sorted(given["archetypes"])}

    def read(self, row: ProfileAdjustment) -> Document:
        roles = sorted(row.archetypes.values_list("key", flat=True))
        return super().read(row) | {"competency": row.competency.key, "archetypes": roles}

    def write(self, row: ProfileAdjustment, document: Document) -> None:
        row.competency_id = ids_of(Competency)[document["competency"]]
        super().write(row, document)
        row.archetypes.set(RoleArchetype.objects.filter(key__in=document["archetypes"]))


class RoleCodec(Codec):
    name, part, model = "role archetype", "role_archetypes", RoleArchetype
    fields = (
        *("key", "name", "short", "position", "also_called", "summary", "does", "work_product"),
        *("tools", "backgrounds", "week", "variants", "pitch", "sourcing"),
        *("ml", "software", "communication"),
    )

    def normal(self, given: Document) -> Document:
        """As the tables hold it: a profile entry per level, an interview per row."""
        optional: Document = {"also_called": [], "variants": []}
        document = {name: (optional | given).get(name) for name in self.fields}
        entries = (_entry(row, level) for row in given["profile"] for level in Level.values)
        return document | {
            "profile": sorted(entries, key=_by_level),
            "stages": [
                {name: row[name] for name in ("name", "kind", "target_days")} | {"level": level}
                for row in given["stages"]
                for level in row.get("levels", [None])
            ],
            "interviews": [
                {name: row[name] for name in ("name", "rubric", "minutes")} | {"level": level}
                for row in given["interviews"]
                for level in row.get("levels", [None])
            ],
        }

    def read(self, row: RoleArchetype) -> Document:
        entries = map(_stored_entry, row.profile.select_related("competency"))
        return super().read(row) | {
            "profile": sorted(entries, key=_by_level),
            "stages": list(row.stages.values("name", "kind", "target_days", "level")),
            "interviews": [
                {name: getattr(item, name) for name in ("name", "minutes", "level")}
                | {"rubric": item.rubric.key}
                for item in row.interviews.select_related("rubric")
            ],
        }

    def write(self, row: RoleArchetype, document: Document) -> None:
        """Put its profile, stages and default loop instead of the former ones."""
        row.revision += 1
        super().write(row, document)
        for part in (row.profile, row.stages, row.interviews):
            part.all().delete()
        competencies, rubrics = ids_of(Competency), ids_of(Rubric)
        ProfileEntry.objects.bulk_create(
            ProfileEntry(
                archetype=row,
                competency_id=competencies[given["competency"]],
                bar_level=given["bar"],
                **{name: given[name] for name in ("level", "stance", "weight", "why")},
            )
            for given in document["profile"]
        )
        ArchetypeStage.objects.bulk_create(
            ArchetypeStage(archetype=row, position=position, **given)
            for position, given in enumerate(document["stages"], start=1)
        )
        ArchetypeInterview.objects.bulk_create(
            ArchetypeInterview(
                archetype=row,
                position=position,
                rubric_id=rubrics[given["rubric"]],
                **{name: given[name] for name in ("name", "minutes", "level")},
            )
            for position, given in enumerate(document["interviews"], start=1)
        )


def _entry(row: Document, level: str) -> Document:
    need: dict[str, Any] = row[level]
    return {
        "competency": row["competency"],
        "level": level,
        "why": need.get("why", row.get("why", "")),
        **{name: need[name] for name in ("stance", "weight", "bar")},
    }


def _stored_entry(row: ProfileEntry) -> Document:
    return {
        "competency": row.competency.key,
        "bar": row.bar_level,
        **{name: getattr(row, name) for name in ("level", "stance", "weight", "why")},
    }


def _by_level(entry: Document) -> tuple[str, int]:
    return entry["competency"], Level.values.index(entry["level"])

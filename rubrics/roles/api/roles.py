"""Role archetypes as machines read and write them, with all their parts."""

from typing import Any

from django.db import transaction
from rest_framework import serializers

from hiring.api.conventions import KeyField, Strict
from rubrics.models import (
    ArchetypeInterview,
    ArchetypeStage,
    Competency,
    Level,
    ProfileEntry,
    RoleArchetype,
    Rubric,
)
from rubrics.roles.actions import loops, profiles, roles
from rubrics.roles.api.strictly import Written


class ProfileEntrySerializer(Strict, serializers.ModelSerializer[ProfileEntry]):
    competency = KeyField(queryset=Competency.objects.all())

    class Meta:
        model = ProfileEntry
        fields = ("level", "competency", "stance", "weight", "bar_level", "why")


class ArchetypeStageSerializer(Strict, serializers.ModelSerializer[ArchetypeStage]):
    class Meta:
        model = ArchetypeStage
        fields = ("position", "name", "kind", "target_days", "level")
        extra_kwargs = {"position": {"required": False}}


class ArchetypeInterviewSerializer(Strict, serializers.ModelSerializer[ArchetypeInterview]):
    rubric = KeyField(queryset=Rubric.objects.all())

    class Meta:
        model = ArchetypeInterview
        fields = ("position", "name", "rubric", "minutes", "level")
        extra_kwargs = {"position": {"required": False}}


class WeekSerializer(Strict, serializers.Serializer[dict[str, int]]):
    """Shares of a week in per cent; they sum to 100."""

    modeling = serializers.IntegerField()
    serving = serializers.IntegerField()
    # The shares have a name in common with DRF's `Serializer.data`, which keeps working.
    data = serializers.IntegerField()  # type: ignore[assignment]
    analysis = serializers.IntegerField()
    people = serializers.IntegerField()


class VariantSerializer(Strict, serializers.Serializer[dict[str, str]]):
    name = serializers.CharField()
    text = serializers.CharField()


class RoleArchetypeSerializer(serializers.ModelSerializer[RoleArchetype]):
    week = WeekSerializer(read_only=True)
    variants = VariantSerializer(many=True, read_only=True)
    profile = ProfileEntrySerializer(many=True, read_only=True)
    stages = ArchetypeStageSerializer(many=True, read_only=True)
    interviews = ArchetypeInterviewSerializer(many=True, read_only=True)

    class Meta:
        model = RoleArchetype
        fields = (
            *("id", "key", "name", "short", "also_called", "summary", "does", "work_product"),
            *("tools", "backgrounds", "week", "variants", "pitch", "sourcing"),
            *("ml", "software", "communication", "position", "source", "archived_at"),
            *("profile", "stages", "interviews"),
        )


class RoleArchetypeWriting(Written[RoleArchetype]):
    """What of a role can be written; profile, stages and interviews each as a whole, in order."""

    week = WeekSerializer(required=False)
    variants = VariantSerializer(many=True, required=False)
    profile = ProfileEntrySerializer(many=True, required=False)
    stages = ArchetypeStageSerializer(many=True, required=False)
    interviews = ArchetypeInterviewSerializer(many=True, required=False)

    class Meta:
        model = RoleArchetype
        fields = RoleArchetypeSerializer.Meta.fields
        read_only_fields = ("source", "archived_at")
        extra_kwargs = {
            name: {"required": False}
            for name in ("key", "position", "ml", "software", "communication")
        }

    @transaction.atomic
    def create(self, validated_data: dict[str, Any]) -> RoleArchetype:
        parts = self._parts(validated_data)
        role = roles.create_role(actor=self.writer, **validated_data)
        return self._write(role, **parts)

    @transaction.atomic
    def update(self, instance: RoleArchetype, validated_data: dict[str, Any]) -> RoleArchetype:
        parts = self._parts(validated_data)
        role = roles.save_role(role=instance, actor=self.writer, **validated_data)
        return self._write(role, **parts)

    def _parts(self, given: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
        names = ("profile", "stages", "interviews")
        parts = {name: given.pop(name) for name in names if name in given}
        return {name: _in_order(rows) for name, rows in parts.items()}

    def _write(
        self,
        role: RoleArchetype,
        profile: list[dict[str, Any]] | None = None,
        stages: list[dict[str, Any]] | None = None,
        interviews: list[dict[str, Any]] | None = None,
    ) -> RoleArchetype:
        if profile is not None:
            self._write_profile(role, profile)
        if stages is not None:
            loops.set_default_stages(role=role, stages=stages, actor=self.writer)
        if interviews is not None:
            loops.set_default_loop(role=role, interviews=interviews, actor=self.writer)
        return role

    def _write_profile(self, role: RoleArchetype, profile: list[dict[str, Any]]) -> None:
        for level in Level:
            entries = [
                {name: value for name, value in entry.items() if name != "level"}
                for entry in profile
                if entry["level"] == level
            ]
            profiles.set_profile(role=role, level=level, entries=entries, actor=self.writer)


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as their positions have it; one without a position keeps its place."""
    placed = [(row.pop("position", place), row) for place, row in enumerate(rows, 1)]
    return [row for _place, row in sorted(placed, key=lambda pair: pair[0])]

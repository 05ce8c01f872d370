"""The door for machines: competencies and role archetypes."""

from rest_framework import serializers, viewsets

from rubrics.models import (
    ArchetypeInterview,
    ArchetypeStage,
    Competency,
    ProfileEntry,
    RoleArchetype,
    Rubric,
)


class CompetencySerializer(serializers.ModelSerializer[Competency]):
    class Meta:
        model = Competency
        fields = ("id", "key", "name", "definition", "is_not", "position", "source")


class ProfileEntrySerializer(serializers.ModelSerializer[ProfileEntry]):
    competency = serializers.SlugRelatedField[Competency](slug_field="key", read_only=True)

    class Meta:
        model = ProfileEntry
        fields = ("level", "competency", "stance", "weight", "bar_level", "why")


class ArchetypeStageSerializer(serializers.ModelSerializer[ArchetypeStage]):
    class Meta:
        model = ArchetypeStage
        fields = ("position", "name", "kind", "target_days")


class ArchetypeInterviewSerializer(serializers.ModelSerializer[ArchetypeInterview]):
    rubric = serializers.SlugRelatedField[Rubric](slug_field="key", read_only=True)

    class Meta:
        model = ArchetypeInterview
        fields = ("position", "name", "rubric", "minutes", "level")


class WeekSerializer(serializers.Serializer[dict[str, int]]):
    """Shares of a week in per cent; they sum to 100."""

    modelling = serializers.IntegerField()
    serving = serializers.IntegerField()
    # The shares have a name in common with DRF's `Serializer.data`, which keeps working.
    data = serializers.IntegerField()  # type: ignore[assignment]
    analysis = serializers.IntegerField()
    people = serializers.IntegerField()


class VariantSerializer(serializers.Serializer[dict[str, str]]):
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
            *("ml", "software", "communication", "position", "source"),
            *("profile", "stages", "interviews"),
        )


class RoleArchetypeViewSet(viewsets.ReadOnlyModelViewSet[RoleArchetype]):
    serializer_class = RoleArchetypeSerializer
    queryset = RoleArchetype.objects.in_use().with_everything()


class CompetencyViewSet(viewsets.ReadOnlyModelViewSet[Competency]):
    serializer_class = CompetencySerializer
    queryset = Competency.objects.in_use()

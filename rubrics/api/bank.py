"""The door for machines: rubrics and questions, each with its current version."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from rest_framework import serializers, viewsets

from rubrics.models import (
    Competency,
    Criterion,
    InterviewKind,
    Question,
    QuestionVersion,
    RoleArchetype,
    Rubric,
    RubricVersion,
)


class CriterionSerializer(serializers.ModelSerializer[Criterion]):
    competency = serializers.SlugRelatedField[Competency](slug_field="key", read_only=True)

    class Meta:
        model = Criterion
        fields = (
            *("id", "position", "name", "competency", "look_for"),
            *("anchor_1", "anchor_2", "anchor_3", "anchor_4"),
        )


class RubricVersionSerializer(serializers.ModelSerializer[RubricVersion]):
    criteria = CriterionSerializer(many=True, read_only=True)

    class Meta:
        model = RubricVersion
        fields = ("id", "number", "published_at", "note", "criteria")


class RubricSerializer(serializers.ModelSerializer[Rubric]):
    current_version = RubricVersionSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Rubric
        fields = ("id", "key", "name", "kind", "purpose", "source", "current_version")


class HintSerializer(serializers.Serializer[dict[str, str]]):
    """A hint and what giving it takes from the rating; in the order in which to give them."""

    text = serializers.CharField()
    cost = serializers.CharField()


class QuestionVersionSerializer(serializers.ModelSerializer[QuestionVersion]):
    hints = HintSerializer(many=True, read_only=True)
    competencies = serializers.SlugRelatedField[Competency](
        slug_field="key", many=True, read_only=True
    )

    class Meta:
        model = QuestionVersion
        fields = (
            *("id", "number", "published_at", "note", "body", "guide", "hints", "follow_ups"),
            *("details", "minutes", "difficulty", "competencies"),
        )


class QuestionSerializer(serializers.ModelSerializer[Question]):
    archetypes = serializers.SlugRelatedField[RoleArchetype](
        slug_field="key", many=True, read_only=True
    )
    current_version = QuestionVersionSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Question
        fields = ("id", "key", "kind", "title", "archetypes", "source", "current_version")


class RubricFilterSet(filters.FilterSet):
    """`?kind=` and `?search=` (every word, or a longer word that begins with it)."""

    kind = filters.ChoiceFilter(choices=InterviewKind.choices)
    search = filters.CharFilter(method="matching")

    def matching(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.search(value)


class QuestionFilterSet(RubricFilterSet):
    """As for rubrics, and `?archetype=` and `?competency=` by key."""

    archetype = filters.ModelChoiceFilter(
        queryset=RoleArchetype.objects.in_use(), to_field_name="key", method="for_role"
    )
    competency = filters.ModelChoiceFilter(
        queryset=Competency.objects.in_use(), to_field_name="key", method="evidence_of"
    )

    def for_role(self, queryset: Any, name: str, value: RoleArchetype) -> Any:
        return queryset.for_archetype(value)

    def evidence_of(self, queryset: Any, name: str, value: Competency) -> Any:
        return queryset.observing(value)


class RubricViewSet(viewsets.ReadOnlyModelViewSet[Rubric]):
    serializer_class = RubricSerializer
    filterset_class = RubricFilterSet
    queryset: QuerySet[Rubric] = Rubric.objects.current().with_list_facts()


class QuestionViewSet(viewsets.ReadOnlyModelViewSet[Question]):
    serializer_class = QuestionSerializer
    filterset_class = QuestionFilterSet
    queryset: QuerySet[Question] = Question.objects.current().with_list_facts()

"""The REST API: rubrics and questions, each with its current version."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from hiring.accounts.requests import StaffApiRequest
from rubrics.bank.api import serializers as writing
from rubrics.bank.api.versioned import VersionedViewSet
from rubrics.bank.filtersets import QuestionFilter, RubricFilter
from rubrics.models import (
    Competency,
    Criterion,
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
        fields: tuple[str, ...] = (
            *("id", "position", "name", "competency", "look_for"),
            *("anchor_1", "anchor_2", "anchor_3", "anchor_4", "gist_2", "gist_3", "gist_4"),
        )


class RubricVersionSerializer(serializers.ModelSerializer[RubricVersion]):
    criteria = CriterionSerializer(many=True, read_only=True)

    class Meta:
        model = RubricVersion
        fields: tuple[str, ...] = ("id", "number", "published_at", "note", "criteria")


class RubricWritingSerializer(RubricVersionSerializer):
    """A version as those who write see it; a draft's name and purpose are its own until then."""

    name = serializers.CharField(read_only=True)
    purpose = serializers.CharField(read_only=True)

    class Meta(RubricVersionSerializer.Meta):
        fields: tuple[str, ...] = (
            *RubricVersionSerializer.Meta.fields,
            *("name", "purpose", "revision", "saved_by", "saved_at"),
        )


class RubricSerializer(serializers.ModelSerializer[Rubric]):
    current_version = RubricVersionSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Rubric
        fields: tuple[str, ...] = (
            *("id", "key", "name", "kind", "purpose", "source", "copied_from", "archived_at"),
            "current_version",
        )


class RubricWithDraftSerializer(RubricSerializer):
    """`draft` is for those who write; to everybody else there is none."""

    draft = serializers.SerializerMethodField()

    class Meta(RubricSerializer.Meta):
        fields: tuple[str, ...] = (*RubricSerializer.Meta.fields, "draft")

    @extend_schema_field(RubricWritingSerializer(allow_null=True))
    def get_draft(self, rubric: Rubric) -> dict[str, Any] | None:
        draft = rubric.draft if self.context.get("writes") else None
        return RubricWritingSerializer(draft).data if draft else None


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
        fields: tuple[str, ...] = (
            *("id", "number", "published_at", "note", "body", "guide", "hints", "follow_ups"),
            *("details", "minutes", "difficulty", "competencies"),
        )


class QuestionWritingSerializer(QuestionVersionSerializer):
    """A version as those who write see it; a draft's title and roles are its own until then."""

    title = serializers.CharField(read_only=True)
    archetypes = serializers.ListField(
        child=serializers.CharField(), source="archetype_keys", read_only=True
    )

    class Meta(QuestionVersionSerializer.Meta):
        fields: tuple[str, ...] = (
            *QuestionVersionSerializer.Meta.fields,
            *("title", "archetypes", "revision", "saved_by", "saved_at"),
        )


class QuestionSerializer(serializers.ModelSerializer[Question]):
    archetypes = serializers.SlugRelatedField[RoleArchetype](
        slug_field="key", many=True, read_only=True
    )
    current_version = QuestionVersionSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Question
        fields: tuple[str, ...] = (
            *("id", "key", "kind", "title", "archetypes", "source", "copied_from", "archived_at"),
            "current_version",
        )


class QuestionWithDraftSerializer(QuestionSerializer):
    """`draft` is for those who write; to everybody else there is none."""

    draft = serializers.SerializerMethodField()

    class Meta(QuestionSerializer.Meta):
        fields: tuple[str, ...] = (*QuestionSerializer.Meta.fields, "draft")

    @extend_schema_field(QuestionWritingSerializer(allow_null=True))
    def get_draft(self, question: Question) -> dict[str, Any] | None:
        draft = question.draft if self.context.get("writes") else None
        return QuestionWritingSerializer(draft).data if draft else None


@extend_schema_view(copy=extend_schema(request=None, responses={201: RubricWithDraftSerializer}))
class RubricViewSet(VersionedViewSet):
    """What interviews rate by. Written as drafts by those who may; what is published stays."""

    serializer_class = RubricWithDraftSerializer
    filterset_class = RubricFilter
    versions_serializer = RubricWritingSerializer
    new_serializer = writing.NewRubric
    changed_serializer = writing.ChangedRubric
    queryset: QuerySet[Rubric] = Rubric.objects.all()

    @extend_schema(request=writing.NewRubric, responses={201: RubricWithDraftSerializer})
    def create(self, request: StaffApiRequest) -> Response:
        return self._create(request)

    @extend_schema(request=writing.ChangedRubric, responses={200: RubricWithDraftSerializer})
    def partial_update(self, request: StaffApiRequest, pk: str) -> Response:
        return self._save(request)

    @extend_schema(responses={200: RubricWritingSerializer(many=True)})
    @action(detail=True, methods=["get"], filterset_class=None, paged=True)
    def versions(self, request: StaffApiRequest, pk: str) -> Response:
        """Every published version, the newest first; for those who write the draft, too."""
        return self._versions()


@extend_schema_view(copy=extend_schema(request=None, responses={201: QuestionWithDraftSerializer}))
class QuestionViewSet(VersionedViewSet):
    """What interviews ask. Written as drafts by those who may; what is published stays."""

    serializer_class = QuestionWithDraftSerializer
    filterset_class = QuestionFilter
    versions_serializer = QuestionWritingSerializer
    new_serializer = writing.NewQuestion
    changed_serializer = writing.ChangedQuestion
    queryset: QuerySet[Question] = Question.objects.all()

    @extend_schema(request=writing.NewQuestion, responses={201: QuestionWithDraftSerializer})
    def create(self, request: StaffApiRequest) -> Response:
        return self._create(request)

    @extend_schema(request=writing.ChangedQuestion, responses={200: QuestionWithDraftSerializer})
    def partial_update(self, request: StaffApiRequest, pk: str) -> Response:
        return self._save(request)

    @extend_schema(responses={200: QuestionWritingSerializer(many=True)})
    @action(detail=True, methods=["get"], filterset_class=None, paged=True)
    def versions(self, request: StaffApiRequest, pk: str) -> Response:
        """Every published version, the newest first; for those who write the draft, too."""
        return self._versions()

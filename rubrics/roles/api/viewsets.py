"""The REST API: competencies, role archetypes, organization archetypes and adjustments."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.requests import StaffApiRequest
from hiring.api.conventions import KeyField
from hiring.api.resource import Resource
from rubrics.models import Competency, OrganizationArchetype, ProfileAdjustment, RoleArchetype
from rubrics.roles.actions import competencies
from rubrics.roles.actions.archiving import archive_row, restore_row
from rubrics.roles.api.roles import RoleArchetypeSerializer, RoleArchetypeWriting
from rubrics.roles.api.strictly import Written


class CompetencySerializer(serializers.ModelSerializer[Competency]):
    class Meta:
        model = Competency
        fields = ("id", "key", "name", "definition", "is_not", "position", "source", "archived_at")


class CompetencyWriting(Written[Competency]):
    """What of a competency can be written; its key only when it is made, by default its name's."""

    class Meta:
        model = Competency
        fields = CompetencySerializer.Meta.fields
        read_only_fields = ("source", "archived_at")
        extra_kwargs = {"key": {"required": False}, "position": {"required": False}}

    def create(self, validated_data: dict[str, Any]) -> Competency:
        return competencies.create_competency(actor=self.writer, **validated_data)

    def update(self, instance: Competency, validated_data: dict[str, Any]) -> Competency:
        return competencies.save_competency(
            competency=instance, actor=self.writer, **validated_data
        )


class OrganizationArchetypeSerializer(serializers.ModelSerializer[OrganizationArchetype]):
    class Meta:
        model = OrganizationArchetype
        fields = (
            *("id", "key", "name", "looks_like", "good", "hard", "consequence", "preview"),
            *("probe", "emphasis", "data_ownership", "model_ownership", "position", "source"),
        )


class ProfileAdjustmentSerializer(serializers.ModelSerializer[ProfileAdjustment]):
    competency = KeyField(read_only=True)
    archetypes = KeyField(
        many=True, read_only=True, help_text="The roles it applies to; leave empty for every role."
    )

    class Meta:
        model = ProfileAdjustment
        fields = (
            *("id", "key", "choice", "value", "competency", "stance", "weight", "bar"),
            *("because", "archetypes", "source"),
        )


class WrittenViewSet(mixins.CreateModelMixin, mixins.UpdateModelMixin, Resource):
    """Reading for everybody; writing for those whom the access table lets in.

    A list holds what is in use. What is archived is found by its id.
    """

    writing_serializer: type[serializers.Serializer[Any]]

    def get_queryset(self) -> QuerySet[Any]:
        found: Any = super().get_queryset()
        return found.in_use() if self.action == "list" else found

    def get_serializer_class(self) -> Any:
        writes = self.action in ("create", "update", "partial_update")
        return self.writing_serializer if writes else self.serializer_class

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self._answer(self.given().save(), status=201)

    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        partial = kwargs.get("partial", False)
        return self._answer(self.given(row=self.get_object(), partial=partial).save())

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def archive(self, request: StaffApiRequest, pk: str) -> Response:
        """Offer it no more; what uses it keeps it."""
        return self._answer(archive_row(row=self.get_object(), actor=request.user))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def restore(self, request: StaffApiRequest, pk: str) -> Response:
        """Offer it again."""
        return self._answer(restore_row(row=self.get_object(), actor=request.user))

    def _answer(self, row: Any, *, status: int = 200) -> Response:
        """The row as its page shows it."""
        shown = self.get_queryset().get(pk=row.pk)
        serializer: Any = self.serializer_class
        body = serializer(shown, context=self.get_serializer_context()).data
        return Response(body, status=status)


class RoleArchetypeViewSet(WrittenViewSet):
    """Roles as work, with their profile by level, stages and default loop.

    Each of the three is written as a whole and in its order; openings made before stay as they
    are.
    """

    serializer_class = RoleArchetypeSerializer
    writing_serializer = RoleArchetypeWriting
    filterset_fields = ("key",)
    queryset = RoleArchetype.objects.with_everything()

    @extend_schema(request=RoleArchetypeWriting, responses={201: RoleArchetypeSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().create(request, *args, **kwargs)

    @extend_schema(request=RoleArchetypeWriting, responses={200: RoleArchetypeSerializer})
    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().update(request, *args, **kwargs)

    @extend_schema(responses={200: RoleArchetypeSerializer})
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().partial_update(request, *args, **kwargs)


class CompetencyViewSet(WrittenViewSet):
    """What a person can be good at. One in use by a role, a rubric or a rule is not archived."""

    serializer_class = CompetencySerializer
    writing_serializer = CompetencyWriting
    filterset_fields = ("key",)
    queryset = Competency.objects.all()

    @extend_schema(request=CompetencyWriting, responses={201: CompetencySerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().create(request, *args, **kwargs)

    @extend_schema(request=CompetencyWriting, responses={200: CompetencySerializer})
    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().update(request, *args, **kwargs)

    @extend_schema(responses={200: CompetencySerializer})
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().partial_update(request, *args, **kwargs)


class OrganizationArchetypeViewSet(Resource):
    """How ML sits in an organization, with the three answers that an opening starts from."""

    serializer_class = OrganizationArchetypeSerializer
    filterset_fields = ("key",)
    queryset = OrganizationArchetype.objects.in_use()


class ProfileAdjustmentViewSet(Resource):
    """The rules by which the answers to design choices adjust a profile."""

    serializer_class = ProfileAdjustmentSerializer
    filterset_fields = ("key", "choice", "value")
    queryset = (
        ProfileAdjustment.objects.in_use()
        .select_related("competency")
        .prefetch_related("archetypes")
    )

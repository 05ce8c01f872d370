"""The door for machines: requisitions and their stages."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.models import Team
from hiring.accounts.requests import StaffApiRequest
from hiring.api.conventions import CursorPages, Strict
from hiring.requisitions import actions
from hiring.requisitions.models import Requisition, RequisitionCompetency, Stage
from hiring.requisitions.querysets import RequisitionQuerySet
from rubrics.models import OrganisationArchetype, RoleArchetype


class KeyField(serializers.SlugRelatedField[Any]):
    """Something of the catalogue by its readable key."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="key", **kwargs)


class StageSerializer(serializers.ModelSerializer):
    class Meta:
        model = Stage
        fields = ["id", "requisition", "position", "name", "kind", "target_days"]


class RequisitionCompetencySerializer(serializers.ModelSerializer):
    competency = KeyField(read_only=True)

    class Meta:
        model = RequisitionCompetency
        fields = ["competency", "stance", "weight", "bar_level", "why"]


class RequisitionSerializer(serializers.ModelSerializer):
    archetype = KeyField(read_only=True)
    organisation = KeyField(read_only=True)

    class Meta:
        model = Requisition
        fields = [
            "id", "key", "title", "archetype", "level", "team", "organisation", "strategy",
            "location", "pay_minimum", "pay_maximum", "pay_currency", "openings", "must_haves",
            "status", "opened_at", "closed_at", "profile_fixed_at",
        ]  # fmt: skip


class RequisitionWithPartsSerializer(RequisitionSerializer):
    stages = StageSerializer(many=True, read_only=True)
    competencies = RequisitionCompetencySerializer(many=True, read_only=True)

    class Meta(RequisitionSerializer.Meta):
        fields = [*RequisitionSerializer.Meta.fields, "stages", "competencies"]


class ChangedRequisitionSerializer(Strict, serializers.ModelSerializer):
    """What of a requisition can change."""

    team = serializers.PrimaryKeyRelatedField(
        queryset=Team.objects.all(), required=False, allow_null=True
    )
    organisation = KeyField(
        queryset=OrganisationArchetype.objects.all(), required=False, allow_null=True
    )
    must_haves = serializers.ListField(child=serializers.CharField(), required=False)

    class Meta:
        model = Requisition
        fields = [
            "title", "team", "organisation", "strategy", "location", "pay_minimum",
            "pay_maximum", "pay_currency", "openings", "must_haves",
        ]  # fmt: skip

    def update(self, instance: Requisition, validated_data: dict[str, Any]) -> Requisition:
        by = self.context["request"].user
        return actions.edit_requisition(requisition=instance, by=by, **validated_data)


class NewRequisitionSerializer(ChangedRequisitionSerializer):
    archetype = KeyField(queryset=RoleArchetype.objects.in_use())
    title = serializers.CharField(
        required=False, max_length=160, help_text="By default the level and the role."
    )

    class Meta(ChangedRequisitionSerializer.Meta):
        fields = ["archetype", "level", *ChangedRequisitionSerializer.Meta.fields]

    def create(self, validated_data: dict[str, Any]) -> Requisition:
        return actions.open_requisition(by=self.context["request"].user, **validated_data)


class RequisitionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label="Words of the title or the key")
    archetype = django_filters.ModelChoiceFilter(
        queryset=RoleArchetype.objects.all(), to_field_name="key"
    )

    class Meta:
        model = Requisition
        fields = ["q", "key", "status", "archetype", "level", "team"]

    def search(self, found: RequisitionQuerySet, name: str, value: str) -> QuerySet:
        return found.search(value)


class RequisitionViewSet(
    mixins.CreateModelMixin, mixins.UpdateModelMixin, viewsets.ReadOnlyModelViewSet
):
    """Openings. One is made from a role archetype at a level, which brings stages and profile."""

    queryset = Requisition.objects.none()
    filterset_class = RequisitionFilter

    def get_queryset(self) -> QuerySet[Requisition]:
        found = Requisition.objects.visible_to(self.request.user)
        found = found.select_related("archetype", "organisation")
        if self.action == "list":
            return found
        return found.prefetch_related("stages", "competencies__competency")

    def get_serializer_class(self):
        written = {
            "create": NewRequisitionSerializer,
            "update": ChangedRequisitionSerializer,
            "partial_update": ChangedRequisitionSerializer,
            "list": RequisitionSerializer,
        }
        return written.get(self.action, RequisitionWithPartsSerializer)

    @extend_schema(responses={201: RequisitionWithPartsSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = self.get_serializer(data=request.data)
        given.is_valid(raise_exception=True)
        return self._answer(given.save(), status=201)

    @extend_schema(responses={200: RequisitionWithPartsSerializer})
    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = self.get_serializer(
            self.get_object(), data=request.data, partial=kwargs.get("partial", False)
        )
        given.is_valid(raise_exception=True)
        return self._answer(given.save())

    @extend_schema(responses={200: RequisitionWithPartsSerializer})
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.update(request, *args, partial=True, **kwargs)

    @extend_schema(request=None, responses={200: RequisitionWithPartsSerializer})
    @action(detail=True, methods=["post"])
    def close(self, request: StaffApiRequest, pk: str) -> Response:
        """Take no more applications; those under way go on."""
        found = self.get_object()
        return self._answer(actions.close_requisition(requisition=found, by=request.user))

    @extend_schema(request=None, responses={200: RequisitionWithPartsSerializer})
    @action(detail=True, methods=["post"])
    def reopen(self, request: StaffApiRequest, pk: str) -> Response:
        """Take applications again."""
        found = self.get_object()
        return self._answer(actions.reopen_requisition(requisition=found, by=request.user))

    def _answer(self, requisition: Requisition, *, status: int = 200) -> Response:
        """The requisition as the detail shows it."""
        shown = self.get_queryset().get(pk=requisition.pk)
        context = self.get_serializer_context()
        body = RequisitionWithPartsSerializer(shown, context=context).data
        return Response(body, status=status)


class StagePages(CursorPages):
    # By the id: "requisition" would order by the requisition's own order, newest opened first.
    ordering = ("requisition_id", "position")


class StageViewSet(viewsets.ReadOnlyModelViewSet):
    """The steps of each requisition's pipeline, in their order."""

    queryset = Stage.objects.none()
    serializer_class = StageSerializer
    pagination_class = StagePages
    filterset_fields = ["requisition", "kind"]

    def get_queryset(self) -> QuerySet[Stage]:
        visible = Requisition.objects.visible_to(self.request.user)
        return Stage.objects.filter(requisition__in=visible)


routes = [
    ("requisitions", RequisitionViewSet),
    ("stages", StageViewSet),
]

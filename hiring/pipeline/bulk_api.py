"""The REST API of what is done with many applications at once."""

from typing import Any

from django.db.models import BigIntegerField, Count, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from candidates.models import MAX_TAG_LENGTH
from hiring.accounts.models import User
from hiring.accounts.requests import StaffApiRequest
from hiring.api.conventions import Strict
from hiring.api.pages import NewestPages
from hiring.api.resource import Resource
from hiring.pipeline.actions import bulk
from hiring.pipeline.api import VisibleField
from hiring.pipeline.models import (
    Application,
    BulkAction,
    BulkItem,
    BulkKind,
    BulkState,
    RejectionReason,
)
from hiring.requisitions.models import OwnerRole, Requisition


class BulkActionSerializer(serializers.ModelSerializer):
    counts = serializers.SerializerMethodField()

    class Meta:
        model = BulkAction
        fields = [
            "id", "kind", "reason", "sends_email", "owner", "role", "requisition", "created_at",
            "undo_until", "undone_at", "counts",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_counts(self, action: BulkAction) -> dict[str, int]:
        """How many are in which state."""
        found = action.items.order_by().values_list("state").annotate(n=Count("pk"))
        return {state.value: 0 for state in BulkState} | dict(found)


class NewBulkActionSerializer(Strict, serializers.Serializer):
    kind = serializers.ChoiceField(choices=BulkKind.choices)
    applications = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=BigIntegerField.MAX_BIGINT),
        min_length=1,
        max_length=bulk.MAX_ITEMS,
    )
    reason = serializers.PrimaryKeyRelatedField(
        queryset=RejectionReason.objects.ours(), required=False
    )
    send_email = serializers.BooleanField(required=False)
    tag = serializers.CharField(required=False, max_length=MAX_TAG_LENGTH)
    owner = serializers.PrimaryKeyRelatedField(queryset=User.objects.active(), required=False)
    role = serializers.ChoiceField(choices=OwnerRole.choices, required=False)
    requisition = VisibleField(queryset=Requisition.objects.open(), required=False)


class BulkItemSerializer(serializers.ModelSerializer):
    class Meta:
        model = BulkItem
        fields = ["id", "application", "state", "problem"]


class BulkActionViewSet(mixins.CreateModelMixin, Resource):
    """The same for many applications, in the background; your own, the newest first."""

    request: StaffApiRequest
    queryset = BulkAction.objects.none()
    serializer_class = BulkActionSerializer
    pagination_class = NewestPages
    filterset_fields = ["kind"]

    def get_queryset(self) -> QuerySet[BulkAction]:
        return BulkAction.objects.filter(actor=self.request.user)

    @extend_schema(request=NewBulkActionSerializer, responses={201: BulkActionSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Start it. Emails wait until it can't be undone any more."""
        given = dict(self.given(NewBulkActionSerializer).validated_data)
        ids, kind = given.pop("applications"), given.pop("kind")
        started = bulk.start_bulk(
            applications=Application.objects.filter(pk__any=ids),
            kind=kind,
            choice=bulk.Choice(**given),
            actor=self.request.user,
        )
        return Response(BulkActionSerializer(started).data, status=201)

    @extend_schema(request=None, responses=BulkActionSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: StaffApiRequest, pk: str) -> Response:
        """Take back what was done, within ten minutes."""
        undone = bulk.undo_bulk(action=self.get_object(), actor=self.request.user)
        return Response(BulkActionSerializer(undone).data)

    @extend_schema(responses=BulkItemSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def failures(self, request: StaffApiRequest, pk: str) -> Response:
        """List what was not done, with the reason."""
        failed = self.get_object().items.filter(state=BulkState.FAILED)
        return Response(BulkItemSerializer(failed, many=True).data)


routes = [("bulk-actions", BulkActionViewSet)]

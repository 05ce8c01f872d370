"""The REST API of notifications: what one was told, and how one wants to hear of each kind."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from hiring.accounts.requests import StaffApiRequest
from hiring.activity.actions import Refused
from hiring.api.conventions import Strict
from hiring.api.pages import NewestPages
from hiring.api.resource import Resource
from hiring.messaging import notifications
from hiring.messaging.models import Channel, Notification


class NotificationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Notification
        fields = ["id", "kind", "text", "link", "created_at", "read_at"]


class SwitchSerializer(Strict, serializers.Serializer):
    """How one hears of a kind besides the list."""

    kind = serializers.CharField()
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    channel = serializers.ChoiceField(choices=Channel.choices)


class NotificationViewSet(Resource):
    """What you were told, the newest first."""

    request: StaffApiRequest
    queryset = Notification.objects.none()
    serializer_class = NotificationSerializer
    pagination_class = NewestPages
    filterset_fields = ["kind"]

    def get_queryset(self) -> QuerySet[Notification]:
        return Notification.objects.of(self.request.user)

    @extend_schema(request=None, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: StaffApiRequest, pk: str) -> Response:
        """Mark it as read."""
        row = self.get_object()
        notifications.mark_read(self.get_queryset().filter(pk=row.pk))
        row.refresh_from_db()
        return Response(NotificationSerializer(row).data)

    @extend_schema(request=None, responses={204: None})
    @action(detail=False, methods=["post"], url_path="read-all", url_name="read-all")
    def read_all(self, request: StaffApiRequest) -> Response:
        """Mark all as read."""
        notifications.mark_read(self.get_queryset())
        return Response(status=204)

    @extend_schema(responses=SwitchSerializer(many=True))
    @action(detail=False, methods=["get"], pagination_class=None)
    def switches(self, request: StaffApiRequest) -> Response:
        """List how you hear of each kind."""
        return self._switches()

    @extend_schema(request=SwitchSerializer, responses=SwitchSerializer(many=True))
    @switches.mapping.patch
    def set_switch(self, request: StaffApiRequest) -> Response:
        """Say how you hear of one kind from now on."""
        wanted = self.given(SwitchSerializer).validated_data
        if wanted["kind"] not in {kind for kind, *_ in notifications.settings_of(request.user)}:
            raise Refused("There is no such kind.", field="kind")
        notifications.set_channel(user=request.user, **wanted)
        return self._switches()

    def _switches(self) -> Response:
        known = notifications.settings_of(self.request.user)
        return Response([{"kind": k, "label": label, "channel": c} for k, label, c in known])


routes = [("notifications", NotificationViewSet)]

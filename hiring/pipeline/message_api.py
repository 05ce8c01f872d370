"""The REST API of messages: read what was sent and received, write to a candidate."""

import uuid
from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.requests import StaffApiRequest
from hiring.api.conventions import Strict
from hiring.api.pages import NewestPages
from hiring.api.resource import Resource
from hiring.messaging.actions import cancel
from hiring.messaging.models import Message, MessageState
from hiring.pipeline.api import VisibleField
from hiring.pipeline.candidate_mail import CandidateMail, Letter, send_letter
from hiring.pipeline.models import Application
from hiring.ui.filters import FilterSet, IdFilter


class MessageSerializer(serializers.ModelSerializer):
    application = serializers.IntegerField(source="application_id", allow_null=True)
    candidate = serializers.IntegerField(source="candidate_id", allow_null=True)

    class Meta:
        model = Message
        fields = [
            "id", "kind", "state", "application", "candidate", "recipient", "sender", "to_name",
            "to_address", "subject", "body", "error", "created_at", "send_at", "sent_at",
        ]  # fmt: skip
        read_only_fields = fields


class NewMessageSerializer(Strict, serializers.Serializer):
    application = VisibleField(queryset=Application.objects.all())
    subject = serializers.CharField(max_length=200, help_text="Merge fields are filled in.")
    body = serializers.CharField(
        max_length=10_000,
        help_text="Plain text. 400 names a merge field, {{ job.title }}, that has no value.",
    )


class MessageFilter(FilterSet):
    application = IdFilter(field_name="application_id")
    state = django_filters.ChoiceFilter(choices=MessageState.choices)

    class Meta:
        model = Message
        fields: list[str] = []


class MessageViewSet(mixins.CreateModelMixin, Resource):
    """Emails to candidates and staff, and what candidates wrote back."""

    request: StaffApiRequest
    queryset = Message.objects.none()
    serializer_class = MessageSerializer
    filterset_class = MessageFilter
    pagination_class = NewestPages

    def get_queryset(self) -> QuerySet[Message]:
        return Message.objects.visible_to(self.request.user)

    @extend_schema(request=NewMessageSerializer, responses={201: MessageSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Write to the candidate of an application; the email leaves after the usual delay."""
        values = self.given(NewMessageSerializer).validated_data
        application = values.pop("application")
        message = send_letter(
            application=application,
            letter=Letter(kind=CandidateMail.LETTER, **values),
            actor=self.request.user,
            key=f"api:{application.pk}:{uuid.uuid4().hex}",
        )
        return Response(MessageSerializer(message).data, status=201)

    @extend_schema(request=None, responses=MessageSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: StaffApiRequest, pk: str) -> Response:
        """Take an email back that has not left; 409 once it has."""
        message = self.get_object()
        cancel(message=message, actor=self.request.user)
        message.refresh_from_db()
        return Response(MessageSerializer(message).data)


routes = [("messages", MessageViewSet)]

"""Invitations of colleagues: who was asked to join, and what they get once they accept."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts import invitation_actions as actions
from hiring.accounts import invited_access
from hiring.accounts.filtersets import InvitationFilter
from hiring.accounts.models import Invitation, InvitationState, Team
from hiring.accounts.requests import StaffApiRequest
from hiring.api.conventions import Strict
from hiring.api.resource import Resource
from hiring.api.users import PersonField


class InvitationSerializer(serializers.ModelSerializer):
    teams: Any = serializers.SlugRelatedField(slug_field="name", many=True, read_only=True)
    state = serializers.ChoiceField(choices=InvitationState.choices, read_only=True)
    sent_by = PersonField(read_only=True)
    sent_at = serializers.DateTimeField(source="link.created_at", read_only=True)
    expires_at = serializers.DateTimeField(source="link.expires_at", read_only=True)

    class Meta:
        model = Invitation
        fields = [
            "id", "email", "name", "zone", "site_role", "library_editor", "interview_trainer",
            "teams", "state", "sent_by", "sent_at", "expires_at", "created_at", "user",
        ]  # fmt: skip

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {
            access.name: access.api_field(read_only=True, source=f"access.{access.name}")
            for access in invited_access.registered()
        }


class NewInvitationSerializer(Strict, serializers.ModelSerializer):
    teams = serializers.SlugRelatedField(
        slug_field="name", many=True, queryset=Team.objects.all(), required=False
    )

    class Meta:
        model = Invitation
        fields = [
            "email", "name", "zone", "site_role", "library_editor", "interview_trainer", "teams",
        ]  # fmt: skip

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {
            access.name: access.api_field(required=False) for access in invited_access.registered()
        }


class InvitationViewSet(mixins.CreateModelMixin, Resource):
    """Invitations by email; the person chooses a password by the link, valid for a week."""

    request: StaffApiRequest
    queryset = Invitation.objects.none()
    serializer_class = InvitationSerializer
    filterset_class = InvitationFilter

    def get_queryset(self) -> QuerySet[Invitation]:
        return Invitation.objects.visible_to(self.request.user).with_facts()

    @extend_schema(request=NewInvitationSerializer, responses={201: InvitationSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Invite one person."""
        values = self.given(NewInvitationSerializer).validated_data
        access = {a.name: values.pop(a.name, []) for a in invited_access.registered()}
        names = {values.pop("email"): values.pop("name", "")}
        [made] = actions.invite(names=names, access=access, actor=self.request.user, **values)
        return self._answer(made, status=201)

    @extend_schema(request=None, responses={200: InvitationSerializer})
    @action(detail=True, methods=["post"])
    def resend(self, request: StaffApiRequest, pk: str) -> Response:
        """Send it again with a new link for another week; the earlier one stops working."""
        return self._answer(
            actions.resend_invitation(invitation=self.get_object(), actor=request.user)
        )

    @extend_schema(request=None, responses={200: InvitationSerializer})
    @action(detail=True, methods=["post"])
    def revoke(self, request: StaffApiRequest, pk: str) -> Response:
        """End it; the link stops working."""
        return self._answer(
            actions.revoke_invitation(invitation=self.get_object(), actor=request.user)
        )

    def _answer(self, invitation: Invitation, *, status: int = 200) -> Response:
        row = self.get_queryset().get(pk=invitation.pk)
        return Response(self.get_serializer(row).data, status=status)


routes = [("invitations", InvitationViewSet)]

"""The REST API of reviews: ask a hiring manager about a résumé, and answer."""

from typing import Any

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.models import User
from hiring.accounts.requests import StaffApiRequest
from hiring.activity.actions import Refused
from hiring.api.conventions import Strict
from hiring.api.pages import OldestPages
from hiring.api.resource import Resource
from hiring.pipeline.actions import reviews
from hiring.pipeline.api import VisibleField
from hiring.pipeline.models import Application, Opinion, ReviewRequest


class ReviewSerializer(serializers.ModelSerializer):
    class Meta:
        model = ReviewRequest
        fields = [
            "id", "application", "reviewer", "instead_of", "requested_by", "requested_at",
            "due_at", "opinion", "reason", "answered_at",
        ]  # fmt: skip


class NewReviewSerializer(Strict, serializers.Serializer):
    application = VisibleField(queryset=Application.objects.all())
    reviewer = serializers.PrimaryKeyRelatedField(queryset=User.objects.active())


class ReviewAnswerSerializer(Strict, serializers.Serializer):
    opinion = serializers.ChoiceField(choices=Opinion.choices)
    reason = serializers.CharField(max_length=2_000)


class ReviewViewSet(mixins.CreateModelMixin, Resource):
    """Résumés that you are to review, and reviews that you asked for."""

    request: StaffApiRequest
    queryset = ReviewRequest.objects.none()
    serializer_class = ReviewSerializer
    pagination_class = OldestPages
    filterset_fields = ["application", "reviewer"]

    def get_queryset(self) -> QuerySet[ReviewRequest]:
        user = self.request.user
        seen = Application.objects.led_by(user).not_concealed(user)
        own = Q(reviewer=user) | Q(requested_by=user)
        return ReviewRequest.objects.filter(own, application__in=seen).select_related("application")

    @extend_schema(request=NewReviewSerializer, responses={201: ReviewSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask a hiring manager of the job, or who stands in for them today."""
        given = self.given(NewReviewSerializer).validated_data
        led = Application.objects.led_by(self.request.user).filter(pk=given["application"].pk)
        application = led.select_related("requisition", "candidate").first()
        if application is None:
            raise Refused("There is no such application.", field="application")
        review = reviews.request_review(
            application=application, reviewer=given["reviewer"], actor=self.request.user
        )
        return Response(ReviewSerializer(review).data, status=201)

    @extend_schema(request=ReviewAnswerSerializer, responses=ReviewSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: StaffApiRequest, pk: str) -> Response:
        """Say whether to advance, and why; once, by the reviewer."""
        review = self.get_object()
        if review.reviewer_id != self.request.user.pk:
            raise PermissionDenied
        given = self.given(ReviewAnswerSerializer).validated_data
        reviews.answer_review(review=review, actor=self.request.user, **given)
        review.refresh_from_db()
        return Response(ReviewSerializer(review).data)


routes = [("reviews", ReviewViewSet)]

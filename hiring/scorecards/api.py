"""The door for machines: scorecards to read, and one's own to open and submit."""

from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.requests import StaffApiRequest
from hiring.api.conventions import Strict
from hiring.interviews.models import Seat
from hiring.scorecards import actions
from hiring.scorecards.actions import Unfinished
from hiring.scorecards.models import Rating, Scorecard, ScorecardVersion


class RatingSerializer(serializers.ModelSerializer):
    criterion_name: Any = serializers.CharField(source="criterion.name")
    competency: Any = serializers.SlugField(source="criterion.competency.key")

    class Meta:
        model = Rating
        fields = ["criterion", "criterion_name", "competency", "level", "is_open", "evidence"]


class VersionSerializer(serializers.ModelSerializer):
    ratings = RatingSerializer(many=True)

    class Meta:
        model = ScorecardVersion
        fields = [
            "number", "state", "overall", "summary", "amendment", "submitted_at", "ratings",
        ]  # fmt: skip


class ScorecardSerializer(serializers.ModelSerializer):
    """A card with its submitted versions, newest first; a draft is shown to its writer alone."""

    interview: Any = serializers.IntegerField(source="seat.interview_id")
    application: Any = serializers.IntegerField(source="seat.interview.loop.application_id")
    interviewer: Any = serializers.EmailField(source="author.email")
    submitted_at: Any = serializers.DateTimeField(source="seat.submitted_at")
    versions = VersionSerializer(many=True, source="shown_versions")

    class Meta:
        model = Scorecard
        fields = ["id", "interview", "application", "interviewer", "submitted_at", "versions"]


class NewScorecardSerializer(Strict, serializers.Serializer):
    interview = serializers.IntegerField(help_text="In which you hold the seat.")

    def validate_interview(self, interview_id: int) -> Seat:
        seats = Seat.objects.of(self.context["request"].user).filter(interview=interview_id)
        if found := seats.first():
            return found
        raise serializers.ValidationError("You hold no seat in this interview.")

    def create(self, validated_data: dict[str, Any]) -> Scorecard:
        by = self.context["request"].user
        return actions.open_card(seat=validated_data["interview"], by=by).scorecard


class NewRatingSerializer(Strict, serializers.Serializer):
    criterion = serializers.IntegerField()
    level = serializers.IntegerField(
        allow_null=True, min_value=1, max_value=4, help_text="Null: not observed."
    )
    evidence = serializers.CharField(max_length=10_000, required=False, allow_blank=True)


class SubmissionSerializer(Strict, serializers.Serializer):
    overall = serializers.IntegerField(min_value=1, max_value=4)
    summary = serializers.CharField(max_length=10_000)
    # The stubs don't know what `many=True` takes besides.
    ratings = NewRatingSerializer(many=True, max_length=4)  # type: ignore[call-arg]


class ScorecardFilter(django_filters.FilterSet):
    interview = django_filters.NumberFilter(field_name="seat__interview")
    loop = django_filters.NumberFilter(field_name="seat__interview__loop")
    application = django_filters.NumberFilter(field_name="seat__interview__loop__application")

    class Meta:
        model = Scorecard
        fields = ["interview", "loop", "application"]


class ScorecardViewSet(mixins.CreateModelMixin, viewsets.ReadOnlyModelViewSet):
    """What interviewers saw. Blind: others' cards appear once yours and the loop's are in."""

    request: StaffApiRequest
    queryset = Scorecard.objects.none()
    filterset_class = ScorecardFilter

    def get_queryset(self) -> QuerySet[Scorecard]:
        user = self.request.user
        found = Scorecard.objects.visible_to(user)
        if self.action in ("create", "submit"):
            found = found.filter(author=user)
        versions = ScorecardVersion.objects.shown_to(user).with_ratings().order_by("-number")
        return found.with_subject().prefetch_related(
            Prefetch("versions", versions, to_attr="shown_versions")
        )

    def get_serializer_class(self):
        written = {"create": NewScorecardSerializer, "submit": SubmissionSerializer}
        return written.get(self.action, ScorecardSerializer)

    @extend_schema(responses={201: ScorecardSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Open the draft of your card; asked twice, the same one."""
        given = self.get_serializer(data=request.data)
        given.is_valid(raise_exception=True)
        return self._answer(given.save(), status=201)

    @extend_schema(responses={200: ScorecardSerializer})
    @action(detail=True, methods=["post"])
    def submit(self, request: StaffApiRequest, pk: str) -> Response:
        """Submit your card. It stands from then on; sent twice, it is submitted once."""
        card = self.get_object()
        given = self.get_serializer(data=request.data)
        given.is_valid(raise_exception=True)
        try:
            actions.submit(seat=card.seat, by=request.user, **_content(given.validated_data))
        except Unfinished as refusal:
            raise serializers.ValidationError(
                {field: [message] for field, message in refusal.problems}
            ) from refusal
        return self._answer(card)

    def _answer(self, card: Scorecard, *, status: int = 200) -> Response:
        shown = self.get_queryset().get(pk=card.pk)
        return Response(ScorecardSerializer(shown).data, status=status)


def _content(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "overall": given["overall"],
        "summary": given["summary"],
        "ratings": {
            rating["criterion"]: (rating["level"], rating.get("evidence", ""))
            for rating in given["ratings"]
        },
    }


routes = [("scorecards", ScorecardViewSet)]

"""The REST API: scorecards to read, and one's own to open and submit."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.requests import StaffApiRequest
from hiring.api.conventions import Strict
from hiring.api.resource import Resource
from hiring.interviews.actions.loop_state import locked_seat
from hiring.interviews.models import Seat
from hiring.scorecards.actions import writing
from hiring.scorecards.actions.content import MISSING, Unfinished, read
from hiring.scorecards.filtersets import ScorecardFilter
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
            "number", "state", "revision", "overall", "summary", "amendment", "submitted_at",
            "ratings",
        ]  # fmt: skip


class ScorecardSerializer(serializers.ModelSerializer):
    """A card with its submitted versions, newest first; a draft is shown to its writer alone."""

    interview: Any = serializers.IntegerField(source="seat.interview_id")
    application: Any = serializers.IntegerField(source="seat.interview.loop.application_id")
    interviewer: Any = serializers.EmailField(source="author.email")
    is_late: Any = serializers.BooleanField(
        source="seat.is_late", help_text="The interviewer was added after the interview."
    )
    submitted_at: Any = serializers.DateTimeField(source="seat.submitted_at")
    versions = VersionSerializer(many=True, source="shown_versions")

    class Meta:
        model = Scorecard
        fields = [
            "id", "interview", "application", "interviewer", "is_late", "submitted_at", "versions",
        ]  # fmt: skip


class NewScorecardSerializer(Strict, serializers.Serializer):
    interview = serializers.IntegerField(help_text="An interview you are assigned to.")

    def validate_interview(self, interview_id: int) -> Seat:
        seats = Seat.objects.of(self.context["request"].user).filter(interview=interview_id)
        if found := seats.first():
            return found
        raise serializers.ValidationError(_("You are not assigned to this interview."))

    def create(self, validated_data: dict[str, Any]) -> Scorecard:
        actor = self.context["request"].user
        return writing.open_card(seat=validated_data["interview"], actor=actor).scorecard


class NewRatingSerializer(Strict, serializers.Serializer):
    criterion = serializers.IntegerField()
    level = serializers.IntegerField(
        allow_null=True, min_value=1, max_value=4, help_text="Null: not observed."
    )
    evidence = serializers.CharField(max_length=10_000, required=False, allow_blank=True)


class DraftRatingSerializer(NewRatingSerializer):
    level = serializers.IntegerField(
        allow_null=True,
        min_value=1,
        max_value=4,
        required=False,
        help_text="Null: not observed. Omitted: not chosen yet.",
    )


class WrittenSerializer(Strict, serializers.Serializer):
    """What is written into a draft."""

    revision = serializers.IntegerField(
        required=False,
        help_text="Revision of the draft that you read. Answers 409, and saves nothing, if the "
        "draft was saved since.",
    )


class DraftSerializer(WrittenSerializer):
    """A draft. Nothing need be whole; a change leaves what is not sent as it was."""

    overall = serializers.IntegerField(min_value=1, max_value=4, allow_null=True)
    summary = serializers.CharField(max_length=10_000, allow_blank=True)
    # The stubs don't know what `many=True` takes besides.
    ratings = DraftRatingSerializer(many=True, max_length=4)  # type: ignore[call-arg]


class WholeCardSerializer(Strict, serializers.Serializer):
    overall = serializers.IntegerField(min_value=1, max_value=4)
    summary = serializers.CharField(max_length=10_000)
    # The stubs don't know what `many=True` takes besides.
    ratings = NewRatingSerializer(many=True, max_length=4)  # type: ignore[call-arg]


class SubmissionSerializer(WholeCardSerializer, WrittenSerializer):
    pass


class AmendmentSerializer(WholeCardSerializer):
    reason = serializers.CharField(max_length=2_000, help_text="Visible to readers.")


class ScorecardViewSet(mixins.CreateModelMixin, Resource):
    """What interviewers saw. Blind: others' cards appear once yours and the loop's are in."""

    request: StaffApiRequest
    queryset = Scorecard.objects.none()
    filterset_class = ScorecardFilter

    def get_queryset(self) -> QuerySet[Scorecard]:
        user = self.request.user
        found = Scorecard.objects.visible_to(user)
        if self.action in ("create", "submit", "amend", "update", "partial_update"):
            found = found.filter(author=user)
        versions = ScorecardVersion.objects.shown_to(user).with_ratings().order_by("-number")
        return found.with_subject().prefetch_related(
            Prefetch("versions", versions, to_attr="shown_versions")
        )

    def get_serializer_class(self) -> Any:
        written = {
            "create": NewScorecardSerializer,
            "submit": SubmissionSerializer,
            "amend": AmendmentSerializer,
            "update": DraftSerializer,
            "partial_update": DraftSerializer,
        }
        return written.get(self.action, ScorecardSerializer)

    @extend_schema(responses={201: ScorecardSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Open the draft of your card; asked twice, the same one."""
        return self._answer(self.given().save(), status=201)

    @extend_schema(responses={200: ScorecardSerializer})
    @action(detail=True, methods=["post"])
    def submit(self, request: StaffApiRequest, pk: str) -> Response:
        """Submit your card. It stands from then on; sent twice, it is submitted once.

        Before the interview begins it is kept as your draft, and 409 says so.
        """
        card = self.get_object()
        content = self._content_sent()
        if not card.seat.interview.has_begun:
            writing.save_draft(seat=card.seat, actor=request.user, **content)
            content.pop("revision", None)
        with _pointing(content):
            writing.submit(seat=card.seat, actor=request.user, **content)
        return self._answer(card)

    @extend_schema(responses={200: ScorecardSerializer})
    @action(detail=True, methods=["post"])
    def amend(self, request: StaffApiRequest, pk: str) -> Response:
        """Amend your submitted card: a new version with your reason; the earlier ones stay."""
        card, content = self.get_object(), self._content_sent()
        with _pointing(content):
            writing.amend(scorecard=card, actor=request.user, **content)
        return self._answer(card)

    @extend_schema(responses={200: ScorecardSerializer})
    def update(self, request: StaffApiRequest, *args: Any, **kwargs: Any) -> Response:
        """Write your draft as a whole."""
        card, partial = self.get_object(), kwargs.get("partial", False)
        content = self._content_sent(partial=partial)
        with transaction.atomic():
            # Two changes at once are one after the other: neither reads what the other replaces.
            seat = locked_seat(card.seat)
            if partial:
                content = _added_to_draft(card, content)
            writing.save_draft(seat=seat, actor=request.user, **content)
        return self._answer(card)

    @extend_schema(responses={200: ScorecardSerializer})
    def partial_update(self, request: StaffApiRequest, *args: Any, **kwargs: Any) -> Response:
        """Change your draft: ratings by their criterion, the others stay."""
        return self.update(request, *args, partial=True, **kwargs)

    def hold(self, row: Scorecard) -> None:
        locked_seat(row.seat)

    def _content_sent(self, *, partial: bool = False) -> dict[str, Any]:
        return _content(self.given(partial=partial).validated_data)

    def _answer(self, card: Scorecard, *, status: int = 200) -> Response:
        shown = self.get_queryset().get(pk=card.pk)
        return Response(ScorecardSerializer(shown).data, status=status)


def _content(given: dict[str, Any]) -> dict[str, Any]:
    """What was sent, as the actions take it."""
    content = dict(given)
    if "ratings" in given:
        content["ratings"] = {
            rating["criterion"]: (rating.get("level", MISSING), rating.get("evidence", ""))
            for rating in given["ratings"]
        }
    return content


def _added_to_draft(card: Scorecard, sent: dict[str, Any]) -> dict[str, Any]:
    """What was sent together with what the draft says of the rest."""
    draft = card.versions.drafts().with_ratings().first()
    stored = read(draft)
    kept = {"overall": stored.overall, "summary": stored.summary}
    return kept | sent | {"ratings": {**stored.ratings, **sent.get("ratings", {})}}


@contextmanager
def _pointing(content: dict[str, Any]) -> Iterator[None]:
    """Say what is missing at its place in the body."""
    try:
        yield
    except Unfinished as refusal:
        errors = _as_sent(refusal, content["ratings"])
        raise serializers.ValidationError(errors) from refusal


def _as_sent(refusal: Unfinished, ratings: Iterable[int]) -> dict[str, Any]:
    """What is missing, at its place in the body; ratings that were not sent at all of them."""
    places = {str(criterion): place for place, criterion in enumerate(ratings)}
    errors: dict[str, Any] = {}
    for name, message in refusal.problems:
        field, _of, criterion = name.partition("_")
        if criterion in places:
            name = f"ratings[{places[criterion]}].{field}"
        elif criterion:
            name, message = "ratings", _missing(criterion)
        errors.setdefault(name, []).append(message)
    return errors


def _missing(criterion: str) -> str:
    return _("Rate criterion %(id)s, or send it with level null.") % {"id": criterion}


routes = [("scorecards", ScorecardViewSet)]

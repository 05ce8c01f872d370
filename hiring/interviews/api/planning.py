"""Plans for an application's interviews: have them looked for, poll, hold one or book it."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.models import HoldHours
from hiring.accounts.requests import StaffApiRequest
from hiring.api.conventions import Strict
from hiring.api.resource import Resource
from hiring.interviews.actions import holding
from hiring.interviews.actions.offering import offer_times
from hiring.interviews.actions.proposing import request_explanation, request_proposal
from hiring.interviews.api.serializers import LoopSerializer, OverLimits
from hiring.interviews.models import Hold, Loop, Proposal
from hiring.interviews.plans import plan_of
from hiring.interviews.wishes import Wishes
from hiring.pipeline.actions.locking import refuse_concealed
from hiring.pipeline.api import VisibleField
from hiring.pipeline.models import Application

MAX_MINUTES = int(holding.LONGEST / timedelta(minutes=1))


class PlacedSerializer(serializers.Serializer):
    """A planned interview with its time and people."""

    slot = serializers.IntegerField(help_text="Which of the planned interviews, from 0.")
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    people = serializers.ListField(child=serializers.IntegerField(), help_text="Ids of users.")
    room = serializers.IntegerField(required=False, allow_null=True)
    questions = serializers.ListField(
        child=serializers.IntegerField(),
        required=False,
        help_text="Ids of question versions, where times are reserved.",
    )
    shadow = serializers.IntegerField(
        required=False, allow_null=True, help_text="A user in training who shadows it."
    )


class PlanSerializer(serializers.Serializer):
    placed = PlacedSerializer(many=True)
    costs = serializers.DictField(
        child=serializers.IntegerField(), help_text="What it costs, by soft rule; lower is better."
    )


class ReasonSerializer(serializers.Serializer):
    """A rule that stands in the way; without any one of them there would be a plan."""

    rule = serializers.CharField()
    interview = serializers.CharField()
    person = serializers.CharField()


class RemedySerializer(serializers.Serializer):
    """A change, of which interview or person, and how many plans it gives."""

    change = serializers.CharField()
    interview = serializers.CharField()
    person = serializers.CharField()
    day = serializers.CharField(required=False, help_text="An ISO date, where it is about a day.")
    plans = serializers.IntegerField()


class WhySerializer(serializers.Serializer):
    """Why there is no plan before the first one; null until it is found."""

    first_day = serializers.DateField(required=False, help_text="The first that could be.")
    reasons = ReasonSerializer(many=True)
    remedies = RemedySerializer(many=True)


class WishesSerializer(Strict, serializers.Serializer):
    """What is asked of the times, by the candidate's clock."""

    not_before = serializers.TimeField(required=False)
    not_after = serializers.TimeField(required=False)
    day = serializers.DateField(required=False)
    one_day = serializers.BooleanField(default=False)
    lunch = serializers.BooleanField(default=True)
    in_room = serializers.BooleanField(default=False)


class ProposalSerializer(serializers.ModelSerializer):
    is_ready: Any = serializers.SerializerMethodField(help_text="False while it is looked for.")
    plans: Any = serializers.SerializerMethodField()
    reasons: Any = serializers.SerializerMethodField()
    why: Any = serializers.SerializerMethodField()
    wishes: Any = serializers.SerializerMethodField()

    class Meta:
        model = Proposal
        fields = ["id", "application", "stage", "created_at", "is_ready", "wishes"]
        fields += ["plans", "reasons", "why"]

    def get_is_ready(self, proposal: Proposal) -> bool:
        return proposal.answer is not None

    @extend_schema_field(PlanSerializer(many=True))
    def get_plans(self, proposal: Proposal) -> list[dict]:
        return (proposal.answer or {}).get("plans", [])

    @extend_schema_field(ReasonSerializer(many=True))
    def get_reasons(self, proposal: Proposal) -> list[dict]:
        return (proposal.answer or {}).get("reasons", [])

    @extend_schema_field(WhySerializer(allow_null=True))
    def get_why(self, proposal: Proposal) -> dict | None:
        return (proposal.answer or {}).get("why")

    @extend_schema_field(WishesSerializer)
    def get_wishes(self, proposal: Proposal) -> dict:
        return proposal.wishes


class NewProposalSerializer(Strict, serializers.Serializer):
    application = VisibleField(queryset=Application.objects.all())
    wishes = WishesSerializer(required=False)


class TakeSerializer(Strict, OverLimits):
    plan = serializers.IntegerField(min_value=0, help_text="Its number in `plans`, from 0.")


class HoldRequestSerializer(Strict, serializers.Serializer):
    plan = serializers.IntegerField(min_value=0, help_text="Its number in `plans`, from 0.")
    minutes = serializers.IntegerField(min_value=1, max_value=MAX_MINUTES, default=15)
    offer = serializers.BooleanField(
        default=False,
        help_text="Keep them for the candidate to confirm, and email them the link.",
    )
    hours = serializers.ChoiceField(
        choices=HoldHours.choices,
        required=False,
        help_text="How long an `offer` lasts; by default as the organization has it.",
    )


class HoldSerializer(serializers.ModelSerializer):
    placed: Any = PlacedSerializer(source="plan.placed", many=True)

    class Meta:
        model = Hold
        fields = ["id", "application", "stage", "created_at", "expires_at", "holder", "placed"]


class ProposalViewSet(mixins.CreateModelMixin, Resource):
    """Times and people for the interviews of an application's stage, found in the background.

    Create one, and read it until `is_ready`.
    """

    request: StaffApiRequest
    queryset = Proposal.objects.none()
    serializer_class = ProposalSerializer
    filterset_fields = ["application"]

    def get_queryset(self) -> QuerySet[Proposal]:
        visible = Proposal.objects.visible_to(self.request.user)
        return visible.select_related("application__candidate", "application__stage")

    @extend_schema(request=NewProposalSerializer, responses={201: ProposalSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        context = self.get_serializer_context()
        given = NewProposalSerializer(data=request.data, context=context)
        given.is_valid(raise_exception=True)
        asked = Wishes(**given.validated_data.get("wishes", {}))
        # A proposal names the stage.
        refuse_concealed(given.validated_data["application"], self.request.user)
        proposal = request_proposal(
            application=given.validated_data["application"],
            actor=self.request.user,
            is_new=True,
            wishes=asked,
        )
        return Response(ProposalSerializer(proposal).data, status=201)

    @extend_schema(request=TakeSerializer, responses={201: LoopSerializer})
    @action(detail=True, methods=["post"])
    def take(self, request: StaffApiRequest, pk: str) -> Response:
        """Book one of its plans; a loop that is booked in the stage is given these times."""
        given = TakeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        loop = holding.book_plan(
            proposal=self.get_object(),
            number=given.validated_data["plan"],
            actor=request.user,
            over_limits=given.validated_data["over_limits"],
        )
        return _loop(loop)

    @extend_schema(request=HoldRequestSerializer, responses={201: HoldSerializer})
    @action(detail=True, methods=["post"], url_path="hold", url_name="hold")
    def hold_plan(self, request: StaffApiRequest, pk: str) -> Response:
        """Keep the times of one of its plans for so many minutes."""
        given = HoldRequestSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        proposal = self.get_object()
        if given.validated_data["offer"]:
            plan = plan_of(proposal, given.validated_data["plan"])
            offered, _told = offer_times(
                application=proposal.application,
                plan=plan,
                actor=request.user,
                hours=given.validated_data.get("hours"),
            )
            return Response(HoldSerializer(offered).data, status=201)
        held = holding.hold_plan(
            proposal=proposal,
            number=given.validated_data["plan"],
            actor=request.user,
            lasts=timedelta(minutes=given.validated_data["minutes"]),
        )
        return Response(HoldSerializer(held).data, status=201)

    @extend_schema(request=None, responses={202: ProposalSerializer})
    @action(detail=True, methods=["post"])
    def explain(self, request: StaffApiRequest, pk: str) -> Response:
        """Have found out why there is no earlier plan and what would help; poll for `why`."""
        proposal = self.get_object()
        request_explanation(proposal=proposal)
        return Response(ProposalSerializer(proposal).data, status=202)


class HoldViewSet(mixins.DestroyModelMixin, Resource):
    """Times that are kept for an application until they expire. Delete one to release it."""

    request: StaffApiRequest
    queryset = Hold.objects.none()
    serializer_class = HoldSerializer
    filterset_fields = ["application"]

    def get_queryset(self) -> QuerySet[Hold]:
        visible = Hold.objects.visible_to(self.request.user).live()
        return visible.select_related("application__candidate", "application__stage")

    @extend_schema(request=None, responses={201: LoopSerializer})
    @action(detail=True, methods=["post"])
    def book(self, request: StaffApiRequest, pk: str) -> Response:
        """Book what is held; 409 when it has expired meanwhile."""
        return _loop(holding.book_hold(hold=self.get_object(), actor=request.user))

    def perform_destroy(self, instance: Hold) -> None:
        holding.release_hold(hold=instance, actor=self.request.user)


def _loop(loop: Loop) -> Response:
    found = Loop.objects.with_interviews().prefetch_related("interviews__rubric_version__rubric")
    return Response(LoopSerializer(found.get(pk=loop.pk)).data, status=201)

"""The REST API: applications, what can be done with them, and why they end."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from candidates.models import Candidate
from hiring.accounts.models import User
from hiring.accounts.requests import StaffApiRequest
from hiring.activity.actions import Refused
from hiring.api.conventions import KeyField, Strict
from hiring.api.pages import CursorPages
from hiring.api.resource import Resource
from hiring.messaging.models import Template
from hiring.pipeline import hypotheses
from hiring.pipeline.actions import applying, moving, owners, reopening
from hiring.pipeline.candidate_mail import (
    CandidateMail,
    confirm_application,
    draft_of,
    rejection_kind,
)
from hiring.pipeline.filtersets import ApplicationFilter
from hiring.pipeline.missing_scorecards import missing_scorecards
from hiring.pipeline.models import Application, Hypothesis, RejectionReason
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.requisitions.models import Requisition, Stage
from rubrics.models import StageKind


class RejectionReasonSerializer(serializers.ModelSerializer):
    class Meta:
        model = RejectionReason
        fields = ["key", "label", "by_candidate", "archived_at"]


class ApplicationSerializer(serializers.ModelSerializer):
    rejection_reason = KeyField(read_only=True, allow_null=True)
    candidate_name = serializers.CharField(source="candidate.name", read_only=True)
    requisition_key = serializers.CharField(source="requisition.key", read_only=True)
    stage_name = serializers.CharField(source="stage.name", read_only=True)

    class Meta:
        model = Application
        fields = [
            "id", "candidate", "candidate_name", "requisition", "requisition_key", "stage",
            "stage_name", "status", "rejection_reason", "waiting_on", "due_at",
            "next_interview_at", "applied_at", "entered_stage_at", "ended_at", "updated_at",
            "source_system", "external_id", "recruiter", "coordinator",
        ]  # fmt: skip


class HypothesisSerializer(serializers.ModelSerializer):
    competency = KeyField(read_only=True)

    class Meta:
        model = Hypothesis
        fields = ["competency", "stance", "weight", "bar_level", "why"]


class ApplicationWithHypothesesSerializer(ApplicationSerializer):
    hypotheses = serializers.SerializerMethodField(
        help_text="Strengths to validate first, then bars to check, each by weight."
    )

    missing_scorecards = serializers.SerializerMethodField(
        help_text="How many interviewers have not submitted their scorecard yet."
    )

    class Meta(ApplicationSerializer.Meta):
        fields = [*ApplicationSerializer.Meta.fields, "missing_scorecards", "hypotheses"]

    @extend_schema_field(serializers.IntegerField())
    def get_missing_scorecards(self, application: Application) -> int:
        return missing_scorecards(application)

    @extend_schema_field(HypothesisSerializer(many=True))
    def get_hypotheses(self, application: Application) -> list[dict[str, Any]]:
        return list(HypothesisSerializer(hypotheses.of(application), many=True).data)


class VisibleField(serializers.PrimaryKeyRelatedField[Any]):
    """The id of something that the caller may see."""

    def get_queryset(self) -> Any:
        every: Any = super().get_queryset()
        return every.visible_to(self.context["request"].user)


class NewApplicationSerializer(Strict, serializers.Serializer):
    candidate = VisibleField(queryset=Candidate.objects.all())
    requisition = VisibleField(queryset=Requisition.objects.all())
    send_email = serializers.BooleanField(
        default=False,
        help_text="Email the candidate that their application was received, after the delay.",
    )

    @transaction.atomic
    def create(self, validated_data: dict[str, Any]) -> Application:
        actor, sends_email = self.context["request"].user, validated_data.pop("send_email")
        application = applying.apply(actor=actor, **validated_data)
        if sends_email:
            confirm_application(application=application, actor=actor)
        return application


class AdvanceSerializer(Strict, serializers.Serializer):
    to_stage = serializers.PrimaryKeyRelatedField(queryset=Stage.objects.all())
    expected_stage = serializers.IntegerField(
        required=False, help_text="The stage you last saw: 409 if the application has moved since."
    )

    require_scorecards = serializers.BooleanField(
        default=False,
        help_text=(
            "409 if scorecards of this stage are missing. By default the application advances, "
            "and `missing_scorecards` in the response is how many are missing."
        ),
    )

    def validate_to_stage(self, stage: Stage) -> Stage:
        """Hiring is an action of its own, with a right of its own."""
        if stage.kind == StageKind.HIRED:
            raise serializers.ValidationError(_("To hire, use POST …/hire/ instead."))
        return stage


class EndingSerializer(Strict, serializers.Serializer):
    cancel_interviews = serializers.BooleanField(
        default=True,
        help_text=(
            "Also cancel upcoming interviews and notify the interviewers. Reopening does not "
            "restore them."
        ),
    )


class ToldEndingSerializer(EndingSerializer):
    send_email = serializers.BooleanField(
        default=False,
        help_text=(
            "Also email the candidate, from the template for this ending, after the usual delay. "
            "400 when there is no address, or a merge field has no value; nothing is changed then."
        ),
    )


class AssignSerializer(Strict, serializers.Serializer):
    recruiter = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.active(), allow_null=True, required=False
    )
    coordinator = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.active(),
        allow_null=True,
        required=False,
        help_text="Null: as for the job. Leave one out to keep it.",
    )


class RejectSerializer(ToldEndingSerializer):
    reason = KeyField(queryset=RejectionReason.objects.ours())
    expected_stage = serializers.IntegerField(
        required=False, help_text="The stage you last saw: 409 if the application has moved since."
    )


class WithdrawSerializer(ToldEndingSerializer):
    reason = KeyField(queryset=RejectionReason.objects.of_the_candidate())


def _withdrawal_kind(application: Application) -> str:
    return CandidateMail.WITHDRAWN


class ApplicationPages(CursorPages):
    ordering = ("-applied_at", "-id")


class ApplicationViewSet(mixins.CreateModelMixin, Resource):
    """Candidacies. One moves by its actions; each may be sent twice and has its effect once."""

    request: StaffApiRequest
    queryset = Application.objects.none()
    filterset_class = ApplicationFilter
    pagination_class = ApplicationPages

    def get_queryset(self) -> QuerySet[Application]:
        user = self.request.user
        return self._with_names(Application.objects.led_by(user).not_concealed(user))

    def _with_names(self, found: ApplicationQuerySet) -> ApplicationQuerySet:
        return found.with_names().select_related("rejection_reason", "requisition__archetype")

    def get_serializer_class(self) -> Any:
        serializers_of = {
            "list": ApplicationSerializer,
            "create": NewApplicationSerializer,
            "advance": AdvanceSerializer,
            "assign": AssignSerializer,
            "reject": RejectSerializer,
            "withdraw": WithdrawSerializer,
            "hire": EndingSerializer,
        }
        return serializers_of.get(self.action, ApplicationWithHypothesesSerializer)

    @extend_schema(responses={201: ApplicationWithHypothesesSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Put a candidate forward: an application in the first stage."""
        return self._answer(self.given().save(), status=201)

    @extend_schema(responses=ApplicationWithHypothesesSerializer)
    @action(detail=True, methods=["post"])
    def advance(self, request: StaffApiRequest, pk: str) -> Response:
        """Move it to another stage, forward or back."""
        return self._answer(self._do(moving.advance, **self.given().validated_data))

    @extend_schema(responses=ApplicationWithHypothesesSerializer)
    @action(detail=True, methods=["post"])
    def assign(self, request: StaffApiRequest, pk: str) -> Response:
        """Say who recruits and coordinates it, where that is not who does so for the job."""
        return self._answer(self._do(owners.assign, **self.given().validated_data))

    @extend_schema(responses=ApplicationWithHypothesesSerializer)
    @action(detail=True, methods=["post"])
    def reject(self, request: StaffApiRequest, pk: str) -> Response:
        """End it by our decision."""
        return self._answer(self._do(moving.reject, **self._told(rejection_kind)))

    @extend_schema(responses=ApplicationWithHypothesesSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: StaffApiRequest, pk: str) -> Response:
        """End it by the candidate's decision."""
        return self._answer(self._do(moving.withdraw, **self._told(_withdrawal_kind)))

    @extend_schema(request=None, responses=ApplicationWithHypothesesSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: StaffApiRequest, pk: str) -> Response:
        """Take it up again where it stood. Canceled interviews stay canceled."""
        return self._answer(self._do(reopening.reopen))

    @extend_schema(responses=ApplicationWithHypothesesSerializer)
    @action(detail=True, methods=["post"])
    def hire(self, request: StaffApiRequest, pk: str) -> Response:
        """End it by hiring."""
        return self._answer(self._do(moving.hire, **self.given().validated_data))

    def _told(self, kind_of: Callable[[Application], str]) -> dict[str, Any]:
        """Return what was sent, with the letter to the candidate if one is wished."""
        values = self.given().validated_data
        if not values.pop("send_email"):
            return values
        application = self.get_object()
        template = Template.objects.of_kind(kind_of(application)).first()
        if template is None:
            raise Refused(_("There is no email template for this."), field="send_email")
        draft = draft_of(application=application, template=template, actor=self.request.user)
        return values | {"letter": draft.letter}

    def _do(self, act: Any, **values: Any) -> Application:
        return act(application=self.get_object(), actor=self.request.user, **values)

    def _answer(self, application: Application, *, status: int = 200) -> Response:
        """The application as the detail shows it, to anyone who has just moved it themselves."""
        user = self.request.user
        shown = self._with_names(Application.objects.led_by(user)).get(pk=application.pk)
        context = self.get_serializer_context()
        body = ApplicationWithHypothesesSerializer(shown, context=context).data
        return Response(body, status=status)


class ReasonPages(CursorPages):
    ordering = ("position", "id")


class RejectionReasonViewSet(Resource):
    """Why applications end: by our decision, or by the candidate's."""

    queryset = RejectionReason.objects.all()
    serializer_class = RejectionReasonSerializer
    pagination_class = ReasonPages
    filterset_fields = ["by_candidate"]
    lookup_field = "key"


routes = [
    ("applications", ApplicationViewSet),
    ("rejection-reasons", RejectionReasonViewSet),
]

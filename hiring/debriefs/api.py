"""The REST API: debriefs, and their PDFs."""

from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import exceptions, mixins, renderers, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from hiring.accounts import access
from hiring.accounts.models import User
from hiring.accounts.requests import StaffApiRequest
from hiring.api.conventions import KeyField, Strict
from hiring.api.resource import Resource
from hiring.debriefs.actions import deciding, reading, requesting
from hiring.debriefs.filtersets import DebriefFilter
from hiring.debriefs.models import Debrief, Decision, FirstReading, Outcome
from hiring.debriefs.serving import pdf_response
from hiring.pipeline.models import Application, RejectionReason
from rubrics.models import Competency


class DecisionSerializer(serializers.ModelSerializer):
    decided_by = serializers.EmailField(source="decided_by.email")

    class Meta:
        model = Decision
        fields = ["outcome", "reason", "difference", "to_test", "decided_by", "decided_at"]


class CompositeSerializer(serializers.Serializer):
    level = serializers.FloatField(help_text="Weighted mean of the estimated levels.")
    needed = serializers.FloatField(help_text="Weighted mean of the levels needed, less a half.")
    tested = serializers.FloatField(help_text="Share of the weight that was rated.")


class FirstReadingSerializer(Strict, serializers.Serializer):
    lean = serializers.ChoiceField(Outcome.choices)
    reason = serializers.CharField(max_length=FirstReading._meta.get_field("reason").max_length)


class DebriefSerializer(serializers.ModelSerializer):
    key = serializers.CharField()
    pdf = serializers.SerializerMethodField(help_text="URL of the PDF; null until ready.")
    decision = serializers.SerializerMethodField()

    class Meta:
        model = Debrief
        fields = [
            "id", "key", "application", "number", "state", "requested_at", "rendered_at",
            "pages", "bytes", "sha256", "pdf", "decision",
        ]  # fmt: skip

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_pdf(self, debrief: Debrief) -> str | None:
        if not debrief.is_ready:
            return None
        kwargs = {"pk": debrief.pk}
        return reverse("api:debriefs-pdf", kwargs=kwargs, request=self.context["request"])

    @extend_schema_field(DecisionSerializer(allow_null=True))
    def get_decision(self, debrief: Debrief) -> dict[str, Any] | None:
        made = next(iter(debrief.decisions.all()), None)
        return DecisionSerializer(made).data if made else None


class DebriefWithContentSerializer(DebriefSerializer):
    content = serializers.JSONField(help_text="The full content of the page and the PDF.")
    composite = serializers.SerializerMethodField(
        help_text="Null until the person who asks has saved a first reading."
    )

    class Meta(DebriefSerializer.Meta):
        fields = [*DebriefSerializer.Meta.fields, "content", "composite"]

    @extend_schema_field(CompositeSerializer(allow_null=True))
    def get_composite(self, debrief: Debrief) -> dict[str, Any] | None:
        found = reading.composite_for(debrief, self.context["request"].user)
        return CompositeSerializer(found).data if found else None


class NewDebriefSerializer(Strict, serializers.Serializer):
    application = serializers.IntegerField(min_value=1)
    again = serializers.BooleanField(
        default=False, help_text="Create a new version even if nothing has changed."
    )


class NewDecisionSerializer(Strict, serializers.Serializer):
    outcome = serializers.ChoiceField(Outcome.choices)
    reason = serializers.CharField(
        max_length=Decision._meta.get_field("reason").max_length,
        help_text="The reason for the decision.",
    )
    rejection_reason = KeyField(
        queryset=RejectionReason.objects.ours(),
        required=False,
        allow_null=True,
        help_text="Required to reject.",
    )
    difference = serializers.CharField(
        max_length=Decision._meta.get_field("difference").max_length,
        required=False,
        allow_blank=True,
        help_text="Required after a first reading, if the decision differs from the composite.",
    )
    to_test = serializers.PrimaryKeyRelatedField(
        queryset=Competency.objects.all(),
        many=True,
        required=False,
        help_text="What more evidence is to be about.",
    )


class Pdf(renderers.BaseRenderer):
    """Lets a client ask for application/pdf; the file itself is not rendered here."""

    media_type = "application/pdf"
    format = "pdf"

    def render(self, data: Any, media_type: str | None = None, context: Any = None) -> bytes:
        return renderers.JSONRenderer().render(data)


class DebriefViewSet(mixins.CreateModelMixin, Resource):
    """Reports on applications. Asked for by POST, made in the background, then unchangeable."""

    request: StaffApiRequest
    queryset = Debrief.objects.none()
    serializer_class = DebriefSerializer
    filterset_class = DebriefFilter

    def get_queryset(self) -> QuerySet[Debrief]:
        found = Debrief.objects.visible_to(self.request.user).with_subject().with_decision()
        with_content = self.action in ("retrieve", "first_reading")
        return found if with_content else found.without_content()

    def get_serializer_class(self) -> Any:
        if self.action == "retrieve":
            return DebriefWithContentSerializer
        return NewDebriefSerializer if self.action == "create" else DebriefSerializer

    @extend_schema(responses={200: DebriefSerializer, 202: DebriefSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = self.given(NewDebriefSerializer)
        application = _application(self.request.user, given.validated_data["application"])
        debrief = requesting.request_debrief(
            application=application, actor=self.request.user, again=given.validated_data["again"]
        )
        shown = DebriefSerializer(debrief, context=self.get_serializer_context()).data
        return Response(shown, status=200 if debrief.is_ready else 202)

    @extend_schema(request=NewDecisionSerializer, responses={200: DebriefSerializer})
    @action(detail=True, methods=["post"])
    def decide(self, request: StaffApiRequest, pk: str) -> Response:
        """Record what was decided; the application moves by it. Sent twice, it is decided once."""
        debrief = self.get_object()
        given = self.given(NewDecisionSerializer)
        deciding.decide(debrief=debrief, actor=request.user, **given.validated_data)
        return Response(self.get_serializer(self.get_queryset().get(pk=debrief.pk)).data)

    @extend_schema(request=FirstReadingSerializer, responses={200: DebriefWithContentSerializer})
    @action(detail=True, methods=["post"], url_path="first-reading", url_name="first_reading")
    def first_reading(self, request: StaffApiRequest, pk: str) -> Response:
        """Save which way you lean; from then on the composite is shown to you."""
        debrief = self.get_object()
        given = self.given(FirstReadingSerializer)
        reading.save_first_reading(debrief=debrief, actor=request.user, **given.validated_data)
        shown = DebriefWithContentSerializer(debrief, context=self.get_serializer_context())
        return Response(shown.data)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"], renderer_classes=[Pdf, renderers.JSONRenderer])
    def pdf(self, request: Request, pk: str) -> HttpResponseBase:
        """The PDF/UA-1 file; 404 until it is ready."""
        return pdf_response(request._request, self.get_object())


def _application(user: User, pk: int) -> Application:
    """Return the application if the person may ask for its debrief; its id is in the body."""
    application = get_object_or_404(Application.objects.visible_to(user), pk=pk)
    ids = {"application_id": pk}
    if not access.decide(user, "debriefs:request", "POST", ids).allowed:
        raise exceptions.PermissionDenied
    return application


routes = [("debriefs", DebriefViewSet)]

"""The REST API: candidates and the channels they come through."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from candidates.actions import channels as channels_actions
from candidates.actions import importing, people, resumes
from candidates.actions.documents import add_document
from candidates.actions.tags import set_tags
from candidates.filtersets import CandidateFilter, SourceChannelFilter
from candidates.models import (
    Candidate,
    ContactKind,
    ContactPoint,
    Document,
    DocumentKind,
    Resume,
    SourceChannel,
)
from candidates.tag_api import TagsSerializer
from candidates.validators import refuse_large
from hiring.accounts.models import User
from hiring.accounts.requests import StaffApiRequest
from hiring.activity.actions import Refused
from hiring.api.conventions import Strict
from hiring.api.parsing import BoundedMultiPartParser
from hiring.api.resource import Resource

# Each one is recorded and looked up by itself.
MAX_CONTACTS = 50


class ContactPointSerializer(serializers.ModelSerializer):
    class Meta:
        model = ContactPoint
        fields = ["kind", "value", "label"]


class CandidateSerializer(serializers.ModelSerializer):
    contact_points = ContactPointSerializer(many=True, read_only=True, source="shown_contacts")
    source_channel = serializers.SerializerMethodField(
        help_text="Key of the source that gets the credit."
    )

    tags = serializers.SerializerMethodField()

    class Meta:
        model = Candidate
        fields = [
            "id", "name", "headline", "location", "zone", "contact_points", "source_channel",
            "tags", "created_at", "archived_at", "erased_at", "source_system", "external_id",
        ]  # fmt: skip

    def get_tags(self, candidate: Candidate) -> list[str]:
        return [tagging.tag.name for tagging in candidate.shown_taggings]

    def get_source_channel(self, candidate: Candidate) -> str | None:
        touches = candidate.shown_touches
        return touches[0].channel.key if touches else None


class CandidateWithResumeSerializer(CandidateSerializer):
    resume = serializers.SerializerMethodField(
        help_text=(
            "The current résumé, as JSON Resume 1.0. Contact details are included for "
            "recruiters only."
        )
    )

    class Meta(CandidateSerializer.Meta):
        fields = [*CandidateSerializer.Meta.fields, "resume"]

    def get_resume(self, candidate: Candidate) -> dict | None:
        current = Resume.objects.visible_to(self.context["request"].user).of(candidate).first()
        return current.visible_data if current else None


class NewContactSerializer(Strict, serializers.Serializer):
    kind = serializers.ChoiceField(choices=ContactKind.choices)
    value = serializers.CharField(max_length=400)
    # The same name as a field's own label, which keeps working.
    label = serializers.CharField(  # type: ignore[assignment]
        max_length=60, required=False, allow_blank=True
    )

    def validate(self, attrs: dict) -> dict:
        try:
            people.clean_contact(attrs["kind"], attrs["value"])
        except Refused as refusal:
            raise serializers.ValidationError({"value": [refusal.message]}) from refusal
        return attrs


class ChangedCandidateSerializer(Strict, serializers.ModelSerializer):
    """What of a candidate can change. Contact points are written as a whole, in their order."""

    # The stubs don't know what `many=True` takes besides.
    contact_points = NewContactSerializer(  # type: ignore[call-arg]
        many=True, required=False, max_length=MAX_CONTACTS
    )

    class Meta:
        model = Candidate
        fields = [
            "name", "headline", "location", "zone", "contact_points", "source_system",
            "external_id",
        ]  # fmt: skip
        # Whose it is already, the action says.
        validators: tuple = ()

    @transaction.atomic
    def update(self, instance: Candidate, validated_data: dict) -> Candidate:
        actor = self.context["request"].user
        contacts = validated_data.pop("contact_points", None)
        candidate = people.edit_candidate(candidate=instance, actor=actor, **validated_data)
        if contacts is not None:
            people.set_contacts(candidate=candidate, contacts=_contacts(contacts), actor=actor)
        return candidate


class NewCandidateSerializer(ChangedCandidateSerializer):
    source_channel = serializers.SlugRelatedField(
        slug_field="key", queryset=SourceChannel.objects.active()
    )
    referrer = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.active(), required=False, allow_null=True
    )

    class Meta(ChangedCandidateSerializer.Meta):
        fields = [*ChangedCandidateSerializer.Meta.fields, "source_channel", "referrer"]

    @transaction.atomic
    def create(self, validated_data: dict) -> Candidate:
        actor = self.context["request"].user
        contacts = _contacts(validated_data.pop("contact_points", []))
        candidate = people.add_candidate(
            channel=validated_data.pop("source_channel"),
            contacts=[(kind, value) for kind, value, _label in contacts],
            actor=actor,
            **validated_data,
        )
        people.set_contacts(candidate=candidate, contacts=contacts, actor=actor)
        return candidate


class NewResumeSerializer(Strict, serializers.Serializer):
    file = serializers.FileField(
        max_length=200,
        validators=[refuse_large],
        help_text="PDF, Word (.docx), plain text or JSON Resume (.json); at most 20 MB.",
    )
    source_channel = serializers.SlugRelatedField(
        slug_field="key", queryset=SourceChannel.objects.active(), required=False
    )


class NewCandidateResumeSerializer(NewResumeSerializer):
    source_channel = serializers.SlugRelatedField(
        slug_field="key", queryset=SourceChannel.objects.active()
    )


class DocumentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Document
        fields = ["id", "kind", "name", "media_type", "size", "sha256", "uploaded_at"]


class NewDocumentSerializer(Strict, serializers.Serializer):
    kind = serializers.ChoiceField(choices=DocumentKind.choices)
    file = serializers.FileField(max_length=200, help_text="At most 20 MB.")


def _contacts(given: list[dict]) -> list[tuple[str, str, str]]:
    return [(contact["kind"], contact["value"], contact.get("label", "")) for contact in given]


class CandidateViewSet(
    mixins.CreateModelMixin,
    mixins.UpdateModelMixin,
    Resource,
):
    """People, with how to reach them and their newest résumé. Applications refer to them."""

    request: StaffApiRequest
    queryset = Candidate.objects.none()
    filterset_class = CandidateFilter

    def get_queryset(self) -> QuerySet[Candidate]:
        user = self.request.user
        return Candidate.objects.visible_to(user).with_list_facts(user)

    def get_serializer_class(self) -> type[Serializer]:
        if self.action == "create":
            return NewCandidateSerializer
        if self.action in ("update", "partial_update"):
            return ChangedCandidateSerializer
        return CandidateSerializer if self.action == "list" else CandidateWithResumeSerializer

    @extend_schema(responses={201: CandidateWithResumeSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self._answer(self.given().save(), status=201)

    @extend_schema(responses={200: CandidateWithResumeSerializer})
    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        partial = kwargs.get("partial", False)
        return self._answer(self.given(row=self.get_object(), partial=partial).save())

    @extend_schema(responses={200: CandidateWithResumeSerializer})
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().partial_update(request, *args, **kwargs)

    @extend_schema(request=TagsSerializer, responses={200: CandidateWithResumeSerializer})
    @action(detail=True, methods=["put"])
    def tags(self, request: StaffApiRequest, pk: str) -> Response:
        """Say which tags the candidate has."""
        candidate = self.get_object()
        given = TagsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        set_tags(candidate=candidate, names=given.validated_data["tags"], actor=request.user)
        return self._answer(candidate)

    @extend_schema(
        request={"multipart/form-data": NewResumeSerializer},
        responses={201: CandidateWithResumeSerializer},
    )
    @action(detail=True, methods=["post"], parser_classes=[BoundedMultiPartParser])
    def resumes(self, request: StaffApiRequest, pk: str) -> Response:
        """Add a résumé, and where it came from."""
        candidate = self.get_object()
        given = self.given(NewResumeSerializer)
        file, actor = given.validated_data["file"], request.user
        with transaction.atomic():
            if channel := given.validated_data.get("source_channel"):
                people.record_touch(candidate=candidate, channel=channel, actor=actor)
            resumes.add_resume(candidate=candidate, name=file.name, data=file.read(), actor=actor)
        return self._answer(candidate, status=201)

    @extend_schema(
        request={"multipart/form-data": NewCandidateResumeSerializer},
        responses={
            200: CandidateWithResumeSerializer,
            201: CandidateWithResumeSerializer,
        },
    )
    @action(
        detail=False,
        methods=["post"],
        url_path="from-resume",
        parser_classes=[BoundedMultiPartParser],
        pagination_class=None,
    )
    def from_resume(self, request: StaffApiRequest) -> Response:
        """Add the person of a résumé: 201, or 200 when they are in the system already."""
        given = self.given(NewCandidateResumeSerializer)
        file = given.validated_data["file"]
        sent = {"name": file.name, "data": file.read()}
        read = resumes.read_upload(**sent)
        imported = importing.import_resume(
            **sent,
            read=read,
            channel=given.validated_data["source_channel"],
            actor=request.user,
        )
        return self._answer(imported.candidate, status=201 if imported.created else 200)

    @extend_schema(methods=["GET"], responses={200: DocumentSerializer(many=True)}, filters=False)
    @extend_schema(
        methods=["POST"],
        request={"multipart/form-data": NewDocumentSerializer},
        responses={201: DocumentSerializer},
    )
    @action(
        detail=True,
        methods=["get", "post"],
        parser_classes=[BoundedMultiPartParser],
        pagination_class=None,
        filterset_class=None,
    )
    def documents(self, request: StaffApiRequest, pk: str) -> Response:
        """The candidate's documents; a cover letter, portfolio or other file is added by POST."""
        candidate = self.get_object()
        if request.method == "GET":
            found = candidate.documents.visible_to(request.user)
            return Response(DocumentSerializer(found, many=True).data)
        given = self.given(NewDocumentSerializer)
        file = given.validated_data["file"]
        document = add_document(
            candidate=candidate,
            kind=given.validated_data["kind"],
            name=file.name,
            data=file.read(),
            actor=request.user,
        )
        return Response(DocumentSerializer(document).data, status=201)

    def _answer(self, candidate: Candidate, *, status: int = 200) -> Response:
        """The candidate as the list and the detail show it."""
        shown = self.get_queryset().get(pk=candidate.pk)
        context = self.get_serializer_context()
        return Response(CandidateWithResumeSerializer(shown, context=context).data, status=status)


class SourceChannelSerializer(serializers.ModelSerializer):
    # The same name as what DRF calls the serializer around a serializer; a field takes its place.
    parent: Any = serializers.SlugRelatedField(slug_field="key", read_only=True, allow_null=True)

    class Meta:
        model = SourceChannel
        fields = ["id", "key", "name", "kind", "parent", "archived_at"]


class _ChannelWriting(Strict, serializers.ModelSerializer):
    parent = serializers.SlugRelatedField(  # type: ignore[assignment]
        slug_field="key", queryset=SourceChannel.objects.all(), allow_null=True, required=False
    )

    def to_representation(self, instance: SourceChannel) -> dict:
        return SourceChannelSerializer(instance).data


class NewSourceChannelSerializer(_ChannelWriting):
    key = serializers.SlugField(
        max_length=60, required=False, help_text="By default, based on the name."
    )

    class Meta:
        model = SourceChannel
        fields = ["key", "name", "kind", "parent"]

    def create(self, validated_data: dict) -> SourceChannel:
        return channels_actions.save_channel(actor=self.context["request"].user, **validated_data)


class ChangedSourceChannelSerializer(_ChannelWriting):
    """What of a channel can change; its key is set once."""

    archived = serializers.BooleanField(required=False)

    class Meta:
        model = SourceChannel
        fields = ["name", "kind", "parent", "archived"]

    def update(self, instance: SourceChannel, validated_data: dict) -> SourceChannel:
        actor = self.context["request"].user
        return channels_actions.edit_channel(channel=instance, actor=actor, **validated_data)


@extend_schema_view(
    create=extend_schema(responses={201: SourceChannelSerializer}),
    update=extend_schema(responses={200: SourceChannelSerializer}),
    partial_update=extend_schema(responses={200: SourceChannelSerializer}),
)
class SourceChannelViewSet(mixins.CreateModelMixin, mixins.UpdateModelMixin, Resource):
    """Where candidates come from; a tree by `parent`."""

    queryset = SourceChannel.objects.select_related("parent")
    filterset_class = SourceChannelFilter

    def get_serializer_class(self) -> type[Serializer]:
        written = {
            "create": NewSourceChannelSerializer,
            "update": ChangedSourceChannelSerializer,
            "partial_update": ChangedSourceChannelSerializer,
        }
        return written.get(self.action, SourceChannelSerializer)


routes = [
    ("candidates", CandidateViewSet),
    ("source-channels", SourceChannelViewSet),
]

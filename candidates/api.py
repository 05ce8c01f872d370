"""The door for machines: candidates and the channels they come through."""

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from candidates import actions
from candidates.models import Candidate, ContactKind, ContactPoint, SourceChannel
from hiring.accounts.models import User
from hiring.api.conventions import Strict


class ContactPointSerializer(serializers.ModelSerializer):
    class Meta:
        model = ContactPoint
        fields = ["kind", "value", "label"]


class CandidateSerializer(Strict, serializers.ModelSerializer):
    contact_points = ContactPointSerializer(many=True, read_only=True, source="shown_contacts")
    source_channel = serializers.SerializerMethodField(
        help_text="Key of the first touch's channel, which gets the credit."
    )

    class Meta:
        model = Candidate
        fields = [
            "id", "name", "headline", "location", "zone", "contact_points", "source_channel",
            "created_at", "archived_at", "erased_at", "source_system", "external_id",
        ]  # fmt: skip
        read_only_fields = [
            "created_at", "archived_at", "erased_at", "source_system", "external_id",
        ]  # fmt: skip

    def get_source_channel(self, candidate: Candidate) -> str | None:
        touches = candidate.shown_touches
        return touches[0].channel.key if touches else None

    def update(self, instance: Candidate, validated_data: dict) -> Candidate:
        by = self.context["request"].user
        return actions.edit_candidate(candidate=instance, by=by, **validated_data)


class CandidateWithResumeSerializer(CandidateSerializer):
    resume = serializers.SerializerMethodField(
        help_text="JSON Resume 1.0, the newest one; without contact details for interviewers."
    )

    class Meta(CandidateSerializer.Meta):
        fields = [*CandidateSerializer.Meta.fields, "resume"]

    def get_resume(self, candidate: Candidate) -> dict | None:
        newest = candidate.resumes.visible_to(self.context["request"].user).first()
        return newest.visible_data if newest else None


class NewContactSerializer(Strict, serializers.Serializer):
    kind = serializers.ChoiceField(choices=ContactKind.choices)
    value = serializers.CharField(max_length=400)


class NewCandidateSerializer(Strict, serializers.ModelSerializer):
    source_channel = serializers.SlugRelatedField(
        slug_field="key", queryset=SourceChannel.objects.active()
    )
    referrer = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.active(), required=False, allow_null=True
    )
    contact_points = NewContactSerializer(many=True, required=False)

    class Meta:
        model = Candidate
        fields = [
            "name", "headline", "location", "zone", "contact_points", "source_channel",
            "referrer", "source_system", "external_id",
        ]  # fmt: skip

    def create(self, validated_data: dict) -> Candidate:
        contacts = validated_data.pop("contact_points", [])
        return actions.add_candidate(
            channel=validated_data.pop("source_channel"),
            contacts=[(contact["kind"], contact["value"]) for contact in contacts],
            by=self.context["request"].user,
            **validated_data,
        )


class CandidateFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label="Name, e-mail address or phone number")
    source_channel = django_filters.ModelChoiceFilter(
        queryset=SourceChannel.objects.all(), to_field_name="key", method="through"
    )

    class Meta:
        model = Candidate
        fields = ["q", "source_channel", "source_system", "external_id"]

    def search(self, found, name: str, value: str):
        return found.search(value, user=self.request.user)

    def through(self, found, name: str, value: SourceChannel):
        # Where somebody came from is shown to those who recruit only; so is filtering by it.
        touches = value.touches.visible_to(self.request.user)
        return found.filter(pk__in=touches.values("candidate"))


class CandidateViewSet(
    mixins.CreateModelMixin,
    mixins.UpdateModelMixin,
    viewsets.ReadOnlyModelViewSet,
):
    """People, with how to reach them and their newest résumé. Applications refer to them."""

    queryset = Candidate.objects.none()
    filterset_class = CandidateFilter

    def get_queryset(self) -> QuerySet[Candidate]:
        user = self.request.user
        return Candidate.objects.visible_to(user).with_list_facts(user)

    def get_serializer_class(self):
        if self.action == "create":
            return NewCandidateSerializer
        return CandidateSerializer if self.action == "list" else CandidateWithResumeSerializer

    @extend_schema(responses={201: CandidateWithResumeSerializer})
    def create(self, request: Request, *args, **kwargs) -> Response:
        given = self.get_serializer(data=request.data)
        given.is_valid(raise_exception=True)
        return self._answer(given.save(), status=201)

    def update(self, request: Request, *args, **kwargs) -> Response:
        given = self.get_serializer(
            self.get_object(), data=request.data, partial=kwargs.get("partial", False)
        )
        given.is_valid(raise_exception=True)
        return self._answer(given.save())

    def _answer(self, candidate: Candidate, *, status: int = 200) -> Response:
        """The candidate as the list and the detail show it."""
        shown = self.get_queryset().get(pk=candidate.pk)
        context = self.get_serializer_context()
        return Response(CandidateWithResumeSerializer(shown, context=context).data, status=status)


class SourceChannelSerializer(Strict, serializers.ModelSerializer):
    # The same name as what DRF calls the serializer around a serializer; a field takes its place.
    parent = serializers.SlugRelatedField(  # type: ignore[assignment]
        slug_field="key", queryset=SourceChannel.objects.all(), allow_null=True, required=False
    )
    key = serializers.SlugField(max_length=60, required=False, help_text="Set once.")
    archived = serializers.BooleanField(required=False, write_only=True)

    class Meta:
        model = SourceChannel
        fields = ["id", "key", "name", "kind", "parent", "archived", "archived_at"]
        read_only_fields = ["archived_at"]

    def create(self, validated_data: dict) -> SourceChannel:
        validated_data.pop("archived", None)
        return actions.save_channel(by=self.context["request"].user, **validated_data)

    def update(self, instance: SourceChannel, validated_data: dict) -> SourceChannel:
        validated_data.pop("key", None)
        by = self.context["request"].user
        return actions.edit_channel(channel=instance, by=by, **validated_data)


class SourceChannelViewSet(
    mixins.CreateModelMixin,
    mixins.UpdateModelMixin,
    viewsets.ReadOnlyModelViewSet,
):
    """Where candidates come from; a tree by `parent`."""

    queryset = SourceChannel.objects.select_related("parent")
    serializer_class = SourceChannelSerializer
    filterset_fields = ["kind", "key"]


routes = [
    ("candidates", CandidateViewSet),
    ("source-channels", SourceChannelViewSet),
]

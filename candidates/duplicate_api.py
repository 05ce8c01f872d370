"""The REST API of candidates who may be in the system twice."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from candidates.actions import merging
from candidates.models import Candidate, Merge, PossibleDuplicate
from hiring.accounts.requests import StaffApiRequest
from hiring.activity.actions import Refused
from hiring.api.conventions import Strict
from hiring.api.resource import Resource


class PossibleDuplicateSerializer(serializers.ModelSerializer):
    class Meta:
        model = PossibleDuplicate
        fields = ["id", "first", "second", "reasons", "state", "found_at"]


class MergeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Merge
        fields = ["id", "kept", "gone", "at", "undone_at"]


class KeepSerializer(Strict, serializers.Serializer):
    keep = serializers.PrimaryKeyRelatedField(
        queryset=Candidate.objects.all(), help_text="The candidate of the two who stays."
    )


class PossibleDuplicateViewSet(Resource):
    """Two candidates who may be one person, with what they have in common."""

    request: StaffApiRequest
    queryset = PossibleDuplicate.objects.none()
    serializer_class = PossibleDuplicateSerializer
    filterset_fields = ["state"]

    def get_queryset(self) -> QuerySet[PossibleDuplicate]:
        found = PossibleDuplicate.objects.visible_to(self.request.user)
        return found.select_related("first", "second")

    @extend_schema(request=KeepSerializer, responses=MergeSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: StaffApiRequest, pk: str) -> Response:
        """Merge them into the one to keep. The merge can be undone for 30 days."""
        pair = self.get_object()
        given = KeepSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        kept = given.validated_data["keep"]
        if kept.pk not in (pair.first_id, pair.second_id):
            raise Refused("Keep one of the two.", field="keep")
        gone = pair.second if kept.pk == pair.first_id else pair.first
        merge = merging.merge_candidates(kept=kept, gone=gone, actor=request.user)
        return Response(MergeSerializer(merge).data)

    @extend_schema(request=None, responses=PossibleDuplicateSerializer)
    @action(detail=True, methods=["post"])
    def separate(self, request: StaffApiRequest, pk: str) -> Response:
        """Say that they are different people, for good."""
        pair = self.get_object()
        merging.keep_apart(pair=pair, actor=request.user)
        pair.refresh_from_db()
        return Response(PossibleDuplicateSerializer(pair).data)


class MergeViewSet(Resource):
    """Candidates who were merged."""

    request: StaffApiRequest
    queryset = Merge.objects.none()
    serializer_class = MergeSerializer
    filterset_fields = ["kept"]

    def get_queryset(self) -> QuerySet[Merge]:
        people = Candidate.objects.visible_to(self.request.user)
        return Merge.objects.filter(kept__in=people, gone__in=people)

    @extend_schema(request=None, responses=MergeSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: StaffApiRequest, pk: str) -> Response:
        """Make them two candidates again."""
        merge = merging.undo_merge(merge=self.get_object(), actor=request.user)
        return Response(MergeSerializer(merge).data)


routes = [
    ("possible-duplicates", PossibleDuplicateViewSet),
    ("merges", MergeViewSet),
]

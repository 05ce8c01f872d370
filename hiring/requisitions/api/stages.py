"""The stages of pipelines."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from hiring.accounts.requests import StaffApiRequest
from hiring.api.pages import CursorPages
from hiring.api.resource import Resource
from hiring.requisitions.actions import staging
from hiring.requisitions.api.serializers import ChangedStageSerializer, StageSerializer
from hiring.requisitions.filtersets import StageFilter
from hiring.requisitions.models import Requisition, Stage


class StagePages(CursorPages):
    # By the id: "requisition" would order by the requisition's own order, newest opened first.
    ordering = ("requisition_id", "position")


class StageViewSet(Resource):
    """The steps of each requisition's pipeline, in their order."""

    request: StaffApiRequest
    queryset = Stage.objects.none()
    serializer_class = StageSerializer
    pagination_class = StagePages
    filterset_class = StageFilter

    def get_queryset(self) -> QuerySet[Stage]:
        visible = Requisition.objects.visible_to(self.request.user)
        return Stage.objects.filter(requisition__in=visible).select_related("requisition")

    def hold(self, row: Stage) -> None:
        super().hold(row.requisition)

    @extend_schema(request=ChangedStageSerializer, responses={200: StageSerializer})
    def partial_update(self, request: StaffApiRequest, *args: Any, **kwargs: Any) -> Response:
        stage = self.get_object()
        values = self.given(ChangedStageSerializer, partial=True).validated_data
        position = values.pop("position", None)
        stage = staging.change_stage(stage=stage, actor=request.user, **values)
        if position is not None:
            stage = staging.move_stage(stage=stage, to=position, actor=request.user)
        return Response(StageSerializer(Stage.objects.get(pk=stage.pk)).data)

    @extend_schema(responses={204: None})
    def destroy(self, request: StaffApiRequest, *args: Any, **kwargs: Any) -> Response:
        """Remove a stage that nothing stands in and nothing is planned on."""
        staging.drop_stage(stage=self.get_object(), actor=request.user)
        return Response(status=204)

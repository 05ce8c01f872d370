"""Requisitions: drafting, opening and changing them, and what their plan looks at."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.requests import StaffApiRequest
from hiring.api.resource import Resource
from hiring.requisitions.actions import copying, editing, planned_interviews, staging
from hiring.requisitions.actions import drafting as drafting_actions
from hiring.requisitions.actions import opening as opening_actions
from hiring.requisitions.actions import profile as profile_actions
from hiring.requisitions.actions import team as team_actions
from hiring.requisitions.api.serializers import (
    ChangedCompetencySerializer,
    ChangedPlannedInterviewSerializer,
    ChangedRequisitionSerializer,
    ChangedStageSerializer,
    CoverageSerializer,
    NewPlannedInterviewSerializer,
    NewRequisitionSerializer,
    NewTeamMemberSerializer,
    PlannedInterviewSerializer,
    RequisitionCompetencySerializer,
    RequisitionSerializer,
    RequisitionWithPartsSerializer,
    StageSerializer,
    TeamMemberSerializer,
)
from hiring.requisitions.coverage.plan import coverage_of
from hiring.requisitions.filtersets import RequisitionFilter
from hiring.requisitions.models import PlannedInterview, Requisition
from rubrics.models import Competency


class RequisitionViewSet(mixins.CreateModelMixin, mixins.UpdateModelMixin, Resource):
    """Openings. One is made from a role archetype at a level, which brings stages and profile."""

    request: StaffApiRequest
    queryset = Requisition.objects.none()
    filterset_class = RequisitionFilter

    def get_queryset(self) -> QuerySet[Requisition]:
        found = Requisition.objects.visible_to(self.request.user)
        found = found.with_pay_for(self.request.user).select_related("archetype", "organization")
        if self.action == "list":
            return found
        return found.prefetch_related("stages", "competencies__competency", "plan__rubric")

    def get_serializer_class(self) -> Any:
        written = {
            "create": NewRequisitionSerializer,
            "update": ChangedRequisitionSerializer,
            "partial_update": ChangedRequisitionSerializer,
            "list": RequisitionSerializer,
        }
        return written.get(self.action, RequisitionWithPartsSerializer)

    @extend_schema(responses={201: RequisitionWithPartsSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self._answer(self.given().save(), status=201)

    @extend_schema(responses={200: RequisitionWithPartsSerializer})
    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        partial = kwargs.get("partial", False)
        return self._answer(self.given(row=self.get_object(), partial=partial).save())

    @extend_schema(responses={200: RequisitionWithPartsSerializer})
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.update(request, *args, partial=True, **kwargs)

    @extend_schema(request=None, responses={200: RequisitionWithPartsSerializer})
    @action(detail=True, methods=["post"])
    def close(self, request: StaffApiRequest, pk: str) -> Response:
        """Take no more applications; those under way go on."""
        found = self.get_object()
        return self._answer(editing.close_requisition(requisition=found, actor=request.user))

    @extend_schema(request=None, responses={200: RequisitionWithPartsSerializer})
    @action(detail=True, methods=["post"])
    def reopen(self, request: StaffApiRequest, pk: str) -> Response:
        """Take applications again."""
        found = self.get_object()
        return self._answer(editing.reopen_requisition(requisition=found, actor=request.user))

    @extend_schema(request=None, responses={200: RequisitionWithPartsSerializer})
    @action(detail=True, methods=["post"])
    def open(self, request: StaffApiRequest, pk: str) -> Response:
        """Open a draft: from now on it takes applications."""
        found = self.get_object()
        return self._answer(opening_actions.open_draft(requisition=found, actor=request.user))

    @extend_schema(request=None, responses={201: RequisitionWithPartsSerializer})
    @action(detail=True, methods=["post"])
    def clone(self, request: StaffApiRequest, pk: str) -> Response:
        """Draft a copy with everything: values, stages, profile, plan and team."""
        copy = copying.clone_requisition(requisition=self.get_object(), actor=request.user)
        return self._answer(copy, status=201)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def discard(self, request: StaffApiRequest, pk: str) -> Response:
        """Remove a draft with all that was written into it."""
        drafting_actions.discard_draft(requisition=self.get_object(), actor=request.user)
        return Response(status=204)

    @extend_schema(responses={200: CoverageSerializer})
    @action(detail=True, methods=["get"], filterset_class=None, pagination_class=None)
    def coverage(self, request: StaffApiRequest, pk: str) -> Response:
        """How many interviewers test each competency, and what would help."""
        return Response(CoverageSerializer(coverage_of(self.get_object())).data)

    @extend_schema(
        parameters=[OpenApiParameter("competency_key", str, OpenApiParameter.PATH)],
        request=ChangedCompetencySerializer,
        responses={200: RequisitionCompetencySerializer},
    )
    @action(
        detail=True,
        methods=["put"],
        url_path=r"competencies/(?P<competency_key>[^/.]+)",
        url_name="competency",
    )
    def competency(self, request: StaffApiRequest, pk: str, competency_key: str) -> Response:
        """Ask otherwise of one competency."""
        found = self.get_object()
        competency = get_object_or_404(Competency, key=competency_key)
        given = self.given(ChangedCompetencySerializer)
        row = profile_actions.set_competency(
            requisition=found, competency=competency, actor=request.user, **given.validated_data
        )
        return Response(RequisitionCompetencySerializer(row).data)

    @extend_schema(
        request=NewPlannedInterviewSerializer, responses={201: PlannedInterviewSerializer}
    )
    @action(detail=True, methods=["post"], url_path="planned-interviews", url_name="plan")
    def plan_interview(self, request: StaffApiRequest, pk: str) -> Response:
        """Plan a further interview."""
        found = self.get_object()
        values = self.given(NewPlannedInterviewSerializer).validated_data
        position = values.pop("position", None)
        with transaction.atomic():
            planned = planned_interviews.plan_interview(
                requisition=found, actor=request.user, **values
            )
            planned = _placed(planned, position, request)
        return Response(PlannedInterviewSerializer(planned).data, status=201)

    @extend_schema(
        methods=["patch"],
        parameters=[OpenApiParameter("planned_id", int, OpenApiParameter.PATH)],
        request=ChangedPlannedInterviewSerializer,
        responses={200: PlannedInterviewSerializer},
    )
    @extend_schema(
        methods=["delete"],
        parameters=[OpenApiParameter("planned_id", int, OpenApiParameter.PATH)],
        request=None,
        responses={204: None},
    )
    @action(
        detail=True,
        methods=["patch", "delete"],
        url_path=r"planned-interviews/(?P<planned_id>[0-9]+)",
        url_name="planned",
    )
    def planned_interview(self, request: StaffApiRequest, pk: str, planned_id: str) -> Response:
        """Change a planned interview, or take it out of the plan."""
        planned = get_object_or_404(self.get_object().plan, pk=planned_id)
        if request.method == "DELETE":
            planned_interviews.drop_planned(planned=planned, actor=request.user)
            return Response(status=204)
        values = self.given(ChangedPlannedInterviewSerializer).validated_data
        position = values.pop("position", None)
        with transaction.atomic():
            planned = planned_interviews.change_planned(
                planned=planned, actor=request.user, **values
            )
            planned = _placed(planned, position, request)
        return Response(PlannedInterviewSerializer(planned).data)

    @extend_schema(request=None, responses={200: RequisitionWithPartsSerializer})
    @action(detail=True, methods=["post"], url_path="fit-plan", url_name="fit")
    def fit_plan(self, request: StaffApiRequest, pk: str) -> Response:
        """Fit the onsite's loop to the profile as it is, instead of what is planned there."""
        found = self.get_object()
        planned_interviews.fit_plan(requisition=found, actor=request.user)
        return self._answer(found)

    @extend_schema(request=ChangedStageSerializer, responses={201: StageSerializer})
    @action(detail=True, methods=["post"], url_path="stages", url_name="stages")
    def add_stage(self, request: StaffApiRequest, pk: str) -> Response:
        """Add a stage; without a position before the last one."""
        found = self.get_object()
        given = self.given(ChangedStageSerializer)
        stage = staging.add_stage(requisition=found, actor=request.user, **given.validated_data)
        return Response(StageSerializer(stage).data, status=201)

    @extend_schema(methods=["get"], request=None, responses={200: TeamMemberSerializer(many=True)})
    @extend_schema(
        methods=["post"], request=NewTeamMemberSerializer, responses={201: TeamMemberSerializer}
    )
    @action(
        detail=True,
        methods=["get", "post"],
        url_path="team",
        url_name="team",
        filterset_class=None,
        paged=True,
    )
    def team(self, request: StaffApiRequest, pk: str) -> Response:
        """The hiring team: who leads, recruits and interviews."""
        found = self.get_object()
        if request.method == "GET":
            page = self.paginate_queryset(found.hiring_team.select_related("user"))
            return self.get_paginated_response(TeamMemberSerializer(page, many=True).data)
        given = self.given(NewTeamMemberSerializer)
        member = team_actions.join_team(
            requisition=found, actor=request.user, **given.validated_data
        )
        return Response(TeamMemberSerializer(member).data, status=201)

    @extend_schema(
        parameters=[OpenApiParameter("member_id", int, OpenApiParameter.PATH)],
        request=None,
        responses={204: None},
    )
    @action(
        detail=True,
        methods=["delete"],
        url_path=r"team/(?P<member_id>[0-9]+)",
        url_name="team_member",
    )
    def team_member(self, request: StaffApiRequest, pk: str, member_id: str) -> Response:
        """End one role of a person on the team."""
        member = get_object_or_404(self.get_object().hiring_team, pk=member_id)
        team_actions.leave_team(member=member, actor=request.user)
        return Response(status=204)

    def _answer(self, requisition: Requisition, *, status: int = 200) -> Response:
        """The requisition as the detail shows it."""
        shown = self.get_queryset().get(pk=requisition.pk)
        context = self.get_serializer_context()
        body = RequisitionWithPartsSerializer(shown, context=context).data
        return Response(body, status=status)


def _placed(
    planned: PlannedInterview, position: int | None, request: StaffApiRequest
) -> PlannedInterview:
    if position is None:
        return planned
    return planned_interviews.move_planned(planned=planned, to=position, actor=request.user)

"""Loops and interviews: to read, to book, and to change."""

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.requests import StaffApiRequest
from hiring.activity import clock
from hiring.api.conventions import pointing
from hiring.api.resource import Resource
from hiring.interviews.actions import answering, canceling, interviewers, loop_state, moving
from hiring.interviews.api.serializers import (
    AnswerSerializer,
    AskedDaySerializer,
    DayLineSerializer,
    InterviewerSerializer,
    InterviewSerializer,
    InterviewWithKitSerializer,
    LoopSerializer,
    MovedInterviewSerializer,
    NewInterviewSerializer,
    NewLoopSerializer,
    NewSeatSerializer,
)
from hiring.interviews.day_sheets import lines_of
from hiring.interviews.filtersets import InterviewFilter, LoopFilter
from hiring.interviews.models import Interview, Loop, Seat
from hiring.interviews.querysets import SeatQuerySet, with_seats
from rubrics.models import Criterion

# What the actions call otherwise than a body does.
SENT_AS = {"rubric_version": "rubric"}


def _with_people(interviews: QuerySet[Interview]) -> QuerySet[Interview]:
    found = interviews.select_related("loop", "rubric_version__rubric")
    return found.prefetch_related(*with_seats())


def _of_a_loop(field: str) -> str:
    """The field of a booking as it was sent: `slots.0.starts_at` is of the first interview."""
    _slots, place, name = field.split(".")
    return f"interviews[{place}].{SENT_AS.get(name, name)}"


def _of_an_interview(field: str) -> str:
    name = field.split(".")[-1]
    return SENT_AS.get(name, name)


def _of_a_seat(field: str) -> str:
    return {"user": "interviewer"}.get(field, field)


def _seat_action(name: str, *, request: Any = None) -> Callable[[Any], Any]:
    """Declare what is done with one seat of an interview."""

    def declare(method: Any) -> Any:
        described = extend_schema(
            parameters=[OpenApiParameter("seat_id", int, OpenApiParameter.PATH)],
            request=request,
            responses={200: InterviewWithKitSerializer},
        )
        path = rf"seats/(?P<seat_id>[0-9]+)/{name}"
        declared = action(
            detail=True, methods=["post"], url_path=path, url_name=f"seat_{name.replace('-', '_')}"
        )
        return described(declared(method))

    return declare


class LoopViewSet(mixins.CreateModelMixin, Resource):
    """Sets of interviews: one booked loop for each application and stage."""

    request: StaffApiRequest
    queryset = Loop.objects.none()
    filterset_class = LoopFilter

    def get_queryset(self) -> QuerySet[Loop]:
        interviews = _with_people(Interview.objects.order_by("during", "id"))
        visible = Loop.objects.visible_to(self.request.user)
        return visible.prefetch_related(Prefetch("interviews", interviews))

    def get_serializer_class(self) -> Any:
        return NewLoopSerializer if self.action == "create" else LoopSerializer

    @extend_schema(responses={201: LoopSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = self.given()
        with pointing(_of_a_loop):
            return self._answer(given.save(), status=201)

    @extend_schema(request=None, responses={200: LoopSerializer})
    @action(detail=True, methods=["post"])
    def cancel(self, request: StaffApiRequest, pk: str) -> Response:
        """Cancel it with all its interviews, and tell the interviewers."""
        return self._answer(canceling.cancel_loop(loop=self.get_object(), actor=request.user))

    def _answer(self, loop: Loop, *, status: int = 200) -> Response:
        """The loop as the detail shows it."""
        return Response(LoopSerializer(self.get_queryset().get(pk=loop.pk)).data, status=status)


class InterviewViewSet(mixins.CreateModelMixin, Resource):
    """Scheduled conversations. Each interviewer has a seat and a scorecard to submit for it."""

    request: StaffApiRequest
    queryset = Interview.objects.none()
    filterset_class = InterviewFilter

    def get_queryset(self) -> QuerySet[Interview]:
        found = _with_people(Interview.objects.visible_to(self.request.user))
        if self.action == "list":
            return found
        criteria = Criterion.objects.select_related("competency")
        return found.prefetch_related(
            Prefetch("rubric_version__criteria", criteria), "questions__question"
        )

    def hold(self, row: Interview) -> None:
        loop_state.locked_interview(row)

    def _parameters(self) -> set[str]:
        return {*AskedDaySerializer().fields} if self.action == "day" else super()._parameters()

    @extend_schema(parameters=[AskedDaySerializer], responses=DayLineSerializer(many=True))
    @action(detail=False, methods=["get"], pagination_class=None, filterset_class=None)
    def day(self, request: StaffApiRequest) -> Response:
        """The day sheet, of the interviews that you may see."""
        asked = AskedDaySerializer(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        given = dict(asked.validated_data)
        day = given.pop("day", clock.today(request.user.zone))
        return Response(DayLineSerializer(lines_of(request.user, day, **given), many=True).data)

    def get_serializer_class(self) -> Any:
        serializers_of = {"create": NewInterviewSerializer, "list": InterviewSerializer}
        return serializers_of.get(self.action, InterviewWithKitSerializer)

    @extend_schema(responses={201: InterviewWithKitSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = self.given()
        with pointing(_of_an_interview):
            return self._answer(given.save(), status=201)

    @extend_schema(request=MovedInterviewSerializer, responses={200: InterviewWithKitSerializer})
    def partial_update(self, request: StaffApiRequest, *args: Any, **kwargs: Any) -> Response:
        """Move it to another time or place, and tell the interviewers."""
        interview = self.get_object()
        asked = self.given(MovedInterviewSerializer).validated_data
        if "room" in asked:
            room = asked.pop("room")
            asked["room_id"] = room.pk if room else 0
        return self._answer(moving.move_interview(interview=interview, actor=request.user, **asked))

    @extend_schema(request=None, responses={200: InterviewWithKitSerializer})
    @action(detail=True, methods=["post"])
    def cancel(self, request: StaffApiRequest, pk: str) -> Response:
        """Cancel it, and tell the interviewers."""
        return self._answer(
            canceling.cancel_interview(interview=self.get_object(), actor=request.user)
        )

    @extend_schema(request=None, responses={200: InterviewWithKitSerializer})
    @action(detail=True, methods=["post"], url_path="no-show", url_name="no_show")
    def no_show(self, request: StaffApiRequest, pk: str) -> Response:
        """Mark the candidate as a no-show."""
        interview = self.get_object()
        canceling.record_no_show(interview=interview, actor=request.user)
        return self._answer(interview)

    @extend_schema(request=NewSeatSerializer, responses={201: InterviewWithKitSerializer})
    @action(detail=True, methods=["post"], url_path="seats", url_name="seats")
    def add_seat(self, request: StaffApiRequest, pk: str) -> Response:
        """Add an interviewer, or somebody who learns."""
        interview = self.get_object()
        asked = self.given(NewSeatSerializer).validated_data
        asked["user"] = asked.pop("interviewer")
        with pointing(_of_a_seat):
            interviewers.add_seat(interview=interview, actor=request.user, **asked)
        return self._answer(interview, status=201)

    @_seat_action("replace", request=InterviewerSerializer)
    def replace_seat(self, request: StaffApiRequest, pk: str, seat_id: str) -> Response:
        """Put another interviewer in the place of this one."""
        interview, seat = self._seat(seat_id)
        with pointing(_of_a_seat):
            interviewers.replace_interviewer(seat=seat, actor=request.user, **self._interviewer())
        return self._answer(interview)

    @_seat_action("cancel")
    def cancel_seat(self, request: StaffApiRequest, pk: str, seat_id: str) -> Response:
        """Let one of several interviewers go, or somebody who learns."""
        interview, seat = self._seat(seat_id, among=Seat.everyone.all())
        interviewers.cancel_seat(seat=seat, actor=request.user)
        return self._answer(interview)

    @_seat_action("no-show")
    def seat_no_show(self, request: StaffApiRequest, pk: str, seat_id: str) -> Response:
        """Mark an interviewer as a no-show."""
        interview, seat = self._seat(seat_id)
        canceling.record_no_show(seat=seat, actor=request.user)
        return self._answer(interview)

    @_seat_action("answer", request=AnswerSerializer)
    def answer_seat(self, request: StaffApiRequest, pk: str, seat_id: str) -> Response:
        """Accept or decline your own seat, and say who could do it instead."""
        interview = self.get_object()
        mine = Seat.everyone.filter(interview=interview, user=request.user)
        seat = get_object_or_404(mine, pk=seat_id)
        given = AnswerSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        answering.answer_seat(seat=seat, **given.validated_data)
        return self._answer(interview)

    def _seat(self, seat_id: str, among: SeatQuerySet | None = None) -> tuple[Interview, Seat]:
        interview = self.get_object()
        seats = Seat.objects.all() if among is None else among
        return interview, get_object_or_404(seats.filter(interview=interview), pk=seat_id)

    def _interviewer(self) -> dict[str, Any]:
        asked = self.given(InterviewerSerializer).validated_data
        return {"user": asked["interviewer"], "over_limits": asked["over_limits"]}

    def _answer(self, interview: Interview, *, status: int = 200) -> Response:
        """The interview as the detail shows it."""
        shown = self.get_queryset().get(pk=interview.pk)
        return Response(InterviewWithKitSerializer(shown).data, status=status)

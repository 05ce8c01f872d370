"""The REST API of availability, calendars and rooms."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.models import User
from hiring.accounts.requests import StaffApiRequest
from hiring.activity import clock
from hiring.api.conventions import Strict
from hiring.api.resource import Resource
from hiring.scheduling import actions
from hiring.scheduling.free_time import free_times
from hiring.scheduling.hours import WEEKDAYS
from hiring.scheduling.models import (
    Availability,
    CalendarSource,
    Room,
    validate_hours,
    validate_near,
)

LIMITS = ("per_day", "per_week", "gap", "paused_until")


class AvailabilitySerializer(serializers.ModelSerializer):
    """Working hours and limits of one person; the id is the person's."""

    email: Any = serializers.EmailField(source="user.email", read_only=True)
    zone: Any = serializers.CharField(source="user.zone", read_only=True)
    id: Any = serializers.IntegerField(source="user_id", read_only=True)

    class Meta:
        model = Availability
        fields = ["id", "email", "zone", *WEEKDAYS, *LIMITS]

    def to_representation(self, instance: User) -> dict[str, Any]:
        """What nobody has changed is as usual."""
        row = getattr(instance, "availability", None) or Availability(user=instance)
        return super().to_representation(row)


class ChangedAvailabilitySerializer(Strict, serializers.ModelSerializer):
    """What is left out stays as it is. Hours are `09:00–12:00, 13:00–17:00`, or empty."""

    class Meta:
        model = Availability
        fields = [*WEEKDAYS, *LIMITS]
        extra_kwargs = {day: {"validators": [validate_hours]} for day in WEEKDAYS} | {
            "paused_until": {"validators": [validate_near]}
        }


class FreeSerializer(serializers.Serializer):
    is_known = serializers.BooleanField(
        help_text="False while one of the calendars can’t be read; nothing is then free."
    )
    free = serializers.ListField(child=serializers.ListField(child=serializers.DateTimeField()))


class AvailabilityViewSet(Resource):
    """When people can interview. Anyone who books sees everybody's, others their own."""

    request: StaffApiRequest
    queryset = User.objects.none()
    serializer_class = AvailabilitySerializer

    def get_queryset(self) -> QuerySet[User]:
        visible = User.objects.active().visible_to(self.request.user)
        return visible.select_related("availability")

    @extend_schema(request=ChangedAvailabilitySerializer, responses={200: AvailabilitySerializer})
    def partial_update(self, request: StaffApiRequest, *args: Any, **kwargs: Any) -> Response:
        """Change hours or limits."""
        user = self.get_object()
        given = ChangedAvailabilitySerializer(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        actions.change_availability(user=user, actor=request.user, **given.validated_data)
        return Response(AvailabilitySerializer(self.get_object()).data)

    @extend_schema(responses={200: FreeSerializer})
    @action(detail=True)
    def free(self, request: Request, pk: str) -> Response:
        """Working hours of the next two weeks without what is busy, as pairs of instants."""
        user, now = self.get_object(), clock.now()
        time = free_times([user], now, now + actions.SOON)[user.pk]
        spans: list[list[datetime]] = [[span.start, span.end] for span in time.free]
        return Response(FreeSerializer({"is_known": time.is_known, "free": spans}).data)


class CalendarSerializer(serializers.ModelSerializer):
    """One of your own calendars. Neither its address nor its password is told again."""

    class Meta:
        model = CalendarSource
        fields = ["id", "kind", "host", "created_at", "read_at", "tried_at", "error", "is_fresh"]


class NewCalendarSerializer(Strict, serializers.Serializer):
    """A file (.ics) by its address; with `username` and `password` an account on a server."""

    address = serializers.CharField(max_length=2000)
    username = serializers.CharField(max_length=200, required=False)
    password = serializers.CharField(max_length=500, required=False, trim_whitespace=False)


class CalendarViewSet(mixins.CreateModelMixin, mixins.DestroyModelMixin, Resource):
    """Your own calendars, from which only times are read."""

    request: StaffApiRequest
    queryset = CalendarSource.objects.none()
    serializer_class = CalendarSerializer

    def get_queryset(self) -> QuerySet[CalendarSource]:
        return CalendarSource.objects.filter(user=self.request.user)

    @extend_schema(request=NewCalendarSerializer, responses={201: CalendarSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = NewCalendarSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        user = self.request.user
        source = actions.add_calendar(user=user, actor=user, **given.validated_data)
        return Response(CalendarSerializer(source).data, status=201)

    def perform_destroy(self, instance: CalendarSource) -> None:
        actions.remove_calendar(source=instance, actor=self.request.user)


class RoomSerializer(serializers.ModelSerializer):
    class Meta:
        model = Room
        fields = ["id", "name", "people", "note", "archived_at"]


class RoomViewSet(Resource):
    """Rooms that interviews can be booked in."""

    queryset = Room.objects.none()
    serializer_class = RoomSerializer

    def get_queryset(self) -> QuerySet[Room]:
        return Room.objects.all()


routes = [
    ("availability", AvailabilityViewSet),
    ("calendars", CalendarViewSet),
    ("rooms", RoomViewSet),
]

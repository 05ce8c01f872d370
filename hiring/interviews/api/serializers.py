"""What of loops and interviews is told and taken."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from hiring.accounts.models import User, validate_zone
from hiring.api.conventions import Strict
from hiring.interviews.actions import booking
from hiring.interviews.actions.booking import PlannedSlot
from hiring.interviews.day_sheets import DayLine
from hiring.interviews.models import Answer, Interview, Loop, Seat
from hiring.pipeline.models import Application
from hiring.scheduling.models import Room
from rubrics.models import Criterion, Question, Rubric


class SeatSerializer(serializers.ModelSerializer):
    interviewer: Any = serializers.EmailField(source="user.email")
    name: Any = serializers.CharField(source="user.name")
    substitute: Any = serializers.EmailField(
        source="substitute.email", default=None, allow_null=True
    )

    class Meta:
        model = Seat
        fields = [
            *("id", "interviewer", "name", "status", "is_late", "submitted_at"),
            *("answer", "reason", "substitute"),
        ]


class LearnerSerializer(SeatSerializer):
    """Someone who is there to learn: no scorecard, and none of it counts."""

    class Meta(SeatSerializer.Meta):
        fields = ["id", "interviewer", "name", "part", "status", "answer", "reason", "substitute"]


class RatedCriterionSerializer(serializers.ModelSerializer):
    competency: Any = serializers.SlugRelatedField(slug_field="key", read_only=True)

    class Meta:
        model = Criterion
        fields = ["id", "position", "name", "competency"]


class InterviewSerializer(serializers.ModelSerializer):
    application: Any = serializers.IntegerField(source="loop.application_id")
    rubric: Any = serializers.SlugField(source="rubric_version.rubric.key")
    starts_at: Any = serializers.DateTimeField()
    ends_at: Any = serializers.DateTimeField()
    seats = SeatSerializer(many=True)
    learners = LearnerSerializer(many=True)

    class Meta:
        model = Interview
        fields = [
            "id", "loop", "application", "position", "name", "kind", "rubric", "rubric_version",
            "starts_at", "ends_at", "zone", "place", "room", "status", "seats",
            "learners",
        ]  # fmt: skip


class InterviewWithKitSerializer(InterviewSerializer):
    """With what a scorecard of it rates, and what is to be asked."""

    criteria = RatedCriterionSerializer(source="rubric_version.criteria", many=True)
    questions = serializers.SerializerMethodField(help_text="Keys of the questions chosen.")

    class Meta(InterviewSerializer.Meta):
        fields = [*InterviewSerializer.Meta.fields, "criteria", "questions"]

    def get_questions(self, interview: Interview) -> list[str]:
        return [version.question.key for version in interview.questions.all()]


class AskedDaySerializer(Strict, serializers.Serializer):
    """A day by your clock, today by default; of one person or one room, where asked for."""

    day = serializers.DateField(required=False)
    person = serializers.IntegerField(required=False, help_text="Id of a user.")
    room = serializers.IntegerField(required=False, help_text="Id of a room.")


class DayLineSerializer(serializers.Serializer):
    """One interview of a day sheet."""

    interview: Any = serializers.IntegerField(source="interview.pk")
    application: Any = serializers.IntegerField(source="interview.loop.application_id")
    name: Any = serializers.CharField(source="interview.name")
    candidate: Any = serializers.CharField(source="interview.loop.application.candidate.name")
    starts_at: Any = serializers.DateTimeField(source="interview.starts_at")
    ends_at: Any = serializers.DateTimeField(source="interview.ends_at")
    place: Any = serializers.CharField(source="interview.place")
    interviewers = serializers.SerializerMethodField()
    learners: Any = serializers.SerializerMethodField()
    contact: Any = serializers.EmailField(source="contact.email", default=None, allow_null=True)
    is_mine = serializers.BooleanField(help_text="Whether you are in it.")

    def get_interviewers(self, line: DayLine) -> list[str]:
        return [user.email for user in line.people]

    def get_learners(self, line: DayLine) -> list[str]:
        return [user.email for user in line.learners]


class LoopSerializer(serializers.ModelSerializer):
    interviews = InterviewSerializer(many=True)

    class Meta:
        model = Loop
        fields = ["id", "application", "stage", "status", "created_at", "interviews"]


class InstantField(serializers.DateTimeField):
    """A time with its offset; one without would mean another hour to every reader."""

    def enforce_timezone(self, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise serializers.ValidationError(
                _("Include the UTC offset, for example 2026-05-01T10:00:00-04:00.")
            )
        return super().enforce_timezone(value)


class AnswerSerializer(Strict, serializers.Serializer):
    """What you answer to the invitation; `substitute` is a colleague's email address."""

    answer = serializers.ChoiceField(choices=Answer.choices)
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True)
    substitute: Any = serializers.SlugRelatedField(
        slug_field="email", queryset=User.objects.active(), required=False
    )


class OverLimits(serializers.Serializer):
    over_limits = serializers.BooleanField(
        default=False, help_text="Book past interviewers' limits, which is recorded."
    )


class SlotSerializer(Strict, serializers.Serializer):
    """One interview to book. `starts_at` carries its offset; `zone` is where it was chosen."""

    name = serializers.CharField(max_length=80)
    rubric = serializers.SlugRelatedField(
        slug_field="key",
        queryset=Rubric.objects.current(),
        error_messages={
            "does_not_exist": gettext_lazy(
                "No current rubric has the key {value}. It may be archived."
            )
        },
    )
    starts_at = InstantField()
    minutes = serializers.IntegerField()
    zone = serializers.CharField(max_length=64, validators=[validate_zone])
    interviewers = serializers.ListField(
        child=serializers.SlugRelatedField(slug_field="email", queryset=User.objects.active()),
        allow_empty=False,
        max_length=20,
    )
    shadows = serializers.ListField(
        child=serializers.SlugRelatedField(slug_field="email", queryset=User.objects.active()),
        required=False,
        max_length=20,
        help_text="Who is there to learn. They write no scorecard.",
    )
    place = serializers.CharField(max_length=400, required=False, allow_blank=True)
    room: Any = serializers.PrimaryKeyRelatedField(queryset=Room.objects.open(), required=False)
    questions = serializers.ListField(
        child=serializers.SlugRelatedField(slug_field="key", queryset=Question.objects.current()),
        required=False,
        max_length=20,
    )


class NewLoopSerializer(Strict, OverLimits):
    application: Any = serializers.PrimaryKeyRelatedField(queryset=Application.objects.none())
    # The stubs don't know what `many=True` takes besides.
    interviews = SlotSerializer(many=True, allow_empty=False, max_length=12)  # type: ignore[call-arg]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user := _user_of(self.context):
            visible = Application.objects.visible_to(user)
            self.fields["application"].queryset = visible  # type: ignore[attr-defined]

    def create(self, validated_data: dict[str, Any]) -> Loop:
        slots = [
            _slot(given, position) for position, given in enumerate(validated_data["interviews"], 1)
        ]
        return booking.book_loop(
            application=validated_data["application"],
            slots=slots,
            actor=self.context["request"].user,
            over_limits=validated_data["over_limits"],
        )


class NewInterviewSerializer(SlotSerializer, OverLimits):
    loop: Any = serializers.PrimaryKeyRelatedField(queryset=Loop.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user := _user_of(self.context):
            visible = Loop.objects.visible_to(user)
            self.fields["loop"].queryset = visible  # type: ignore[attr-defined]

    def create(self, validated_data: dict[str, Any]) -> Interview:
        loop = validated_data.pop("loop")
        slot = _slot(validated_data, loop.interviews.count() + 1)
        return booking.add_interview(
            loop=loop,
            slot=slot,
            actor=self.context["request"].user,
            over_limits=validated_data["over_limits"],
        )


class MovedInterviewSerializer(Strict, OverLimits):
    """Another time or place; what is left out stays as it is."""

    starts_at = InstantField(required=False)
    minutes = serializers.IntegerField(required=False)
    zone = serializers.CharField(max_length=64, validators=[validate_zone], required=False)
    place = serializers.CharField(max_length=400, required=False, allow_blank=True)
    room: Any = serializers.PrimaryKeyRelatedField(
        queryset=Room.objects.open(), required=False, allow_null=True
    )


class InterviewerSerializer(Strict, OverLimits):
    interviewer: Any = serializers.SlugRelatedField(
        slug_field="email", queryset=User.objects.active(), help_text="Email address."
    )


class NewSeatSerializer(InterviewerSerializer):
    learns = serializers.BooleanField(
        default=False, help_text="Only there to learn: shadows it and writes no scorecard."
    )


def _user_of(context: Mapping[str, Any]) -> User | None:
    """Who asks; nobody when the schema is drawn."""
    request = context.get("request")
    return request.user if request and request.user.is_authenticated else None


def _slot(given: dict[str, Any], position: int) -> PlannedSlot:
    return PlannedSlot(
        name=given["name"],
        kind=given["rubric"].kind,
        rubric_version=given["rubric"].current_version,
        starts_at=given["starts_at"],
        minutes=given["minutes"],
        zone=given["zone"],
        interviewers=tuple(given["interviewers"]),
        shadows=tuple(given.get("shadows", [])),
        place=given.get("place", ""),
        questions=tuple(question.current_version for question in given.get("questions", [])),
        position=position,
        room=given.get("room"),
    )

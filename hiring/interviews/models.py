"""Loops of interviews, and who sits in them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate
from hiring.accounts.models import validate_zone
from hiring.activity import clock
from hiring.activity.immutable import Immutable
from hiring.interviews.extension_points import KIT
from hiring.interviews.planning_models import (  # noqa: F401 - Django finds tables here
    HeldTime,
    Hold,
    Holder,
    Proposal,
)
from hiring.interviews.querysets import (
    InterviewQuerySet,
    LoopQuerySet,
    RatingSeats,
    SeatQuerySet,
)
from hiring.pipeline.models import Application
from hiring.requisitions.models import Stage
from hiring.scheduling.models import Room
from hiring.ui.one_line import OneLineField
from rubrics.models import InterviewKind, QuestionVersion, RubricVersion

# A scorecard is due this long after its interview's end.
SCORECARD_DUE_AFTER = timedelta(hours=24)


class LoopStatus(models.TextChoices):
    BOOKED = "booked", _("booked")
    CANCELED = "canceled", _("canceled")


class Loop(models.Model):
    """The set of interviews of one application in one stage."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="loops")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=LoopStatus, default=LoopStatus.BOOKED)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # How often the candidate has chosen other times for it, by their link.
    reschedules = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = LoopQuerySet.as_manager()

    class Meta:
        ordering = ["application_id", "created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "stage"],
                condition=Q(status="booked"),
                name="one_booked_loop_per_stage",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.stage}"

    def get_absolute_url(self) -> str:
        return reverse("interviews:loop", kwargs={"loop_id": self.pk})

    @property
    def is_booked(self) -> bool:
        return self.status == LoopStatus.BOOKED


class InterviewStatus(models.TextChoices):
    BOOKED = "booked", _("booked")
    CANCELED = "canceled", _("canceled")
    NO_SHOW = "no_show", _("candidate no-show")


class Interview(models.Model):
    """One conversation of a loop, at a time, with a rubric and the questions chosen for it."""

    loop = models.ForeignKey(Loop, models.PROTECT, related_name="interviews")
    # The loop's candidate once more, for the constraint that nobody is in two places.
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)
    name = OneLineField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=16, choices=InterviewKind)
    rubric_version = models.ForeignKey(RubricVersion, models.PROTECT, related_name="+")
    questions = models.ManyToManyField(QuestionVersion, related_name="+", blank=True)
    during = DateTimeRangeField(_("time"))
    # The zone in which a person chose the wall-clock time.
    zone = models.CharField(_("time zone"), max_length=64, validators=[validate_zone])
    # Where it is, as people read it; a room is also kept apart, so that it is taken once.
    place = OneLineField(_("room or video link"), max_length=400, blank=True)
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(
        max_length=10, choices=InterviewStatus, default=InterviewStatus.BOOKED
    )
    # Of its event in the candidate's calendar: rises with each change.
    sequence = models.PositiveSmallIntegerField(default=0, db_default=0)

    # Who is there to learn, where querysets.with_seats fetched it.
    learners: "list[Seat]"

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["loop_id", "position", "id"]
        indexes = [
            models.Index(
                F("during__startswith"),
                F("id"),
                condition=Q(status="booked"),
                name="interview_begins",
            ),
        ]
        constraints = [
            # What a foreign key over (interview, during) points at: a seat has its time.
            models.UniqueConstraint(fields=["id", "during"], name="interview_at_a_time"),
            ExclusionConstraint(
                name="candidate_in_one_interview_at_a_time",
                expressions=[
                    (F("candidate"), RangeOperators.EQUAL),
                    (F("during"), RangeOperators.OVERLAPS),
                ],
                condition=Q(status="booked"),
            ),
            ExclusionConstraint(
                name="room_for_one_interview_at_a_time",
                expressions=[
                    (F("room"), RangeOperators.EQUAL),
                    (F("during"), RangeOperators.OVERLAPS),
                ],
                condition=Q(status="booked", room__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(during__startswith__isnull=False, during__endswith__isnull=False)
                & Q(during__isempty=False),
                name="an_interview_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return KIT.url(self)

    @property
    def starts_at(self) -> datetime:
        return self.during.lower

    @property
    def ends_at(self) -> datetime:
        return self.during.upper

    @property
    def minutes(self) -> int:
        return round((self.during.upper - self.during.lower).total_seconds() / 60)

    @property
    def video(self) -> str:
        """The video link, where the place is one and nothing else."""
        is_link = self.place.startswith(("https://", "http://")) and " " not in self.place
        return self.place if is_link else ""

    @property
    def is_booked(self) -> bool:
        return self.status == InterviewStatus.BOOKED

    @property
    def has_begun(self) -> bool:
        return self.during.lower <= clock.now()

    @property
    def is_over(self) -> bool:
        return self.during.upper <= clock.now()

    @property
    def has_scorecard(self) -> bool:
        """Whether a scorecard is in, so that it stands; reads the seats at hand."""
        return any(seat.submitted_at for seat in self.seats.all())


class SeatStatus(models.TextChoices):
    ACTIVE = "active", _("active")
    CANCELED = "canceled", _("canceled")
    NO_SHOW = "no_show", _("no-show")


class Part(models.TextChoices):
    """What somebody does in an interview. Only an interviewer writes a scorecard."""

    INTERVIEWER = "interviewer", _("interviewer")
    SHADOW = "shadow", _("shadowing")
    REVERSE_SHADOW = "reverse_shadow", _("reverse shadowing")


class Answer(models.TextChoices):
    """What an interviewer said to an invitation."""

    ACCEPTED = "accepted", _("accepted")
    TENTATIVE = "tentative", _("tentative")
    DECLINED = "declined", _("declined")


class Seat(models.Model):
    """One person's place in one interview; while active, an interviewer owes a scorecard for it.

    `objects`, and with it `interview.seats`, has interviewers only: who learns is busy and
    invited, and has no say. What concerns them, too, asks `everyone`. A join (`seats__user`)
    passes by managers and finds both.
    """

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats")
    part = models.CharField(
        max_length=16, choices=Part, default=Part.INTERVIEWER, db_default=Part.INTERVIEWER
    )
    status = models.CharField(max_length=10, choices=SeatStatus, default=SeatStatus.ACTIVE)
    # The interview's time once more: nobody sits in two at once. A foreign key over both
    # columns keeps the two alike (migration).
    during = DateTimeRangeField()
    # Given when the interview was over: its scorecard is marked as late wherever it is read.
    is_late = models.BooleanField(default=False)
    # Of its event in the interviewer's calendar: rises with each change.
    sequence = models.PositiveSmallIntegerField(default=0)
    # What the person answered to the invitation of this time; nothing until then.
    answer = models.CharField(max_length=10, choices=Answer, blank=True, default="", db_default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = OneLineField(_("reason"), max_length=200, blank=True, default="", db_default="")
    # Whom the person proposes instead.
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Written by the app above when the scorecard is in.
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = RatingSeats()
    everyone = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["interview_id", "id"]
        constraints = [
            ExclusionConstraint(
                name="interviewer_in_one_interview_at_a_time",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("during"), RangeOperators.OVERLAPS),
                ],
                condition=Q(status="active"),
            ),
            models.UniqueConstraint(
                fields=["interview", "user"],
                condition=Q(status="active"),
                name="one_active_seat_per_person",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(status="active"),
                name="a_seat_with_a_scorecard_stands",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(part="interviewer"),
                name="only_interviewers_submit_scorecards",
            ),
        ]
        indexes = [
            models.Index(
                F("user"),
                F("during"),
                F("id"),
                condition=Q(status="active", submitted_at__isnull=True),
                name="seat_open",
            ),
            models.Index(
                F("user"),
                F("submitted_at").desc(),
                F("id").desc(),
                condition=Q(submitted_at__isnull=False),
                name="seat_done",
            ),
        ]
        triggers = [
            # Who rated, when, and for which time is part of the evidence.
            Immutable(
                name="seat_with_a_scorecard_never_changes",
                rows="OLD.submitted_at IS NOT NULL",
                message="a seat whose scorecard is in never changes",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.interview}"

    @property
    def is_active(self) -> bool:
        return self.status == SeatStatus.ACTIVE

    @property
    def learns(self) -> bool:
        """Whether its person is there to learn, and writes no scorecard."""
        return self.part != Part.INTERVIEWER

    @property
    def owes(self) -> bool:
        """Whether a scorecard is still to come for it."""
        return self.is_active and self.submitted_at is None and not self.learns

    @property
    def due_at(self) -> datetime:
        """When its scorecard is due: memory fades, and others wait."""
        return self.during.upper + SCORECARD_DUE_AFTER

    @property
    def is_overdue(self) -> bool:
        return self.owes and self.due_at < clock.now()


class DebriefMeeting(models.Model):
    """When a loop's interviewers and hiring managers meet to decide."""

    loop = models.OneToOneField(Loop, models.CASCADE, related_name="meeting")
    during = DateTimeRangeField(_("time"))
    zone = models.CharField(_("time zone"), max_length=64, validators=[validate_zone])
    place = OneLineField(_("room or video link"), max_length=400, blank=True)
    # Of its event in the calendars: rises with each change.
    sequence = models.PositiveSmallIntegerField(default=0)
    # With which its present time was first sent: an answer to an earlier one is none to it.
    time_sequence = models.PositiveSmallIntegerField(default=0, db_default=0)
    canceled_at = models.DateTimeField(null=True)
    # Whose calendars have it.
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        ordering = ["loop_id"]

    def __str__(self) -> str:
        return f"debrief meeting {self.pk}"


class MeetingAnswer(models.Model):
    """What one of the panel answered to the meeting at its present time."""

    meeting = models.ForeignKey(DebriefMeeting, models.CASCADE, related_name="answers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)
    answered_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["meeting_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="one_answer_to_a_meeting")
        ]

    def __str__(self) -> str:
        return f"answer to debrief meeting {self.meeting_id}"

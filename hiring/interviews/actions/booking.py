"""Booking: a whole loop at once, or one more interview in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity.actions import Conflict, Refused, record
from hiring.interviews.actions.checks import check_slots
from hiring.interviews.actions.conflicts import Wanted, lost_race, refuse_clashes
from hiring.interviews.actions.limits import keep_limits, lock_people
from hiring.interviews.actions.loop_state import admit, locked_loop, settle, subject_of
from hiring.interviews.models import Hold, Interview, Loop, Part, Seat
from hiring.interviews.verbs import Verb
from hiring.pipeline.actions import hypotheses, locking, seats
from hiring.pipeline.models import Application
from hiring.requisitions.actions import profile
from hiring.scheduling.models import Room, TrainingStep
from hiring.scheduling.training import in_training
from hiring.scheduling.video import video_link
from rubrics.models import QuestionVersion, RubricVersion, StageKind

INTERVIEWING = (StageKind.SCREEN, StageKind.ONSITE)


@dataclass(frozen=True)
class PlannedSlot:
    """One interview to book: what, when, who. `starts_at` is aware; `zone` is where it was
    chosen by the wall clock."""

    name: str
    kind: str
    rubric_version: RubricVersion
    starts_at: datetime
    minutes: int
    zone: str
    interviewers: tuple[User, ...]
    place: str = ""
    questions: tuple[QuestionVersion, ...] = ()
    position: int = 1
    room: Room | None = None
    # Who is there to learn: they write no scorecard.
    shadows: tuple[User, ...] = ()

    @property
    def during(self) -> DateTimeTZRange:
        return DateTimeTZRange(self.starts_at, self.starts_at + timedelta(minutes=self.minutes))

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.name, self.during, (*self.interviewers, *self.shadows), self.room)


def book_loop(
    *,
    application: Application,
    slots: Sequence[PlannedSlot],
    actor: User,
    over_limits: bool = False,
) -> Loop:
    """Return the loop of the application's stage, booked.

    The same loop asked for once more is returned as it is. Raises Clash, which names who is
    busy, also when someone else was faster by a moment; its LimitReached when somebody would
    hold more than they take, unless `over_limits`; Refused for what cannot be booked.
    """
    check_slots(slots)
    try:
        with transaction.atomic():
            return _book_loop(application, slots, actor, over_limits)
    except IntegrityError as error:
        raise lost_race(
            error, [slot.wanted for slot in slots], candidate=application.candidate, viewer=actor
        ) from error


def add_interview(
    *, loop: Loop, slot: PlannedSlot, actor: User, over_limits: bool = False
) -> Interview:
    """Return a new interview of a booked loop; raises as `book_loop` does."""
    check_slots([slot])
    try:
        with transaction.atomic():
            return _add_interview(loop, slot, actor, over_limits)
    except IntegrityError as error:
        candidate = loop.application.candidate
        raise lost_race(error, [slot.wanted], candidate=candidate, viewer=actor) from error


def _book_loop(
    application: Application, slots: Sequence[PlannedSlot], actor: User, over_limits: bool
) -> Loop:
    application = locking.locked(application)
    locking.refuse_concealed(application, actor)
    present = application.loops.booked().filter(stage=application.stage_id).first()
    if present:
        return _same_or_refuse(present, slots)
    _refuse_unless_interviewing(application)
    wanted = [slot.wanted for slot in slots]
    lock_people(wanted)
    refuse_clashes(wanted, candidate=application.candidate, viewer=actor)
    keep_limits(wanted, application=application, actor=actor, over_limits=over_limits)
    loop = Loop.objects.create(application=application, stage=application.stage, created_by=actor)
    profile.fix_profile(requisition=application.requisition)
    hypotheses.fix_hypotheses(application=application)
    _seat_everybody(loop, slots)
    Hold.objects.filter(application=application).delete()
    record(Verb.LOOP_BOOKED, on=loop, actor=actor, interviews=len(slots), **subject_of(loop))
    settle(loop)
    return loop


def _add_interview(loop: Loop, slot: PlannedSlot, actor: User, over_limits: bool) -> Interview:
    loop = locked_loop(loop.pk)
    if not loop.is_booked:
        raise Refused(_("This loop was canceled. Book a new one."))
    locking.refuse_concealed(loop.application, actor)
    _refuse_unless_active(loop.application)
    if twin := _twin(loop, slot):
        return twin
    seats.refuse_seats(
        (*slot.interviewers, *slot.shadows),
        application=loop.application,
        loop_id=loop.pk,
        is_over=False,
        actor=actor,
        field="slots.0.interviewers",
    )
    application = loop.application
    lock_people([slot.wanted])
    refuse_clashes([slot.wanted], candidate=application.candidate, viewer=actor)
    keep_limits([slot.wanted], application=application, actor=actor, over_limits=over_limits)
    [interview] = _seat_everybody(loop, [slot])
    record(
        Verb.INTERVIEW_BOOKED,
        on=interview,
        actor=actor,
        interview=interview.name,
        **subject_of(loop),
    )
    settle(loop)
    return interview


def _seat_everybody(loop: Loop, slots: Sequence[PlannedSlot]) -> list[Interview]:
    """Write interviews, questions and seats.

    Seats go in by the order of people's ids: two bookings that want the same people wait for
    each other at the first of them, and never crosswise.
    """
    interviews = Interview.objects.bulk_create(_interview(loop, slot) for slot in slots)
    for interview, slot in zip(interviews, slots, strict=True):
        interview.questions.set(slot.questions)
    leading = _leading(slots)
    seats = [
        Seat(interview=interview, user=user, part=part, during=interview.during)
        for interview, slot in zip(interviews, slots, strict=True)
        for user, part in _parts(slot, leading)
    ]
    Seat.everyone.bulk_create(sorted(seats, key=lambda s: (s.user_id, s.during.lower)))
    for seat in seats:
        admit(seat)
    return interviews


def _leading(slots: Sequence[PlannedSlot]) -> Mapping[str, list[User]]:
    """Return who learns by leading, for each kind of interview; no query where nobody learns."""
    kinds = {slot.kind for slot in slots if slot.shadows}
    return in_training(kinds, TrainingStep.REVERSE_SHADOW) if kinds else {}


def _parts(slot: PlannedSlot, leading: Mapping[str, list[User]]) -> Iterator[tuple[User, Part]]:
    for user in slot.interviewers:
        yield user, Part.INTERVIEWER
    for user in slot.shadows:
        yield user, Part.REVERSE_SHADOW if user in leading.get(slot.kind, ()) else Part.SHADOW


def _interview(loop: Loop, slot: PlannedSlot) -> Interview:
    return Interview(
        loop=loop,
        candidate_id=loop.application.candidate_id,
        position=slot.position,
        name=slot.name,
        kind=slot.kind,
        rubric_version=slot.rubric_version,
        during=slot.during,
        zone=slot.zone,
        place=place_of(slot.place, slot.room),
        room=slot.room,
    )


def place_of(typed: str, room: Room | None) -> str:
    """Return where an interview is, as people read it: as typed, else the room, else a link."""
    return typed.strip() or (room.name if room else video_link())


def _refuse_unless_interviewing(application: Application) -> None:
    _refuse_unless_active(application)
    if application.stage.kind not in INTERVIEWING:
        raise Refused(
            _("This stage has no interviews. Move the application to an interview stage first.")
        )


def _refuse_unless_active(application: Application) -> None:
    if not application.is_active:
        raise Refused(_("This application has ended. Reopen it to book interviews."))


def _same_or_refuse(present: Loop, slots: Sequence[PlannedSlot]) -> Loop:
    """The second click gets the loop of the first; a different wish is told what there is."""
    interviews = present.interviews.booked().prefetch_related("seats")
    if {_shape(i.name, i.during, _seated(i)) for i in interviews} == {
        _shape(slot.name, slot.during, slot.interviewers) for slot in slots
    }:
        return present
    text = _("A loop is already booked in %(stage)s. Open it to move or add interviews.")
    raise Conflict(text % {"stage": present.stage.name})


def _twin(loop: Loop, slot: PlannedSlot) -> Interview | None:
    shape = _shape(slot.name, slot.during, slot.interviewers)
    interviews = loop.interviews.booked().prefetch_related("seats")
    return next((i for i in interviews if _shape(i.name, i.during, _seated(i)) == shape), None)


def _seated(interview: Interview) -> list[int]:
    return [seat.user_id for seat in interview.seats.all() if seat.is_active]


def _shape(name: str, during: DateTimeTZRange, people: Iterable[User | int]) -> tuple:
    return name, during.lower, during.upper, frozenset(getattr(p, "pk", p) for p in people)

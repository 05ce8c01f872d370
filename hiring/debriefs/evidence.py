"""What the submitted scorecards of an application say: the only access to evidence.

Read are submitted versions of active seats, in interviews that stand, of loops that stand. Drafts,
canceled seats and no-shows are never read. Counted are ratings from before their writer could read
what others found; what was given or changed later is told beside them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import cast

from django.db.models import Count, Prefetch, Q, QuerySet

from hiring.interviews.models import Interview, InterviewStatus, LoopStatus, Seat, SeatStatus
from hiring.pipeline.models import Application
from hiring.scorecards.instances import AskedQuestion, asked
from hiring.scorecards.models import QuestionInstance, Rating, ScorecardVersion, VersionState
from rubrics.models import Criterion, QuestionVersion


@dataclass(frozen=True)
class Observation:
    """One rating with where it comes from; `level` None means not observed."""

    seat: Seat
    criterion: Criterion
    level: int | None
    text: str
    # Changed after the card had been submitted.
    amended: bool = False
    # The level given once cards of others could be read, where it is another; not counted.
    after_reading: int | None = None


@dataclass
class Card:
    """A seat's submitted scorecard: its versions, oldest first."""

    seat: Seat
    versions: list[ScorecardVersion]
    # From when its writer could read what others found; None: not yet.
    reads_from: datetime | None = None

    @property
    def current(self) -> ScorecardVersion:
        return self.versions[-1]

    @property
    def first_submitted_at(self) -> datetime:
        return cast(datetime, self.versions[0].submitted_at)

    @property
    def has_evidence(self) -> bool:
        """Return whether it says anything: one with nothing observed is no evidence."""
        return any(rating.level is not None for rating in self.current.ratings.all())

    @property
    def independent(self) -> ScorecardVersion:
        """Return the last version from before its writer could read others."""
        early = [version for version in self.versions if not self.is_after_reading(version)]
        return early[-1]

    def is_after_reading(self, version: ScorecardVersion) -> bool:
        """Return whether its writer could read what others found by then."""
        at = cast(datetime, version.submitted_at)
        return self.reads_from is not None and at > self.reads_from

    @property
    def observations(self) -> list[Observation]:
        """Return what is counted of its ratings, in the order of the rubric.

        A level that was given or changed once others could be read stands beside it.
        """
        first, counted = _by_criterion(self.versions[0]), _by_criterion(self.independent)
        return [
            self._observation(rating, counted.get(rating.criterion_id), first)
            for rating in self.current.ratings.all()
        ]

    def _observation(
        self, rating: Rating, counted: Rating | None, first: dict[int, Rating]
    ) -> Observation:
        is_same = counted is None or counted.level == rating.level
        said = rating if is_same or counted is None else counted
        return Observation(
            seat=self.seat,
            criterion=rating.criterion,
            level=said.level,
            text=said.evidence,
            amended=first.get(rating.criterion_id, rating).level != rating.level,
            after_reading=None if is_same else rating.level,
        )


def _by_criterion(version: ScorecardVersion) -> dict[int, Rating]:
    return {rating.criterion_id: rating for rating in version.ratings.all()}


@dataclass
class Record:
    """Everything that the interviews of one application left behind."""

    interviews: list[Interview]
    cards: list[Card]
    owed: list[Seat] = field(default_factory=list)
    # What was asked, by interview.
    questions: dict[int, list[AskedQuestion]] = field(default_factory=dict)

    @property
    def observations(self) -> list[Observation]:
        return [seen for card in self.cards for seen in card.observations]

    @property
    def took_place(self) -> list[Interview]:
        return [
            interview for interview in self.interviews if interview.status == InterviewStatus.BOOKED
        ]

    @property
    def criteria(self) -> list[Criterion]:
        """Return the criteria that the interviews were to rate, each once."""
        every = [c for one in self.took_place for c in one.rubric_version.criteria.all()]
        return list({criterion.pk: criterion for criterion in every}.values())


def of(application: Application) -> Record:
    """Return the record of one application, in a fixed number of queries."""
    interviews = list(_interviews(application))
    seats = [seat for interview in interviews for seat in interview.seats.all()]
    counted = [seat for seat in seats if _counts(seat)]
    owed = [seat for seat in counted if seat.submitted_at is None]
    cards = _cards(counted)
    _note_reading(cards)
    return Record(interviews, cards, owed, _questions(interviews))


def owed_by(application: Application) -> list[Seat]:
    """Return the seats whose scorecard is missing, with their people; one query."""
    return list(
        Seat.objects.owing()
        .filter(
            interview__status=InterviewStatus.BOOKED,
            interview__loop__status=LoopStatus.BOOKED,
            interview__loop__application=application,
        )
        .select_related("user", "interview")
        .order_by("during", "id")
    )


def _interviews(application: Application) -> QuerySet[Interview]:
    seats = Seat.objects.select_related("user").order_by("id")
    criteria = Criterion.objects.select_related("competency")
    chosen = QuestionVersion.objects.select_related("question").order_by("question__title", "pk")
    return (
        Interview.objects.filter(loop__application=application, loop__status=LoopStatus.BOOKED)
        .select_related("loop__stage", "rubric_version__rubric")
        .prefetch_related(
            Prefetch("seats", seats),
            Prefetch("rubric_version__criteria", criteria),
            Prefetch("questions", chosen),
        )
        .order_by("during", "position", "id")
    )


def _questions(interviews: Iterable[Interview]) -> dict[int, list[AskedQuestion]]:
    """Return the questions chosen for each interview, with the instance that it used."""
    uses: dict[int, list[QuestionInstance]] = {interview.pk: [] for interview in interviews}
    for use in QuestionInstance.objects.filter(interview__in=uses).order_by("pk"):
        uses[use.interview_id].append(use)
    return {
        interview.pk: asked(list(interview.questions.all()), uses[interview.pk])
        for interview in interviews
    }


def _counts(seat: Seat) -> bool:
    return seat.status == SeatStatus.ACTIVE and seat.interview.status == InterviewStatus.BOOKED


def _cards(seats: Iterable[Seat]) -> list[Card]:
    """Return the cards of these seats in the order of the seats."""
    by_seat = {seat.pk: seat for seat in seats if seat.submitted_at}
    ratings = Rating.objects.select_related("criterion__competency").order_by("criterion__position")
    versions = (
        ScorecardVersion.objects.filter(scorecard__seat__in=by_seat, state=VersionState.SUBMITTED)
        .select_related("scorecard")
        .prefetch_related(Prefetch("ratings", ratings))
        .order_by("scorecard__seat", "number")
    )
    found = {
        seat_id: Card(by_seat[seat_id], list(of_one))
        for seat_id, of_one in groupby(versions, key=lambda version: version.scorecard.seat_id)
    }
    return [found[pk] for pk in by_seat if pk in found]


def _note_reading(cards: list[Card]) -> None:
    """Note on each card from when its writer could read others: the rule of blindness.

    That is once their own cards are all in, and one of somebody else. Whoever could read before
    is given no seat (hiring/pipeline/actions/seats.py), so a late card is as independent.
    """
    for card in cards:
        own = [one for one in cards if one.seat.user_id == card.seat.user_id]
        others = [one.first_submitted_at for one in cards if one.seat.user_id != card.seat.user_id]
        if others:
            card.reads_from = max(min(others), *(one.first_submitted_at for one in own))


@dataclass(frozen=True)
class Since:
    """What happened to the evidence of an application after a debrief was made."""

    submitted: int
    owed: int

    def __bool__(self) -> bool:
        return bool(self.submitted or self.owed)


def since(application: Application, moment: datetime) -> Since:
    """Return how many scorecards came in or were amended since, and how many are to come."""
    seats = Seat.objects.active().filter(
        interview__loop__application=application,
        interview__loop__status=LoopStatus.BOOKED,
        interview__status=InterviewStatus.BOOKED,
    )
    later = Q(scorecard__versions__state=VersionState.SUBMITTED) & Q(
        scorecard__versions__submitted_at__gt=moment
    )
    return Since(
        **seats.aggregate(
            submitted=Count("pk", filter=later, distinct=True),
            owed=Count("pk", filter=Q(submitted_at=None), distinct=True),
        )
    )

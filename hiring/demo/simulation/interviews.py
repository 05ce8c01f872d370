"""The rows of simulated loops: interviews, who sits in them, their scorecards."""

import random
from datetime import UTC, date, datetime, time, timedelta

from candidates.models import AccessGroupMember
from hiring.demo.simulation.company import ZONE, SimulatedJob
from hiring.demo.simulation.history import Course, Step
from hiring.demo.simulation.loading import Copied
from hiring.interviews.models import SCORECARD_DUE_AFTER, Interview, Loop, Seat
from hiring.interviews.verbs import Verb
from hiring.pipeline.actions.participants import group_of_seat
from hiring.pipeline.actions.waiting_on import due_from
from hiring.pipeline.blindness import SeatState
from hiring.pipeline.models import Hypothesis, Participant, Party
from hiring.requisitions.models import PlannedInterview
from hiring.scorecards.models import Rating, Scorecard, ScorecardVersion
from hiring.scorecards.verbs import Verb as CardVerb
from rubrics.models import Criterion, StageKind

# Whom the application waits on, by when, and its next interview.
Facts = tuple[str, datetime | None, datetime | None]
HOURS = range(7, 17)
EVIDENCE = {
    1: "Could not say how the result would be checked, also when asked twice.",
    2: "Named a baseline after a hint; left out how the data was split.",
    3: "Chose a sound metric unprompted and explained what it hides.",
    4: "Found the leak within minutes and proposed a test that would catch it.",
}


class Loops:
    """Books the planned loop of each application that reached its onsite."""

    def __init__(self, draw: random.Random, now: datetime, events: Copied, access: Copied) -> None:
        self.draw, self.now, self.events, self.access = draw, now, events, access
        self.loops = Copied(Loop, "application", "stage", "created_at", "created_by")
        self.interviews = Copied(
            Interview,
            "loop",
            "candidate",
            "position",
            "name",
            "kind",
            "rubric_version",
            "during",
            "zone",
            "place",
        )
        self.seats = Copied(Seat, "interview", "user", "during", "submitted_at")
        self.participants = Copied(
            Participant, "application", "user", "seat_id", "loop_id", "state", "opened_at"
        )
        self.members = Copied(AccessGroupMember, "user", "group_key")
        self.cards = Copied(Scorecard, "seat", "author", "created_at")
        self.versions = Copied(
            ScorecardVersion,
            "scorecard",
            "number",
            "state",
            "overall",
            "summary",
            "saved_at",
            "submitted_at",
        )
        self.ratings = Copied(Rating, "version", "criterion", "level", "evidence")
        # A submitted version takes no rating any more.
        self.versions.preceded_by.append(self.ratings)
        self.hypotheses = Copied(
            Hypothesis, "application", "competency", "stance", "weight", "bar_level", "why"
        )
        self.busy: dict[tuple[str, int, date], set[int]] = {}
        # How much higher or lower somebody rates than others do.
        self.severity: dict[int, float] = {}
        self.current: dict[int, int] = {}
        self.criteria: dict[int, list[int]] = {}
        self.profiles: dict[int, list[tuple]] = {}

    @property
    def tables(self) -> list[Copied]:
        return [
            self.loops,
            self.interviews,
            self.seats,
            self.participants,
            self.members,
            self.cards,
            self.versions,
            self.ratings,
            self.hypotheses,
        ]

    def add(
        self, job: SimulatedJob, course: Course, application: int, candidate: int
    ) -> Facts | None:
        """Write the loop, if the application came so far; return what follows for it.

        None where nothing follows: nothing is booked in the stage where it now is.
        """
        onsite = next((s for s in course.steps if self._is_onsite(job, s)), None)
        if onsite is None or onsite.at + timedelta(days=1) > self.now:
            return None
        stage = job.stages[onsite.stage]
        booked_at, job.has_loops = onsite.at + timedelta(days=1), True
        loop = self.loops.add(application, stage.pk, booked_at, job.recruiter.pk)
        planned = job.plan[stage.pk]
        self._record(
            job,
            booked_at,
            job.recruiter.pk,
            Verb.LOOP_BOOKED.value,
            "interviews.loop",
            loop,
            (candidate, application),
            interviews=len(planned),
        )
        for row in self._profile(job):
            self.hypotheses.add(application, *row)
        seats = self._book(job, planned, loop, application, candidate, onsite.at.date())
        if course.end or course.steps[-1] is not onsite:
            return None
        return self._facts(seats)

    def _is_onsite(self, job: SimulatedJob, step: Step) -> bool:
        stage = job.stages[step.stage]
        return stage.kind == StageKind.ONSITE and stage.pk in job.plan

    def _book(
        self,
        job: SimulatedJob,
        planned: list[PlannedInterview],
        loop: int,
        application: int,
        candidate: int,
        since: date,
    ) -> list[tuple[datetime, datetime, datetime | None]]:
        """Write all interviews of a day; return start, end and when the card came in, a seat."""
        found: list[tuple[int, int, tuple[datetime, datetime], datetime | None]] = []
        day = _working_day(since + timedelta(days=3))
        level = self.draw.gauss(2.65, 0.45)
        for position, plan in enumerate(planned, start=1):
            day, hour, people = self._free(job, candidate, day, plan.interviewers)
            starts_at = datetime.combine(day, time(hour), UTC)
            during = (starts_at, starts_at + timedelta(minutes=min(plan.minutes, 60)))
            version = self._version(plan)
            interview = self.interviews.add(
                loop,
                candidate,
                position,
                plan.name,
                plan.kind,
                version,
                during,
                ZONE,
                "https://meet.example.com/loop",
            )
            shown = level + self.draw.gauss(0, 0.35)
            for user in people:
                submitted_at = self._submitted(during[1])
                seat = self.seats.add(interview, user, during, submitted_at)
                found.append((seat, user, during, submitted_at))
                if submitted_at:
                    about = (candidate, application)
                    self._card(job, seat, user, version, plan.name, submitted_at, about, shown)
        is_open = all(submitted_at for *_, submitted_at in found)
        opened_at = max(at for *_, at in found if at) if is_open else None
        for seat, user, _during, submitted_at in found:
            state = SeatState.SUBMITTED if submitted_at else SeatState.OWES
            self.participants.add(application, user, seat, loop, state.value, opened_at)
            self.members.add(user, group_of_seat(seat))
            self.access.add(candidate, group_of_seat(seat))
        return [(*during, submitted_at) for _seat, _user, during, submitted_at in found]

    def _free(
        self, job: SimulatedJob, candidate: int, day: date, count: int
    ) -> tuple[date, int, list[int]]:
        """Return the first hour from that day on when the candidate and enough people are free."""
        while True:
            mine = self.busy.setdefault(("candidate", candidate, day), set())
            for hour in HOURS:
                if hour in mine:
                    continue
                users = [user.pk for user in job.interviewers if self._is_free(user.pk, day, hour)]
                if len(users) >= count:
                    chosen = sorted(self.draw.sample(users, count))
                    mine.add(hour)
                    for user in chosen:
                        self.busy[("user", user, day)].add(hour)
                    return day, hour, chosen
            day = _working_day(day + timedelta(days=1))

    def _is_free(self, user: int, day: date, hour: int) -> bool:
        return hour not in self.busy.setdefault(("user", user, day), set())

    def _submitted(self, ends_at: datetime) -> datetime | None:
        """Return when its scorecard came in: most on the day, some late, some not yet."""
        hours = self.draw.choice((1, 2, 3, 5, 20, 20, 40, 60))
        at = ends_at + timedelta(hours=hours)
        return at if at <= self.now else None

    def _card(
        self,
        job: SimulatedJob,
        seat: int,
        user: int,
        version: int,
        name: str,
        at: datetime,
        about: tuple[int, int],
        shown: float,
    ) -> None:
        """Write a card of what a candidate has shown, as somebody sees it who is severe or not."""
        card = self.cards.add(seat, user, at - timedelta(minutes=30))
        if user not in self.severity:
            self.severity[user] = self.draw.gauss(0, 0.2)
        seen = shown + self.severity[user] + self.draw.gauss(0, 0.2)
        overall = _level(seen)
        summary = EVIDENCE[overall]
        row = self.versions.next_id
        for criterion in self._criteria(version):
            level = _level(seen + self.draw.gauss(0, 0.35))
            if self.draw.random() < 0.1:
                self.ratings.add(row, criterion, None, "")
            else:
                self.ratings.add(row, criterion, level, EVIDENCE[level])
        self.versions.add(card, 1, "submitted", overall, summary, at, at)
        self._record(
            job,
            at,
            user,
            CardVerb.SCORECARD_SUBMITTED.value,
            "scorecards.scorecard",
            card,
            about,
            interview=name,
        )

    def _facts(self, seats: list[tuple[datetime, datetime, datetime | None]]) -> Facts:
        coming = [start for start, _end, _at in seats if start > self.now]
        owed = [end for _start, end, at in seats if not at]
        next_at = min(coming, default=None)
        if owed:
            return Party.INTERVIEWER.value, min(owed) + SCORECARD_DUE_AFTER, next_at
        last = max(at for *_, at in seats if at)
        return Party.HIRING_MANAGER.value, due_from(Party.HIRING_MANAGER, last), next_at

    def _record(
        self,
        job: SimulatedJob,
        at: datetime,
        actor: int,
        verb: str,
        kind: str,
        row: int,
        about: tuple[int, int],
        **choices: object,
    ) -> None:
        requisition = job.requisition.pk
        self.events.add(at, actor, verb, kind, row, *about, requisition, choices)

    def _version(self, plan: PlannedInterview) -> int:
        if plan.rubric_id not in self.current:
            self.current[plan.rubric_id] = plan.rubric.current_version.pk
        return self.current[plan.rubric_id]

    def _criteria(self, version: int) -> list[int]:
        if version not in self.criteria:
            rows = Criterion.objects.filter(version=version).order_by("position")
            self.criteria[version] = list(rows.values_list("pk", flat=True))
        return self.criteria[version]

    def _profile(self, job: SimulatedJob) -> list[tuple]:
        pk = job.requisition.pk
        if pk not in self.profiles:
            columns = ("competency", "stance", "weight", "bar_level", "why")
            self.profiles[pk] = list(job.requisition.competencies.values_list(*columns))
        return self.profiles[pk]


def _working_day(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _level(seen: float) -> int:
    return min(4, max(1, round(seen)))

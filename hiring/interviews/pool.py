"""The interviewers: what they are qualified for, what they hold, what they take."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.interviews.load import QUARTER, Load, loads
from hiring.interviews.models import Part, Seat
from hiring.scheduling.models import Availability, Qualification
from rubrics.models import InterviewKind


@dataclass(frozen=True)
class Interviewer:
    """One row of the pool."""

    user: User
    availability: Availability
    load: Load
    qualifications: list[Qualification]

    @property
    def this_week(self) -> int:
        return self.load.in_week_of(clock.today(self.user.zone))

    @property
    def is_full(self) -> bool:
        limit = self.availability.per_week
        return limit is not None and self.this_week >= limit

    @property
    def paused_until(self) -> date | None:
        """The last day of a pause that is not over."""
        day = self.availability.paused_until
        return day if day and day >= clock.today(self.user.zone) else None


def interviewers(users: Sequence[User]) -> list[Interviewer]:
    """Return them as the pool shows them; three queries for all."""
    now = clock.now()
    load = loads(users, now - QUARTER, now + QUARTER)
    rows = {row.user_id: row for row in Availability.objects.filter(user__in=users)}
    steps: dict[int, list[Qualification]] = {}
    for step in Qualification.objects.filter(user__in=users).order_by("kind"):
        steps.setdefault(step.user_id, []).append(step)
    return [
        Interviewer(
            user=user,
            availability=rows.get(user.pk) or Availability(user=user),
            load=load[user.pk],
            qualifications=steps.get(user.pk, []),
        )
        for user in users
    ]


@dataclass(frozen=True)
class Kind:
    """One kind of interview on the page of a person: the step, and how many they have held."""

    value: str
    label: str
    qualification: Qualification | None
    interviews: int
    # How many they have shadowed, and led while somebody watched.
    shadowed: int = 0
    led: int = 0

    @property
    def step(self) -> str:
        return self.qualification.step if self.qualification else ""


def kinds_of(user: User) -> list[Kind]:
    """Return every kind of interview with the person's step; two queries."""
    counts: Counter[tuple[str, str]] = Counter()
    steps = {row.kind: row for row in user.qualifications.select_related("signed_by")}
    over = Seat.everyone.of(user).filter(during__endswith__lt=clock.now()).order_by()
    for kind, part, count in over.values_list("interview__kind", "part").annotate(Count("id")):
        counts[kind, part] = count
    return [
        Kind(
            value,
            str(label),
            steps.get(value),
            interviews=counts[value, Part.INTERVIEWER],
            shadowed=counts[value, Part.SHADOW],
            led=counts[value, Part.REVERSE_SHADOW],
        )
        for value, label in InterviewKind.choices
    ]

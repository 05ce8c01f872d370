"""The shape of a debrief's content. Sealed as JSON, read back into these dataclasses.

In it are ratings, how many people are on which side of a bar, and what the ratings of each
competency let one estimate. There is no total in it: nothing is added up over competencies.
"""

from dataclasses import field
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from hiring.debriefs.report.facts import (
    READ,
    ApplicationFacts,
    Criterion,
    Deadline,
    Interview,
    Job,
    Person,
    Subject,
)

Json = dict[str, Any]

# 6: one content for page, PDF, Markdown and JSON, with all that is worded by rule.
CONTENT_VERSION = 6
# What is true of the day on which it was made, and not of the evidence.
CIRCUMSTANCES = ("deadline",)


@dataclass(config=READ)
class Observation:
    """One rating with the words it rests on; level None means not observed."""

    interviewer_id: int
    interviewer: str
    interview_id: int
    interview: str
    criterion_id: int
    criterion: str
    competency: str
    level: int | None
    evidence: str = ""
    late: bool = False
    amended: bool = False
    # The level given once cards of others could be read, where it is another; not counted.
    after_reading: int | None = None

    @property
    def stated(self) -> int | None:
        """Return the level that its writer holds, counted or not."""
        return self.level if self.after_reading is None else self.after_reading


@dataclass(config=READ)
class Assessment:
    """How one competency stands, counted; and the estimate from its ratings alone."""

    state: str
    side: str | None = None
    people: int = 0
    at_or_above: int = 0
    below: int = 0
    observations: int = 0
    not_observed: int = 0
    level: float | None = None
    low: float | None = None
    high: float | None = None
    of_ten: list[int] | None = None
    before: list[int] | None = None


@dataclass(config=READ)
class CompetencyFacts:
    id: int
    name: str
    definition: str = ""
    # Of the shipped catalog, whose names are common nouns.
    from_catalog: bool = False


@dataclass(config=READ)
class Hypothesis:
    competency: CompetencyFacts
    stance: str
    weight: int
    bar: int
    why: str
    assessment: Assessment
    # The level needed in a few words.
    gist: str = ""
    # Criteria of interviews that took place and are evidence of it.
    criteria: list[int] = field(default_factory=list)
    # Why nothing is known of it, where nobody rated it.
    untested: str = ""
    observations: list[Observation] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.competency.id

    @property
    def name(self) -> str:
        return self.competency.name

    @property
    def state(self) -> str:
        return self.assessment.state

    @property
    def is_strength(self) -> bool:
        return self.stance == "strength"

    @property
    def rated(self) -> list[Observation]:
        return [seen for seen in self.observations if seen.level is not None]

    @property
    def unseen(self) -> list[Observation]:
        """Return what was asked and not observed."""
        return [seen for seen in self.observations if seen.stated is None]

    @property
    def uncounted(self) -> list[Observation]:
        """Return what was rated only once cards of others could be read."""
        return [seen for seen in self.observations if seen.level is None and seen.stated]

    def reaches(self, level: int | None) -> bool:
        return level is not None and level >= self.bar

    @property
    def is_no_strong_no(self) -> bool:
        """Return whether all that is said is that nobody gave a strong no."""
        return self.state == "met" and self.bar == 2

    @property
    def symbol(self) -> str:
        """Return what its state is drawn as: that nobody gave a strong no is less than met."""
        return "no_strong_no" if self.is_no_strong_no else self.state

    @property
    def is_open(self) -> bool:
        return self.state in ("not_met", "split", "one_view")


@dataclass(config=READ)
class Card:
    """One submitted scorecard as a whole."""

    interviewer_id: int
    interviewer: str
    interview_id: int
    interview: str
    level: int
    summary: str = ""
    # Without a single observation it rests on nothing.
    observed: bool = True
    # Given when the interview was over.
    late: bool = False
    # By how many whole hours it came after it was due.
    hours_overdue: int = 0
    amended: bool = False
    # How its recommendation contradicts its own ratings; empty where it does not.
    contradiction: str = ""


@dataclass(config=READ)
class Amendment:
    interviewer: str
    interview: str
    number: int
    at: str
    why: str
    overall: list[int] | None = None
    levels: list[Json] = field(default_factory=list)
    # Whether cards of others could be read by then.
    after_others: bool = False
    interviewer_id: int = 0


@dataclass(config=READ)
class Gap:
    """Two ratings of one criterion, two levels apart or more; the lower one first."""

    competency_id: int
    competency: str
    criterion_id: int
    criterion: str
    size: int
    ratings: list[Observation] = field(default_factory=list)


@dataclass(config=READ)
class Overlap:
    """How often two people rated the same thing, and how far apart they were at most."""

    criteria: int = 0
    rated_twice: int = 0
    largest_gap: int = 0
    competencies: int = 0
    seen_by_two: int = 0


@dataclass(config=READ)
class Sentence:
    text: str
    strong: bool = False


@dataclass(config=READ)
class Argument:
    """A quote for or against: an excerpt, who said it, and of what."""

    text: str
    interviewer_id: int
    # The competency that it is evidence of; None: an overall recommendation.
    competency_id: int | None = None
    competency: str = ""
    level: int | None = None
    note: str = ""


@dataclass(config=READ)
class OpenQuestion:
    """What would change how something stands."""

    names: str
    text: str
    competency_ids: list[int] = field(default_factory=list)


@dataclass(config=READ)
class NextInterview:
    """The interview of the library that would tell most."""

    name: str
    minutes: int
    rubric_id: int
    competencies: list[str] = field(default_factory=list)
    competency_ids: list[int] = field(default_factory=list)


@dataclass(config=READ)
class LevelRow:
    """The same ratings against what the role asks at another level."""

    level: str
    is_this_job: bool
    strengths_met: int
    strengths: int
    bars_met: int
    bars: int
    open: str = ""


@dataclass(config=READ)
class HistoryUsed:
    """Which fit of earlier scorecards was used, and of how many it knew something."""

    fit: int
    before: str
    ratings: int
    interviewers: int = 0
    criteria: int = 0
    competencies: int = 0
    references: int = 0


@dataclass(config=READ)
class Content:
    candidate: Subject
    application: ApplicationFacts
    requisition: Job
    team: dict[str, list[str]]
    content_version: int = CONTENT_VERSION
    deadline: Deadline = field(default_factory=Deadline)
    people: list[Person] = field(default_factory=list)
    interviews: list[Interview] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)
    hypotheses: list[Hypothesis] = field(default_factory=list)
    # What was rated of competencies that no hypothesis is about.
    beside: list[Observation] = field(default_factory=list)
    recommendations: list[Card] = field(default_factory=list)
    # Worded and chosen by rule.
    reading: list[Sentence] = field(default_factory=list)
    arguments_for: list[Argument] = field(default_factory=list)
    arguments_against: list[Argument] = field(default_factory=list)
    open_questions: list[OpenQuestion] = field(default_factory=list)
    next_interview: NextInterview | None = None
    gaps: list[Gap] = field(default_factory=list)
    overlap: Overlap = field(default_factory=Overlap)
    perspectives: list[str] = field(default_factory=list)
    levels: list[LevelRow] = field(default_factory=list)
    # What did not go as planned, a sentence each.
    deviations: list[str] = field(default_factory=list)
    history: HistoryUsed | None = None
    # When the profile was fixed.
    fixed_at: str | None = None
    edits: list[Json] = field(default_factory=list)
    profile_changes: list[Json] = field(default_factory=list)
    amendments: list[Amendment] = field(default_factory=list)
    owed: int = 0

    @property
    def strengths(self) -> list[Hypothesis]:
        return [one for one in self.hypotheses if one.is_strength]

    @property
    def bars(self) -> list[Hypothesis]:
        return [one for one in self.hypotheses if not one.is_strength]

    def person(self, pk: int) -> Person:
        return next(one for one in self.people if one.id == pk)

    def criterion(self, pk: int) -> Criterion:
        return next(one for one in self.criteria if one.id == pk)

    def as_json(self) -> Json:
        """Return it as JSON values, the same for the same content."""
        return dict(_adapter().dump_python(self, mode="json"))


@cache
def _adapter() -> TypeAdapter[Content]:
    return TypeAdapter(Content)


def from_json(content: Json) -> Content:
    """Return a content of this version; ValueError for anything else."""
    if content.get("content_version") != CONTENT_VERSION:
        raise ValueError("not a content of this version")
    return _adapter().validate_python(content)

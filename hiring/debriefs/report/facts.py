"""What a debrief is about: the candidate, the job, who interviewed, and what was asked."""

from dataclasses import field

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

READ = ConfigDict(extra="ignore")


@dataclass(config=READ)
class Subject:
    id: int
    name: str


@dataclass(config=READ)
class ApplicationFacts:
    id: int
    applied_at: str


@dataclass(config=READ)
class Job:
    id: int
    key: str
    title: str
    archetype: str
    level: str
    location: str = ""


@dataclass(config=READ)
class Deadline:
    """Who decides and by when; and when another offer that the candidate has runs out."""

    by: str | None = None
    other_offer: str | None = None


@dataclass(config=READ)
class Person:
    """Somebody whose scorecard is in, with the initials that stand for them."""

    id: int
    name: str
    initials: str
    perspective: str = ""


@dataclass(config=READ)
class AskedQuestion:
    """What was asked; key, version and seed together give the same numbers again."""

    title: str
    generator_key: str = ""
    generator_version: int | None = None
    seed: int | None = None
    # Of so many hints, which ones were given.
    hints: int = 0
    hints_given: list[int] = field(default_factory=list)


@dataclass(config=READ)
class PanelSeat:
    interviewer: str
    status: str
    submitted_at: str | None = None
    version: int | None = None
    late: bool = False


@dataclass(config=READ)
class Interview:
    id: int
    name: str
    kind: str
    stage: str
    status: str
    starts_at: str
    ends_at: str
    zone: str
    rubric: str = ""
    # What the candidate could use: none, search, assistant; empty in earlier contents.
    assistance: str = ""
    questions: list[AskedQuestion] = field(default_factory=list)
    seats: list[PanelSeat] = field(default_factory=list)


@dataclass(config=READ)
class Criterion:
    """One criterion of an interview that took place, in its rubric's words."""

    id: int
    name: str
    competency_id: int
    competency: str
    interviews: list[int] = field(default_factory=list)
    # By level; gists are short forms and may be missing.
    anchors: dict[int, str] = field(default_factory=dict)
    gists: dict[int, str] = field(default_factory=dict)

"""The tables of what good looks like; import them from here."""

from .archetypes import (
    ArchetypeInterview,
    ArchetypeStage,
    Depth,
    OrganisationArchetype,
    ProfileEntry,
    RoleArchetype,
    Shift,
)
from .competencies import Competency
from .questions import Question, QuestionCompetency, QuestionVersion
from .rubrics import Criterion, Rubric, RubricVersion
from .vocabulary import (
    ANSWERS,
    DataOwnership,
    DesignChoice,
    Emphasis,
    InterviewKind,
    Level,
    ModelOwnership,
    Source,
    StageKind,
    Stance,
    Strategy,
    VersionStatus,
    Voice,
)

__all__ = [
    "ANSWERS",
    "ArchetypeInterview",
    "ArchetypeStage",
    "Competency",
    "Criterion",
    "DataOwnership",
    "Depth",
    "DesignChoice",
    "Emphasis",
    "InterviewKind",
    "Level",
    "ModelOwnership",
    "OrganisationArchetype",
    "ProfileEntry",
    "Question",
    "QuestionCompetency",
    "QuestionVersion",
    "RoleArchetype",
    "Rubric",
    "RubricVersion",
    "Shift",
    "Source",
    "StageKind",
    "Stance",
    "Strategy",
    "VersionStatus",
    "Voice",
]

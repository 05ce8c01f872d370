"""The tables of what good looks like; import them from here."""

from .archetypes import (
    ArchetypeInterview,
    ArchetypeStage,
    Depth,
    OrganisationArchetype,
    ProfileEntry,
    RoleArchetype,
)
from .competencies import Competency
from .questions import Question, QuestionCompetency, QuestionVersion
from .rubrics import Criterion, Rubric, RubricVersion
from .vocabulary import InterviewKind, Level, Source, StageKind, Stance, VersionStatus

__all__ = [
    "ArchetypeInterview",
    "ArchetypeStage",
    "Competency",
    "Criterion",
    "Depth",
    "InterviewKind",
    "Level",
    "OrganisationArchetype",
    "ProfileEntry",
    "Question",
    "QuestionCompetency",
    "QuestionVersion",
    "RoleArchetype",
    "Rubric",
    "RubricVersion",
    "Source",
    "StageKind",
    "Stance",
    "VersionStatus",
]

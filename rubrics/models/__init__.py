"""The tables of what good looks like; import them from here."""

from rubrics.models.archetypes import (
    ArchetypeInterview,
    ArchetypeStage,
    Depth,
    OrganizationArchetype,
    ProfileAdjustment,
    ProfileEntry,
    RoleArchetype,
)
from rubrics.models.competencies import Competency
from rubrics.models.questions import Question, QuestionCompetency, QuestionVersion
from rubrics.models.rubrics import Criterion, Rubric, RubricVersion
from rubrics.models.versioned import Version, Versioned
from rubrics.models.vocabulary import (
    ANSWERS,
    Assistance,
    DataOwnership,
    DesignChoice,
    Emphasis,
    InterviewKind,
    Level,
    ModelOwnership,
    Perspective,
    Source,
    StageKind,
    Stance,
    Strategy,
    VersionStatus,
    usual_assistance,
)

__all__ = [
    "ANSWERS",
    "ArchetypeInterview",
    "ArchetypeStage",
    "Assistance",
    "Competency",
    "Criterion",
    "DataOwnership",
    "Depth",
    "DesignChoice",
    "Emphasis",
    "InterviewKind",
    "Level",
    "ModelOwnership",
    "OrganizationArchetype",
    "Perspective",
    "ProfileAdjustment",
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
    "Strategy",
    "Version",
    "VersionStatus",
    "Versioned",
    "usual_assistance",
]

"""The door for people to competencies, role archetypes, organisation archetypes and shifts."""

from .loops import InterviewRows, StageRows, VariantRows, moved, offered_rubrics
from .profiles import NeedRows
from .roles import SECTIONS, PitchForm, RoleForm
from .shifts import ShiftForm
from .texts import CompetencyForm, OrganisationForm

__all__ = [
    "SECTIONS",
    "CompetencyForm",
    "InterviewRows",
    "NeedRows",
    "OrganisationForm",
    "PitchForm",
    "RoleForm",
    "ShiftForm",
    "StageRows",
    "VariantRows",
    "moved",
    "offered_rubrics",
]

"""The door for people: building and opening requisitions, and their hiring teams."""

from .listing import ListForm
from .plan import PlannedForm, StageForm
from .profile import CompetencyForm
from .surroundings import StartForm, SurroundingsForm
from .team import MemberForm, VoiceForm
from .text import TextForm

__all__ = [
    "CompetencyForm",
    "ListForm",
    "MemberForm",
    "PlannedForm",
    "StageForm",
    "StartForm",
    "SurroundingsForm",
    "TextForm",
    "VoiceForm",
]

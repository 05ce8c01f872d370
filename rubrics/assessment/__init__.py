"""What the ratings of one candidate say. No Django, no database; plain values in and out."""

from rubrics.assessment.assessing import WIDEST_RANGE, Assessment, assess
from rubrics.assessment.estimates import History, Severity
from rubrics.assessment.states import BARS, LEVELS, Rating, Side, State, stand

__all__ = [
    "BARS",
    "LEVELS",
    "WIDEST_RANGE",
    "Assessment",
    "History",
    "Rating",
    "Severity",
    "Side",
    "State",
    "assess",
    "stand",
]

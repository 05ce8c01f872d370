"""What the ratings of one candidate say. No Django, no database; plain values in and out."""

from rubrics.assessment.states import BARS, LEVELS, Assessment, Rating, Side, State, assess

__all__ = ["BARS", "LEVELS", "Assessment", "Rating", "Side", "State", "assess"]

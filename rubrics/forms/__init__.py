"""The doors for people: what narrows a list, and what is written."""

from rubrics.forms.filters import QuestionFilter, RubricFilter, SeedForm

__all__ = ["QuestionFilter", "RubricFilter", "SeedForm"]

"""The doors for people: what narrows a list, and what is written."""

from rubrics.forms.filters import QuestionFilter, RubricFilter, SeedForm
from rubrics.forms.questions import NewQuestionForm, QuestionEditor
from rubrics.forms.rubrics import NewRubricForm, RubricEditor

__all__ = [
    "NewQuestionForm",
    "NewRubricForm",
    "QuestionEditor",
    "QuestionFilter",
    "RubricEditor",
    "RubricFilter",
    "SeedForm",
]

"""The verbs of this room."""

from .loading import LoadReport, load_catalogue
from .publishing import publish_question, publish_rubric

__all__ = ["LoadReport", "load_catalogue", "publish_question", "publish_rubric"]

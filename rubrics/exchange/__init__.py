"""The library as files: taken out without loss, brought in without overwriting anything.

A file is YAML in the form of the shipped catalogue, one document for each competency, rubric or
question. What the catalogue has no place for stands under `library`: where an item comes from,
when it was retired, and, with its history, every published version.
"""

from rubrics.exchange.gathering import library_documents, question_document, rubric_document
from rubrics.exchange.parsing import MOST_ITEMS, Incoming, read_items
from rubrics.exchange.planning import Outcome, Plan, plan_import
from rubrics.exchange.unpacking import MOST_BYTES, Refusal, unpacked
from rubrics.exchange.yaml import to_yaml

__all__ = [
    "MOST_BYTES",
    "MOST_ITEMS",
    "Incoming",
    "Outcome",
    "Plan",
    "Refusal",
    "library_documents",
    "plan_import",
    "question_document",
    "read_items",
    "rubric_document",
    "to_yaml",
    "unpacked",
]

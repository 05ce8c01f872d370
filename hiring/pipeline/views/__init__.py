"""The pages of the pipeline."""

from hiring.pipeline.views.application import (
    advance,
    detail,
    hire,
    note,
    reject,
    reopen,
    withdraw,
)
from hiring.pipeline.views.board import board
from hiring.pipeline.views.candidacies import apply, of_candidate
from hiring.pipeline.views.intake import intake
from hiring.pipeline.views.judging import hypothesis
from hiring.pipeline.views.missing import advance_confirm
from hiring.pipeline.views.table import table
from hiring.pipeline.views.triage import triage
from hiring.pipeline.views.waiting import waiting

__all__ = [
    "advance",
    "advance_confirm",
    "apply",
    "board",
    "detail",
    "hire",
    "hypothesis",
    "intake",
    "note",
    "of_candidate",
    "reject",
    "reopen",
    "table",
    "triage",
    "waiting",
    "withdraw",
]

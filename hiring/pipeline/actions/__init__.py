"""The verbs of the pipeline, and the facts that higher rooms write down here."""

from hiring.pipeline.actions.applying import apply
from hiring.pipeline.actions.facts import (
    admit_participant,
    dismiss_participant,
    scorecard_received,
    set_next_interview,
    set_waiting,
)
from hiring.pipeline.actions.judging import change_hypothesis, fix_hypotheses
from hiring.pipeline.actions.moving import advance, hire, reject, withdraw
from hiring.pipeline.actions.noting import add_note
from hiring.pipeline.actions.reasons import load_rejection_reasons
from hiring.pipeline.actions.reopening import reopen
from hiring.pipeline.actions.seats import refuse_ending, refuse_seats
from hiring.pipeline.actions.standing import locked, refuse_concealed

__all__ = [
    "add_note",
    "admit_participant",
    "advance",
    "apply",
    "change_hypothesis",
    "dismiss_participant",
    "fix_hypotheses",
    "hire",
    "load_rejection_reasons",
    "locked",
    "refuse_concealed",
    "refuse_ending",
    "refuse_seats",
    "reject",
    "reopen",
    "scorecard_received",
    "set_next_interview",
    "set_waiting",
    "withdraw",
]

"""Openings: the list, starting one, the builder's sections, and the requisition's page."""

from hiring.requisitions.views.lifecycle import clone, close, discard, open_now, reopen
from hiring.requisitions.views.loop import loop
from hiring.requisitions.views.planned import (
    plan_fit,
    planned_add,
    planned_change,
    planned_drop,
    planned_move,
    planned_pairs,
    planned_seat,
)
from hiring.requisitions.views.profile import competency, profile
from hiring.requisitions.views.reading import detail, edit, requisition_list
from hiring.requisitions.views.sections import ready, surroundings, text
from hiring.requisitions.views.stages import stage_add, stage_change, stage_drop, stage_move
from hiring.requisitions.views.starting import create, lint, presets, preview, prose
from hiring.requisitions.views.team import team, team_add, team_remove, team_voice

__all__ = [
    "clone",
    "close",
    "competency",
    "create",
    "detail",
    "discard",
    "edit",
    "lint",
    "loop",
    "open_now",
    "plan_fit",
    "planned_add",
    "planned_change",
    "planned_drop",
    "planned_move",
    "planned_pairs",
    "planned_seat",
    "presets",
    "preview",
    "profile",
    "prose",
    "ready",
    "reopen",
    "requisition_list",
    "stage_add",
    "stage_change",
    "stage_drop",
    "stage_move",
    "surroundings",
    "team",
    "team_add",
    "team_remove",
    "team_voice",
    "text",
]

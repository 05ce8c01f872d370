"""The skeleton of a past-project probe: six phases of a project, gone down by depth.

The phases are CRISP-DM's (Chapman et al. 2000), which is old and knows no serving; it still names
what happens to a project in an order that people remember it in.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    BUSINESS_UNDERSTANDING = "business_understanding", _("Business understanding")
    DATA_UNDERSTANDING = "data_understanding", _("Data understanding")
    DATA_PREPARATION = "data_preparation", _("Data preparation")
    MODELING = "modeling", _("Modeling")
    EVALUATION = "evaluation", _("Evaluation")
    DEPLOYMENT = "deployment", _("Deployment")


class Depth(models.TextChoices):
    WHAT = "what", _("What")
    WHY = "why", _("Why")
    ALTERNATIVES = "alternatives", _("What else")
    EVIDENCE = "evidence", _("How do you know")
    FAILURE = "failure", _("What failed")
    YOU = "you", _("What did you do")


@dataclass(frozen=True)
class Ask:
    depth: Depth
    text: str


@dataclass(frozen=True)
class Branch:
    """One phase with its questions from the surface down."""

    phase: Phase
    asks: list[Ask]
    listen_for: str


def branches(tree: list[dict[str, Any]]) -> list[Branch]:
    """Return a stored tree with its phases and depths by name."""
    return [
        Branch(
            Phase(part["phase"]),
            [Ask(Depth(ask["depth"]), ask["ask"]) for ask in part["asks"]],
            part["listen_for"],
        )
        for part in tree
    ]

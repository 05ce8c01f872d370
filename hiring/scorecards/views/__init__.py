"""Pages of scorecards: the kit with the card in it, its questions, reading and amending a card."""

from hiring.scorecards.views.kit import kit, save, submit
from hiring.scorecards.views.links import link_make, link_revoke
from hiring.scorecards.views.questions import drawn, project, question, redraw
from hiring.scorecards.views.reading import amend, card

__all__ = [
    "amend",
    "card",
    "drawn",
    "kit",
    "link_make",
    "link_revoke",
    "project",
    "question",
    "redraw",
    "save",
    "submit",
]

"""Pages of scorecards: the kit with the card in it, reading a card, amending one."""

from hiring.scorecards.views.kit import kit, save, submit
from hiring.scorecards.views.reading import amend, card

__all__ = ["amend", "card", "kit", "save", "submit"]

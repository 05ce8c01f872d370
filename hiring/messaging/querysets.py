"""The query language of messages."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from hiring.accounts.models import User

_hidden: list[Callable[["User"], Q]] = []


def register_hidden(rule: Callable[["User"], Q]) -> None:
    """Add a rule by which an app above hides messages from a person; called once, when ready."""
    _hidden.append(rule)


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Return what `user` may see: recruiters and administrators all, others their own.

        Without what the apps above hide: the subject of some tells what was decided.
        """
        found = self if user.is_recruiter else self.filter(recipient=user)
        for rule in _hidden:
            found = found.exclude(rule(user))
        return found

    def in_state(self, state: str) -> Self:
        return self.filter(state=state)

    def failed(self) -> Self:
        """Return what did not get there, and will not by itself."""
        return self.in_state("failed")

"""The query language of messages."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from hiring.accounts.models import User


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Return what `user` may see: recruiters and administrators all, others their own."""
        return self if user.is_recruiter else self.filter(recipient=user)

    def in_state(self, state: str) -> Self:
        return self.filter(state=state)

    def failed(self) -> Self:
        """Return what did not get there, and will not by itself."""
        return self.in_state("failed")

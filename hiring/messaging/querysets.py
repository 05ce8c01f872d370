"""The query language of messages."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from hiring.accounts.models import User

_hidden: list[Callable[["User"], Q]] = []
_shown: list[Callable[["User"], Q]] = []


def register_shown(rule: Callable[["User"], Q]) -> None:
    """Add a rule by which an app above shows messages to a person; called once, when ready."""
    _shown.append(rule)


def register_hidden(rule: Callable[["User"], Q]) -> None:
    """Add a rule by which an app above hides messages from a person; called once, when ready."""
    _hidden.append(rule)


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Return what `user` may see: recruiters and administrators all, others their own, and
        what the apps above show them: mails to candidates whom they may write to.

        Without what the apps above hide: the subject of some tells what was decided. What a
        person wrote they may see.
        """
        found = self
        if not user.is_recruiter:
            shown = Q(recipient=user)
            for rule in _shown:
                shown |= rule(user)
            found = self.filter(shown)
        for rule in _hidden:
            found = found.exclude(rule(user) & ~Q(sender=user))
        return found

    def in_state(self, state: str) -> Self:
        """Return those in one state of delivery."""
        return self.filter(state=state)

    def waiting(self) -> Self:
        """Return what has not left yet, and may still be taken back."""
        return self.in_state("queued")

    def with_application(self, application_id: int, candidate_id: int) -> Self:
        """Return the thread of one application: what was written to its candidate, and back."""
        found = self.filter(candidate_id=candidate_id, application_id=application_id)
        return found.exclude(contact_key="")

    def failed(self) -> Self:
        """Return what did not get there, and will not by itself."""
        return self.in_state("failed")


class TemplateQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Return the templates that are not archived."""
        return self.filter(archived_at=None)

    def of_kind(self, kind: str) -> Self:
        """Return those for this kind of mail, the catalog's first."""
        return self.active().filter(kind=kind).order_by("-key", "name", "id")

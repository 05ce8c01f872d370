"""The query language of people, and of invitations and links for those without an account."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower

from hiring.activity import clock


class UserQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Return those who can sign in."""
        return self.filter(is_active=True)

    def with_address(self, email: str) -> Self:
        """Return whom an address belongs to, whatever its case: one person or nobody."""
        # By the expression that is unique in the database, which is another one than `iexact`.
        return self.alias(address=Lower("email")).filter(address=Lower(Value(email.strip())))

    def with_addresses(self, emails: Iterable[str]) -> Self:
        """Return whom any of these addresses, in small letters, belongs to."""
        return self.alias(address=Lower("email")).filter(address__in=list(emails))

    def visible_to(self, user: Any) -> Self:
        """Everybody to those who recruit; others know colleagues from the pages they share."""
        return self if user.sees_everything else self.filter(pk=user.pk)

    def search(self, text: str) -> Self:
        """Return the users whose name or address holds every word of `text`."""
        return _holding(self, text)


def _holding(rows: Any, text: str) -> Any:
    """Return the rows whose name or address holds every word of `text`."""
    # The database cannot hold the character zero, so no name does.
    for word in text.replace("\0", " ").split():
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return rows


class ApiTokenQuerySet(models.QuerySet):
    def live(self) -> Self:
        """Return those that still work."""
        return self.filter(revoked_at=None, expires_at__gt=clock.now(), user__is_active=True)

    def not_noticed(self, days: int) -> Self:
        """Return those whose owners were not told so many days before the end, or later."""
        return self.filter(Q(noticed_days=None) | Q(noticed_days__gt=days))


class PublicLinkQuerySet(models.QuerySet):
    def to(self, purpose: str, object_id: int) -> Self:
        """Return the links made for this purpose that lead to the object."""
        return self.filter(purpose=purpose, object_id=object_id)

    def live(self) -> Self:
        """Return those that still open what they were made for."""
        return self.filter(revoked_at=None, expires_at__gt=clock.now())


class InvitationQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Return those that can still be accepted, or be sent again so that they can."""
        return self.filter(user=None, revoked_at=None)

    def with_addresses(self, emails: Iterable[str]) -> Self:
        """Return those to any of these addresses, in small letters."""
        return self.alias(address=Lower("email")).filter(address__in=list(emails))

    def visible_to(self, user: Any) -> Self:
        return self if user.is_administrator else self.none()

    def with_facts(self) -> Self:
        """Return them with what a list says of each, in a fixed number of queries."""
        return self.select_related("link", "sent_by").prefetch_related("teams")

    def in_state(self, state: str) -> Self:
        """Return those in this `InvitationState`; one whose time is over is not pending."""
        live = Q(link__expires_at__gt=clock.now(), link__revoked_at=None)
        return {
            "pending": lambda: self.open().filter(live, mail_failed=False),
            "undelivered": lambda: self.open().filter(live, mail_failed=True),
            "expired": lambda: self.open().exclude(live),
            "accepted": lambda: self.exclude(user=None),
            "revoked": lambda: self.exclude(revoked_at=None),
        }[state]()

    def search(self, text: str) -> Self:
        """Return those whose name or address holds every word of `text`."""
        return _holding(self, text)


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Return the person's own, and those that colleagues share."""
        return self.filter(Q(owner=user) | Q(is_shared=True))

    def removable_by(self, user: Any) -> Self:
        """Return the person's own; administrators also tidy up what is shared."""
        return self.visible_to(user) if user.is_administrator else self.filter(owner=user)

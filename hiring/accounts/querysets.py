"""The query language of people, and of the links for those without an account."""

from typing import Self

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower

from hiring.activity import clock


class UserQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def with_address(self, email: str) -> Self:
        """Return whom an address belongs to, whatever its case: one person or nobody."""
        # By the expression that is unique in the database, which is another one than `iexact`.
        return self.alias(address=Lower("email")).filter(address=Lower(Value(email.strip())))

    def visible_to(self, user) -> Self:
        """Everybody to those who recruit; others know colleagues from the pages they share."""
        return self if user.sees_everything else self.filter(pk=user.pk)

    def search(self, text: str) -> Self:
        """Return the users whose name or address holds every word of `text`."""
        found = self
        # The database cannot hold the character zero, so no name does.
        for word in text.replace("\0", " ").split():
            found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return found


class ApiTokenQuerySet(models.QuerySet):
    def live(self) -> Self:
        """Return those that still work."""
        return self.filter(revoked_at=None, expires_at__gt=clock.now(), user__is_active=True)

    def not_noticed(self, days: int) -> Self:
        """Return those whose owners were not told so many days before the end, or later."""
        return self.filter(Q(noticed_days=None) | Q(noticed_days__gt=days))


class PublicLinkQuerySet(models.QuerySet):
    def to(self, purpose: str, object_id: int) -> Self:
        return self.filter(purpose=purpose, object_id=object_id)

    def live(self) -> Self:
        """Return those that still open what they were made for."""
        return self.filter(revoked_at=None, expires_at__gt=clock.now())

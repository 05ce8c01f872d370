"""The query language of people."""

from typing import Self

from django.db import models
from django.db.models import Q


class UserQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def search(self, text: str) -> Self:
        """Return the users whose name or address holds every word of `text`."""
        found = self
        # The database cannot hold the character zero, so no name does.
        for word in text.replace("\0", " ").split():
            found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return found

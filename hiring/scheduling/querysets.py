"""The query language of rooms."""

from typing import Self

from django.db import models


class RoomQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Return those that interviews can be booked in."""
        return self.filter(archived_at=None)

"""The list of candidates, as it can be looked at."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hiring.accounts.list_views import Column, ViewedList

CANDIDATES = ViewedList(
    "candidates",
    "candidates:list",
    (
        Column("facts", _("Applications")),
        Column("location", _("Location")),
        Column("contact", _("Contact")),
        Column("source", _("First source")),
        Column("added", _("Added")),
    ),
)


class Sort(models.TextChoices):
    """In which order the list is read."""

    NAME = "name", _("By name")
    NEWEST = "newest", _("Newest first")


ORDERS = {Sort.NAME: ("sort_name",), Sort.NEWEST: ("-created_at", "-id")}

"""The list of jobs, as it can be looked at."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hiring.accounts.list_views import Column, ViewedList

JOBS = ViewedList(
    "jobs",
    "requisitions:list",
    (
        Column("team", _("Team")),
        Column("hiring_team", _("Hiring team")),
        Column("owners", _("Owners"), is_extra=True),
        Column("facts", _("Stages")),
        Column("filled", _("Filled")),
        Column("days", _("Days")),
    ),
)


class Sort(models.TextChoices):
    """In which order the list is read."""

    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Longest open first")
    TITLE = "title", _("By title")


ORDERS = {
    Sort.NEWEST: ("-opened_at", "-id"),
    Sort.OLDEST: ("opened_at", "id"),
    Sort.TITLE: ("title", "id"),
}

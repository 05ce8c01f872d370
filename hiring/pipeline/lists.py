"""The list of applications, as it can be looked at."""

from django.utils.translation import gettext_lazy as _

from hiring.accounts.list_views import Column, ViewedList

APPLICATIONS = ViewedList(
    "applications",
    "pipeline:list",
    (
        Column("job", _("Job")),
        Column("stage", _("Stage")),
        Column("waiting", _("Waiting on")),
        Column("due", _("Due")),
        Column("days", _("Days")),
        Column("interview", _("Next interview"), is_extra=True),
        Column("location", _("Location"), is_extra=True),
        Column("source", _("Source")),
        Column("owners", _("Owners")),
        Column("activity", _("Last activity"), is_extra=True),
        Column("applied", _("Applied")),
    ),
)

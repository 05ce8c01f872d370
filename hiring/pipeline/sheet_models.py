"""Spreadsheets that are imported in the background, and what became of each of their rows."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hiring.activity import clock
from hiring.ui.one_line import OneLineField


class SheetStatus(models.TextChoices):
    DRAFT = "draft", _("not started")
    RUNNING = "running", _("importing")
    DONE = "done", _("imported")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    FAILED = "failed", _("stopped")


def sheet_path(sheet: "Sheet", filename: str) -> str:
    """A random path; the file is deleted once its rows are imported."""
    return f"sheets/{secrets.token_hex(16)}"


class Sheet(models.Model):
    """A spreadsheet of candidates that is imported into a requisition, in the background."""

    requisition = models.ForeignKey(
        "requisitions.Requisition", models.PROTECT, related_name="sheets"
    )
    channel = models.ForeignKey("candidates.SourceChannel", models.PROTECT, related_name="+")
    name = OneLineField(max_length=200)
    file = models.FileField(upload_to=sheet_path, max_length=120, blank=True)
    # The .zip that it came in, with files of its people; deleted with the file.
    archive = models.FileField(upload_to=sheet_path, max_length=120, blank=True)
    files_total = models.PositiveIntegerField(default=0)
    files_done = models.PositiveIntegerField(default=0)
    # Names of files that go with no row.
    files_left = models.JSONField(default=list)
    # What each column is taken for, in their order; "" for a note.
    fields = models.JSONField(default=list)
    source_system = models.CharField(_("system"), max_length=40, blank=True)
    # What values that we don't know stand for: hiring/pipeline/import_report.py, `Meanings`.
    meanings = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=SheetStatus, default=SheetStatus.DRAFT)
    total = models.PositiveIntegerField()
    # How many rows have been dealt with; the work goes on behind them.
    done = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(
            "pipeline:sheet",
            kwargs={"requisition_id": self.requisition_id, "sheet_id": self.pk},
        )


class RowOutcome(models.TextChoices):
    ADDED = "added", _("new application")
    KNOWN = "known", _("already in the system")
    REFUSED = "refused", _("not imported")


class SheetRow(models.Model):
    """What became of one row of a sheet; of a refused one, why."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="outcomes")
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=RowOutcome)
    note = models.TextField(blank=True)
    application = models.ForeignKey(
        "pipeline.Application", models.CASCADE, null=True, related_name="sheet_rows"
    )
    # Whether this row added the person, too, or brought them back.
    is_new_candidate = models.BooleanField(default=False)

    class Meta:
        ordering = ["sheet_id", "line", "id"]
        indexes = [models.Index(fields=["sheet", "outcome", "line"], name="sheet_row_outcome")]

    def __str__(self) -> str:
        return f"{self.line}"


class SheetFile(models.Model):
    """A file that came with a sheet, as it is kept among the candidate's documents."""

    row = models.ForeignKey(SheetRow, models.CASCADE, related_name="files")
    document = models.ForeignKey("candidates.Document", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "document"], name="sheet_file_once"),
        ]

    def __str__(self) -> str:
        return str(self.document)

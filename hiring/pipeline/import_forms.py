"""The HTML forms of an import: its files, the columns of a sheet, values that we don’t know."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from candidates.forms import ChannelField
from candidates.models import SourceChannel
from candidates.spreadsheet import Preview
from hiring.pipeline.candidate_import import MAX_FILES
from hiring.pipeline.import_report import Meanings
from hiring.pipeline.models import Sheet
from hiring.pipeline.sheet_terms import term
from hiring.pipeline.sheet_values import SheetValues
from hiring.requisitions.models import Requisition
from hiring.ui.forms.files import SeveralFilesField

MAX_BYTES_AT_ONCE = 60 * 1024 * 1024


class ImportFilesField(SeveralFilesField):
    """Files of candidates; how many and how large together is bounded here."""

    def check(self, files: Sequence[UploadedFile]) -> None:
        if len(files) > MAX_FILES:
            raise forms.ValidationError(
                ngettext(
                    "Upload at most %(n)s file at a time.",
                    "Upload at most %(n)s files at a time.",
                    MAX_FILES,
                )
                % {"n": MAX_FILES}
            )
        if sum(file.size or 0 for file in files) > MAX_BYTES_AT_ONCE:
            raise forms.ValidationError(
                _("Upload at most 60 MB at a time. Split the files into smaller uploads.")
            )


class ImportForm(forms.Form):
    """Files of candidates, and where they come from."""

    channel = ChannelField(
        help_text=_(
            "Where these candidates come from. A “Source” column in a CSV file overrides it for "
            "that row. A candidate’s first source gets the credit."
        ),
    )
    files = ImportFilesField(  # type: ignore[assignment]
        label=_("Files"),
        help_text=_(
            "Résumés, one candidate per file: PDF, Word (.docx), plain text or JSON Resume. Or "
            "CSV and Excel (.xlsx), one candidate per row, up to 100,000 rows; you match the "
            "columns next. Or a .zip of such files. A .zip with one spreadsheet and other files "
            "imports those candidates with their files. Up to 20 MB per file, 50 files and 60 MB "
            "at a time; up to 2,000 files beside a spreadsheet in a .zip."
        ),
        error_messages={"required": _("Choose at least one file.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].widget.attrs["accept"] = ".pdf,.docx,.txt,.json,.csv,.tsv,.xlsx,.zip"


# What a column of a sheet can be taken for, as people call it.
COLUMN_LABELS = {
    "": _("Save as a note"),
    "name": _("Name"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "email": _("Email"),
    "phone": _("Phone"),
    "company": _("Company"),
    "title": _("Job title"),
    "location": _("Location"),
    "zone": _("Time zone"),
    "website": _("Website"),
    "social": _("Profile link"),
    "source": _("Source"),
    "credit": _("Referred by (note)"),
    "owner": _("Owner (note)"),
    "notes": _("Notes"),
    "job": _("Job"),
    "stage": _("Stage"),
    "status": _("Status"),
    "reason": _("Rejection reason"),
    "applied_at": _("Applied on"),
    "stage_since": _("In this stage since"),
    "external_id": _("ID in the other system"),
    "resume": _("Résumé file name"),
    "files": _("Other file names"),
}


class ColumnsForm(forms.Form):
    """What each column of a sheet is taken for."""

    source_system = forms.ChoiceField(
        label=_("Exported from"),
        required=False,
        choices=[
            ("", _("No other system")),
            ("greenhouse", "Greenhouse"),
            ("ashby", "Ashby"),
            ("lever", "Lever"),
            ("linkedin", "LinkedIn"),
            ("workable", "Workable"),
            ("other", _("Another system")),
        ],
        help_text=_("IDs are kept under this name, so that a later import finds the same people."),
    )

    def __init__(self, *args: Any, preview: Preview, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preview = preview
        self.fields["source_system"].initial = sheet.source_system
        for place, (header, taken) in enumerate(zip(preview.headers, sheet.fields, strict=True)):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=header or _("Column %(n)s") % {"n": place + 1},
                choices=list(COLUMN_LABELS.items()),
                initial=taken,
                required=False,
            )

    def columns(self) -> list[dict[str, Any]]:
        """The columns with the field to choose and their first values."""
        return [
            {"bound": self[f"column-{place}"], "samples": samples[:3]}
            for place, samples in enumerate(self.preview.samples)
        ]

    def fields_of_columns(self) -> list[str]:
        """What each column is taken for, in their order."""
        return [self.cleaned_data[f"column-{place}"] for place in range(len(self.preview.headers))]


class ValuesForm(forms.Form):
    """What jobs, stages and sources mean that a sheet names and we don't know."""

    def __init__(
        self,
        *args: Any,
        to_ask: SheetValues,
        jobs: Sequence[Requisition],
        sheet: Sheet,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.to_ask = to_ask
        stages = list(sheet.requisition.stages.order_by("position"))
        sources = SourceChannel.objects.active().as_choices(by="pk")
        of_jobs = [(job.pk, f"{job.key} {job.title}") for job in jobs]
        self._add("jobs", [("", _("Choose…")), *of_jobs, (0, _("Don’t import these rows"))])
        self._add("stages", [(stage.pk, stage.name) for stage in stages])
        self._add("sources", [("", _("Source of the import")), *sources])

    def _add(self, kind: str, choices: list[tuple[Any, Any]]) -> None:
        for place, text in enumerate(getattr(self.to_ask, kind)):
            self.fields[f"{kind}-{place}"] = forms.TypedChoiceField(
                label=text,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=kind != "sources",
                error_messages={"required": _("Choose a job for each value.")},
            )
            if kind == "stages" and (guess := self.to_ask.guesses.get(text)):
                self.fields[f"{kind}-{place}"].initial = guess.pk
                self.fields[f"{kind}-{place}"].help_text = _("Our guess from the name.")

    def groups(self) -> list[dict[str, Any]]:
        """The fields of each kind, with a heading and a remark."""
        told = {
            "jobs": (_("Jobs"), _("Rows with this job go to the job you choose.")),
            "stages": (_("Stages"), _("In other jobs, the stage of that name or kind is used.")),
            "sources": (_("Sources"), _("A candidate’s first source gets the credit.")),
        }
        return [
            {"title": title, "note": note, "fields": fields}
            for kind, (title, note) in told.items()
            if (fields := [self[name] for name in self.fields if name.startswith(f"{kind}-")])
        ]

    def meanings(self) -> Meanings:
        """What was chosen, by the values as they are compared."""
        chosen = {kind: self._chosen(kind) for kind in ("jobs", "stages", "sources")}
        chosen["jobs"] |= self.to_ask.known_jobs
        # Whoever was asked and leaves it at that need not be told so in each row.
        left = dict.fromkeys((term(text) for text in self.to_ask.sources), 0)
        chosen["sources"] = left | chosen["sources"]
        return Meanings(chosen["jobs"], chosen["stages"], chosen["sources"])

    def _chosen(self, kind: str) -> dict[str, int]:
        answers = {
            term(text): self.cleaned_data[f"{kind}-{place}"]
            for place, text in enumerate(getattr(self.to_ask, kind))
        }
        return {text: pk for text, pk in answers.items() if pk is not None}

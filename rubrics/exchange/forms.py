"""The form that takes files of the library."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from rubrics.exchange.unpacking import MAX_BYTES


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Uploaded files, a list; together they are at most as large as an import reads."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        if not any(files):
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if sum(file.size for file in files) > MAX_BYTES:
            raise forms.ValidationError(_("Together the files are too large."))
        return list(files)


class ImportForm(forms.Form):
    """YAML files of the library, or a zip of them."""

    uploaded = SeveralFilesField(
        label=_("Files"),
        help_text=_("One or several .yaml files as they are exported here, or a .zip of them."),
        error_messages={"required": _("Choose a file first.")},
        widget=SeveralFilesInput(
            attrs={"class": "form-control", "accept": ".yaml,.yml,.zip", "multiple": True}
        ),
    )

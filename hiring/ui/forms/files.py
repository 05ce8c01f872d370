"""Several uploaded files in one field."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Uploaded files, a list; what it may hold together is checked by `check`."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        if not any(files):
            raise forms.ValidationError(self.error_messages["required"], code="required")
        self.check(files)
        return list(files)

    def check(self, files: Sequence[UploadedFile]) -> None:
        """Raise ValidationError when these files together are too many or too large."""

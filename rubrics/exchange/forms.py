"""The form that takes files of the library."""

from collections.abc import Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from hiring.ui.forms.files import SeveralFilesField, SeveralFilesInput
from rubrics.exchange.unpacking import MAX_BYTES


class LibraryFilesField(SeveralFilesField):
    """Files of the library; together they are at most as large as an import reads."""

    def check(self, files: Sequence[UploadedFile]) -> None:
        if sum(file.size or 0 for file in files) > MAX_BYTES:
            raise forms.ValidationError(_("Together the files are too large."))


class ImportForm(forms.Form):
    """YAML files of the library, or a zip of them."""

    uploaded = LibraryFilesField(
        label=_("Files"),
        help_text=_("One or more exported .yaml files, or a .zip of them."),
        error_messages={"required": _("Choose a file first.")},
        widget=SeveralFilesInput(
            attrs={"class": "form-control", "accept": ".yaml,.yml,.zip", "multiple": True}
        ),
    )

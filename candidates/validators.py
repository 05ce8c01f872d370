"""What an uploaded file must be, for forms and the API alike."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from candidates.media import MAX_BYTES


def refuse_large(file: File) -> None:
    """Raise ValidationError for a file that is larger than what is kept."""
    if (file.size or 0) > MAX_BYTES:
        raise ValidationError(_("The file is larger than 20 MB."))

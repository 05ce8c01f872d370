"""Amounts of pay as people write them."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 24
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_NOTHING_BEHIND = re.compile(r"[.,]0{1,2}$")
_GAPS = re.compile(r"[\s'’_]+")


class PayField(forms.Field):
    """A whole amount a year: 90000, 90.000, 90,000, 90 000 and 90k are the same.

    A number input would take 90.000 for ninety, and send nothing at all where it reads no number.
    """

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": str(MAX_LENGTH)}
    )
    default_error_messages = {"invalid": _("Enter a whole yearly amount, such as 90000 or 90k.")}

    def to_python(self, value: Any) -> int | None:
        """Return the amount; None for nothing; raise ValidationError for what is no amount."""
        text = _GAPS.sub("", str("" if value is None else value)).lower()
        if not text:
            return None
        whole, factor = (text[:-1], 1_000) if text.endswith("k") else (text, 1)
        digits = _digits(_NOTHING_BEHIND.sub("", whole))
        if digits is None or len(digits) > MAX_LENGTH:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(digits) * factor

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


def _digits(whole: str) -> str | None:
    if whole.isascii() and whole.isdecimal():
        return whole
    return re.sub(r"[.,]", "", whole) if _GROUPED.fullmatch(whole) else None

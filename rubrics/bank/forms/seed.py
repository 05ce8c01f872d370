"""Which instance of a puzzle or take-home is looked at."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SeedForm(forms.Form):
    """Which instance of a puzzle: the number that stands in its address."""

    MAX_SEED = 999_999_999
    _RANGE = _("Enter a seed from 0 to 999,999,999.")

    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=MAX_SEED,
        error_messages={"invalid": _RANGE, "min_value": _RANGE, "max_value": _RANGE},
        # A browser empties a number field that holds no number; here what was written stays.
        widget=forms.TextInput(
            attrs={"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )

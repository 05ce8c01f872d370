"""Pay, place, openings, must-haves and the job's text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.requisitions.forms.pay import PayField
from hiring.requisitions.models import Requisition
from hiring.ui.forms.edit_form import EditForm
from hiring.ui.forms.text_fields import LinesField, ProseField


class TextForm(EditForm, forms.ModelForm):
    """What of a requisition is said of it, and can change at any time."""

    pay_minimum = PayField(label=_("Pay from"), required=False)
    pay_maximum = PayField(label=_("Pay to"), required=False)
    must_haves = LinesField(
        label=_("Must-haves"),
        # The action says how many there can be.
        max_lines=None,
        help_text=_(
            "One per line, up to 12. Each one shrinks the pool, so list only what is truly "
            "required."
        ),
    )
    job_text = ProseField(
        label=_("Job description"),
        rows=10,
        max_length=20_000,
        help_text=_(
            "The public job description, in Markdown. Describe what the person will do in a "
            "typical week."
        ),
    )

    class Meta:
        model = Requisition
        fields = [
            "title", "team", "location", "openings", "pay_minimum", "pay_maximum",
            "pay_currency", "must_haves", "job_text",
        ]  # fmt: skip
        widgets = {
            "pay_currency": forms.TextInput(
                attrs={"autocapitalize": "characters", "placeholder": "EUR"}
            ),
            "openings": forms.NumberInput(attrs={"min": 1, "max": 100}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].empty_label = _("No team")  # type: ignore[attr-defined]

    def clean_pay_currency(self) -> str:
        return self.cleaned_data["pay_currency"].strip().upper()

    def _post_clean(self) -> None:
        """The action checks and reads its own row: nothing is written to the instance here."""

"""What people type about a debrief: their decision."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hiring.activity.actions import Refused
from hiring.debriefs.models import Decision, Outcome
from hiring.pipeline.models import RejectionReason


class DecisionForm(forms.Form):
    # The reason of a rejection is needed for one outcome only: the server says what is missing.
    use_required_attribute = False

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(value, capfirst(label)) for value, label in Outcome.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decided.")},
    )
    rejection_reason = forms.ModelChoiceField(
        RejectionReason.objects.none(),
        label=_("Reason of the rejection"),
        help_text=_("Counted in reports; the candidate is not told by this."),
        error_messages={"required": _("Choose the reason of the rejection.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=Decision._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you weighed, in words that someone else can follow in a year."),
        error_messages={"required": _("Say why: later nobody can reconstruct it.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        reasons = cast(forms.ModelChoiceField, self.fields["rejection_reason"])
        reasons.queryset = RejectionReason.objects.ours()
        reasons.required = data is None or data.get("outcome") == Outcome.REJECT

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("outcome") != Outcome.REJECT:
            values["rejection_reason"] = None
        return values

    def refuse(self, refusal: Refused) -> None:
        """Show why the verb said no, at the field that it is about."""
        self.add_error(
            refusal.field if refusal.field in self.fields else None, str(refusal.message)
        )

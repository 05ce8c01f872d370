"""What people type about a debrief: their decision."""

from typing import cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hiring.activity.actions import Refused
from hiring.debriefs.models import Decision, Outcome
from hiring.pipeline.models import RejectionReason


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(value, capfirst(label)) for value, label in Outcome.choices],
        widget=forms.RadioSelect,
    )
    rejection_reason = forms.ModelChoiceField(
        RejectionReason.objects.none(),
        label=_("Reason of the rejection"),
        required=False,
        help_text=_("Counted in reports; the candidate is not told by this."),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=Decision._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you weighed, in words that someone else can follow in a year."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        reasons = cast(forms.ModelChoiceField, self.fields["rejection_reason"])
        reasons.queryset = RejectionReason.objects.ours()

    def clean(self) -> dict:
        values = super().clean() or {}
        if values.get("outcome") == Outcome.REJECT:
            if not values.get("rejection_reason") and "rejection_reason" not in self.errors:
                self.add_error("rejection_reason", _("Choose the reason of the rejection."))
        else:
            values["rejection_reason"] = None
        return values

    def refuse(self, refusal: Refused) -> None:
        """Show why the verb said no, at the field that it is about."""
        self.add_error(
            refusal.field if refusal.field in self.fields else None, str(refusal.message)
        )

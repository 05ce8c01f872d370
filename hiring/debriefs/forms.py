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
        error_messages={"required": _("Choose a decision.")},
    )
    rejection_reason = forms.ModelChoiceField(
        RejectionReason.objects.none(),
        label=_("Rejection reason"),
        help_text=_("Used in reports only; the candidate does not see it."),
        error_messages={"required": _("Choose a rejection reason.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=Decision._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "What you considered. Write so that a colleague can follow it a year from now."
        ),
        error_messages={
            "required": _("Give a reason; nobody will be able to reconstruct it later.")
        },
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
        """Show why the action said no, at the field that it is about."""
        self.add_error(
            refusal.field if refusal.field in self.fields else None, str(refusal.message)
        )

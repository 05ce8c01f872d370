"""What people type about a debrief: their decision."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hiring.debriefs.assembly import digest_of
from hiring.debriefs.models import Decision, Outcome
from hiring.pipeline.models import RejectionReason
from rubrics.models import Competency


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
    to_test = forms.ModelMultipleChoiceField(
        Competency.objects.none(),
        label=_("What should it be about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
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

    difference = forms.CharField(
        label=_("Why it differs from the composite"),
        max_length=Decision._meta.get_field("difference").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when your decision differs."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        open_to: Iterable[int] = (),
    ) -> None:
        """`open_to` are the ids of the competencies that more evidence could be about."""
        super().__init__(data, initial=dict(initial or {}))
        choices = cast(forms.ModelMultipleChoiceField, self.fields["to_test"])
        choices.queryset = Competency.objects.filter(pk__in=open_to)
        reasons = cast(forms.ModelChoiceField, self.fields["rejection_reason"])
        reasons.queryset = RejectionReason.objects.ours()
        reasons.required = data is None or data.get("outcome") == Outcome.REJECT

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("outcome") != Outcome.REJECT:
            values["rejection_reason"] = None
        return values


class CheckForm(forms.Form):
    """A file, or the SHA-256 that somebody noted."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("PDF or JSON"),
        required=False,
        help_text=_("The PDF from the debrief, or the JSON from “Other formats”."),
    )
    sha256 = forms.CharField(
        label=_("Or its SHA-256"),
        required=False,
        max_length=200,
        help_text=_("From the report’s “Version and seal”, or of the PDF. Spaces don’t matter."),
    )

    @property
    def digest(self) -> str:
        """Return the SHA-256 to look for."""
        return str(self.cleaned_data["digest"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        typed = "".join(values.get("sha256", "").split()).lower()
        if upload := values.get("file"):
            values["digest"] = digest_of(upload.read())
        elif re.fullmatch(r"[0-9a-f]{64}", typed):
            values["digest"] = typed
        elif not self.errors:
            raise forms.ValidationError(
                _("Choose a file, or enter the 64 hexadecimal digits of a SHA-256.")
            )
        return values

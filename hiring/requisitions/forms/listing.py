"""What the list of requisitions is narrowed to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.requisitions.models import RequisitionStatus


class ListForm(forms.Form):
    """A bad value narrows nothing."""

    STATUSES = (
        ("all", _("all")),
        *((s.value, s.label) for s in RequisitionStatus if s != RequisitionStatus.DRAFT),
    )
    # Only for those who may build one.
    WITH_DRAFTS = (("all", _("all")), *RequisitionStatus.choices)

    q = forms.CharField(label=_("search"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("status"), required=False, choices=WITH_DRAFTS)

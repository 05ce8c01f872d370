"""The HTML forms: their details, how to reach them, their documents."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from candidates.actions.documents import MAX_BYTES
from candidates.models import Candidate, ContactKind, ContactPoint, DocumentKind, SourceChannel
from hiring.accounts.models import User
from hiring.ui.forms import EditForm

ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone]

_INDENT = "\u2003"


def _channels() -> list[tuple[str, str]]:
    tree = SourceChannel.objects.active().as_tree()
    indented = ((c.key, _INDENT * depth + c.name) for depth, c in tree)
    return [("", _now("Choose…")), *indented]


class ChannelField(forms.ChoiceField):
    """A source channel by its key, offered as a tree."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_channels, label=kwargs.pop("label", _("Source")), **kwargs)

    def clean(self, value: Any) -> SourceChannel | None:
        key = super().clean(value)
        return SourceChannel.objects.get(key=key) if key else None


class CandidateForm(forms.ModelForm):
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=[("", _("Not specified")), *ZONES], required=False
    )

    class Meta:
        model = Candidate
        fields = ["name", "headline", "location", "zone"]
        help_texts = {"headline": _("For example: Senior ML engineer at Acme")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}


class EditCandidateForm(EditForm, CandidateForm):
    """The details of a person, as others may change them meanwhile."""


class NewCandidateForm(CandidateForm):
    email = forms.CharField(
        label=_("Email"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Used to find duplicates."),
    )
    phone = forms.CharField(
        label=_("Phone"), required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    url = forms.CharField(label=_("Web address"), required=False)
    channel = ChannelField()
    referrer = forms.ModelChoiceField(
        label=_("Referred by"),
        queryset=User.objects.active().order_by("name", "id"),
        required=False,
        empty_label=_("No one"),
    )

    field_order = ["name", "email", "phone", "url", "headline", "location", "zone", "channel"]

    def contacts(self) -> list[tuple[str, str]]:
        """Kind and value of each one that was filled in."""
        kinds = (ContactKind.EMAIL, ContactKind.PHONE, ContactKind.URL)
        values = ((kind, self.cleaned_data.get(kind.value, "")) for kind in kinds)
        return [(str(kind), value) for kind, value in values if value]


class ContactForm(forms.ModelForm):
    class Meta:
        model = ContactPoint
        fields = ["kind", "value"]


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind)
    file = forms.FileField(
        label=_("File"),
        max_length=300,
        help_text=_(
            "Up to 20 MB. JSON Resume files are shown on the page. Other files can be downloaded."
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file

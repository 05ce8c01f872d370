"""The HTML forms: their details, how to reach them, their documents."""

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from candidates.extension_points import ADD_FIELDS
from candidates.models import (
    Candidate,
    ContactKind,
    ContactPoint,
    DocumentKind,
    Resume,
    SourceChannel,
)
from candidates.resume.editing import texts_of
from candidates.validators import refuse_large
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.ui.forms.edit_form import EditForm

ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(clock.zone_names()) if "/" in zone]


def _channels() -> list[tuple[str, str]]:
    return [("", _now("Choose…")), *SourceChannel.objects.active().as_choices()]


class ChannelField(forms.ChoiceField):
    """A source channel by its key, offered as a tree."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_channels, label=kwargs.pop("label", _("Source")), **kwargs)

    def clean(self, value: Any) -> SourceChannel | None:
        key = super().clean(value)
        return SourceChannel.objects.get(key=key) if key else None


def _section(label: Any, *, rows: int = 6, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "false"})
    return forms.CharField(
        label=label, required=False, max_length=60_000, widget=widget, strip=False, **kwargs
    )


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
    """A person as they are added; a résumé fills the fields, and other apps bring more of them."""

    file = forms.FileField(
        label=_("Résumé"),
        required=False,
        max_length=300,
        validators=[refuse_large],
        help_text=_("PDF, Word (.docx), plain text or JSON Resume, up to 20 MB."),
    )
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

    field_order = ["file", "name", "email", "phone", "url", "headline", "location", "zone"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for added in ADD_FIELDS:
            self.fields[added.name] = added.field(user)
        self.fields["file"].widget.attrs |= {
            "accept": ".pdf,.docx,.txt,.json",
            "hx-post": reverse("candidates:add_read"),
            "hx-target": "#add-fields",
            "hx-encoding": "multipart/form-data",
            "hx-include": "closest form",
        }
        for name in ("name", "email", "phone", "url"):
            self.fields[name].widget.attrs |= {
                "hx-post": reverse("candidates:add_check"),
                "hx-target": "#add-duplicates",
                "hx-include": "closest form",
                "hx-trigger": "change",
            }

    def contacts(self) -> list[tuple[str, str]]:
        """Kind and value of each one that was filled in."""
        kinds = (ContactKind.EMAIL, ContactKind.PHONE, ContactKind.URL)
        values = ((kind, self.cleaned_data.get(kind.value, "")) for kind in kinds)
        return [(str(kind), value) for kind, value in values if value]


class ResumeForm(EditForm, forms.Form):
    """What was read from a résumé, section by section, as text."""

    summary = _section(_("Summary"), rows=4)
    work = _section(
        _("Work"),
        rows=14,
        help_text=_(
            "One job per paragraph: “Position | Company | Location | Jan 2019 – present”, then "
            "its points, each on a line that starts with a dash."
        ),
    )
    education = _section(
        _("Education"),
        help_text=_(
            "“Degree | Field | School | 2014 – 2016 | Grade”, with a blank line between entries."
        ),
    )
    projects = _section(
        _("Projects"), help_text=_("“Name | Web address | 2020 – 2021”, then what it is.")
    )
    publications = _section(
        _("Publications"), help_text=_("“Title | Where it appeared | 2020 | Web address”")
    )
    skills = _section(_("Skills"), help_text=_("One per line, or “Group: skill, skill”"))
    languages = _section(_("Languages"), rows=3, help_text=_("“German: native”, one per line"))

    def __init__(self, data: QueryDict | None = None, *, resume: Resume) -> None:
        super().__init__(data, initial=texts_of(resume.data))
        self.resume = resume

    def present(self) -> Self:
        return type(self)(resume=Resume.objects.get(pk=self.resume.pk))


class ContactForm(forms.ModelForm):
    class Meta:
        model = ContactPoint
        fields = ["kind", "value"]


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind)
    file = forms.FileField(
        label=_("File"),
        max_length=300,
        validators=[refuse_large],
        help_text=_("Up to 20 MB. Résumés (PDF, Word, text or JSON Resume) are shown on the page."),
    )

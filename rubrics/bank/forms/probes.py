"""What a probe is made from: a past project as its description has it. Nothing of it is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rubrics.content.project_probes.asking import Probe, probe
from rubrics.content.project_probes.reading import MAX_LENGTH
from rubrics.models import RoleArchetype


class ProbeForm(forms.Form):
    """A project's name, words and technologies, and the role to ask for."""

    name = forms.CharField(
        label=_("Project"),
        max_length=200,
        help_text=_("The name the candidate uses."),
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=MAX_LENGTH,
        help_text=_("In the candidate’s own words, from the résumé or portfolio."),
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 6}),
    )
    technologies = forms.CharField(
        label=_("Technologies"),
        required=False,
        max_length=1000,
        help_text=_(
            "Separated by commas. Technologies in the description are found automatically."
        ),
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    role = forms.ModelChoiceField(
        label=_("Role"),
        required=False,
        queryset=RoleArchetype.objects.in_use(),
        to_field_name="key",
        empty_label=_("Any role"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def made(self) -> Probe:
        """Return the probe of what was filled in; asks for a valid form."""
        given = self.cleaned_data
        role = given["role"].key if given["role"] else None
        return probe(given["name"], given["text"], given["technologies"].split(","), role)

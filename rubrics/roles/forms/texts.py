"""Competencies and organization archetypes: rows of text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.ui.forms.text_fields import area
from rubrics.models import Competency, OrganizationArchetype
from rubrics.roles.forms.library_form import LibraryForm

_POSITION = forms.NumberInput(attrs={"min": 0, "max": 9999})


class CompetencyForm(LibraryForm):
    class Meta:
        model = Competency
        fields = ["name", "definition", "is_not", "position"]
        labels = {
            "definition": _("Definition"),
            "is_not": _("Not to be confused with"),
            "position": _("Position in lists"),
        }
        widgets = {"definition": area(4), "is_not": area(4), "position": _POSITION}


class OrganizationForm(LibraryForm):
    class Meta:
        model = OrganizationArchetype
        fields = [
            *("name", "looks_like", "good", "hard", "consequence", "preview", "probe"),
            *("emphasis", "data_ownership", "model_ownership", "position"),
        ]
        labels = {
            "looks_like": _("What it looks like"),
            "consequence": _("Who to hire"),
            "preview": _("What to tell candidates up front"),
            "probe": _("A question to test the fit"),
            "position": _("Position in lists"),
        }
        help_texts = {"consequence": "", "preview": "", "probe": ""}
        widgets = {
            **{name: area() for name in fields[1:7]},
            "position": _POSITION,
            "emphasis": forms.RadioSelect,
            "data_ownership": forms.RadioSelect,
            "model_ownership": forms.RadioSelect,
        }

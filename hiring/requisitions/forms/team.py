"""Who hires, in which role, and for which side of the work they speak."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import TeamRole, User
from rubrics.models import Perspective

PERSPECTIVES = [("", _("Not specified")), *Perspective.choices]


class MemberForm(forms.Form):
    user = forms.ModelChoiceField(
        label=_("Person"),
        queryset=User.objects.active().order_by("name", "id"),
        empty_label=_("Choose…"),
    )
    role = forms.ChoiceField(label=_("Role"), choices=TeamRole)
    perspective = forms.ChoiceField(
        label=_("Perspective"),
        choices=PERSPECTIVES,
        required=False,
        help_text=_("The side of the work they represent in interviews."),
    )


class PerspectiveForm(forms.Form):
    perspective = forms.ChoiceField(label=_("Perspective"), choices=PERSPECTIVES, required=False)

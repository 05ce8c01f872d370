"""The door for people: opening and editing requisitions, and their hiring teams."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import TeamRole, User
from hiring.requisitions.models import Requisition, RequisitionStatus
from rubrics.models import Level, RoleArchetype


class LinesField(forms.Field):
    """A text area whose lines are the items of a list."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return value
        return [line for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class ArchetypeField(forms.ModelChoiceField):
    """Archetypes to choose from, each with the sentence that tells it from its neighbours."""

    widget = forms.RadioSelect

    def label_from_instance(self, archetype: RoleArchetype) -> str:
        return format_html(
            '<span class="archetype-name">{}</span><span class="archetype-summary">{}</span>',
            archetype.name,
            archetype.summary,
        )


class RequisitionForm(forms.ModelForm):
    """What of a requisition can change while it is open."""

    must_haves = LinesField(
        label=_("Must-haves"),
        required=False,
        help_text=_(
            "One a line, at most 12. Each one shrinks the pool: name only what the work "
            "cannot start without."
        ),
    )

    class Meta:
        model = Requisition
        fields = [
            "title",
            "team",
            "location",
            "openings",
            "pay_minimum",
            "pay_maximum",
            "pay_currency",
            "organisation",
            "strategy",
            "must_haves",
        ]
        help_texts = {
            "organisation": _("How ML sits where this person will work; candidates ask."),
            "strategy": _("The ways out of asking for somebody who hardly exists."),
        }
        widgets = {
            "pay_currency": forms.TextInput(
                attrs={"autocapitalize": "characters", "placeholder": "EUR"}
            ),
            "openings": forms.NumberInput(attrs={"min": 1, "max": 100}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].empty_label = _("No team")  # type: ignore[attr-defined]
        self.fields["organisation"].empty_label = _("Not said")  # type: ignore[attr-defined]

    def clean_pay_currency(self) -> str:
        return self.cleaned_data["pay_currency"].strip().upper()

    def _post_clean(self) -> None:
        """The verb checks and reads its own row: nothing is written to the instance here."""


class OpenForm(RequisitionForm):
    """A new requisition: first the role and the level, then the rest."""

    archetype = ArchetypeField(
        label=_("Role archetype"), queryset=RoleArchetype.objects.in_use(), empty_label=None
    )
    level = forms.ChoiceField(label=_("Level"), choices=Level, widget=forms.RadioSelect)

    field_order = ["archetype", "level", "title"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Leave it blank for level and role.")


class MemberForm(forms.Form):
    user = forms.ModelChoiceField(
        label=_("Person"),
        queryset=User.objects.active().order_by("name", "id"),
        empty_label=_("Choose…"),
    )
    role = forms.ChoiceField(label=_("Role"), choices=TeamRole)


class ListForm(forms.Form):
    """What the list of requisitions is narrowed to; a bad value narrows nothing."""

    STATUSES = (("all", _("all")), *RequisitionStatus.choices)

    q = forms.CharField(label=_("search"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("status"), required=False, choices=STATUSES)

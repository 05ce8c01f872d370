"""Role archetypes: what the work is, and what draws people to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.ui.forms.text_fields import LinesField, area
from rubrics.models import RoleArchetype
from rubrics.models.archetypes import WEEK_PARTS
from rubrics.roles.forms.library_form import LibraryForm

# The parts of a role that are edited apart, in the order of their tabs.
SECTIONS = {
    "work": _("What it is"),
    "profile": _("Profile"),
    "stages": _("Stages"),
    "loop": _("Default loop"),
    "pitch": _("Pitch and sourcing"),
    "variants": _("Variants"),
}
_ONE_A_LINE = _("One per line.")


def _share(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"min": 0, "max": 100, "data-share": True})
    return forms.IntegerField(label=label, min_value=0, max_value=100, widget=widget)


class RoleForm(LibraryForm):
    """Texts, tools, backgrounds and the shares of a week."""

    places = {"week": [f"week_{part}" for part in WEEK_PARTS]}

    also_called = LinesField(label=_("Also called"), help_text=_ONE_A_LINE)
    tools = LinesField(label=_("Tools"), help_text=_ONE_A_LINE)
    backgrounds = LinesField(label=_("Where they come from"), help_text=_ONE_A_LINE)

    class Meta:
        model = RoleArchetype
        fields = [
            *("name", "short", "position", "summary", "does", "work_product"),
            *("ml", "software", "communication", "also_called", "tools", "backgrounds"),
        ]
        labels = {
            "short": _("Short name"),
            "position": _("Position in lists"),
            "does": _("The work"),
            "work_product": _("Deliverables"),
            "ml": _("ML"),
        }
        help_texts = {"short": _("Used for job IDs: MLE gives MLE-1, MLE-2.")}
        widgets = {
            "summary": area(2),
            "does": area(5),
            "work_product": area(),
            "position": forms.NumberInput(attrs={"min": 0, "max": 9999}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        week = self.instance.week or dict.fromkeys(WEEK_PARTS, 20)
        for part, name in WEEK_PARTS.items():
            self.fields[f"week_{part}"] = _share(name)
            self.fields[f"week_{part}"].initial = week[part]

    @property
    def values(self) -> dict[str, Any]:
        return super().values | {"week": self.cleaned_data["week"]}

    @property
    def seen(self) -> dict[str, Any]:
        """As it is stored: the shares of the week together."""
        opened = super().seen
        shares = {part: opened.pop(f"week_{part}", None) for part in WEEK_PARTS}
        return opened if None in shares.values() else opened | {"week": shares}

    def clean(self) -> dict[str, Any]:
        shares = {part: self.cleaned_data.get(f"week_{part}") for part in WEEK_PARTS}
        # A share that is wrong in itself is told at its own field.
        self.cleaned_data["week"] = shares
        return self.cleaned_data

    @property
    def shares(self) -> list[forms.BoundField]:
        """The fields of the week."""
        return [self[f"week_{part}"] for part in WEEK_PARTS]


class PitchForm(LibraryForm):
    """What attracts people, and where they are found."""

    pitch = LinesField(label=_("What attracts candidates"), help_text=_ONE_A_LINE)
    sourcing = LinesField(label=_("Where to find candidates"), help_text=_ONE_A_LINE)

    class Meta:
        model = RoleArchetype
        fields = ["pitch", "sourcing"]

"""Rules by which an answer to a design choice adjusts a profile."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rubrics.models import (
    ANSWERS,
    Competency,
    DesignChoice,
    ProfileAdjustment,
    RoleArchetype,
    Stance,
)
from rubrics.roles.forms.library_form import LibraryForm


def _steps(most: int) -> list[tuple[int, str]]:
    """The steps up and down, the greatest first, with signs that read as such."""
    return [
        (n, f"{n:+d}".replace("-", "\N{MINUS SIGN}") if n else "0")
        for n in range(most, -most - 1, -1)
    ]


class ProfileAdjustmentForm(LibraryForm):
    places = {"choice": ["answer"], "value": ["answer"]}

    answer = forms.ChoiceField(label=_("If the answer is"))
    weight = forms.TypedChoiceField(label=_("Weight"), coerce=int, initial=0, choices=_steps(4))
    bar = forms.TypedChoiceField(
        label=_("Required level"), coerce=int, initial=0, choices=_steps(3)
    )
    stance = forms.ChoiceField(
        label=_("Stance"),
        required=False,
        choices=[("", _("role default")), *Stance.choices],
    )

    class Meta:
        model = ProfileAdjustment
        fields = ["competency", "stance", "weight", "bar", "archetypes", "because"]
        labels = {"archetypes": _("Roles"), "because": _("Reason")}
        help_texts = {"archetypes": _("Leave empty for all roles.")}
        widgets = {
            "archetypes": forms.CheckboxSelectMultiple,
            "because": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = ["answer"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = _answers()  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["answer"].initial = f"{self.instance.choice}:{self.instance.value}"
        self._offer("competency", Competency, Q(pk=self.instance.competency_id))
        mine = self.instance.archetypes.values("pk") if self.instance.pk else []
        self._offer("archetypes", RoleArchetype, Q(pk__in=mine))

    def _offer(self, name: str, model: Any, already: Q) -> None:
        """What is in use, and what the rule speaks of already."""
        field: Any = self.fields[name]
        field.queryset = model._default_manager.filter(Q(archived_at=None) | already)

    @property
    def values(self) -> dict[str, Any]:
        choice, value = self.cleaned_data["answer"].split(":")
        return super().values | {"choice": choice, "value": value}

    @property
    def seen(self) -> dict[str, Any]:
        """As it is stored: the answer by its choice, the roles as a set of ids."""
        opened = super().seen
        if "answer" in opened:
            opened["choice"], opened["value"] = opened.pop("answer").split(":")
        if "archetypes" in opened:
            opened["archetypes"] = frozenset(role.pk for role in opened["archetypes"])
        return opened


def _answers() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Every answer under the choice that it is one to."""
    return [
        (choice.label, [(f"{choice}:{one.value}", one.label) for one in ANSWERS[choice]])
        for choice in DesignChoice
    ]

"""Rules by which an answer to a design choice shifts a profile."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rubrics.documents.catalog import digest
from rubrics.models import (
    ANSWERS,
    Competency,
    DesignChoice,
    ProfileAdjustment,
    RoleArchetype,
    Stance,
)
from rubrics.roles.actions.adjustments import shown_of
from rubrics.roles.forms.seen import SeenForm


def _steps(most: int) -> list[tuple[int, str]]:
    """The steps up and down, the greatest first, with signs that read as such."""
    return [
        (n, f"{n:+d}".replace("-", "\N{MINUS SIGN}") if n else "0")
        for n in range(most, -most - 1, -1)
    ]


class ProfileAdjustmentForm(SeenForm):
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

    def shown(self) -> str:
        return digest(shown_of(self.instance))

    @property
    def values(self) -> dict[str, Any]:
        choice, value = self.cleaned_data["answer"].split(":")
        return super().values | {"choice": choice, "value": value}

    def refuse(self, refusal: Any) -> None:
        if refusal.field in ("choice", "value"):
            self.add_error("answer", str(refusal.message))
        else:
            super().refuse(refusal)

    def _theirs(self) -> list[Any]:
        """Relations read as rows and not as text: only the plain fields are compared."""
        names = ("stance", "weight", "bar", "because")
        return [one for one in super()._theirs() if one.label in {self[n].label for n in names}]


def _answers() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Every answer under the choice that it is one to."""
    return [
        (choice.label, [(f"{choice}:{one.value}", one.label) for one in ANSWERS[choice]])
        for choice in DesignChoice
    ]

"""The role, how ML sits where the person will work, and whom one looks for."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import User
from hiring.requisitions.mentoring import needs_mentor, problem_with
from hiring.requisitions.strategies import effect_on_pool
from hiring.ui.forms.edit_form import EditForm
from rubrics.models import (
    ANSWERS,
    DesignChoice,
    Level,
    OrganizationArchetype,
    RoleArchetype,
    Strategy,
)

# What each way does to strengths and bars; the rules of the library say it in single steps.
WAYS = {
    Strategy.EXPERIENCED: _("Uses the role’s strengths and bars."),
    Strategy.TRAIN_ENGINEER: _(
        "Software weighs more. ML skills you will teach become minimum bars, set lower."
    ),
    Strategy.JUNIOR: _(
        "Lowers bars where the mentor can help, and does not assess skills that take years."
    ),
}


class DescribedRadio(forms.RadioSelect):
    """Radio buttons that are called by a name and described by what else stands there."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if value:
            place = f"{name}-{value}"
            option["attrs"] |= {
                "aria-labelledby": f"{place}-name",
                "aria-describedby": f"{place}-text",
            }
        return option


class DescribedField(forms.ModelChoiceField):
    """Things of the catalog to choose from, each with the words that tell it from the others."""

    widget = DescribedRadio

    def __init__(self, *args: Any, template: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template

    def label_from_instance(self, shown: Any) -> str:
        return render_to_string(self.template, {"shown": shown})


class PersonField(forms.ModelChoiceField):
    """People to choose from; of one who left it is said."""

    def label_from_instance(self, person: User) -> str:
        if person.is_active:
            return person.name
        return gettext("%(name)s (can no longer sign in)") % {"name": person.name}


def _described(way: Strategy) -> str:
    return render_to_string(
        "requisitions/_choice.html", {"way": way, "text": WAYS[way], "pool": effect_on_pool(way)}
    )


class RoleContextForm(EditForm, forms.Form):
    """Where the person will work, and whom one looks for; each answer adjusts what is tested."""

    organization = DescribedField(
        label=_("How ML is organized"),
        queryset=OrganizationArchetype.objects.in_use(),
        template="requisitions/_organization_choice.html",
        required=False,
        blank=True,
        empty_label=_("Not specified (uses the role’s defaults)"),
    )
    emphasis = forms.ChoiceField(label=_("Software or research focus"), required=False)
    data_ownership = forms.ChoiceField(label=_("Who owns the data"), required=False)
    model_ownership = forms.ChoiceField(label=_("Who owns models in production"), required=False)
    strategy = forms.ChoiceField(
        label=_("Candidate profile"), initial=Strategy.EXPERIENCED, widget=DescribedRadio
    )
    mentor = PersonField(
        label=_("Mentor"),
        queryset=User.objects.active().order_by("name", "id"),
        required=False,
        empty_label=_("Choose…"),
        help_text=_(
            "An experienced colleague who has agreed to mentor. Juniors need one, especially "
            "in research."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (
            DesignChoice.EMPHASIS,
            DesignChoice.DATA_OWNERSHIP,
            DesignChoice.MODEL_OWNERSHIP,
        ):
            answers = ANSWERS[name].choices
            self.fields[name].choices = [("", _("Not specified")), *answers]  # type: ignore[attr-defined]
        self._keep_what_stands()
        ways = [(way.value, _described(way)) for way in Strategy]
        self.fields["strategy"].choices = ways  # type: ignore[attr-defined]

    def _keep_what_stands(self) -> None:
        """Offer what the opening has, too, be it out of use or gone: saving the rest keeps it."""
        for name in ("organization", "mentor"):
            kept, field = self.initial.get(name), self.fields[name]
            if isinstance(kept, OrganizationArchetype | User):
                one: Any = type(kept)._default_manager.filter(pk=kept.pk)
                field.queryset = field.queryset | one  # type: ignore[attr-defined]


class StartForm(RoleContextForm):
    """A new requisition: the work and its level first, then where and whom."""

    archetype = DescribedField(
        label=_("Role"),
        queryset=RoleArchetype.objects.in_use(),
        template="requisitions/_role_choice.html",
        empty_label=None,
    )
    level = forms.ChoiceField(label=_("Level"), choices=Level, widget=forms.RadioSelect)

    field_order = ["archetype", "level"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if {"archetype", "level", "strategy"} <= values.keys():
            terms = {n: values.get(n, "") for n in ("archetype", "level", "emphasis", "strategy")}
            if problem := problem_with(values.get("mentor"), needed=needs_mentor(**terms)):
                self.add_error("mentor", problem)
        return values

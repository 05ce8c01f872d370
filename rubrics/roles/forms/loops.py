"""Lists that are written row by row: stages, interviews of the default loop, variants.

Moving, adding and taking out a row are buttons of the same form: they send what is typed and
show it again in another order, without saving. So they work by keyboard, on a phone and without
scripts.
"""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hiring.ui.forms.rows import rearranged, typed_rows
from rubrics.models import Level, RoleArchetype, Rubric, StageKind
from rubrics.roles.actions.loops import MAX_LENGTH, MAX_ROWS, MAX_STAY_DAYS, MIN_LENGTH


class StageRow(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=StageKind.choices, initial=StageKind.SCREEN)
    target_days = forms.IntegerField(
        label=_("Days"), min_value=0, max_value=MAX_STAY_DAYS, initial=5
    )
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("all levels")), *Level.choices]
    )

    def clean_level(self) -> str | None:
        return self.cleaned_data["level"] or None


class InterviewRow(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    rubric = forms.ModelChoiceField(
        label=_("Rubric"), queryset=Rubric.objects.none(), empty_label=_("Choose…")
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=MIN_LENGTH, max_value=MAX_LENGTH, initial=60
    )
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("all levels")), *Level.choices]
    )

    def __init__(self, *args: Any, rubrics: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Read once for all rows; the field still checks what comes back.
        field: Any = self.fields["rubric"]
        field.queryset = Rubric.objects.filter(pk__in=[pk for pk, _name in rubrics])
        field.choices = [("", field.empty_label), *rubrics]

    def clean_level(self) -> str | None:
        return self.cleaned_data["level"] or None


class VariantRow(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    text = forms.CharField(
        label=_("Text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Rows(forms.BaseFormSet):
    """Rows in the order in which they stand."""

    @property
    def values(self) -> list[dict[str, Any]]:
        """What the action takes: a row each, as checked by its form."""
        return [form.cleaned_data for form in self.forms]

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        # Every row that stands there is meant, an untouched new one too.
        return super().get_form_kwargs(index) | {"empty_permitted": False}


def _rows(form: type[forms.Form]) -> Any:
    return forms.formset_factory(
        form, formset=Rows, extra=0, max_num=MAX_ROWS, validate_max=True, absolute_max=60
    )


StageRows = _rows(StageRow)
InterviewRows = _rows(InterviewRow)
VariantRows = _rows(VariantRow)


def offered_rubrics(role: RoleArchetype) -> list[tuple[int, str]]:
    """Return the rubrics that can be interviewed by, with those that the loop has already."""
    mine = Q(pk__in=role.interviews.values("rubric"))
    usable = Q(pk__in=Rubric.objects.current().values("pk"))
    return list(Rubric.objects.filter(mine | usable).order_by("name").values_list("pk", "name"))


def moved(
    rows: type[forms.BaseFormSet], data: QueryDict
) -> tuple[list[dict[str, Any]], int | None] | None:
    """Return the typed rows as a button asks for them, and the row to look at; None without one.

    The button is called `do` and says `add`, or `up`, `down` or `remove` and the row's number.
    """
    if not data.get("do"):
        return None
    typed = typed_rows(data, "form", list(rows.form.base_fields))
    return rearranged(typed, str(data["do"]), most=MAX_ROWS)

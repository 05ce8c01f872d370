"""The stages of an opening, and the interviews that its loop is to hold."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.requisitions.actions.planned_interviews import INTERVIEWING
from hiring.requisitions.actions.staging import ENDS, MAX_DAYS
from hiring.requisitions.models import PlannedInterview, Requisition, Stage
from hiring.ui.forms.edit_form import EditForm
from rubrics.models import Assistance, Perspective, Rubric, StageKind

PERSPECTIVES = [("", _("Any")), *Perspective.choices]


class StageForm(EditForm, forms.ModelForm):
    """A step of the pipeline."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in StageKind if kind not in ENDS],
        initial=StageKind.SCREEN,
    )

    class Meta:
        model = Stage
        fields = ["name", "kind", "target_days"]
        widgets = {"target_days": forms.NumberInput(attrs={"min": 0, "max": MAX_DAYS})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not (self.instance.requisition.is_draft and self._is_between):
            del self.fields["kind"]

    @property
    def _is_between(self) -> bool:
        return self.instance.kind not in ENDS

    def _post_clean(self) -> None:
        """The action checks and writes."""


class PlannedForm(EditForm, forms.ModelForm):
    """An interview of the loop; which rubric is chosen once, when it is added."""

    perspective = forms.ChoiceField(label=_("Perspective"), choices=PERSPECTIVES, required=False)
    assistance = forms.ChoiceField(
        label=_("Assistance"),
        choices=[("", _("As usual for this type")), *Assistance.choices],
        required=False,
        help_text=_("What the candidate may use. Shown in the kit and printed in the debrief."),
    )

    class Meta:
        model = PlannedInterview
        fields = [
            "rubric",
            "name",
            "stage",
            "minutes",
            "interviewers",
            "perspective",
            "assistance",
            "why",
        ]
        widgets = {
            "minutes": forms.NumberInput(attrs={"min": 10, "max": 480, "step": 5}),
            "interviewers": forms.NumberInput(attrs={"min": 1, "max": 4}),
            "why": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(
        self,
        *args: Any,
        requisition: Requisition,
        rubrics: Iterable[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        stage: Any = self.fields["stage"]
        stage.queryset = requisition.stages.filter(kind__in=INTERVIEWING)
        stage.empty_label = None
        if self.instance.pk:
            del self.fields["rubric"]
            return
        stage.required = False
        stage.initial = requisition.stages.filter(kind=StageKind.ONSITE).first()
        rubric: Any = self.fields["rubric"]
        rubric.queryset = Rubric.objects.current()
        rubric.choices = [("", _("Choose…")), *rubrics]
        for name in ("name", "minutes", "interviewers"):
            self.fields[name].required = False

    def _post_clean(self) -> None:
        """The action checks and writes."""

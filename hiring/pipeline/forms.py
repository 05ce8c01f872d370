"""The HTML forms: what is done with applications. Those of an import: import_forms.py."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.messaging import kinds
from hiring.pipeline.candidate_mail import OF_ENDINGS, CandidateMail, Letter
from hiring.pipeline.models import (
    Absence,
    Application,
    BulkKind,
    Hypothesis,
    RejectionReason,
)
from hiring.requisitions.actions.owners import can_own
from hiring.requisitions.forms.team import PersonField
from hiring.requisitions.models import OwnerRole, Requisition, Stage
from hiring.ui.forms.edit_form import EditForm
from rubrics.models import StageKind, Stance


class MoveForm(forms.Form):
    """To which stage; `expected_stage` is where the person saw the application."""

    to_stage = forms.ModelChoiceField(label=_("Stage"), queryset=Stage.objects.none())
    expected_stage = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Hiring is an action of its own, with a right of its own.
        stages = application.requisition.stages.exclude(kind=StageKind.HIRED)
        self.fields["to_stage"].queryset = stages  # type: ignore[attr-defined]


class EndingForm(forms.Form):
    """What an ending also does. A page that did not ask sends nothing, which is yes."""

    cancel_interviews = forms.NullBooleanField(required=False)

    def clean_cancel_interviews(self) -> bool:
        return self.cleaned_data["cancel_interviews"] is not False


class LetterFields(forms.Form):
    """An email that goes out with what a form does, if its box is checked."""

    send_email = forms.NullBooleanField(required=False)
    email_kind = forms.CharField(required=False, max_length=40)
    email_subject = forms.CharField(required=False, max_length=200)
    email_body = forms.CharField(required=False, max_length=10_000)

    @property
    def letter(self) -> Letter | None:
        """What is to be sent; None where the box was not there or not checked."""
        if not self.cleaned_data["send_email"]:
            return None
        return Letter(
            kind=self.cleaned_data["email_kind"],
            subject=self.cleaned_data["email_subject"],
            body=self.cleaned_data["email_body"],
        )


class EndForm(LetterFields, EndingForm):
    """Why an application ends, by us or by the candidate, and what the candidate is told."""

    by_candidate: bool

    reason = forms.ModelChoiceField(
        label=_("Reason"),
        queryset=RejectionReason.objects.none(),
        error_messages={"required": _("Choose a reason.")},
    )
    expected_stage = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_email_kind(self) -> str:
        """Whichever of these the page says: what is taken back with the ending."""
        kind = self.cleaned_data["email_kind"]
        if self.by_candidate or kind not in OF_ENDINGS:
            return CandidateMail.WITHDRAWN if self.by_candidate else CandidateMail.REJECTED_EARLY
        return kind

    def __init__(self, *args: Any, by_candidate: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_candidate = by_candidate
        reasons = RejectionReason.objects
        found = reasons.of_the_candidate() if by_candidate else reasons.ours()
        self.fields["reason"].queryset = found  # type: ignore[attr-defined]


class BulkForm(forms.Form):
    """What is to be done with many applications."""

    kind = forms.ChoiceField(choices=BulkKind)
    reason = forms.ModelChoiceField(queryset=RejectionReason.objects.ours(), required=False)
    send_email = forms.BooleanField(required=False)
    tag = forms.CharField(required=False)
    owner = forms.ModelChoiceField(queryset=User.objects.active(), required=False)
    role = forms.ChoiceField(choices=[("", ""), *OwnerRole.choices], required=False)
    requisition = forms.ModelChoiceField(queryset=Requisition.objects.none(), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_jobs = Requisition.objects.open().visible_to(user)
        self.fields["requisition"].queryset = open_jobs  # type: ignore[attr-defined]


class LetterForm(forms.Form):
    """An email to the candidate. The token makes two clicks one email."""

    kind = forms.ChoiceField(choices=kinds.with_templates, widget=forms.HiddenInput)
    token = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(
        label=_("Message"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 14})
    )


class MailFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("An email saved as .eml, up to 10 MB: a reply that went to your own mailbox."),
        widget=forms.FileInput(attrs={"accept": ".eml,message/rfc822"}),
    )


class OtherOfferForm(forms.Form):
    """Until when the candidate has another offer; empty: none that we know of."""

    until = forms.DateField(label=_("Other offer expires"), required=False)


class TaskForm(forms.Form):
    """What somebody is to do, and by when."""

    text = forms.CharField(label=_("Task"), max_length=200)
    assignee = PersonField(label=_("Who"), queryset=User.objects.none(), empty_label=None)
    due_on = forms.DateField(label=_("By when"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, requisition: int, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", "task")
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = can_own(requisition)  # type: ignore[attr-defined]
        self.fields["assignee"].initial = user.pk
        self.fields["due_on"].initial = clock.today(user.zone)


class AbsenceForm(forms.ModelForm):
    """Who reviews in one's place, from when to when."""

    class Meta:
        model = Absence
        fields = ["delegate", "first_day", "last_day"]
        labels = {"delegate": _("Who reviews for you")}
        field_classes = {"delegate": PersonField}
        widgets = {
            "first_day": forms.DateInput(attrs={"type": "date"}),
            "last_day": forms.DateInput(attrs={"type": "date"}),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.active().exclude(pk=user.pk).order_by("name", "pk")
        self.fields["delegate"].queryset = others  # type: ignore[attr-defined]
        self.fields["delegate"].empty_label = _("Choose…")  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The action checks, and writes the row."""


class NoteForm(forms.Form):
    body = forms.CharField(
        label=_("Note"),
        max_length=10_000,
        # An id of its own: the message being written stands on the same page.
        widget=forms.Textarea(
            attrs={
                "id": "id_note",
                "rows": 2,
                "placeholder": _("@name sends an email. Ctrl+Enter adds the note."),
                "data-shortcut": "n",
                "data-ctrl-enter": "",
            }
        ),
    )


class HypothesisForm(EditForm, forms.ModelForm):
    """What is expected of the candidate in one competency."""

    stance = forms.ChoiceField(label=_("Hypothesis"), choices=Stance, widget=forms.RadioSelect)
    weight = forms.TypedChoiceField(
        label=_("Weight"),
        coerce=int,
        choices=[(n, n) for n in range(1, 6)],
        help_text=_(
            "How much it matters compared with the others. It is not used to calculate a score."
        ),
    )
    bar_level = forms.TypedChoiceField(
        label=_("Bar"),
        coerce=int,
        choices=[(2, _("2 No")), (3, _("3 Yes")), (4, _("4 Strong yes"))],
        help_text=_("The rubric level the candidate should reach."),
    )

    class Meta:
        model = Hypothesis
        fields = ["stance", "weight", "bar_level", "why"]
        labels = {"why": _("Why")}
        widgets = {"why": forms.Textarea(attrs={"rows": 2, "maxlength": 2_000})}

    def _post_clean(self) -> None:
        """The action checks and reads its own row: nothing is written to the instance here."""


class ApplyForm(forms.Form):
    """For which open requisition a candidate is put forward."""

    requisition = forms.ModelChoiceField(
        label=_("Job"), queryset=Requisition.objects.none(), empty_label=_("Choose…")
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = Requisition.objects.open().visible_to(user)
        self.fields["requisition"].queryset = visible  # type: ignore[attr-defined]

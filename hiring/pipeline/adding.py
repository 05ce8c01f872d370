"""The job in the form by which a person is added."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate, Resume, Touch
from hiring.accounts.models import Organization, User
from hiring.messaging.models import Message
from hiring.pipeline.actions.applying import apply
from hiring.pipeline.candidate_mail import confirm_application
from hiring.pipeline.models import Application
from hiring.requisitions.models import Requisition


def open_job_field(user: User) -> forms.Field:
    """Return a choice among the open jobs that the user sees."""
    return forms.ModelChoiceField(
        label=_("Job"),
        queryset=Requisition.objects.open().visible_to(user),
        required=False,
        empty_label=_("None yet"),
        initial=lambda: _last_job(user),
        help_text=_("Adds an application in the job’s first stage."),
    )


def _last_job(user: User) -> int | None:
    """Return the job of whom the user added last: people come by the dozen."""
    last = Touch.objects.filter(actor=user).last()
    if last is None:
        return None
    return Application.objects.filter(touch=last).values_list("requisition", flat=True).first()


def confirm_field(user: User) -> forms.Field:
    """Return the box that has the candidate told that their application was received."""
    return forms.BooleanField(
        label=_("Email the candidate that their application was received"),
        required=False,
        initial=lambda: Organization.present().confirms_applications,
        help_text=_("Sent when a job is chosen. You can cancel it under Messages until it’s sent."),
    )


def confirm(*, candidate: Candidate, actor: User, **_rest: Any) -> Message | None:
    """Tell the candidate who was just added with a job; None where none was chosen."""
    application = Application.objects.filter(candidate=candidate).order_by("-pk").first()
    return confirm_application(application=application, actor=actor) if application else None


def apply_for(
    *, candidate: Candidate, resume: Resume | None, value: Requisition, actor: User, **_rest: Any
) -> Application:
    """Return the person's application for the chosen job."""
    return apply(candidate=candidate, requisition=value, resume=resume, actor=actor)

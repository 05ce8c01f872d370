"""The job in the form by which a person is added."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate, Resume
from hiring.accounts.models import User
from hiring.pipeline.actions.applying import apply
from hiring.pipeline.models import Application
from hiring.requisitions.models import Requisition


def open_job_field(user: User) -> forms.Field:
    """Return a choice among the open jobs that the user sees."""
    return forms.ModelChoiceField(
        label=_("Job"),
        queryset=Requisition.objects.open().visible_to(user),
        required=False,
        empty_label=_("None yet"),
        help_text=_("Adds an application in the job’s first stage."),
    )


def apply_for(
    *, candidate: Candidate, resume: Resume | None, value: Requisition, actor: User, **_rest: Any
) -> Application:
    """Return the person's application for the chosen job."""
    return apply(candidate=candidate, requisition=value, resume=resume, actor=actor)

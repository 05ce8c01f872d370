"""The small form on a probe's page that leads to a probe for one project."""

from typing import Any

from django import template

from rubrics.bank.forms.probes import ProbeForm
from rubrics.models import InterviewKind, Question

register = template.Library()


@register.inclusion_tag("rubrics/parts/probe_form.html", takes_context=True)
def probe_form(context: dict[str, Any], question: Question) -> dict[str, Any]:
    """The form with the question's role chosen; nothing on questions of another kind."""
    if question.kind != InterviewKind.PROJECT_PROBE:
        return {}
    roles = list(question.archetypes.all())
    initial = {"role": roles[0].key} if len(roles) == 1 else {}
    return {"form": ProbeForm(initial=initial), "csrf_token": context.get("csrf_token")}

"""The panels of a question's page that show one instance of its family of puzzles."""

import secrets
from typing import Any

from django import template

from rubrics.bank.forms.seed import SeedForm
from rubrics.content.puzzles import FAMILIES
from rubrics.models import QuestionVersion

register = template.Library()
# The page shows some instance without being asked: the same one to everybody.
FIRST_SEED = "1"


@register.inclusion_tag("rubrics/parts/puzzle_instance.html", takes_context=True)
def puzzle_instance(context: dict[str, Any], version: QuestionVersion) -> dict[str, Any]:
    """The instance by the seed in the address; nothing for a question without a family."""
    family = FAMILIES.get(version.details.get("family", ""))
    if family is None:
        return {}
    page = version.question.get_absolute_url()
    form = SeedForm({"seed": context["request"].GET.get("seed") or FIRST_SEED})
    panel = {
        "family": family,
        "form": form,
        "action": f"{page}#instance",
        "fresh_url": f"{page}?seed={secrets.randbelow(SeedForm.MAX_SEED + 1)}#instance",
    }
    if not form.is_valid():
        return panel
    return panel | {"puzzle": family.instance(form.cleaned_data["seed"])}

"""The panel of a take-home's page that gives its data by seed."""

import secrets
from typing import Any

from django import template
from django.urls import reverse

from rubrics.bank.counts import generator_of
from rubrics.bank.forms.seed import SeedForm
from rubrics.content.take_homes.model import Generator
from rubrics.models import QuestionVersion

register = template.Library()


@register.inclusion_tag("rubrics/parts/takehome_data.html", takes_context=True)
def takehome_data(context: dict[str, Any], version: QuestionVersion) -> dict[str, Any]:
    """The data of this version by the seed in the address; nothing where it has none."""
    generator = generator_of(version)
    if generator is None:
        return {}
    request = context["request"]
    page = version.question.get_absolute_url()
    asked = request.GET.get("seed") or None
    form = SeedForm({"seed": asked} if asked else None)
    panel = {
        "generator": generator,
        "form": form,
        "action": f"{page}#data",
        "fresh_url": f"{page}?seed={secrets.randbelow(SeedForm.MAX_SEED + 1)}#data",
    }
    if not form.is_valid():
        return panel
    seed = form.cleaned_data["seed"]
    share = f"{page}?seed={seed}#data"
    return (
        panel
        | _instance(generator, version, seed)
        | {"share_url": request.build_absolute_uri(share)}
    )


def _instance(generator: Generator, version: QuestionVersion, seed: int) -> dict[str, Any]:
    made = generator.instance(seed)
    data_url = reverse("rubrics:question_data", kwargs={"question_id": version.question_id})
    return {
        "seed": seed,
        "truth": generator.truth(seed),
        "terms": made.terms,
        "tables": [(table.name, table.about, len(table.rows)) for table in made.tables],
        "attachments": [(attachment.name, attachment.about) for attachment in made.attachments],
        "download_url": f"{data_url}?seed={seed}",
    }

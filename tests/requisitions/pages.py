"""What tests of the requisitions' pages say in short."""

import re
from html import unescape
from typing import Any

from django.urls import reverse

from hiring.requisitions.models import Requisition
from rubrics.models import OrganizationArchetype, ProfileAdjustment
from tests.factories.requisitions import competency


def url(name: str, requisition: Requisition | None = None, **kwargs: int) -> str:
    """Return the address of a page of this app."""
    ids = {"requisition_id": requisition.pk} if requisition else {}
    return reverse(f"requisitions:{name}", kwargs=ids | kwargs)


def organization(**values: Any) -> OrganizationArchetype:
    """A place where software counts over research and whoever trains a model runs it."""
    given = {
        "key": "nascent",
        "name": "Nascent",
        "looks_like": "Two people do it on the side.",
        "good": "b",
        "hard": "c",
        "consequence": "Hire generalists.",
        "emphasis": "software",
        "model_ownership": "own",
    }
    return OrganizationArchetype.objects.create(**given | values)


def rule(name: str, **values: Any) -> ProfileAdjustment:
    """A rule that software over research moves the weight of a competency by one."""
    given = {
        "key": f"rule-{name.lower()}",
        "choice": "emphasis",
        "value": "software",
        "competency": competency(name),
        "weight": 1,
        "because": f"{name} is built on here.",
    }
    return ProfileAdjustment.objects.create(**given | values)


def opened_values(page: str, prefix: str = "") -> dict[str, str]:
    """Return what a form on the page was opened with, as its hidden fields send it."""
    found = re.findall(rf'name="(initial-{prefix}[^"]+)"(?: value="([^"]*)")?', page)
    return {name: unescape(value) for name, value in found}


HTMX = {"HTTP_HX_REQUEST": "true"}

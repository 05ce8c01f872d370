"""Pages of the parametric math puzzles: the families, and one instance by its seed."""

import secrets
from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from rubrics.bank.counts import AREA_NAMES, puzzles_by_area
from rubrics.bank.forms.seed import SeedForm
from rubrics.bank.matching import rubrics_recording
from rubrics.content.puzzles import FAMILIES
from rubrics.content.puzzles.model import Family
from rubrics.models import Competency, InterviewKind

# Six digits can be read out on the phone; a candidate who knows all of them knows mathematics.
_FRESH_SEEDS = 1_000_000


@require_safe
def puzzle_list(request: StaffRequest) -> HttpResponse:
    names = _competencies(key for family in FAMILIES.values() for key in family.competencies)
    areas = [
        (area, [(family, _evidence(family, names)) for family in families])
        for area, families in puzzles_by_area()
    ]
    return render(request, "rubrics/puzzle_list.html", {"areas": areas})


@require_safe
def puzzle_detail(request: StaffRequest, puzzle_key: str) -> HttpResponse:
    family = FAMILIES.get(puzzle_key)
    if family is None:
        raise Http404
    fresh_url = _url(family, secrets.randbelow(_FRESH_SEEDS))
    if not request.GET.get("seed"):
        return redirect(fresh_url)
    form = SeedForm(request.GET)
    page = {
        "family": family,
        "area": AREA_NAMES[family.area],
        "evidence": _evidence(family, _competencies(family.competencies)),
        "rubrics": rubrics_recording(InterviewKind.MATH_PUZZLE, family.competencies),
        "form": form,
        "fresh_url": fresh_url,
    }
    if not form.is_valid():
        return render(request, "rubrics/puzzle_detail.html", page, status=400)
    seed = form.cleaned_data["seed"]
    page |= {
        "seed": seed,
        "puzzle": family.instance(seed),
        "share_url": request.build_absolute_uri(_url(family, seed)),
        "is_outdated": request.GET.get("v", str(family.version)) != str(family.version),
    }
    return render(request, "rubrics/puzzle_detail.html", page)


def _url(family: Family, seed: int) -> str:
    """The address of an instance; the version tells a later reader if its numbers have changed."""
    path = reverse("rubrics:puzzle_detail", kwargs={"puzzle_key": family.key})
    return f"{path}?seed={seed}&v={family.version}"


def _competencies(keys: Iterable[str]) -> dict[str, Competency]:
    return {row.key: row for row in Competency.objects.in_use().filter(key__in=set(keys))}


def _evidence(family: Family, by_key: dict[str, Competency]) -> list[Competency]:
    """What the family is evidence of, as far as the library (still) has it."""
    return [by_key[key] for key in family.competencies if key in by_key]

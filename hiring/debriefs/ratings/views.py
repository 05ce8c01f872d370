"""How a rubric is used, and reference answers of it."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.debriefs.actions.references import add_reference, rate_reference
from hiring.debriefs.models import RatingFit, ReferenceAnswer, ReferenceRating
from hiring.debriefs.ratings import words
from hiring.debriefs.ratings.forms import LevelsForm, ReferenceForm
from rubrics.assessment.history import REFERENCES_FOR_LENIENCY, Fitted
from rubrics.assessment.usage import CLEAR_SHIFT, PEOPLE_FOR_LEVELS, RATINGS_FOR_LEVELS, hints
from rubrics.models import Criterion, Rubric


@require_safe
def rubric_use(request: StaffRequest, rubric_id: int) -> HttpResponse:
    """How a rubric was used in all scorecards of the newest fit."""
    rubric = get_object_or_404(Rubric, pk=rubric_id)
    fit = RatingFit.objects.first()
    use = fit.rubrics.get(str(rubric.pk)) if fit else None
    references = ReferenceAnswer.objects.filter(version__rubric=rubric)
    rated = ReferenceRating.objects.filter(answer__in=references).count()
    context = {
        "rubric": rubric,
        "fit": fit,
        "least": RATINGS_FOR_LEVELS,
        "least_people": PEOPLE_FOR_LEVELS,
        "references": references,
        "references_rated": rated,
        "references_needed": REFERENCES_FOR_LENIENCY,
        **(_use(fit, use, rubric.pk) if fit and use and _is_enough(use) else {}),
    }
    return render(request, "debriefs/ratings/rubric_use.html", context)


def _is_enough(use: dict[str, Any]) -> bool:
    people = use.get("interviewers", 0)
    return bool(use["ratings"] >= RATINGS_FOR_LEVELS and people >= PEOPLE_FOR_LEVELS)


def _use(fit: RatingFit, use: dict[str, Any], rubric_id: int) -> dict[str, Any]:
    fitted = Fitted.from_dict(fit.history)
    shifts = {str(key): shift for key, shift in fitted.shifts.items()}
    criteria = Criterion.objects.select_related("version", "competency")
    ordered = criteria.filter(pk__in=use["criteria"]).order_by("-version__number", "position")
    names = {str(criterion.pk): criterion.name for criterion in ordered}
    lenient = fitted.lenient.get(rubric_id)
    return {
        "use": use,
        "lenient": words.higher_or_lower(lenient.level) if lenient else "",
        "criteria": [
            {
                "criterion": criterion,
                "levels": use["criteria"][str(criterion.pk)],
                "shift": _shift(fitted, criterion),
            }
            for criterion in ordered
        ],
        "advice": [words.advice(hint, names) for hint in hints(use, shifts)],
        "agreement": words.agreement(use),
    }


def _shift(fitted: Fitted, criterion: Criterion) -> str:
    known = fitted.shifts.get(criterion.pk)
    if not known:
        return ""
    # Without an interval beside it, a small difference is none that one can tell.
    return words.higher_or_lower(known.level if abs(known.level) >= CLEAR_SHIFT else 0)


@require_http_methods(["GET", "HEAD", "POST"])
def reference_new(request: StaffRequest, rubric_id: int) -> HttpResponse:
    """Add an answer with its agreed levels, to be rated by others."""
    rubric = get_object_or_404(Rubric, pk=rubric_id)
    version = rubric.current_version
    if version is None:
        messages.error(request, _("Publish the rubric first: an answer is rated by its criteria."))
        return redirect(rubric)
    form = ReferenceForm(request.POST or None, criteria=version.criteria.all())
    if form.is_valid():
        reference = add_reference(
            version=version,
            title=form.cleaned_data["title"],
            answer=form.cleaned_data["answer"],
            agreed=form.levels(),
            actor=request.user,
        )
        messages.success(request, _("Added the reference answer. Send its link to interviewers."))
        return redirect(reference)
    status = 400 if form.is_bound else 200
    context = {"rubric": rubric, "form": form}
    return render(request, "debriefs/ratings/reference_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def reference(request: StaffRequest, reference_id: int) -> HttpResponse:
    """A reference answer: to rate first, then beside what was agreed and what others gave."""
    answer = get_object_or_404(
        ReferenceAnswer.objects.select_related("version__rubric"), pk=reference_id
    )
    form = LevelsForm(request.POST or None, criteria=answer.version.criteria.all())
    if form.is_valid():
        with refusals.flashed(request):
            rate_reference(reference=answer, levels=form.levels(), actor=request.user)
            messages.success(request, _("Saved your ratings."))
        return redirect(answer)
    mine = {
        rating.criterion_id: rating.level for rating in answer.ratings.filter(rater=request.user)
    }
    knows = bool(mine) or answer.created_by_id == request.user.pk
    context = {
        "reference": answer,
        "form": form,
        "knows": knows,
        "compared": _compared(answer, mine) if knows else [],
        "shows_everyone": knows and _raters(answer) >= PEOPLE_FOR_LEVELS,
        "least_people": PEOPLE_FOR_LEVELS,
    }
    status = 400 if form.is_bound else 200
    return render(request, "debriefs/ratings/reference.html", context, status=status)


def _raters(answer: ReferenceAnswer) -> int:
    return answer.ratings.values("rater").distinct().count()


def _compared(answer: ReferenceAnswer, mine: dict[int, int]) -> list[dict[str, Any]]:
    """Return the levels by criterion: agreed, one's own, and those of all."""
    given: dict[int, Counter[int]] = {}
    for criterion_id, level in answer.ratings.values_list("criterion", "level"):
        given.setdefault(criterion_id, Counter())[level] += 1
    return [
        {
            "criterion": criterion,
            "agreed": answer.agreed.get(str(criterion.pk)),
            "mine": mine.get(criterion.pk),
            "all": words.counted(given.get(criterion.pk, Counter())),
        }
        for criterion in answer.version.criteria.all()
    ]

"""How an interviewer rates beside colleagues who met the same candidates.

Monitoring of employees: for the person and a trainer only, off by default, and never exported:
no API, no file, nothing that a cache keeps.
"""

from collections.abc import Iterator
from math import sqrt
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hiring.accounts.models import User
from hiring.accounts.requests import StaffRequest
from hiring.debriefs.models import RatingFit
from hiring.debriefs.ratings import words
from rubrics.assessment.estimates import EIGHTY, Severity
from rubrics.assessment.history import CARDS_FOR_SEVERITY, Fitted


@require_safe
@never_cache
def calibration(request: StaffRequest) -> HttpResponse:
    """One's own severity, and to a trainer everybody's, by name."""
    if not settings.INTERVIEWER_CALIBRATION:
        raise Http404
    fit = RatingFit.objects.first()
    severities = Fitted.from_dict(fit.history).severities if fit else {}
    mine = severities.get(request.user.pk)
    context = {
        "fit": fit,
        "mine": _figures(mine) if mine else None,
        "least": CARDS_FOR_SEVERITY,
        "others": list(_others(severities)) if request.user.interview_trainer else None,
    }
    return render(request, "debriefs/ratings/calibration.html", context)


def _others(severities: Any) -> Iterator[dict[str, Any]]:
    for person in User.objects.filter(pk__in=severities, is_active=True).order_by("name", "pk"):
        yield {"name": person.name, **_figures(severities[person.pk])}


def _figures(severity: Severity) -> dict[str, str]:
    half = EIGHTY * sqrt(severity.variance)
    return {
        "level": words.clear_difference(severity.level, half),
        "interval": words.from_to(severity.level - half, severity.level + half),
    }

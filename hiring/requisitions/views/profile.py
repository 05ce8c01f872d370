"""What is tested: strengths, bars, and what is not assessed, each with the role's own value."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity.models import Event
from hiring.requisitions.actions import profile as profile_actions
from hiring.requisitions.actions.profile import TERMS
from hiring.requisitions.forms.profile import CompetencyForm
from hiring.requisitions.models import Requisition, RequisitionCompetency
from hiring.requisitions.verbs import Verb
from hiring.requisitions.views import builder_page
from hiring.requisitions.views.submitting import submit_form
from rubrics.models import Competency, Stance


@require_safe
def profile(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)
    return builder_page.page(request, requisition, "profile", **_rows(requisition))


def competency(request: StaffRequest, requisition_id: int, competency_id: int) -> HttpResponse:
    """One competency to set: in its place by htmx, else on the section's page."""
    requisition = builder_page.visible(request, requisition_id)
    row = _row(requisition, competency_id)

    def make(sent: Any) -> CompetencyForm:
        return CompetencyForm(
            sent, initial=_values(_row(requisition, competency_id)), is_fixed=_is_fixed(requisition)
        )

    form, saved = make(None), None
    if request.method == "POST":
        form, saved = submit_form(
            make,
            _role_says(request.POST, row) if "undo" in request.POST else request.POST,
            lambda form: profile_actions.set_competency(
                requisition=requisition,
                competency=row.competency,
                actor=request.user,
                seen=form.seen if form.seen.keys() >= set(TERMS) else None,
                **form.cleaned_data,
            ),
            events=Event.objects.for_requisition(requisition.pk).filter(
                verb=Verb.PROFILE_CHANGED, choices__competency_id=competency_id
            ),
        )
    if saved and not request.htmx:
        return builder_page.back_to(request, requisition, "profile", _("Saved."))
    requisition = builder_page.visible(request, requisition_id)
    context = _rows(requisition) | {"form": form}
    if saved:
        return builder_page.part(
            request, requisition, "profile", "_profile", edited=competency_id, **context
        )
    context["open"] = competency_id
    return builder_page.with_form(
        request, requisition, "profile", form, template="_profile", **context
    )


def _is_fixed(requisition: Requisition) -> bool:
    return requisition.profile_fixed_at is not None


def _rows(requisition: Requisition) -> dict[str, Any]:
    """Return the assessed competencies by weight, and all others by name."""
    found = list(requisition.competencies.select_related("competency"))
    tested = [row for row in found if row.stance != Stance.NOT_ASSESSED]
    kept = {row.competency_id: row for row in found if row.stance == Stance.NOT_ASSESSED}
    spoken_of = {row.competency_id for row in tested}
    others = Competency.objects.in_use().exclude(pk__in=spoken_of)
    return {
        "strengths": _by_weight(row for row in tested if row.stance == Stance.STRENGTH),
        "bars": _by_weight(row for row in tested if row.stance == Stance.BAR),
        "others": [kept.get(one.pk) or _unasked(requisition, one) for one in others],
        "is_fixed": _is_fixed(requisition),
    }


def _by_weight(rows: Iterable[RequisitionCompetency]) -> list[RequisitionCompetency]:
    return sorted(rows, key=lambda row: (-row.weight, row.competency.position, row.pk))


def _row(requisition: Requisition, competency_id: int) -> RequisitionCompetency:
    """Return what is kept of one competency, or what would be asked of it were it assessed."""
    rows = requisition.competencies.select_related("competency")
    found = rows.filter(competency=competency_id).first()
    if found is not None:
        return found
    competency = get_object_or_404(Competency.objects.in_use(), pk=competency_id)
    return _unasked(requisition, competency)


def _unasked(requisition: Requisition, competency: Competency) -> RequisitionCompetency:
    return RequisitionCompetency(
        requisition=requisition, competency=competency, stance=Stance.NOT_ASSESSED
    )


def _values(row: RequisitionCompetency) -> dict[str, Any]:
    """Return what the form opens with; once fixed, each change needs a reason of its own."""
    values = {name: getattr(row, name) for name in ("stance", "weight", "bar_level")}
    return values | {"why": "" if _is_fixed(row.requisition) else row.why}


def _role_says(sent: QueryDict, row: RequisitionCompetency) -> QueryDict:
    """Return what was sent, with what the role archetype says instead of the choices."""
    data = sent.copy()
    data["stance"] = row.archetype_stance or Stance.NOT_ASSESSED
    data["weight"] = str(row.archetype_weight or row.weight)
    data["bar_level"] = str(row.archetype_bar or row.bar_level)
    return data

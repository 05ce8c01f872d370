"""Debriefs: the list, one of them, its PDF, and deciding on it."""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.activity.actions import Conflict
from hiring.activity.models import BackgroundJob
from hiring.debriefs import evidence
from hiring.debriefs.actions import deciding as deciding_actions
from hiring.debriefs.actions import reading, rendering, requesting
from hiring.debriefs.actions.reading import helped_by
from hiring.debriefs.booking import booking_link
from hiring.debriefs.document import Paper
from hiring.debriefs.forms import CheckForm, DecisionForm
from hiring.debriefs.listing import listing, tabs_for
from hiring.debriefs.models import Debrief, FirstReading
from hiring.debriefs.presenting import on_the_web
from hiring.debriefs.report.earlier import open_content
from hiring.debriefs.report.markdown import as_markdown
from hiring.debriefs.serving import pdf_response
from hiring.pipeline.models import Application


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The person's debriefs; those that wait for a decision first."""
    tab, page = listing(request)
    context = {"page": page, "tabs": tabs_for(tab), "tab": tab}
    return render(request, "debriefs/list.html", context)


@require_safe
def detail(request: StaffRequest, debrief_id: int) -> HttpResponse:
    """One debrief: what the PDF says, and what was decided on it."""
    debrief = _visible(request, debrief_id)
    if debrief.is_ready:
        reading.note_reading(debrief=debrief, actor=request.user)
    return _show(request, debrief)


@require_safe
def progress(request: StaffRequest, debrief_id: int) -> HttpResponse:
    """How far it is; once it is more than that, the page is loaded again."""
    debrief = _visible(request, debrief_id)
    if not debrief.is_being_made:
        response = HttpResponse()
        response["HX-Redirect"] = debrief.get_absolute_url()
        return response if request.htmx else redirect(debrief)
    return render(request, "debriefs/parts/progress.html", _being_made(debrief))


@require_safe
def pdf(request: StaffRequest, debrief_id: int) -> HttpResponseBase:
    debrief = _visible(request, debrief_id)
    response = pdf_response(request, debrief, paper=request.GET.get("paper", ""))
    reading.note_reading(debrief=debrief, actor=request.user)
    return response


@require_safe
def markdown(request: StaffRequest, debrief_id: int) -> HttpResponse:
    """The same content as Markdown, for notes and mails."""
    debrief = _with_content(request, debrief_id)
    text = as_markdown(open_content(debrief.content), number=debrief.number)
    return _download(text, debrief, "md", "text/markdown; charset=utf-8")


@require_safe
def sealed(request: StaffRequest, debrief_id: int) -> HttpResponse:
    """The sealed content as JSON."""
    debrief = _with_content(request, debrief_id)
    text = json.dumps(debrief.content, ensure_ascii=False, indent=2, sort_keys=True)
    return _download(text, debrief, "json", "application/json")


def _with_content(request: StaffRequest, debrief_id: int) -> Debrief:
    debrief = _visible(request, debrief_id)
    if not debrief.is_ready or not debrief.content:
        raise Http404
    reading.note_reading(debrief=debrief, actor=request.user)
    return debrief


def _download(text: str, debrief: Debrief, ending: str, kind: str) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    name = debrief.filename.removesuffix(".pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def of_application(request: StaffRequest, application_id: int) -> HttpResponse:
    """The newest debrief of an application, or what is missing for one."""
    debriefs = Debrief.objects.visible_to(request.user).filter(application=application_id)
    newest = debriefs.without_content().order_by("-number").first()
    if newest:
        return redirect(newest)
    application = get_object_or_404(
        Application.objects.visible_to(request.user).with_names(), pk=application_id
    )
    context = {"application": application, "owed": evidence.owed_by(application)}
    return render(request, "debriefs/nothing_yet.html", context)


@require_POST
def ask(request: StaffRequest, application_id: int) -> HttpResponse:
    """Put a debrief in line, and lead to it."""
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=application_id)
    again = request.POST.get("again") == "yes"
    with refusals.flashed(request):
        debrief = requesting.request_debrief(
            application=application, actor=request.user, again=again
        )
        if debrief.is_ready:
            messages.info(request, _("Nothing has changed since this version was created."))
        return redirect(debrief)
    return redirect("debriefs:of_application", application_id=application.pk)


@require_POST
def decide(request: StaffRequest, debrief_id: int) -> HttpResponse:
    debrief = _visible(request, debrief_id)
    form = DecisionForm(request.POST, open_to=_open_to(debrief))
    if not form.is_valid():
        return _show(request, debrief, form, status=422)
    with refusals.shown_in(form) as shown:
        decision = deciding_actions.decide(debrief=debrief, actor=request.user, **form.cleaned_data)
        messages.success(
            request, _("Recorded: %(outcome)s.") % {"outcome": decision.get_outcome_display()}
        )
        return redirect(booking_link(decision, request.user) or debrief)
    return _show_refused(request, debrief, form, shown)


@require_POST
def first_reading(request: StaffRequest, debrief_id: int) -> HttpResponse:
    """Save which way the person leans, and show the composite from then on."""
    debrief = _visible(request, debrief_id)
    form = DecisionForm(request.POST, open_to=_open_to(debrief))
    lean, reason = request.POST.get("outcome", ""), request.POST.get("reason", "")
    form.full_clean()
    form.errors.clear()
    with refusals.shown_in(form) as shown:
        reading.save_first_reading(debrief=debrief, lean=lean, reason=reason, actor=request.user)
        return HttpResponseRedirect(f"{debrief.get_absolute_url()}#decide")
    return _show_refused(request, debrief, form, shown)


def _show_refused(
    request: StaffRequest, debrief: Debrief, form: DecisionForm, shown: refusals.shown_in
) -> HttpResponse:
    status = 409 if isinstance(shown.refusal, Conflict) else 422
    return _show(request, debrief, form, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: StaffRequest) -> HttpResponse:
    """Whether a file or a SHA-256 is that of a sealed version that the person may read."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    found = None
    if form.is_bound and form.is_valid():
        found = Debrief.objects.visible_to(request.user).with_subject().sealed_as(form.digest)
    context = {"form": form, "checked": form.is_bound and form.is_valid(), "found": found}
    return render(request, "debriefs/check.html", context)


def _open_to(debrief: Debrief) -> list[int]:
    if not debrief.content:
        return []
    content = open_content(debrief.content)
    return [hypothesis.id for hypothesis in content.hypotheses if hypothesis.state != "met"]


@require_POST
def rate(request: StaffRequest, debrief_id: int) -> HttpResponse:
    """Note whether it helped: an answer changes what the report looks like next."""
    debrief = _visible(request, debrief_id)
    if not debrief.is_ready:
        raise Http404
    helped = request.POST.get("helped") == "yes"
    reading.rate_debrief(debrief=debrief, helped=helped, actor=request.user)
    if request.htmx:
        context = {"debrief": debrief, "helped": helped}
        return render(request, "debriefs/parts/helped.html", context)
    return HttpResponseRedirect(f"{debrief.get_absolute_url()}#helped")


def _visible(request: StaffRequest, debrief_id: int) -> Debrief:
    """Return the debrief if the person may see it; 404 otherwise, also to who is still blind."""
    debriefs = Debrief.objects.visible_to(request.user).with_subject().with_decision()
    return get_object_or_404(debriefs, pk=debrief_id)


def _show(
    request: StaffRequest, debrief: Debrief, form: DecisionForm | None = None, *, status: int = 200
) -> HttpResponse:
    saved = reading.first_reading_of(debrief, request.user)
    form = form or _fresh_form(debrief, saved)
    context = {
        "debrief": debrief,
        "application": debrief.application,
        "form": form,
        "first_reading": saved,
    }
    if debrief.is_ready:
        context |= _ready(request, debrief)
    elif debrief.is_being_made:
        context |= _being_made(debrief)
    return render(request, "debriefs/detail.html", context, status=status)


def _ready(request: StaffRequest, debrief: Debrief) -> dict:
    others = debrief.application.debriefs.without_content().order_by("-number")
    versions = [other for other in others if other.is_ready]
    decision = next(iter(debrief.decisions.all()), None)
    return {
        **_content(debrief),
        "decision": decision,
        "book_url": booking_link(decision, request.user) if decision else "",
        "versions": versions,
        "newer": versions[0] if versions[0].number > debrief.number else None,
        "in_the_making": next((other for other in others if other.is_being_made), None),
        "later": evidence.since(debrief.application, debrief.rendered_at or debrief.requested_at),
        "composite": reading.composite_for(debrief, request.user),
        "helped": helped_by(debrief, request.user),
        "decide_url": reverse("debriefs:decide", kwargs={"debrief_id": debrief.pk}),
    }


def _fresh_form(debrief: Debrief, saved: FirstReading | None) -> DecisionForm:
    """Return the form, filled in with the person's first reading."""
    initial: dict[str, Any] = {"outcome": saved.lean, "reason": saved.reason} if saved else {}
    if not debrief.is_ready or not debrief.content:
        return DecisionForm(initial=initial)
    content = open_content(debrief.content)
    next_one = content.next_interview
    initial["to_test"] = next_one.competency_ids if next_one else []
    return DecisionForm(initial=initial, open_to=_open_to(debrief))


def _content(debrief: Debrief) -> dict:
    """Return what the page says, nothing after an erasure."""
    if not debrief.content:
        return {"content": None}
    shown = on_the_web(open_content(debrief.content))
    made_at, seal = debrief.rendered_at, debrief.fingerprint
    return {
        "content": debrief.content,
        "made_at": made_at,
        "seal": seal,
        "other_paper": Paper(settings.DEBRIEF_PAPER).other,
        **shown,
    }


def _being_made(debrief: Debrief) -> dict:
    job = BackgroundJob.objects.latest_for(rendering.TASK, str(debrief.pk))
    return {"debrief": debrief, "progress": job.progress if job and job.is_live else 0}

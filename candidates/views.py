"""Pages of people: the list, one person, their details, contacts and documents."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from candidates.actions import documents as documents_actions
from candidates.actions import people as people_actions
from candidates.actions import resumes as resumes_actions
from candidates.extension_points import LIST_BUTTONS, LIST_FACTS, PARTS
from candidates.filtersets import CandidateFilter
from candidates.forms import ContactForm, DocumentForm, EditCandidateForm, ResumeForm
from candidates.lists import CANDIDATES, ORDERS, Sort
from candidates.loading import visible_candidate
from candidates.media import TOLD, UNKNOWN
from candidates.models import Candidate, ContactPoint, Document, DocumentKind, Resume
from candidates.pictures import page_picture
from candidates.profile import profile_of
from candidates.resume.loading import ResumeRefused
from candidates.searching import places_of
from candidates.tag_views import tag_choices
from hiring.accounts.list_views import look_of
from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.activity.models import Event
from hiring.activity.timeline import timeline_items
from hiring.ui.addresses import safe_address
from hiring.ui.errors import status_of
from hiring.ui.pagination import KeysetPage, keyset_page

MAX_EVENTS = 50
MAX_SIMILAR = 5


@require_safe
def candidate_list(request: StaffRequest) -> HttpResponse:
    people = Candidate.objects.visible_to(request.user).active()
    narrowed = CandidateFilter.on_page(
        request, people.with_list_facts(request.user), offers={"tag": tag_choices(request)}
    )
    q = narrowed.chosen.get("q", "")
    wanted = request.GET.get("sort", "")
    sort = Sort(wanted) if wanted in Sort else Sort.NAME
    look = look_of(request, CANDIDATES.key, request.user)
    page = _page(request, narrowed.qs, ORDERS[sort], q)
    # An address is nobody's name.
    is_name = q and "@" not in q
    similar = people.similar(q, most=MAX_SIMILAR) if is_name and not page.rows else []
    is_part = request.htmx and not request.htmx.history_restore_request
    answer = render(
        request,
        "candidates/_list.html" if is_part else "candidates/list.html",
        {
            "page": page,
            "form": narrowed.form,
            "q": q,
            "sort": sort,
            "sorts": Sort.choices,
            "look": look,
            "shown": look.columns,
            "list_facts": LIST_FACTS,
            "is_narrowed": narrowed.is_narrowed,
            "similar": similar,
            "buttons": LIST_BUTTONS.links(request),
        },
    )
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _page(
    request: StaffRequest, people: QuerySet[Candidate], order: tuple[str, ...], q: str
) -> KeysetPage:
    """Return a page of the list, each person with what apps above know of them, and the place of
    the words that were looked for."""
    page = keyset_page(people, order=order, cursor=request.GET.get("cursor"), params=request.GET)
    places = places_of(q, [person.pk for person in page], user=request.user) if q else {}
    facts = LIST_FACTS.of(page.rows, request.user)
    for person in page:
        person.facts = facts.get(person.pk)
        person.page = LIST_FACTS.page_of(person, person.facts)
        person.place = places.get(person.pk, "")
    return page


@require_safe
def candidate_detail(request: StaffRequest, candidate_id: int) -> HttpResponse:
    candidate = visible_candidate(request, candidate_id)
    merge = candidate.archived_at and candidate.merges.filter(undone_at=None).first()
    if merge and Candidate.objects.visible_to(request.user).filter(pk=merge.kept_id).exists():
        return redirect(merge.kept)
    return _detail(request, candidate)


def candidate_edit(request: StaffRequest, candidate_id: int) -> HttpResponse:
    candidate = visible_candidate(request, candidate_id)
    form = EditCandidateForm(request.POST or None, instance=candidate)
    if form.is_valid():
        with refusals.shown_in(form):
            # The form has already written its values to its instance: the action reads its own.
            people_actions.edit_candidate(
                candidate=candidate, actor=request.user, seen=form.seen, **form.cleaned_data
            )
            messages.success(request, _("Saved."))
            return redirect(candidate)
    context = {"form": form, "candidate_id": candidate_id}
    return render(request, "candidates/edit.html", context, status=status_of(form))


@require_POST
def contact_add(request: StaffRequest, candidate_id: int) -> HttpResponse:
    candidate = visible_candidate(request, candidate_id)
    form = ContactForm(request.POST)
    if form.is_valid():
        with refusals.shown_in(form):
            people_actions.add_contact(candidate=candidate, actor=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect(candidate)
    return _detail(request, candidate, contact_form=form)


@require_POST
def contact_remove(request: StaffRequest, candidate_id: int, contact_id: int) -> HttpResponse:
    candidate = visible_candidate(request, candidate_id)
    contact = ContactPoint.objects.filter(pk=contact_id, candidate=candidate).first()
    if contact:
        people_actions.remove_contact(contact=contact, actor=request.user)
    messages.success(request, _("Removed."))
    return redirect(candidate)


@require_POST
def document_add(request: StaffRequest, candidate_id: int) -> HttpResponse:
    candidate = visible_candidate(request, candidate_id)
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals.shown_in(form):
            _keep(request, candidate, form)
            messages.success(request, _("Document added."))
            return redirect(candidate)
    return _detail(request, candidate, document_form=form)


@require_POST
def resume_choose(request: StaffRequest, candidate_id: int, resume_id: int) -> HttpResponse:
    candidate = visible_candidate(request, candidate_id)
    resume = get_object_or_404(candidate.resumes, pk=resume_id)
    with refusals.flashed(request):
        resumes_actions.choose_resume(resume=resume, actor=request.user)
        messages.success(request, _("Current résumé changed."))
    return redirect(safe_address(request.POST.get("next", ""), otherwise=candidate))


@require_safe
def document(request: StaffRequest, candidate_id: int, document_id: int) -> HttpResponseBase:
    """The file as it was sent, to save and never to open in the product's own pages."""
    asked = Document.objects.filter(pk=document_id, candidate=candidate_id)
    if asked.withheld_from(request.user).exists():
        return render(request, "candidates/document_withheld.html", status=403)
    found = get_object_or_404(asked.visible_to(request.user))
    try:
        opened = found.file.open("rb")
    except (ValueError, FileNotFoundError):  # erased, or lost from the storage
        raise Http404 from None
    answer = FileResponse(
        opened,
        as_attachment=True,
        filename=found.name,
        content_type=found.media_type if found.media_type in TOLD else UNKNOWN,
    )
    return _untrusted(answer)


def resume_edit(request: StaffRequest, candidate_id: int, resume_id: int) -> HttpResponse:
    """Correct what was read from a file, beside the file as it was sent."""
    candidate = visible_candidate(request, candidate_id)
    resume = _resume_in_full(request, candidate, resume_id)
    form = ResumeForm(request.POST or None, resume=resume)
    if form.is_valid():
        with refusals.shown_in(form):
            resumes_actions.correct_resume(
                resume=resume, texts=form.cleaned_data, seen=form.seen, actor=request.user
            )
            messages.success(request, _("Saved."))
            return redirect(f"{candidate.get_absolute_url()}?resume={resume.pk}#resume")
    context = {"form": form, "candidate": candidate, "resume": resume}
    return render(request, "candidates/resume_edit.html", context, status=status_of(form))


def _resume_in_full(request: StaffRequest, candidate: Candidate, resume_id: int) -> Resume:
    """The résumé with its contact details, which a correction must not lose."""
    whole = Resume.objects.in_full_for(request.user).select_related("document")
    return get_object_or_404(whole, pk=resume_id, candidate=candidate)


@require_safe
def resume_page(
    request: StaffRequest, candidate_id: int, resume_id: int, page_number: int
) -> HttpResponseBase:
    """A page of a résumé as a picture, for those who may have the file itself."""
    originals = Resume.objects.originals_for(request.user).select_related("document")
    resume = get_object_or_404(originals, pk=resume_id, candidate=candidate_id)
    if page_number not in resume.page_numbers:
        raise Http404
    try:
        picture = page_picture(resume.document, page_number)
    except (ResumeRefused, ValueError, FileNotFoundError):  # damaged, erased, or lost
        raise Http404 from None
    return _untrusted(HttpResponse(picture, content_type="image/webp"))


def _untrusted(answer: HttpResponseBase) -> HttpResponseBase:
    """The answer with headers by which what strangers sent stays what it is, and acts nowhere."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _detail(request: StaffRequest, candidate: Candidate, **forms: BaseForm) -> HttpResponse:
    user = request.user
    context: dict[str, Any] = {
        "profile": profile_of(candidate, user=user, resume_id=request.GET.get("resume", "")),
        "contact_form": ContactForm(),
        "document_form": DocumentForm(),
        "parts": PARTS.links(request, candidate),
        **forms,
    }
    if user.sees_everything:
        # Those of applications may tell a verdict; the app that knows who is blind shows them.
        events = Event.objects.for_candidate(candidate.pk).filter(application_id=None)
        context["events"] = timeline_items(events[:MAX_EVENTS])
    return render(request, "candidates/detail.html", context, status=400 if forms else 200)


def _keep(request: StaffRequest, candidate: Candidate, form: DocumentForm) -> None:
    file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
    sent = {"candidate": candidate, "name": file.name, "data": file.read(), "actor": request.user}
    if kind == DocumentKind.RESUME:
        resumes_actions.add_resume(**sent)
    else:
        documents_actions.add_document(kind=kind, **sent)

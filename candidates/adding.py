"""Adding one person by one form: a résumé fills it, possible duplicates stand beside it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from candidates.actions.people import clean_contact
from candidates.actions.resumes import Upload, add_candidate_with_resume, headline_of
from candidates.extension_points import ADD_FIELDS
from candidates.forms import NewCandidateForm
from candidates.keys import contact_key, name_key
from candidates.models import KEY_LETTERS, Candidate, ContactKind, ContactPoint, Touch
from candidates.resume.document import Resume as ReadResume
from hiring.accounts.models import User
from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.activity.actions import Refused
from hiring.ui.errors import status_of

MAX_DUPLICATES = 5
_SHARED = {
    ContactKind.EMAIL: gettext_lazy("same email"),
    ContactKind.PHONE: gettext_lazy("same phone"),
    ContactKind.URL: gettext_lazy("same profile link"),
}
_DETAILS = ("name", "headline", "location", "zone", "channel", "referrer")


def candidate_add(request: StaffRequest) -> HttpResponse:
    """Show the form, and add the person with what they sent."""
    form = NewCandidateForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        initial=_usual(request),
    )
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        with refusals.shown_in(form) as shown:
            person, told = _add(form, request.user)
            added = _("Added %(name)s.") % {"name": form.cleaned_data["name"]}
            messages.success(request, " ".join([added, *told]))
            return redirect(person)
        context["known"] = getattr(shown.refusal, "existing", None)
    return render(request, "candidates/add.html", context, status=status_of(form))


@require_POST
def candidate_add_read(request: StaffRequest) -> HttpResponse:
    """The form's fields, filled with what the résumé says; what was typed stays."""
    sent = request.FILES.get("file")
    typed = {name: value for name, value in request.POST.items() if value}
    context: dict[str, Any] = {}
    read: dict[str, str] = {}
    if sent:
        try:
            upload = Upload.of(sent.name or "", sent.read())
        except Refused as refusal:
            context["refused"] = refusal.message
        else:
            read = _fields_of(upload.read.resume)
            context["warnings"] = upload.read.resume.warnings
    boxes = {name: name in request.POST for name in _boxes(request.user)}
    filled = {**read, **typed, **boxes}
    form = NewCandidateForm(user=request.user, initial={**_usual(request), **filled})
    context |= {"form": form, "duplicates": _duplicates(request.user, filled)}
    return render(request, "candidates/_add_fields.html", context)


@require_POST
def candidate_add_check(request: StaffRequest) -> HttpResponse:
    """Who may be this person already, by what is typed so far."""
    context = {"duplicates": _duplicates(request.user, request.POST)}
    return render(request, "candidates/_add_duplicates.html", context)


@transaction.atomic
def _add(form: NewCandidateForm, actor: User) -> tuple[Any, list[str]]:
    """Add the person and what other apps make of their fields; return where to go on, and what
    to say of it."""
    data = form.cleaned_data
    sent = data.get("file")
    candidate, resume = add_candidate_with_resume(
        upload=Upload.of(sent.name, sent.read()) if sent else None,
        contacts=form.contacts(),
        actor=actor,
        **{name: data[name] for name in _DETAILS},
    )
    made = [
        (added, added.then(candidate=candidate, resume=resume, value=value, actor=actor))
        for added in ADD_FIELDS
        if (value := data.get(added.name))
    ]
    pages = (result for added, result in made if result and not added.tell)
    return next(pages, candidate), [
        added.tell(result) for added, result in made if result and added.tell
    ]


def _usual(request: StaffRequest) -> dict[str, Any]:
    """What this person chose last, and what the address asks for."""
    last = Touch.objects.filter(actor=request.user).select_related("channel").last()
    usual = {"channel": last.channel.key} if last and not last.channel.archived_at else {}
    asked = {a.name: request.GET[a.name] for a in ADD_FIELDS if a.name in request.GET}
    return {**usual, **asked}


def _boxes(user: User) -> list[str]:
    """The boxes of the form: one that was unchecked is not sent."""
    fields = NewCandidateForm(user=user).fields
    return [name for name, field in fields.items() if isinstance(field, forms.BooleanField)]


def _fields_of(read: ReadResume) -> dict[str, str]:
    basics = read.basics
    pages = [basics.url, *(profile.url for profile in basics.profiles)]
    found = {
        "name": read.name,
        "email": basics.email,
        "phone": basics.phone,
        "url": next(filter(None, pages), ""),
        "headline": headline_of(read),
        "location": str(basics.location),
    }
    return {name: value for name, value in found.items() if value}


def _duplicates(user: User, fields: Any) -> list[Candidate]:
    """Those with one of these contacts, this name, or a name that is spelled like it."""
    people = Candidate.objects.visible_to(user)
    name = fields.get("name", "").strip()[:200]
    keys = []
    for kind in ContactKind.values:
        try:
            kind, value = clean_contact(kind, fields.get(kind, ""))
        except Refused:
            continue
        keys.append((kind, contact_key(kind, value, settings.DEFAULT_PHONE_REGION)))
    sure = people.alike(name_key(name)[:KEY_LETTERS], keys).order_by("sort_name", "pk")
    likely = people.active().similar(name, most=MAX_DUPLICATES) if len(name) > 3 else []
    found = list(dict.fromkeys([*sure[:MAX_DUPLICATES], *likely]))[:MAX_DUPLICATES]
    _say_why(found, name, keys)
    return found


def _say_why(people: list[Any], name: str, keys: list[tuple[str, str]]) -> None:
    """Note on each what they share with the person who is being added; one query."""
    points = ContactPoint.objects.filter(candidate__in=people)
    rows = points.values_list("candidate", "kind", "normalized")
    shared = {(pk, kind) for pk, kind, normalized in rows if (kind, normalized) in keys}
    for person in people:
        said = [str(text) for kind, text in _SHARED.items() if (person.pk, kind) in shared]
        is_same = name_key(person.name) == name_key(name)
        person.why = ", ".join(said) or (_("same name") if is_same else _("similar name"))

"""Pages by which the library is taken out as files, and files are brought in."""

import base64
import binascii
import json
import zlib
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity import clock
from hiring.activity.actions import Conflict
from rubrics.documents.catalog import Document
from rubrics.documents.parsing import MAX_ITEMS, Incoming, read_items
from rubrics.documents.yaml import to_yaml
from rubrics.exchange.forms import ImportForm
from rubrics.exchange.gathering import item_document, library_documents
from rubrics.exchange.importing import import_library
from rubrics.exchange.planning import Outcome, Plan, plan_import
from rubrics.exchange.reset import reset_to_catalog
from rubrics.exchange.unpacking import MAX_BYTES, UnusableFile, unpacked
from rubrics.models import (
    Competency,
    OrganizationArchetype,
    ProfileAdjustment,
    Question,
    RoleArchetype,
    Rubric,
)
from rubrics.roles.views.archiving import button


@require_safe
def rubric_export(request: StaffRequest, rubric_id: int) -> HttpResponse:
    rubric = get_object_or_404(Rubric.objects.defer("search", "words"), pk=rubric_id)
    return _one(item_document(rubric, history=_with_history(request)))


@require_safe
def question_export(request: StaffRequest, question_id: int) -> HttpResponse:
    question = get_object_or_404(Question.objects.defer("search", "words"), pk=question_id)
    return _one(item_document(question, history=_with_history(request)))


@require_safe
def library_export(request: StaffRequest) -> HttpResponse:
    """All of the library with `what=all`, else what is our own and what was edited here."""
    everything = request.GET.get("what") == "all"
    documents = library_documents(everything=everything, history=_with_history(request))
    stem = "library" if everything else "our-library"
    return _file(f"{stem}-{clock.now():%Y-%m-%d}", to_yaml(documents))


_reset = partial(
    button, reset_to_catalog, _lazy("The catalog text is back. Your version is in the history.")
)
competency_reset, role_reset = _reset(Competency), _reset(RoleArchetype)
organization_reset, adjustment_reset = _reset(OrganizationArchetype), _reset(ProfileAdjustment)


@require_http_methods(["GET", "HEAD", "POST"])
def library_import(request: StaffRequest) -> HttpResponse:
    """A form for files; what they would do; and, once that was looked at, doing it."""
    if request.method != "POST":
        return _page(request, ImportForm())
    if "bundle" in request.POST:
        return _apply(request)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        texts = unpacked((file.name or "", file.file) for file in form.cleaned_data["uploaded"])
        return _preview(request, texts)
    except UnusableFile as refusal:
        form.add_error("uploaded", str(refusal))
        return _page(request, form, status=422)


def _apply(request: StaffRequest) -> HttpResponse:
    texts = _opened(request.POST["bundle"])
    try:
        items = _items(texts or [])
    except UnusableFile:
        texts = None
    if texts is None:
        problem = _("The upload was incomplete. Choose the files again.")
        return _page(request, ImportForm(), status=422, problem=problem)
    try:
        done = import_library(items=items, actor=request.user, expected=request.POST.get("seen"))
    except Conflict as conflict:
        return _preview(request, texts, problem=conflict.message, status=409)
    messages.success(request, _flash(done))
    return redirect("rubrics:home")


def _preview(
    request: StaffRequest, texts: list[tuple[str, str]], *, problem: str = "", status: int = 200
) -> HttpResponse:
    plan = plan_import(_items(texts))
    page = {
        "plan": plan,
        "counts": [(outcome, len(plan.of(outcome))) for outcome in Outcome],
        "bundle": _packed(texts),
        "problem": problem,
    }
    return render(request, "rubrics/exchange/preview.html", page, status=status)


def _page(
    request: StaffRequest, form: ImportForm, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    page = {
        "form": form,
        "problem": problem,
        "most_items": MAX_ITEMS,
        "most_megabytes": MAX_BYTES // 1024**2,
    }
    return render(request, "rubrics/exchange/import.html", page, status=status)


def _items(texts: list[tuple[str, str]]) -> list[Incoming]:
    items: list[Incoming] = []
    for name, text in texts:
        items += read_items(text, file=name)
        if len(items) > MAX_ITEMS:
            raise UnusableFile(_("More than %(most)d items.") % {"most": MAX_ITEMS})
    return items


def _packed(texts: list[tuple[str, str]]) -> str:
    """The files as one field of a form; they are read and checked again when it comes back."""
    return base64.b64encode(zlib.compress(json.dumps(texts).encode(), 9)).decode()


def _opened(bundle: str) -> list[tuple[str, str]] | None:
    """The files of a field, None for what `_packed` did not make."""
    try:
        data = zlib.decompressobj().decompress(base64.b64decode(bundle), 3 * MAX_BYTES)
        texts = json.loads(data)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return None
    if isinstance(texts, list) and all(_is_file(entry) for entry in texts):
        return [(name, text) for name, text in texts]
    return None


def _is_file(entry: Any) -> bool:
    return isinstance(entry, list) and len(entry) == 2 and all(isinstance(e, str) for e in entry)


def _flash(plan: Plan) -> str:
    new, changed = len(plan.of(Outcome.NEW)), len(plan.of(Outcome.CHANGED))
    added = ngettext("%(n)d item added.", "%(n)d items added.", new) % {"n": new}
    drafts = ngettext(
        "%(n)d draft created. Review it, then publish.",
        "%(n)d drafts created. Review them, then publish.",
        changed,
    ) % {"n": changed}
    return f"{added} {drafts}" if changed else added


def _with_history(request: StaffRequest) -> bool:
    return request.GET.get("history") == "yes"


def _one(document: Document | None) -> HttpResponse:
    if document is None:
        raise Http404
    return _file(document["key"], to_yaml([document]))


def _file(stem: str, text: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{stem}.yaml"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer

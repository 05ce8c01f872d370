"""Writing a draft: what the pages of rubrics and of questions have in common."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.activity.actions import Conflict, Refused
from hiring.ui.numbers import whole_number
from rubrics.bank.actions.archiving import archive_item, restore_item
from rubrics.bank.actions.discarding import discard_draft
from rubrics.bank.actions.publishing import publish
from rubrics.bank.actions.starting import copy, start_draft
from rubrics.bank.forms.editor import Editor
from rubrics.models import Version, Versioned

# What a page sends as its draft when it saw none.
NONE = 0
# What a form sends besides what somebody wrote.
_NOT_WORDS = {"csrfmiddlewaretoken", "draft", "revision", "do"}


@dataclass(frozen=True)
class VersionedEditor:
    """How one kind of item is written; its name stands in routes, templates and addresses."""

    model: type[Versioned]
    editor: type[Editor]
    new_form: type[forms.Form]
    create: Callable[..., Version]
    # What of a draft the preview shows, given its editor.
    preview: Callable[[Any], dict[str, Any]]

    @property
    def name(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def items(self) -> QuerySet[Any]:
        items: Any = self.model._default_manager
        return items.defer("search", "words")

    def find(self, pk: int) -> Any:
        return get_object_or_404(self.items, pk=pk)

    def url(self, route: str, item: Versioned) -> str:
        return reverse(f"rubrics:{self.name}_{route}", kwargs={f"{self.name}_id": item.pk})


def new(request: StaffRequest, editor_of: VersionedEditor) -> HttpResponse:
    form = editor_of.new_form(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if form.is_valid():
        with refusals.shown_in(form):
            draft = editor_of.create(**form.cleaned_data, actor=request.user)
            return redirect(editor_of.url("edit", draft.item))
    status = 400 if form.is_bound else 200
    return render(request, f"rubrics/{editor_of.name}_new.html", {"form": form}, status=status)


def draft(request: StaffRequest, editor_of: VersionedEditor, pk: int) -> HttpResponse:
    """Open the draft to write in, a new one where there is none."""
    item = editor_of.find(pk)
    start_draft(item=item, actor=request.user)
    return redirect(editor_of.url("edit", item))


def edit(request: StaffRequest, editor_of: VersionedEditor, pk: int) -> HttpResponse:
    item = editor_of.items.filter(pk=pk).first()
    base = (item.draft or item.current_version) if item else None
    if item is None or base is None:
        return _gone(request, editor_of)
    if request.method != "POST":
        if base.is_published:
            messages.info(request, _("There is no draft. Choose “Edit” to start one."))
            return redirect(item)
        return _page(request, editor_of, item, editor_of.editor.of(base))
    do = request.POST.get("do", "save")
    if do.startswith("rows."):
        change = do.partition(".")[2]
        return _page(request, editor_of, item, editor_of.editor.changed(base, request.POST, change))
    return _write(
        request, editor_of, item, editor_of.editor.typed(base, request.POST), do == "publish"
    )


def preview(request: StaffRequest, editor_of: VersionedEditor, pk: int) -> HttpResponse:
    """What is written so far as others will see it; a part of the editor's page."""
    item = editor_of.find(pk)
    base = item.draft or item.current_version
    if base is None:
        raise Http404
    shown = editor_of.preview(editor_of.editor.typed(base, request.POST))
    return render(request, f"rubrics/_{editor_of.name}_preview.html", shown)


def discard(request: StaffRequest, editor_of: VersionedEditor, pk: int) -> HttpResponse:
    item = editor_of.find(pk)
    if (draft := item.draft) is not None:
        revision = _number(request, "revision")
        discard_draft(version=draft, actor=request.user, revision=revision)
    messages.success(request, _("Draft discarded."))
    if editor_of.items.filter(pk=pk).exists():
        return redirect(item)
    return redirect(f"rubrics:{editor_of.name}_list")


def archive_item_view(request: StaffRequest, editor_of: VersionedEditor, pk: int) -> HttpResponse:
    item = editor_of.find(pk)
    with refusals.flashed(request):
        archive_item(item=item, actor=request.user)
        messages.success(request, _("Archived “%(item)s”.") % {"item": item})
    return redirect(item)


def restore_item_view(request: StaffRequest, editor_of: VersionedEditor, pk: int) -> HttpResponse:
    item = editor_of.find(pk)
    restore_item(item=item, actor=request.user)
    messages.success(request, _("Restored “%(item)s”.") % {"item": item})
    return redirect(item)


def copy_item(request: StaffRequest, editor_of: VersionedEditor, pk: int) -> HttpResponse:
    own = copy(item=editor_of.find(pk), actor=request.user)
    messages.success(request, _("Copy created as a draft. The original is not affected."))
    return redirect(editor_of.url("edit", own))


def _write(
    request: StaffRequest,
    editor_of: VersionedEditor,
    item: Versioned,
    editor: Editor,
    publishing: bool,
) -> HttpResponse:
    if not editor.is_valid() or (publishing and not editor.check_complete()):
        return _page(request, editor_of, item, editor, status=400)
    try:
        with transaction.atomic():
            _save(request, editor_of, item, editor, publishing)
    except Conflict as conflict:
        return _page(request, editor_of, item, editor, status=409, conflict=conflict.message)
    except Refused as refusal:
        editor.refuse(refusal)
        return _page(request, editor_of, item, editor, status=400)
    if not publishing:
        messages.success(request, _("Draft saved. It is not used in interviews yet."))
        return redirect(editor_of.url("edit", item))
    messages.success(request, _("Published. Booked interviews keep their version."))
    return redirect(item)


def _save(
    request: StaffRequest,
    editor_of: VersionedEditor,
    item: Versioned,
    editor: Editor,
    publishing: bool,
) -> None:
    seen = _number(request, "draft")
    found = item.draft
    if seen != (found.pk if found else NONE):
        raise Conflict(_("The draft you opened has been published or discarded."))
    draft = found or start_draft(item=item, actor=request.user)
    saved = editor.save(draft, actor=request.user, revision=_number(request, "revision"))
    if publishing:
        publish(saved, actor=request.user)


def _page(
    request: StaffRequest,
    editor_of: VersionedEditor,
    item: Versioned,
    editor: Editor,
    *,
    status: int = 200,
    conflict: Any = "",
) -> HttpResponse:
    """The editor's page, or for htmx only the part that changes with its rows."""
    # Read again: what is shown after a conflict is saved over what is there now, knowingly.
    found = editor_of.items.filter(pk=item.pk).first()
    if found is None:
        return _gone(request, editor_of)
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    template = f"rubrics/{'_' if is_part else ''}{editor_of.name}_edit.html"
    page = {
        "kind": editor_of.name,
        "item": item,
        "draft": found.draft,
        "current": item.current_version,
        "editor": editor,
        "conflict": conflict,
        "status": status,
        "edit_url": editor_of.url("edit", item),
        "preview_url": editor_of.url("preview", item),
        "discard_url": editor_of.url("discard", item),
        "compare_url": editor_of.url("compare", item),
    }
    return render(request, template, page, status=status)


def _gone(request: StaffRequest, editor_of: VersionedEditor) -> HttpResponse:
    """Somebody discarded a draft that was all there was: what was typed stands there to copy."""
    if request.method != "POST" or request.htmx:
        raise Http404
    page = {
        "typed": list(_typed(request.POST)),
        "new_url": reverse(f"rubrics:{editor_of.name}_new"),
        "list_url": reverse(f"rubrics:{editor_of.name}_list"),
    }
    return render(request, "rubrics/gone.html", page, status=409)


def _typed(sent: QueryDict) -> Iterator[tuple[str, str]]:
    """The words that were sent, each with its place; choices are numbers and say nothing."""
    for name in sent:
        value = str(sent[name])
        if name in _NOT_WORDS or not value.strip() or value.isdecimal():
            continue
        parts = (
            str(int(part) + 1) if part.isdecimal() and len(part) < 3 else part
            for part in name.split("-")
        )
        yield " ".join(parts).replace("_", " ").capitalize(), value


def _number(request: StaffRequest, name: str) -> int:
    number = whole_number(request.POST.get(name))
    return -1 if number is None else number

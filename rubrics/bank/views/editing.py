"""Writing a draft: what rubrics and questions have in common, each at a desk of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Conflict, Refused
from hiring.ui.numbers import whole_number
from rubrics.bank.actions import discarding

# What a page sends as its draft when it saw none.
NONE = 0
# What a form sends besides what somebody wrote.
_NOT_WORDS = {"csrfmiddlewaretoken", "draft", "revision", "do"}


@dataclass(frozen=True)
class VersionedEditor:
    """How one kind of thing is written; `name` stands in routes, templates and addresses."""

    name: str
    model: Any
    editor: Any
    new_form: Any
    create: Callable[..., Any]
    start: Callable[..., Any]
    publish: Callable[..., Any]
    # What of a draft the preview shows, given its editor.
    preview: Callable[[Any], dict[str, Any]]

    def find(self, pk: int) -> Any:
        return get_object_or_404(self.model.objects.defer("search", "words"), pk=pk)

    def draft_of(self, item: Any, *, actor: Any) -> Any:
        """Return the item's draft, a new one where there is none."""
        return self.start(**{self.name: item}, actor=actor)

    def url(self, route: str, item: Any) -> str:
        return reverse(f"rubrics:{self.name}_{route}", kwargs={f"{self.name}_id": item.pk})


def new(request: StaffRequest, editor_of: VersionedEditor) -> HttpResponse:
    form = editor_of.new_form(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if form.is_valid():
        try:
            draft = editor_of.create(**form.cleaned_data, actor=request.user)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            return redirect(editor_of.url("edit", getattr(draft, editor_of.name)))
    status = 400 if form.is_bound else 200
    return render(request, f"rubrics/{editor_of.name}_new.html", {"form": form}, status=status)


def draft(request: StaffRequest, editor_of: VersionedEditor, pk: int) -> HttpResponse:
    """Open the draft to write in, a new one where there is none."""
    item = editor_of.find(pk)
    editor_of.draft_of(item, actor=request.user)
    return redirect(editor_of.url("edit", item))


def edit(request: StaffRequest, editor_of: VersionedEditor, pk: int) -> HttpResponse:
    item = editor_of.model.objects.defer("search", "words").filter(pk=pk).first()
    base = (item.draft or item.current_version) if item else None
    if base is None:
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
        discarding.discard_draft(version=draft, actor=request.user, revision=revision)
    messages.success(request, _("Draft discarded."))
    if editor_of.model.objects.filter(pk=pk).exists():
        return redirect(item)
    return redirect(f"rubrics:{editor_of.name}_list")


def _write(
    request: StaffRequest, editor_of: VersionedEditor, item: Any, editor: Any, publishing: bool
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
    request: StaffRequest, editor_of: VersionedEditor, item: Any, editor: Any, publishing: bool
) -> None:
    seen = _number(request, "draft")
    found = item.draft
    if seen != (found.pk if found else NONE):
        raise Conflict(_("The draft you opened has been published or discarded."))
    draft = found or editor_of.draft_of(item, actor=request.user)
    saved = editor.save(draft, actor=request.user, revision=_number(request, "revision"))
    if publishing:
        editor_of.publish(saved, actor=request.user)


def _page(
    request: StaffRequest,
    editor_of: VersionedEditor,
    item: Any,
    editor: Any,
    *,
    status: int = 200,
    conflict: Any = "",
) -> HttpResponse:
    """The editor's page, or for htmx only the part that changes with its rows."""
    # Read anew: what is shown after a conflict is saved over what is there now, knowingly.
    found = editor_of.model.objects.filter(pk=item.pk).first()
    if found is None:
        return _gone(request, editor_of)
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    template = f"rubrics/{'_' if is_part else ''}{editor_of.name}_edit.html"
    page = {
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

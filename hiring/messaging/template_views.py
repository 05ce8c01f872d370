"""The pages of email templates."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.accounts.models import Organization
from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.messaging import merge_fields
from hiring.messaging import template_actions as actions
from hiring.messaging.forms import TemplateForm
from hiring.messaging.models import Template
from hiring.ui.errors import status_of


@require_safe
def template_list(request: StaffRequest) -> HttpResponse:
    found = list(Template.objects.all())
    context = {
        "templates": [template for template in found if not template.archived_at],
        "archived": [template for template in found if template.archived_at],
        "organization": Organization.present(),
    }
    return render(request, "messaging/template_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def template_add(request: StaffRequest) -> HttpResponse:
    form = TemplateForm(request.POST or None)
    if form.is_valid():
        with refusals.shown_in(form):
            actions.add_template(actor=request.user, **form.cleaned_data)
            messages.success(request, _("Saved the template."))
            return redirect("messaging:template_list")
    return _page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def template_edit(request: StaffRequest, template_id: int) -> HttpResponse:
    template = get_object_or_404(Template, pk=template_id)
    form = TemplateForm(request.POST or None, instance=template)
    if form.is_valid():
        with refusals.shown_in(form):
            actions.change_template(
                template=template, actor=request.user, seen=form.seen, **form.cleaned_data
            )
            messages.success(request, _("Saved the template."))
            return redirect("messaging:template_list")
    return _page(request, form, template)


@require_POST
def template_archive(request: StaffRequest, template_id: int) -> HttpResponse:
    """Archive a template, or restore one; the form says which."""
    template = get_object_or_404(Template, pk=template_id)
    archived = request.POST.get("archived") == "yes"
    actions.set_archived(template=template, archived=archived, actor=request.user)
    text = _("Archived “%(name)s”.") if archived else _("Restored “%(name)s”.")
    messages.success(request, text % {"name": template.name})
    return redirect("messaging:template_list")


@require_POST
def template_preview(request: StaffRequest) -> HttpResponse:
    """What is typed, as a candidate would see it, with the names of fields in place of values."""
    return render(request, "messaging/_preview.html", _preview(request.POST))


def _page(request: StaffRequest, form: TemplateForm, template: Template | None) -> HttpResponse:
    typed = {name: form[name].value() or "" for name in ("subject", "body")}
    context = {
        "form": form,
        "template": template,
        "fields": merge_fields.choices(),
        **_preview(typed),
    }
    status = status_of(form)
    return render(request, "messaging/template_form.html", context, status=status)


def _preview(typed: Any) -> dict:
    return {
        "organization": Organization.present(),
        "subject_parts": merge_fields.sample_parts(typed.get("subject", "")),
        "body_parts": merge_fields.sample_parts(typed.get("body", "")),
    }

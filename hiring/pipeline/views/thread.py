"""The messages of one application: the thread with its candidate, and writing to them."""

import secrets

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidates.contact import contact_of
from hiring.accounts.models import Organization
from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.messaging import merge_fields
from hiring.messaging.actions import cancel, send_again
from hiring.messaging.incoming import MAX_BYTES
from hiring.messaging.models import Message, MessageState, Template
from hiring.messaging.receiving import receive_upload
from hiring.pipeline.candidate_mail import (
    CandidateMail,
    Draft,
    Letter,
    draft_of,
    send_letter,
    thread_of,
    when_sent,
)
from hiring.pipeline.forms import LetterForm, MailFileForm
from hiring.pipeline.models import Application
from hiring.pipeline.views.loading import visible_application
from hiring.pipeline.views.undo import with_undo
from hiring.pipeline.views.workspace import frame_of
from hiring.ui.numbers import whole_number


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: StaffRequest, application_id: int) -> HttpResponse:
    application = visible_application(request, application_id)
    if request.method != "POST":
        return thread_page(request, application)
    form = LetterForm(request.POST)
    if form.is_valid():
        token = form.cleaned_data.pop("token")
        with refusals.shown_in(form):
            message = send_letter(
                application=application,
                letter=Letter(**form.cleaned_data),
                actor=request.user,
                key=f"letter:{application.pk}:{request.user.pk}:{token}",
            )
            messages.success(request, _sent(request, application, message))
            return redirect("pipeline:messages", application_id=application.pk)
    return thread_page(request, application, form)


def _sent(request: StaffRequest, application: Application, message: Message) -> str:
    if not message.is_scheduled:
        return when_sent(message)
    ids = {"application_id": application.pk, "message_id": message.pk}
    return with_undo(request, when_sent(message), reverse("pipeline:message_cancel", kwargs=ids))


def thread_page(
    request: StaffRequest,
    application: Application,
    form: LetterForm | None = None,
    upload_form: MailFileForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the thread and the composer, in which the form's text stands."""
    letter, chosen = _letter(request, application)
    initial = {
        "kind": letter.kind,
        "subject": letter.subject,
        "body": letter.body,
        "token": secrets.token_hex(16),
    }
    found = list(thread_of(application, request.user))
    form = form or LetterForm(initial=initial)
    kind, subject, body = (form[name].value() or "" for name in ("kind", "subject", "body"))
    typed = Letter(kind, subject, body)
    context = {
        **frame_of(request, application),
        "thread": found,
        "newest": found[-1].pk if found else None,
        "letter_form": form,
        "upload_form": upload_form or MailFileForm(),
        "templates": Template.objects.active(),
        "chosen": chosen,
        "draft": Draft(application, typed, request.user),
        "contact": contact_of(application.candidate),
        "organization": Organization.present(),
        "fields": merge_fields.choices(),
    }
    has_errors = form.errors or (upload_form and upload_form.errors)
    return render(request, "pipeline/messages.html", context, status=400 if has_errors else status)


def _letter(request: StaffRequest, application: Application) -> tuple[Letter, int | None]:
    """Return what the composer starts from: a mail that was taken back, or a template."""
    if pk := whole_number(request.GET.get("draft")):
        canceled = thread_of(application, request.user).in_state(MessageState.CANCELED)
        if message := canceled.filter(pk=pk).first():
            return Letter(message.kind, message.subject, message.body), None
    wanted = whole_number(request.GET.get("template"))
    template = Template.objects.active().filter(pk=wanted or 0).first()
    template = template or Template.objects.of_kind(CandidateMail.LETTER).first()
    if template is None:
        return Letter(CandidateMail.LETTER, "", ""), None
    draft = draft_of(application=application, template=template, actor=request.user)
    return Letter(template.kind, draft.subject_text, draft.body_text), template.pk


@require_POST
def message_preview(request: StaffRequest, application_id: int) -> HttpResponse:
    """What is typed, as the candidate would see it."""
    application = visible_application(request, application_id)
    sent = (request.POST.get(name, "")[:10_000] for name in ("kind", "subject", "body"))
    kind, subject, body = sent
    typed = Letter(kind, subject, body)
    context = {
        "draft": Draft(application, typed, request.user),
        "organization": Organization.present(),
    }
    return render(request, "pipeline/_letter_preview.html", context)


@require_POST
def message_cancel(request: StaffRequest, application_id: int, message_id: int) -> HttpResponse:
    """Take a mail back that has not left; its text is in the composer again."""
    application = visible_application(request, application_id)
    message = _message(request, application, message_id)
    page = reverse("pipeline:messages", kwargs={"application_id": application.pk})
    with refusals.flashed(request):
        cancel(message=message, actor=request.user)
        messages.success(request, _("Canceled the email. Nothing was sent."))
        return redirect(f"{page}?draft={message.pk}")
    return redirect(page)


@require_POST
def message_again(request: StaffRequest, application_id: int, message_id: int) -> HttpResponse:
    application = visible_application(request, application_id)
    message = _message(request, application, message_id)
    with refusals.flashed(request):
        send_again(message=message, actor=request.user)
        messages.success(request, _("Resending the message."))
    return redirect("pipeline:messages", application_id=application.pk)


@require_POST
def message_upload(request: StaffRequest, application_id: int) -> HttpResponse:
    """Put an email that came to somebody's own mailbox into the thread."""
    application = visible_application(request, application_id)
    form = MailFileForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals.shown_in(form, field="file"):
            message = receive_upload(
                form.cleaned_data["file"].read(MAX_BYTES + 1),
                contact=contact_of(application.candidate),
                candidate_id=application.candidate_id,
                application_id=application.pk,
                kind=CandidateMail.LETTER,
            )
            messages.success(request, _uploaded(message))
            return redirect("pipeline:messages", application_id=application.pk)
    return thread_page(request, application, upload_form=form)


def _uploaded(message: Message) -> str:
    if message.state == MessageState.FAILED:
        text = _("This is a delivery report. Marked “%(subject)s” as not delivered.")
        return text % {"subject": message.subject}
    return _("Added the email.")


@require_safe
def message_original(request: StaffRequest, application_id: int, message_id: int) -> FileResponse:
    """The mail as it came, to be saved: nothing in it is opened here."""
    application = visible_application(request, application_id)
    message = _message(request, application, message_id)
    if not message.original:
        raise Http404
    return FileResponse(
        message.original.open(),
        as_attachment=True,
        filename=f"email-{message.pk}.eml",
        content_type="application/octet-stream",
    )


def _message(request: StaffRequest, application: Application, pk: int) -> Message:
    return get_object_or_404(thread_of(application, request.user), pk=pk)

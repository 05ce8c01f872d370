"""An edited email whose rejection or withdrawal was refused: somebody else was faster."""

import secrets
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hiring.accounts import access
from hiring.accounts.requests import StaffRequest
from hiring.pipeline.candidate_mail import Draft, Letter, offered
from hiring.pipeline.forms import EndForm, LetterForm
from hiring.pipeline.models import Application
from hiring.pipeline.views.loading import visible_application
from hiring.pipeline.views.thread import thread_page
from hiring.pipeline.views.workspace import frame_of


def keep_letter(
    request: StaffRequest, application: Application, form: EndForm
) -> HttpResponse | None:
    """Return the page with the text still there; None where nothing was edited.

    While the application is active it stands in the dialog again, else as an email to write.
    """
    letter = form.letter if form.is_valid() else None
    if letter is None or not _is_edited(letter, application, request):
        return None
    messages.warning(
        request, _("Your email was not sent. Its text was kept; you can send it again.")
    )
    now = visible_application(request, application.pk)
    has_ended = not now.is_active or now.is_concealed
    may_write = access.may(request, "pipeline:messages", "GET", application_id=now.pk)
    if has_ended and may_write:
        initial = {"token": secrets.token_hex(16), **letter.__dict__}
        return thread_page(request, now, LetterForm(initial=initial), status=409)
    context = frame_of(request, now)
    if has_ended:
        context["kept"] = letter
        return render(request, "pipeline/detail.html", context, status=409)
    name = "withdrawal_mail" if form.by_candidate else "rejection_mail"
    if context[name]:
        draft = Draft(now, letter, request.user)
        context[name] = replace(context[name], draft=draft, chosen=True, is_kept=True)
    return render(request, "pipeline/detail.html", context, status=409)


def _is_edited(letter: Letter, application: Application, request: StaffRequest) -> bool:
    if not letter.body.strip():
        return False
    mail = offered(application=application, kind=letter.kind, actor=request.user)
    if mail is None:
        return True
    same = (_plain(mail.draft.subject_text), _plain(mail.draft.body_text))
    return same != (_plain(letter.subject), _plain(letter.body))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()

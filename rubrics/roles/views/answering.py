"""What a form's page answers: saved and on, or the same page with what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.activity.actions import Conflict
from rubrics.roles.forms.library_form import LibraryForm

# Gives the row, which has an address.
Save = Callable[..., Any]


def answer_form(
    request: StaffRequest,
    form: LibraryForm,
    save: Save,
    *,
    template: str,
    page: dict[str, Any],
    flash: str,
    to: str = "",
) -> HttpResponse:
    """Save what a valid form holds and go on to `to`, by default the row's own page.

    Otherwise the page again with everything typed: 400 when something is wrong with it, 409 when
    a colleague saved the same field meanwhile; then both texts stand side by side.
    """
    status = 400 if form.is_bound else 200
    if form.is_valid():
        with refusals.shown_in(form) as shown:
            row = save(**form.values, actor=request.user)
            messages.success(request, flash)
            return redirect(to or row)
        status = 409 if isinstance(shown.refusal, Conflict) else 400
    return render(request, template, page | {"form": form}, status=status)

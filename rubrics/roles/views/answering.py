"""What a form's page answers: saved and on, or the same page with what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Conflict, Refused
from hiring.activity.editing import EditConflict
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
    said: str,
    to: str = "",
) -> HttpResponse:
    """Save what a valid form holds and go on to `to`, by default the row's own page.

    Otherwise the page again with everything typed: 400 when something is wrong with it, 409 when
    a colleague saved the same field meanwhile; then both texts stand side by side.
    """
    status = 400 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            row = save(**form.values, actor=request.user)
        except EditConflict as conflict:
            status = 409
            form.ask_again(conflict)
        except Refused as refusal:
            status = 409 if isinstance(refusal, Conflict) else 400
            form.refuse(refusal)
        else:
            messages.success(request, said)
            return redirect(to or row)
    return render(request, template, page | {"form": form}, status=status)

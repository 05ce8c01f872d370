"""Messages with a button that takes back what they tell of."""

from django.template.loader import render_to_string
from django.urls import reverse

from hiring.accounts.requests import StaffRequest
from hiring.pipeline.models import Application


def undoable(
    request: StaffRequest, application: Application, text: str, route: str, **fields: int
) -> str:
    """Return the text with a button that takes it back by this route."""
    return with_undo(
        request, text, reverse(route, kwargs={"application_id": application.pk}), **fields
    )


def with_undo(request: StaffRequest, text: str, url: str, **fields: int) -> str:
    """Return the text with a button that posts these fields to the address."""
    context = {
        "text": text,
        "url": url,
        "fields": {"next": request.POST.get("undo_to", ""), **fields},
    }
    return render_to_string("ui/undo.html", context, request)

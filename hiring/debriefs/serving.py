"""Handing out the PDF of a debrief."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from hiring.debriefs.models import Debrief


def pdf_response(request: HttpRequest, debrief: Debrief) -> HttpResponseBase:
    """Return the file, streamed from the storage; 304 to who has it; 404 before it is ready.

    A version never changes, so its SHA-256 is its ETag; but every request is asked whether the
    person may still see it, hence no-cache.
    """
    if not debrief.is_ready or not debrief.pdf:
        raise Http404
    etag = quote_etag(debrief.sha256)
    unchanged: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    response = unchanged or _file(debrief)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _file(debrief: Debrief) -> FileResponse:
    try:
        stream = debrief.pdf.open("rb")
    except FileNotFoundError as error:
        # Erased, with all else that was held on the person.
        raise Http404 from error
    response = FileResponse(stream, content_type="application/pdf", filename=debrief.filename)
    response["Content-Length"] = str(debrief.bytes)
    response["X-Content-Type-Options"] = "nosniff"
    return response

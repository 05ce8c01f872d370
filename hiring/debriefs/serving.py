"""Handing out the PDF of a debrief."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from hiring.debriefs.document import Paper, make_pdf
from hiring.debriefs.models import Debrief
from hiring.debriefs.report.earlier import open_content


def pdf_response(request: HttpRequest, debrief: Debrief, *, paper: str = "") -> HttpResponseBase:
    """Return the file, streamed from the storage; 304 to who has it; 404 before it is ready.

    On another `paper` than the installation's it is printed here, from the same sealed content.

    A version never changes, so its SHA-256 is its ETag; but every request is asked whether the
    person may still see it, hence no-cache.
    """
    if not debrief.is_ready or not debrief.pdf:
        raise Http404
    if _is_other(debrief, paper):
        return _printed(debrief, paper)
    etag = quote_etag(debrief.sha256)
    unchanged: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    response = unchanged or _file(debrief)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def pdf_of(debrief: Debrief, *, paper: str = "") -> bytes:
    """Return the stored file, or the same content printed on another paper."""
    if not _is_other(debrief, paper):
        with debrief.pdf.open("rb") as pdf:
            stored: bytes = pdf.read()
            return stored
    printed, _pages = make_pdf(
        debrief,
        open_content(debrief.content),
        made_at=debrief.rendered_at or debrief.requested_at,
        seal=debrief.fingerprint,
        paper=paper,
    )
    return printed


def _is_other(debrief: Debrief, paper: str) -> bool:
    return paper in set(Paper) - {settings.DEBRIEF_PAPER} and bool(debrief.content)


def _printed(debrief: Debrief, paper: str) -> HttpResponse:
    response = HttpResponse(pdf_of(debrief, paper=paper), content_type="application/pdf")
    name = debrief.filename.replace(".pdf", f"-{paper}.pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
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

"""One's own interviews as a calendar to subscribe to."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.limits import within_limit
from hiring.accounts.requests import SiteRequest, StaffRequest
from hiring.interviews import feeds


@require_safe
def feed(request: SiteRequest, feed_token: str) -> HttpResponse:
    """The calendar, for whoever has its address."""
    if not within_limit(request, "public_file"):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    calendar = feeds.feed_by(feed_token)
    if calendar is None:
        raise Http404
    answer = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_POST
def create(request: StaffRequest) -> HttpResponse:
    feeds.create_feed(actor=request.user)
    messages.success(request, _("Created the link. Add it to your calendar as a subscription."))
    return redirect("interviews:mine")


@require_POST
def revoke(request: StaffRequest) -> HttpResponse:
    feeds.revoke_feed(actor=request.user)
    messages.success(request, _("Revoked the link. It no longer shows anything."))
    return redirect("interviews:mine")

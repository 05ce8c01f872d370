"""A take-home as the candidate meets it: brief and data, by a link, without an account."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hiring.accounts.limits import opened_by_link
from hiring.accounts.models import PublicLink
from hiring.accounts.requests import SiteRequest
from hiring.scorecards.models import QuestionInstance
from hiring.scorecards.take_homes import instance_of, take_home_link
from rubrics.bank.counts import generator_of

View = Callable[[SiteRequest, QuestionInstance, PublicLink, str], HttpResponse]
MINUTES_AN_HOUR = 60


def _by_link(limit: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """Give the view what the token leads to; where it leads nowhere, answer why, kindly."""

    def wrap(view: View) -> Callable[..., HttpResponse]:
        @require_safe
        @opened_by_link(limit)
        @wraps(view)
        def opened(request: SiteRequest, token: str) -> HttpResponse:
            link = take_home_link(token)
            instance = instance_of(link) if link else None
            if link and instance:
                return _private(view(request, instance, link, token))
            if link is None:
                return _closed(request, "unknown", HTTPStatus.NOT_FOUND)
            why = "expired" if link.revoked_at is None and not link.is_live else "revoked"
            return _closed(request, why, HTTPStatus.GONE)

        return opened

    return wrap


@_by_link("public_page")
def brief(
    request: SiteRequest, instance: QuestionInstance, link: PublicLink, token: str
) -> HttpResponse:
    """What is asked, how long it takes, what is handed in, and the data."""
    version = instance.version
    context = {
        "version": version,
        "requisition": instance.interview.loop.application.requisition,
        "time_box": _time_box(version.minutes),
        "has_data": instance.seed is not None and generator_of(version) is not None,
        "until": link.expires_at,
        "token": token,
    }
    return render(request, "take_homes/brief.html", context)


@_by_link("public_file")
def data(
    request: SiteRequest, instance: QuestionInstance, link: PublicLink, token: str
) -> HttpResponse:
    """The archive of this candidate's data. The seed is not in its name: it tells what to find."""
    generator = generator_of(instance.version)
    if generator is None or instance.seed is None:
        return _closed(request, "unknown", HTTPStatus.NOT_FOUND)
    answer = HttpResponse(generator.archive(instance.seed), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{generator.key}.zip"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _time_box(minutes: int) -> str:
    """Return the most time that is to be spent, in hours where it is whole hours."""
    if minutes % MINUTES_AN_HOUR:
        return _("At most %(n)s minutes") % {"n": minutes}
    hours = minutes // MINUTES_AN_HOUR
    return ngettext("At most %(n)s hour", "At most %(n)s hours", hours) % {"n": hours}


def _closed(request: SiteRequest, why: str, status: HTTPStatus) -> HttpResponse:
    return _private(render(request, "take_homes/closed.html", {"why": why}, status=status))


def _private(answer: HttpResponse) -> HttpResponse:
    """The address is the right: no other site is told it."""
    answer["Referrer-Policy"] = "no-referrer"
    return answer

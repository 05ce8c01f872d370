"""Errors that no view answers: problem documents under /api/, pages everywhere else."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views import defaults

from hiring.accounts.problems import problem


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if not _is_api(request):
        return defaults.bad_request(request, exception)
    if isinstance(exception, RequestDataTooBig):
        return problem(413, _("The request is too large."))
    return problem(400, _("This request could not be read."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if not _is_api(request):
        return defaults.permission_denied(request, exception)
    return problem(403, _("Your role does not include this."))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if not _is_api(request):
        return defaults.page_not_found(request, exception)
    slashless = not request.path_info.endswith("/")
    message = _("There is nothing at this URL.")
    return problem(404, _("Every URL ends with a slash.") if slashless else message)


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    if not _is_api(request):
        return defaults.server_error(request, *args)
    return problem(500, _("The error was logged. Nothing was partly saved."))


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")

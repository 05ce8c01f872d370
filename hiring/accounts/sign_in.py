"""The page to sign in on."""

from http import HTTPStatus
from typing import Any

from allauth.account.views import LoginView
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse

from hiring.accounts.sign_in_limits import TOO_MANY, WAIT_SECONDS, remember_browser


class SignIn(LoginView):
    """Allauth's page; too many tries are answered by 429, and a browser is known again."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if self.request.user.is_authenticated:
            remember_browser(response, form.cleaned_data["login"])
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, TOO_MANY):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response["Retry-After"] = str(WAIT_SECONDS)
        return response

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from hiring.accounts.models import User
from tests.factories.accounts import UserFactory


@pytest.fixture
def recruiter(client: Client) -> User:
    """A recruiter, signed in."""
    user = UserFactory(recruiter=True)
    client.force_login(user)
    return user


@pytest.fixture
def api(client: Client) -> Callable[..., HttpResponse]:
    """Calls the API as a person; the answer's JSON is its `body`."""

    def call(method: str, path: str, user, body: dict | None = None) -> HttpResponse:
        if str(client.session.get("_auth_user_id")) != str(user.pk):
            client.force_login(user)
        answer = getattr(client, method)(path, data=body, content_type="application/json")
        answer.body = answer.json() if answer.content else None
        return answer

    return call

"""What needs signing in is kept by no shared cache, and shown by none without asking."""

import pytest
from django.urls import reverse

from hiring.accounts.actions import create_token
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def directives(answer):
    return {word.strip() for word in answer.headers.get("Cache-Control", "").split(",")}


@pytest.mark.parametrize("path", ["/", "/profile/", "/candidates/", "/people/", "/nothing/here/"])
def test_pages_are_private_and_asked_for_again(client_of, path):
    answer = client_of(UserFactory(administrator=True)).get(path)

    assert directives(answer) >= {"private", "no-cache"}


def test_a_refused_page_is_private_too(client_of):
    answer = client_of(UserFactory()).get("/people/")

    assert answer.status_code in (403, 404)
    assert directives(answer) >= {"private", "no-cache"}


def test_the_api_is_stored_nowhere(client_of, client):
    user = UserFactory(recruiter=True)
    _token, secret = create_token(user=user, name="script", actor=user)

    by_session = client_of(user).get("/api/v1/candidates/")
    by_token = client.get("/api/v1/candidates/", headers={"Authorization": f"Bearer {secret}"})

    assert directives(by_session) >= {"private", "no-store"}
    assert directives(by_token) >= {"private", "no-store"}


def test_a_secret_is_stored_nowhere(client_of):
    answer = client_of(UserFactory()).post(reverse("accounts:token_create"), {"name": "script"})

    assert "no-store" in directives(answer)


def test_what_a_view_says_of_its_own_answer_stands(client_of):
    answer = client_of(UserFactory()).get(reverse("interviews:zones"))

    assert directives(answer) >= {"private", "max-age=3600"}


def test_the_page_to_sign_in_on_is_not_kept_either(client):
    assert "no-store" in directives(client.get(reverse("account_login")))

"""Signing in, what limits it, and what every answer carries."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from hiring.accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def sign_in(client, email, password):
    return client.post(LOGIN, {"login": email, "password": password})


def test_one_signs_in_by_address_whatever_its_case(client):
    UserFactory(email="ada@example.org", password=PASSWORD)

    answer = sign_in(client, "Ada@Example.org", PASSWORD)

    assert (answer.status_code, answer.url) == (302, "/")


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client):
    UserFactory(email="ada@example.org", password=PASSWORD)

    known = sign_in(client, "ada@example.org", "wrong password").context["form"].errors
    unknown = sign_in(client, "nobody@example.org", "wrong password").context["form"].errors

    assert known == unknown != {}


def test_a_deactivated_person_cannot_sign_in(client):
    UserFactory(email="ada@example.org", password=PASSWORD, is_active=False)

    sign_in(client, "ada@example.org", PASSWORD)

    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client):
    client.post(
        "/accounts/signup/",
        {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert "_auth_user_id" not in client.session
    assert not User.objects.filter(email="new@example.org").exists()


def test_after_signing_in_one_lands_where_one_wanted_to_go(client):
    UserFactory(email="ada@example.org", password=PASSWORD)

    answer = client.get(reverse("accounts:profile"))

    assert answer.url == f"{LOGIN}?next=/profile/"


def test_every_page_forbids_inline_scripts_framing_and_sniffing(client):
    answer = client.get(LOGIN)

    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


def test_signing_out_needs_a_post(client):
    client.force_login(UserFactory())

    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session

    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session

"""A token is a machine's way to act as one user."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from hiring.accounts.actions import create_token
from hiring.accounts.models import ApiToken
from hiring.activity import clock
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def read(client, secret):
    return client.get("/api/schema/", headers={"Authorization": f"Bearer {secret}"})


def test_a_token_opens_the_api(client):
    _token, secret = create_token(user=UserFactory(), name="script", by=None)

    assert read(client, secret).status_code == 200


def test_only_a_digest_of_the_secret_is_kept():
    token, secret = create_token(user=UserFactory(), name="script", by=None)

    stored = ApiToken.objects.filter(pk=token.pk).values_list().get()
    assert not any(secret in str(value) for value in stored)


@pytest.mark.parametrize("secret", ["", "hp_wrong", "hp_" + "x" * 5000, "\u00e9"])
def test_a_wrong_token_is_answered_with_401_as_a_problem(client, secret):
    answer = read(client, secret)

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert "Bearer" in answer["WWW-Authenticate"]


def test_a_revoked_token_stops_at_once(client):
    person = UserFactory()
    token, secret = create_token(user=person, name="script", by=person)
    client.force_login(person)
    client.post(reverse("accounts:token_revoke", args=[token.pk]), {"confirmed": "yes"})
    client.logout()

    assert read(client, secret).status_code == 401


def test_an_expired_token_stops(client):
    token, secret = create_token(user=UserFactory(), name="script", by=None)
    ApiToken.objects.filter(pk=token.pk).update(expires_at=clock.now() - timedelta(seconds=1))

    assert read(client, secret).status_code == 401


def test_nobody_revokes_the_token_of_somebody_else(client):
    token, secret = create_token(user=UserFactory(), name="script", by=None)
    client.force_login(UserFactory(administrator=True))

    answer = client.post(reverse("accounts:token_revoke", args=[token.pk]), {"confirmed": "yes"})

    assert answer.status_code == 404
    client.logout()
    assert read(client, secret).status_code == 200


def test_a_token_does_not_sign_in_to_pages(client):
    _token, secret = create_token(user=UserFactory(), name="script", by=None)

    answer = client.get("/", headers={"Authorization": f"Bearer {secret}"})

    assert answer.status_code == 302


def test_a_new_secret_is_shown_once_and_not_cached(client):
    person = UserFactory()
    client.force_login(person)

    answer = client.post(reverse("accounts:token_create"), {"name": "script"})

    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert secret not in client.get(reverse("accounts:profile")).content.decode()


def test_the_command_prints_a_token_that_works(client, capsys):
    person = UserFactory(email="robot@example.org")

    call_command("create_api_token", "Robot@example.org")

    assert read(client, capsys.readouterr().out.strip()).status_code == 200
    assert person.api_tokens.count() == 1


def test_the_command_refuses_an_unknown_address():
    with pytest.raises(CommandError, match=r"nobody@example\.org"):
        call_command("create_api_token", "nobody@example.org")


def test_use_is_noted_but_not_at_each_request(client, django_assert_num_queries):
    token, secret = create_token(user=UserFactory(), name="script", by=None)
    read(client, secret)
    noted = ApiToken.objects.get(pk=token.pk).last_used_at

    read(client, secret)

    assert noted is not None
    assert ApiToken.objects.get(pk=token.pk).last_used_at == noted

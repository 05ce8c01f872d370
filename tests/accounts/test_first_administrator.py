"""An installation's first person is made on the command line."""

import io

import pytest
from django.core.management import CommandError, call_command

from hiring.accounts.models import User

pytestmark = pytest.mark.django_db


def create(monkeypatch, password, email="ada@example.org", **given):
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    call_command("create_administrator", email, **{"name": "Ada Byron"} | given)


def test_the_first_administrator_signs_in_with_the_given_password(client, monkeypatch):
    create(monkeypatch, "a long enough phrase")

    assert User.objects.get().is_administrator
    assert client.login(email="ada@example.org", password="a long enough phrase")


def test_a_weak_password_is_refused_with_the_reason(monkeypatch):
    with pytest.raises(CommandError, match="too short"):
        create(monkeypatch, "short")

    assert not User.objects.exists()


def test_an_address_that_is_taken_is_refused(monkeypatch):
    create(monkeypatch, "a long enough phrase")

    with pytest.raises(CommandError, match="already"):
        create(monkeypatch, "another long phrase", email="ADA@example.org")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"email": "ada"}, "email: Enter a valid"),
        ({"name": " "}, "name: This field cannot be blank"),
        ({"name": "x" * 201}, "name: .* at most 200"),
        ({"zone": "Mars/Olympus"}, "zone: .*Mars/Olympus"),
    ],
)
def test_what_nobody_could_sign_in_with_is_refused_by_name(monkeypatch, given, named):
    with pytest.raises(CommandError, match=named):
        create(monkeypatch, "a long enough phrase", **given)

    assert not User.objects.exists()

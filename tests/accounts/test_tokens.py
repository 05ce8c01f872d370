"""A token is a machine's way to act as one user."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.urls import reverse

from hiring.accounts.actions import create_token, remind_of_expiring_tokens, revoke_token
from hiring.accounts.models import ApiToken
from hiring.activity import clock
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def read(client, secret):
    return client.get("/api/schema/", headers={"Authorization": f"Bearer {secret}"})


def test_a_token_opens_the_api(client):
    _token, secret = create_token(user=UserFactory(), name="script", actor=None)

    assert read(client, secret).status_code == 200


def test_only_a_digest_of_the_secret_is_kept():
    token, secret = create_token(user=UserFactory(), name="script", actor=None)

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
    token, secret = create_token(user=person, name="script", actor=person)
    client.force_login(person)
    client.post(reverse("accounts:token_revoke", args=[token.pk]), {"confirmed": "yes"})
    client.logout()

    assert read(client, secret).status_code == 401


def test_an_expired_token_stops(client):
    token, secret = create_token(user=UserFactory(), name="script", actor=None)
    ApiToken.objects.filter(pk=token.pk).update(expires_at=clock.now() - timedelta(seconds=1))

    assert read(client, secret).status_code == 401


def test_nobody_revokes_the_token_of_somebody_else(client):
    token, secret = create_token(user=UserFactory(), name="script", actor=None)
    client.force_login(UserFactory(administrator=True))

    answer = client.post(reverse("accounts:token_revoke", args=[token.pk]), {"confirmed": "yes"})

    assert answer.status_code == 404
    client.logout()
    assert read(client, secret).status_code == 200


def test_a_token_does_not_sign_in_to_pages(client):
    _token, secret = create_token(user=UserFactory(), name="script", actor=None)

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
    token, secret = create_token(user=UserFactory(), name="script", actor=None)
    read(client, secret)
    noted = ApiToken.objects.get(pk=token.pk).last_used_at

    read(client, secret)

    assert noted is not None
    assert ApiToken.objects.get(pk=token.pk).last_used_at == noted


# When a token ends, and what it may do


def test_a_token_ends_after_ninety_days_by_default(client):
    person = UserFactory()
    client.force_login(person)
    client.post(reverse("accounts:token_create"), {"name": "script"})

    token = person.api_tokens.get()

    assert token.expires_at - token.created_at == timedelta(days=90)
    assert not token.read_only


@pytest.mark.parametrize("days", ["7", "30", "365"])
def test_its_time_is_chosen_on_the_form_and_shown(client, days):
    person = UserFactory()
    client.force_login(person)

    page = client.post(reverse("accounts:token_create"), {"name": "script", "days": days})

    token = person.api_tokens.get()
    assert token.expires_at - token.created_at == timedelta(days=int(days))
    assert "Expires" in page.content.decode()


@pytest.mark.parametrize("days", ["0", "-1", "400", "x"])
def test_no_other_time_is_taken(client, days):
    person = UserFactory()
    client.force_login(person)

    answer = client.post(reverse("accounts:token_create"), {"name": "script", "days": days})

    assert answer.status_code == 400
    assert "script" in answer.content.decode()
    assert not person.api_tokens.exists()


def test_it_works_on_its_last_day_and_not_after(client):
    _token, secret = create_token(user=UserFactory(), name="script", actor=None)

    with clock.ahead(minutes=89 * 24 * 60):
        assert read(client, secret).status_code == 200
    with clock.ahead(minutes=91 * 24 * 60):
        assert read(client, secret).status_code == 401


def test_a_read_only_token_reads_and_changes_nothing(client):
    person = UserFactory(recruiter=True)
    client.force_login(person)
    made = client.post(reverse("accounts:token_create"), {"name": "BI", "read_only": "on"})
    assert "read-only" in made.content.decode()
    client.logout()
    bearer = {"Authorization": f"Bearer {made.context['secret']}"}

    assert client.get("/api/v1/candidates/", headers=bearer).status_code == 200
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)(
            "/api/v1/candidates/", {}, content_type="application/json", headers=bearer
        )
        assert answer.status_code in (403, 405)
    refused = client.post(
        "/api/v1/candidates/", {"name": "X"}, content_type="application/json", headers=bearer
    )
    assert refused.status_code == 403
    assert "read-only" in refused.json()["detail"]


def test_the_command_takes_days_and_read_only(capsys):
    person = UserFactory(email="robot@example.org")

    call_command("create_api_token", "robot@example.org", "--days", "7", "--read-only")

    token = person.api_tokens.get()
    assert token.read_only
    assert token.expires_at - token.created_at == timedelta(days=7)


@pytest.mark.parametrize("days", ["0", "366", "soon"])
def test_the_command_refuses_other_days(days):
    with pytest.raises(CommandError, match="days"):
        call_command("create_api_token", "robot@example.org", "--days", days)


def test_tokens_are_listed_and_revoked_on_the_command_line(client, capsys):
    person = UserFactory(email="robot@example.org")
    token, secret = create_token(user=person, name="nightly sync", actor=None, read_only=True)
    create_token(user=UserFactory(), name="of someone else", actor=None)

    call_command("list_api_tokens", "robot@example.org")
    listed = capsys.readouterr().out
    assert f"{token.pk}\t" in listed
    assert "nightly sync" in listed
    assert "read-only" in listed
    assert "of someone else" not in listed
    assert secret not in listed
    call_command("list_api_tokens")
    assert "of someone else" in capsys.readouterr().out

    call_command("revoke_api_token", str(token.pk))

    assert read(client, secret).status_code == 401
    assert "no longer works" in capsys.readouterr().out
    call_command("list_api_tokens", "robot@example.org")
    assert "nightly sync" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "command", [("revoke_api_token", "999"), ("list_api_tokens", "nobody@example.org")]
)
def test_what_is_not_there_is_named_and_ends_with_two(command):
    with pytest.raises(CommandError, match=command[1]) as refusal:
        call_command(*command)

    assert refusal.value.returncode == 2


def test_a_token_without_an_end_cannot_be():
    with pytest.raises(IntegrityError):
        ApiToken.objects.create(
            user=UserFactory(), name="x", prefix="x", digest="x", expires_at=None
        )


def notices_after(run_jobs, moment) -> list[str]:
    """Return whom a mail went to in what the worker did at this moment, twice asked."""
    mail.outbox.clear()
    with clock.set_to(moment):
        remind_of_expiring_tokens()
        remind_of_expiring_tokens()
        run_jobs()
    return [letter.to[0] for letter in mail.outbox]


def test_the_owner_is_told_two_weeks_and_two_days_before_a_token_ends(run_jobs):
    ada = UserFactory(email="ada@example.org", zone="Asia/Tokyo")
    token, _secret = create_token(user=ada, name="warehouse", actor=ada)
    ends = token.expires_at

    assert notices_after(run_jobs, ends - timedelta(days=15)) == []
    assert notices_after(run_jobs, ends - timedelta(days=14)) == [ada.email]
    assert notices_after(run_jobs, ends - timedelta(days=3)) == []
    assert notices_after(run_jobs, ends - timedelta(days=2)) == [ada.email]
    assert "warehouse" in mail.outbox[0].body
    assert "JST" in mail.outbox[0].body
    assert notices_after(run_jobs, ends - timedelta(days=1)) == []


def test_no_notice_of_a_token_that_ended_or_was_made_for_a_few_days(run_jobs):
    ada = UserFactory()
    revoked, _secret = create_token(user=ada, name="old", actor=ada)
    revoke_token(token=revoked, actor=ada)
    short, _secret = create_token(user=ada, name="short", actor=ada, days=7)
    create_token(user=UserFactory(is_active=False), name="gone", actor=ada)

    assert notices_after(run_jobs, revoked.expires_at - timedelta(days=1)) == []
    assert notices_after(run_jobs, short.created_at + timedelta(days=1)) == []
    assert notices_after(run_jobs, short.expires_at - timedelta(days=1)) == [ada.email]


def test_after_a_long_silence_of_the_workers_one_notice_is_sent(run_jobs):
    ada = UserFactory()
    token, _secret = create_token(user=ada, name="script", actor=ada)

    assert notices_after(run_jobs, token.expires_at - timedelta(hours=5)) == [ada.email]

"""Guessing passwords is slow for who guesses, and locks nobody else out."""

import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts import checks
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]

ADA, GRACE = "ada@example.org", "grace@example.org"


@pytest.fixture(autouse=True)
def people():
    UserFactory(email=ADA, password=PASSWORD)
    UserFactory(email=GRACE, password=PASSWORD)


def sign_in(email, password=PASSWORD, *, sender="192.0.2.1", browser=None):
    browser = browser or Client()
    form = {"login": email, "password": password}
    return browser.post(reverse("account_login"), form, REMOTE_ADDR=sender)


def guess(email, times, *, sender="192.0.2.1"):
    return [sign_in(email, "wrong password", sender=sender).status_code for _ in range(times)]


def test_after_ten_failures_the_account_is_refused_from_there_for_a_minute():
    assert guess(ADA, 11) == [200] * 10 + [429]

    answer = sign_in(ADA)

    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    page = answer.content.decode()
    assert ADA in page
    assert "Wait a minute" in page


def test_the_address_in_other_letters_is_no_other_account():
    guess(ADA, 10)

    assert sign_in(ADA.upper()).status_code == 429
    assert sign_in(f" {ADA} ").status_code == 429


def test_another_account_signs_in_from_the_same_address():
    guess(ADA, 200)

    assert sign_in(GRACE).status_code == 302


def test_trying_many_accounts_from_one_address_is_refused_as_well():
    answers = [guess(f"person{n}@example.org", 1)[0] for n in range(61)]

    assert answers[:60] == [200] * 60
    assert answers[60] == 429


def test_the_person_signs_in_from_elsewhere_meanwhile():
    guess(ADA, 20)

    assert sign_in(ADA, sender="192.0.2.7").status_code == 302


def test_many_addresses_against_one_account_get_one_try_a_minute_each():
    for n in range(3):
        guess(ADA, 10, sender=f"198.51.100.{n}")

    assert guess(ADA, 2, sender="198.51.100.99") == [200, 429]


def test_nobody_is_locked_out_by_an_attack_from_many_addresses():
    for n in range(12):
        guess(ADA, 10, sender=f"198.51.100.{n}")

    assert sign_in(ADA, sender="192.0.2.7").status_code == 302


def test_a_browser_that_signed_in_before_is_not_shut_out_by_its_neighbors():
    browser = Client()
    sign_in(ADA, browser=browser)
    browser.post(reverse("account_logout"))
    guess(ADA, 20)
    for n in range(60):
        guess(f"person{n}@example.org", 1)

    assert sign_in(ADA, browser=browser).status_code == 302


def test_such_a_browser_may_guess_no_more_than_others():
    browser = Client()
    sign_in(ADA, browser=browser)
    browser.post(reverse("account_logout"))

    for _ in range(10):
        sign_in(ADA, "wrong password", browser=browser)

    assert sign_in(ADA, browser=browser).status_code == 429


def test_such_a_browser_is_known_for_its_own_account_only():
    browser = Client()
    sign_in(ADA, browser=browser)
    browser.post(reverse("account_logout"))
    guess(GRACE, 10)

    assert sign_in(GRACE, browser=browser).status_code == 429


def test_a_made_up_mark_of_a_known_browser_counts_for_nothing():
    browser = Client()
    sign_in(ADA, browser=browser)
    mark = next(name for name in browser.cookies if name not in ("sessionid", "csrftoken"))
    browser.post(reverse("account_logout"))
    browser.cookies[mark] = "x" + browser.cookies[mark].value
    guess(ADA, 10)

    assert sign_in(ADA, browser=browser).status_code == 429


def test_successes_are_not_counted():
    for _ in range(12):
        assert sign_in(ADA).status_code == 302


def test_what_a_sender_claims_of_its_address_is_not_believed():
    for n in range(10):
        Client().post(
            reverse("account_login"),
            {"login": ADA, "password": "wrong password"},
            headers={"X-Forwarded-For": f"203.0.113.{n}"},
        )

    answer = Client().post(reverse("account_login"), {"login": ADA, "password": PASSWORD})

    assert answer.status_code == 429


def test_behind_a_proxy_the_address_is_the_one_it_names(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(10):
        Client().post(
            reverse("account_login"),
            {"login": ADA, "password": "wrong password"},
            headers={"X-Forwarded-For": "203.0.113.1"},
        )

    answer = Client().post(
        reverse("account_login"),
        {"login": ADA, "password": PASSWORD},
        headers={"X-Forwarded-For": "203.0.113.2"},
    )

    assert answer.status_code == 302


def test_a_request_that_came_past_the_proxies_is_no_error(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2

    answer = Client().post(
        reverse("account_login"),
        {"login": ADA, "password": PASSWORD},
        headers={"X-Forwarded-For": "203.0.113.2"},
    )

    assert answer.status_code == 302


def test_a_proxy_whose_number_is_not_given_is_warned_of(settings):
    settings.BEHIND_PROXY, settings.ALLAUTH_TRUSTED_PROXY_COUNT = True, 0
    [warning] = checks.proxies_are_counted(None)
    assert "TRUSTED_PROXY_COUNT" in warning.msg

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert checks.proxies_are_counted(None) == []


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "check"],
        [
            "-c",
            "import hiring.runtime.gunicorn as g; "
            "g.when_ready(type('Server', (), {'log': __import__('logging')}))",
        ],
    ],
)
def test_a_start_behind_such_a_proxy_says_so(command):
    import os

    said = subprocess.run(
        [sys.executable, *command],
        env=os.environ | {"BEHIND_PROXY": "true", "TRUSTED_PROXY_COUNT": "0"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "TRUSTED_PROXY_COUNT" in said.stderr


def test_an_uncounted_proxy_is_told_in_the_log_once(caplog, monkeypatch):
    from hiring.accounts import adapter

    monkeypatch.setattr(adapter, "_has_warned", False)
    for _ in range(2):
        Client().post(
            reverse("account_login"),
            {"login": ADA, "password": PASSWORD},
            headers={"X-Forwarded-For": "203.0.113.2"},
        )

    assert caplog.text.count("TRUSTED_PROXY_COUNT") == 1

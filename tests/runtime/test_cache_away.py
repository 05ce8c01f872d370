"""The Redis of CACHE_URL is away: everything works on without limits, and /healthz says so."""

import socket
import threading
import time

import pytest
from django.core.cache import caches
from django.test import override_settings

from hiring.activity import health
from hiring.runtime import cache as forgiving
from hiring.runtime import environment as env
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


@pytest.fixture
def _away(closed_port, monkeypatch):
    """The product's cache is a Redis that nobody runs."""
    monkeypatch.setattr(forgiving, "_silent_until", 0.0)
    with override_settings(CACHES={"default": env.cache(f"redis://127.0.0.1:{closed_port}/0")}):
        yield


@pytest.mark.usefixtures("_away")
def test_the_api_answers(client_of):
    client = client_of(UserFactory())

    for _ in range(3):
        assert client.get("/api/v1/competencies/").status_code == 200


@pytest.mark.usefixtures("_away")
def test_people_sign_in_and_are_told_when_the_password_is_wrong(client):
    person = UserFactory(password="a long pass phrase")

    for password, code in (("wrong", 200), ("a long pass phrase", 302)):
        given = {"login": person.email, "password": password}
        assert client.post("/accounts/login/", given).status_code == code


@pytest.mark.usefixtures("_away")
def test_health_says_so_and_that_the_product_works(client):
    health.beat(health.WORKER)
    health.beat(health.SCHEDULER)

    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["cache"]) == ("degraded", "unreachable")


@pytest.mark.usefixtures("_away")
def test_one_that_does_not_answer_is_not_asked_by_every_request(monkeypatch):
    cache = caches["default"]
    assert cache.get("a", "nothing") == "nothing"
    monkeypatch.setattr(forgiving.RedisCache, "get", lambda *_: pytest.fail("asked again"))

    assert cache.get("a", "nothing") == "nothing"
    assert cache.add("a", 1) is True
    assert cache.get_many(["a"]) == {}


@pytest.mark.usefixtures("_away")
def test_one_that_takes_calls_and_says_nothing_costs_seconds_and_no_more(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        threading.Thread(target=mute.accept, daemon=True).start()
        address = f"redis://127.0.0.1:{mute.getsockname()[1]}/0"
        with override_settings(CACHES={"default": env.cache(address)}):
            began = time.monotonic()
            assert caches["default"].get("a") is None
            assert time.monotonic() - began < 10

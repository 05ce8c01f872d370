"""Servers that never come to an end, and addresses that lead into our own network."""

import itertools
import socket
import threading
import time
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from hiring.scheduling import fetching
from hiring.scheduling.caldav import fetch_events
from hiring.scheduling.fetching import NotFetched, fetch, public_address
from hiring.scheduling.models import CalendarSource
from tests.factories.accounts import UserFactory

WINDOW = {"start": datetime(2026, 11, 30, tzinfo=UTC), "end": datetime(2026, 12, 2, tzinfo=UTC)}


def from_account(address: str) -> bytes:
    return fetch_events(address, "ann", "secret", **WINDOW)


@pytest.fixture
def serve(settings, monkeypatch):
    """Return a function that answers each connection with these pieces, one every so often."""
    settings.CALENDAR_PRIVATE_ADDRESSES = True
    monkeypatch.setattr(fetching, "MAX_SECONDS", 0.5)
    listening = socket.create_server(("127.0.0.1", 0))

    def answer(connection, first, rest, every):
        with connection:
            try:
                connection.recv(65536)
                connection.sendall(first)
                for piece in rest:
                    connection.sendall(piece)
                    time.sleep(every)
            except OSError:
                pass

    def accept(*how):
        while True:
            try:
                connection, _address = listening.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection, *how), daemon=True).start()

    def start(first, rest, every=0.05):
        threading.Thread(target=accept, args=(first, rest, every), daemon=True).start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/"

    yield start
    listening.close()


@pytest.mark.parametrize("read", [fetch, from_account])
@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    ],
)
def test_a_server_that_says_a_little_for_ever_is_left_in_time(serve, read, first, piece):
    address = serve(first, itertools.repeat(piece, 400))
    begun = time.monotonic()

    with pytest.raises(NotFetched, match="too long"):
        read(address)

    assert time.monotonic() - begun < 5


def test_an_answer_that_leads_elsewhere_is_read_no_further_than_others(serve, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_SECONDS", 20)
    head = b"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 4000000000\r\n\r\n"
    address = serve(head, itertools.repeat(b"a" * 65536, 1_000), every=0)

    with pytest.raises(NotFetched, match="larger than 10 MB"):
        from_account(address)


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "::7f00:1",
        "::ffff:0:7f00:1",
        "fec0::1",
        "2002:a00:1::",
    ],
)
def test_addresses_that_stand_for_our_own_network_are_not_public(address):
    with pytest.raises(NotFetched):
        public_address(address, 443)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["https://[::1", "https://a.example:99999999/"])
def test_what_is_no_address_is_said_at_the_field(client_of, address):
    answer = client_of(UserFactory()).post(reverse("scheduling:calendar_add"), {"address": address})

    assert answer.status_code == 400
    assert "begins with https://" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "[::1]", "10.0.0.1:8443", "localhost", "a.localhost."],
)
def test_an_address_of_our_own_network_is_refused_where_it_is_typed(client_of, host):
    answer = client_of(UserFactory()).post(
        reverse("scheduling:calendar_add"), {"address": f"https://{host}/a.ics"}
    )

    assert answer.status_code == 400
    assert "This address is not on the public internet." in answer.content.decode()
    assert not CalendarSource.objects.exists()

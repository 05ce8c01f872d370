"""Calendars on a CalDAV server: a real one (Radicale), with accounts and passwords."""

import http.client
import socket
import subprocess
import sys
import time
from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob
from hiring.scheduling import actions, caldav
from hiring.scheduling.caldav import fetch_events
from hiring.scheduling.fetching import NotFetched
from hiring.scheduling.free_time import free_times
from hiring.scheduling.models import CalendarSource
from hiring.scheduling.solver.problem import Span
from tests.factories.accounts import UserFactory

MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
PASSWORD = "correct horse battery"
WINDOW = {"start": MONDAY, "end": MONDAY + timedelta(days=2)}
MAKE = """<?xml version="1.0" encoding="utf-8"?>
<d:mkcol xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop>
<d:resourcetype><d:collection/><c:calendar/></d:resourcetype></d:prop></d:set></d:mkcol>"""


def event(uid: str, *lines: str) -> str:
    return "\r\n".join(
        [
            *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT"),
            *(f"UID:{uid}", "DTSTAMP:20260101T000000Z", "SUMMARY:Secret plans"),
            *(*lines, "END:VEVENT", "END:VCALENDAR", ""),
        ]
    )


class Server:
    """Radicale on this machine, with the account `ann`."""

    def __init__(self, folder) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (folder / "users").write_text(f"ann:{PASSWORD}\n")
        options = [
            *("--server-hosts", f"127.0.0.1:{self.port}"),
            *("--auth-type", "htpasswd", "--auth-htpasswd-filename", f"{folder}/users"),
            *("--auth-htpasswd-encryption", "plain", "--auth-delay", "0"),
            *("--storage-filesystem-folder", f"{folder}/storage"),
        ]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "radicale", *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.address = f"http://127.0.0.1:{self.port}/"
        self._wait()

    def _wait(self) -> None:
        for _try in range(100):
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("Radicale does not start")

    def put(self, path: str, text: str, *, method: str = "PUT") -> None:
        kind = "text/calendar" if method == "PUT" else "text/xml"
        account = b64encode(f"ann:{PASSWORD}".encode()).decode()
        headers = {"Authorization": f"Basic {account}", "Content-Type": kind}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request(method, f"/{path}", text.encode(), headers)
        assert connection.getresponse().status == 201
        connection.close()


@pytest.fixture(scope="module")
def radicale(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("radicale"))
    server.put("ann/work/", MAKE, method="MKCOL")
    server.put("ann/home/", MAKE, method="MKCOL")
    once = ("DTSTART:20261130T090000Z", "DTEND:20261130T110000Z")
    server.put("ann/work/once.ics", event("once", *once))
    weekly = ("DTSTART;TZID=Europe/Berlin:20260105T140000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")
    server.put("ann/work/weekly.ics", event("weekly", *weekly))
    free = ("DTSTART:20261130T080000Z", "DTEND:20261130T160000Z", "TRANSP:TRANSPARENT")
    server.put("ann/home/free.ics", event("free", *free))
    home = ("DTSTART:20261130T150000Z", "DTEND:20261130T153000Z", "STATUS:TENTATIVE")
    server.put("ann/home/tentative.ics", event("tentative", *home))
    yield server
    server.process.terminate()
    server.process.wait(10)


@pytest.fixture
def server(radicale, settings):
    settings.CALENDAR_PRIVATE_ADDRESSES = True
    return radicale


def work_off() -> None:
    jobs.run_jobs(list(BackgroundJob.objects.values_list("pk", flat=True)))


def free(user) -> tuple[Span, ...]:
    return free_times([user], MONDAY, MONDAY + timedelta(days=1))[user.pk].free


def hours(*pairs: tuple[float, float]) -> tuple[Span, ...]:
    return tuple(Span(MONDAY + timedelta(hours=a), MONDAY + timedelta(hours=b)) for a, b in pairs)


@pytest.mark.django_db
def test_all_calendars_of_an_account_are_read_by_the_worker(client_of, server):
    ann = UserFactory(zone="Europe/Berlin")
    sent = {"address": server.address, "username": "ann", "password": PASSWORD}

    with clock.set_to(MONDAY):
        client_of(ann).post(reverse("scheduling:calendar_add"), sent)
        assert free(ann) == (), "unknown until it was read"
        work_off()

        # Busy 9 to 11, 13 to 14 (Berlin’s 14:00 every week), 15 to 15:30.
        assert free(ann) == hours((8, 9), (11, 13), (14, 15), (15.5, 16))
        page = client_of(ann).get(reverse("scheduling:mine")).content.decode()
    assert "up to date" in page
    assert "CalDAV account" in page


@pytest.mark.django_db
def test_the_address_of_one_calendar_reads_that_one_only(server):
    ann = UserFactory(zone="Europe/Berlin")
    with clock.set_to(MONDAY):
        address = f"{server.address}ann/home/"
        actions.add_calendar(
            user=ann, address=address, username="ann", password=PASSWORD, actor=ann
        )
        work_off()

        assert free(ann) == hours((8, 15), (15.5, 16))


@pytest.mark.django_db
def test_the_password_is_stored_encrypted_and_never_shown(client_of, server, settings):
    ann = UserFactory(zone="Europe/Berlin")
    with clock.set_to(MONDAY):
        source = actions.add_calendar(
            user=ann, address=server.address, username="ann", password=PASSWORD, actor=ann
        )
        page = client_of(ann).get(reverse("scheduling:mine")).content.decode()
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another"
        work_off()
        source.refresh_from_db()
        assert source.error == "", "the key of before still opens it"

        settings.SECRET_KEY_FALLBACKS = []
        actions.jobs.enqueue(actions.REFRESH, key="again", source_id=source.pk)
        work_off()
    source.refresh_from_db()

    assert PASSWORD not in source.password
    assert PASSWORD not in page
    assert "add it again" in source.error


@pytest.mark.django_db
def test_a_wrong_password_leaves_the_calendar_unknown_and_says_so(server):
    ann = UserFactory(zone="Europe/Berlin")
    with clock.set_to(MONDAY):
        actions.add_calendar(
            user=ann, address=server.address, username="ann", password="wrong", actor=ann
        )
        work_off()

        assert "accept this user name" in CalendarSource.objects.get().error
        assert free(ann) == ()


def test_no_account_leads_into_our_own_network(radicale, settings):
    for address in (radicale.address, f"https://127.0.0.1:{radicale.port}/", "https://[::1]/"):
        with pytest.raises(NotFetched, match=r"https://|public internet"):
            fetch_events(address, "ann", PASSWORD, **WINDOW)


def test_what_a_server_answers_is_bounded(server, monkeypatch):
    monkeypatch.setattr(caldav, "MAX_BYTES", 100)
    with pytest.raises(NotFetched, match="larger"):
        fetch_events(server.address, "ann", PASSWORD, **WINDOW)


def test_a_server_that_is_none_is_not_read(server):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(NotFetched, match="doesn’t answer"):
        fetch_events(f"http://127.0.0.1:{port}/", "ann", PASSWORD, **WINDOW)

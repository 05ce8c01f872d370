"""Working hours, limits, time off and calendars, by the page and by the worker."""

import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.urls import reverse

from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob, Event
from hiring.scheduling import actions, fetching
from hiring.scheduling.fetching import NotFetched, fetch
from hiring.scheduling.free_time import free_times
from hiring.scheduling.hours import parse_hours, word_hours
from hiring.scheduling.models import Availability, BusyTime, CalendarSource, TimeOff
from hiring.scheduling.solver.problem import Span
from tests.factories.accounts import UserFactory

# A Monday; clocks in Berlin are one hour ahead of UTC.
MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:1
DTSTAMP:20260101T000000Z
DTSTART:20261130T090000Z
DTEND:20261130T110000Z
SUMMARY:Secret plans
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def server(settings):
    """A calendar server on this machine; `server.answer` is (status, headers, body)."""
    settings.CALENDAR_PRIVATE_ADDRESSES = True

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = httpd.answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    httpd = HTTPServer(("127.0.0.1", 0), Handler)
    httpd.answer = (200, {}, CALENDAR.encode())
    httpd.address = f"http://127.0.0.1:{httpd.server_port}/a.ics?key=1"
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield httpd
    httpd.shutdown()
    httpd.server_close()


def hours(*pairs: tuple[float, float]) -> tuple[Span, ...]:
    return tuple(Span(MONDAY + timedelta(hours=a), MONDAY + timedelta(hours=b)) for a, b in pairs)


def free(user) -> tuple[Span, ...]:
    return free_times([user], MONDAY, MONDAY + timedelta(days=1))[user.pk].free


def work_off() -> None:
    jobs.run_jobs(list(BackgroundJob.objects.values_list("pk", flat=True)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9-17", "09:00–17:00"),
        ("0900 – 12:30,13:00 to 24:00", "09:00–12:30, 13:00–24:00"),
        ("", ""),
    ],
)
def test_hours_are_read_as_people_write_them(text, words):
    assert word_hours(text) == words


@pytest.mark.parametrize("text", ["nine to five", "17-9", "9-12, 11-13", "9-25", "9"])
def test_hours_that_are_none_are_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_hours(text)


@pytest.mark.django_db
def test_a_person_sets_hours_and_limits_on_their_page(client_of):
    user = UserFactory(zone="Europe/Berlin")
    url = reverse("scheduling:mine")
    days = {"monday": "10-12, 13-16", "tuesday": "9-17", "gap": "15", "per_day": "2"}

    answer = client_of(user).post(url, days)
    wrong = client_of(user).post(url, days | {"monday": "early"})

    assert answer.status_code == 302
    row = Availability.objects.get(user=user)
    assert (row.monday, row.wednesday) == ("10:00–12:00, 13:00–16:00", "")
    assert (row.per_day, row.gap) == (2, 15)
    assert free(user) == hours((9, 11), (12, 15))
    assert wrong.status_code == 400
    assert "early" in wrong.content.decode()
    assert Event.objects.filter(verb="availability.changed").count() == 1


@pytest.mark.django_db
def test_time_off_is_added_and_removed_in_the_persons_zone(client_of):
    user = UserFactory(zone="Europe/Berlin")
    coordinator = client_of(UserFactory(coordinator=True))
    add = reverse("scheduling:person_time_off_add", kwargs={"user_id": user.pk})

    with clock.set_to(MONDAY - timedelta(days=9)):
        coordinator.post(add, {"first": "2026-11-30", "last": "2026-12-01", "note": "Off"})
        page = coordinator.get(reverse("scheduling:person", kwargs={"user_id": user.pk}))
    block = TimeOff.objects.get(user=user)

    assert "Mon, Nov 30, 2026 – Tue, Dec 1, 2026" in page.content.decode()
    assert block.during.lower == MONDAY - timedelta(hours=1)
    assert free(user) == ()
    ages = coordinator.post(add, {"first": "0001-01-01", "last": "9999-12-31"})
    assert "within the next three years" in ages.content.decode()
    client_of(user).post(reverse("scheduling:time_off_remove", kwargs={"block_id": block.pk}))
    assert free(user) == hours((8, 16))


@pytest.mark.django_db
def test_a_calendar_is_read_by_the_worker_and_only_its_times_are_kept(client_of, server):
    user = UserFactory(zone="Europe/Berlin")

    with clock.set_to(MONDAY):
        client_of(user).post(reverse("scheduling:calendar_add"), {"address": server.address})
        assert free(user) == (), "unknown until it was read"
        work_off()

        assert free(user) == hours((8, 9), (11, 16))
        assert str(BusyTime.objects.get()).count("Secret") == 0
        assert "key=1" not in client_of(user).get(reverse("scheduling:mine")).content.decode()


@pytest.mark.django_db
def test_a_calendar_that_cannot_be_read_is_unknown_after_an_hour_and_never_free(client_of, server):
    user = UserFactory(zone="Europe/Berlin")
    with clock.set_to(MONDAY - timedelta(minutes=40)):
        actions.add_calendar(user=user, address=server.address, actor=user)
        work_off()
    server.answer = (200, {}, CALENDAR[:-20].encode())

    with clock.set_to(MONDAY):
        assert actions.refresh_due() == 1
        work_off()
        source = CalendarSource.objects.get()
        assert source.error == "the calendar is cut off or damaged"
        assert free(user) == hours((8, 9), (11, 16)), "what was just known still counts"
        page = client_of(user).get(reverse("scheduling:mine")).content.decode()
        assert "can’t be read" in page
        assert "up to date" not in page
    with clock.set_to(MONDAY + timedelta(minutes=21)):
        assert free(user) == ()


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://example.org/a.ics", "https://"),
        ("file:///etc/passwd", "https://"),
        ("https://user:word@example.org/a.ics", "password"),
        ("https://127.0.0.1/a.ics", "public internet"),
        ("https://[::1]/a.ics", "public internet"),
        ("https://[::ffff:10.0.0.1]/a.ics", "public internet"),
        ("https://169.254.169.254/latest/meta-data/", "public internet"),
        ("https://localhost/a.ics", "public internet"),
    ],
)
def test_no_address_leads_into_our_own_network(address, reason):
    with pytest.raises(NotFetched, match=reason):
        fetch(address)


def test_what_a_server_answers_is_bounded(server, monkeypatch):
    assert fetch(server.address) == CALENDAR.encode()

    server.answer = (302, {"Location": server.address}, b"")
    with pytest.raises(NotFetched, match="leads to others"):
        fetch(server.address)
    server.answer = (404, {}, b"")
    with pytest.raises(NotFetched, match="404"):
        fetch(server.address)
    monkeypatch.setattr(fetching, "MAX_BYTES", 10)
    server.answer = (200, {}, b"x" * 100)
    with pytest.raises(NotFetched, match="larger"):
        fetch(server.address)


def test_a_redirect_is_checked_like_the_address_itself(server, settings, monkeypatch):
    server.answer = (302, {"Location": "https://10.0.0.1/"}, b"")
    public = fetching.public_address

    def public_but_for_the_server(host, port):
        settings.CALENDAR_PRIVATE_ADDRESSES = host == "127.0.0.1"
        return public(host, port)

    monkeypatch.setattr(fetching, "public_address", public_but_for_the_server)

    with pytest.raises(NotFetched, match="public internet"):
        fetch(server.address)

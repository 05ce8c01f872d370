"""Events from a CalDAV server (RFC 4791), fetched as strictly as an .ics file (fetching.py).

The library finds the account's calendars and signs in; what it fetches goes through a session that
connects to public addresses only, checked at the moment of connecting, and that bounds size and
time. Nothing of the events is parsed here: isolated_calendars.py does that.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from hiring.scheduling.fetching import (
    MAX_BYTES,
    SOCKET_SECONDS,
    Connections,
    NotFetched,
    check_address,
    ended_in_time,
    public_address,
)

MAX_CALENDARS = 20
# Small, for a packed answer is a thousand times as large when it is unpacked.
_CHUNK = 8 * 1024
_DATA = "{urn:ietf:params:xml:ns:caldav}calendar-data"
_IS_CALENDAR = ".//{urn:ietf:params:xml:ns:caldav}calendar"
_QUERY = """<?xml version="1.0" encoding="utf-8"?>
<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
  <d:prop><c:calendar-data/></d:prop>
  <c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">
    <c:time-range start="{start:%Y%m%dT%H%M%SZ}" end="{end:%Y%m%dT%H%M%SZ}"/>
  </c:comp-filter></c:comp-filter></c:filter>
</c:calendar-query>"""
_KIND = """<?xml version="1.0" encoding="utf-8"?>
<d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/></d:prop></d:propfind>"""


def fetch_events(
    address: str, username: str, password: str, *, start: datetime, end: datetime
) -> bytes:
    """Return the events of a calendar, or of all calendars of an account, as one iCalendar text.

    Empty when there are none between these instants. Raises NotFetched.
    """
    with ended_in_time() as connections:
        return _fetched(address, username, password, (start, end), connections)


def _fetched(
    address: str,
    username: str,
    password: str,
    window: tuple[datetime, datetime],
    connections: Connections,
) -> bytes:
    from caldav.lib.error import AuthorizationError, DAVError
    from lxml.etree import Error as XmlError

    check_address(address)
    try:
        client = _client(address, username, password, connections)
        parts = [
            part for url in _calendars(client, address) for part in _events(client, url, *window)
        ]
    except AuthorizationError as error:
        raise NotFetched(_("The server doesn’t accept this user name and password.")) from error
    except (DAVError, XmlError, OSError, ValueError, AttributeError, KeyError) as error:
        raise NotFetched(_("The calendar’s server doesn’t answer.")) from error
    return "\n".join(parts).encode()


def _client(address: str, username: str, password: str, connections: Connections) -> Any:
    from caldav.davclient import DAVClient

    client = DAVClient(
        address,
        username=username,
        password=password,
        timeout=SOCKET_SECONDS,
        # Discovery by DNS would lead to addresses that nobody typed.
        enable_rfc6764=False,
        rate_limit_handle=False,
    )
    client.session = _session(connections)
    return client


def _session(connections: Connections) -> Any:
    """Return a session to public addresses, with an end to how much and how long."""
    from niquests import Session
    from urllib3.contrib.resolver.system import SystemResolver

    class PublicOnly(SystemResolver):
        def create_connection(self, address: Any, *args: Any, **options: Any) -> Any:
            host, port = str(address[0]).strip("[]"), int(address[1])
            checked = public_address(host, port)
            connections.refuse_if_over()
            made = super().create_connection((checked, port), *args, **options)
            connections.add(made)
            return made

    class Bounded(Session):
        def send(self, request: Any, **options: Any) -> Any:
            check_address(request.url)
            return super().send(request, **{**options, "stream": True})

    def bound(response: Any, **options: Any) -> None:
        """Read an answer before anybody else does, one that leads elsewhere, too."""
        if not response._content_consumed:
            response._content = _read(response)
            response._content_consumed = True

    session = Bounded(
        resolver=PublicOnly(),
        disable_http3=True,
        # Certificates may name an address to ask whether they were revoked.
        revocation_configuration=None,
    )
    session.hooks["response"].insert(0, bound)
    session.trust_env = False
    session.max_redirects = 3
    return session


def _read(response: Any) -> bytes:
    data = b""
    for part in response.iter_content(_CHUNK):
        data += part
        if len(data) > MAX_BYTES:
            raise NotFetched(_("The calendar is larger than 10 MB."))
    return data


def _calendars(client: Any, address: str) -> list[str]:
    """Return the address itself where a calendar stands, else those of the account."""
    kind = client.request(address, "PROPFIND", _KIND, {"Depth": "0"})
    if kind.tree is not None and kind.tree.find(_IS_CALENDAR) is not None:
        return [address]
    found = [str(calendar.url) for calendar in client.principal().calendars()]
    if not found:
        raise NotFetched(_("This account has no calendar."))
    return found[:MAX_CALENDARS]


def _events(client: Any, url: str, start: datetime, end: datetime) -> Iterator[str]:
    query = _QUERY.format(start=start.astimezone(UTC), end=end.astimezone(UTC))
    answer = client.report(url, query, depth=1)
    if answer.status != 207 or answer.tree is None:
        raise NotFetched(_("The calendar’s server answers %(status)d.") % {"status": answer.status})
    for element in answer.tree.iter(_DATA):
        if element.text and element.text.strip():
            yield element.text.strip()

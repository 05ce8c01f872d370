"""Fetching a calendar from an address that somebody typed, without reaching into our own network.

The host's addresses are looked up once, all of them must be public, and it is one of these that
is connected to: a name that changes its mind between the check and the connection gains nothing.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

MAX_BYTES = 10 * 1024 * 1024
MAX_SECONDS = 30
SOCKET_SECONDS = 10
MAX_REDIRECTS = 3
REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 64 * 1024
# Where addresses of the public internet are; others may stand for those of our own network
# (IPv4-compatible and translated ones, NAT64), for which Python has no word.
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_DOCUMENTATION = ipaddress.ip_network("3fff::/20")


class NotFetched(Exception):
    """The calendar can't be had; the text says why."""


def fetch(address: str) -> bytes:
    """Return what stands at the address; raises NotFetched."""
    with ended_in_time() as connections:
        return _followed(address, connections)


class Connections:
    """The connections of one fetch, all of which end when its time is over.

    Timeouts of a socket are no limit: who sends one byte every few seconds never meets them.
    """

    def __init__(self) -> None:
        self.is_over = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()

    def add(self, connection: socket.socket) -> None:
        """Have the connection end with the others; raises NotFetched when it is too late."""
        with self._lock:
            if self.is_over:
                connection.close()
            else:
                # Another handle of it: the first one changes hands when TLS begins.
                self._sockets.append(connection.dup())
        self.refuse_if_over()

    def refuse_if_over(self) -> None:
        """Raise NotFetched when the time is over."""
        if self.is_over:
            raise NotFetched(_("The calendar takes too long to download."))

    def end(self) -> None:
        """End the connections wherever they wait."""
        with self._lock:
            self.is_over = True
            for connection in self._sockets:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give our handles back."""
        with self._lock:
            for connection in self._sockets:
                connection.close()
            self._sockets = []


@contextmanager
def ended_in_time() -> Iterator[Connections]:
    """Give the place for a fetch's connections; raises NotFetched when its time was over."""
    connections = Connections()
    timer = threading.Timer(MAX_SECONDS, connections.end)
    timer.daemon = True
    timer.start()
    try:
        yield connections
    except NotFetched:
        connections.refuse_if_over()
        raise
    finally:
        timer.cancel()
        connections.close()
    connections.refuse_if_over()


def _followed(address: str, connections: Connections) -> bytes:
    """Return what stands at the address, or where it leads to."""
    for _redirect in range(MAX_REDIRECTS + 1):
        try:
            status, location, data = _get(address, connections)
        except NotFetched:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotFetched(_("The calendar’s server doesn’t answer.")) from error
        if status in REDIRECTS and location:
            address = urljoin(address, location)
        elif status == 200:
            return data
        else:
            raise NotFetched(_("The calendar’s server answers %(status)d.") % {"status": status})
    raise NotFetched(_("The address leads to others, over and over."))


def check_address(address: str) -> None:
    """Raise NotFetched unless the address may be fetched at all; asks no server."""
    parts = _split(address)
    allowed = ("https", "http") if settings.CALENDAR_PRIVATE_ADDRESSES else ("https",)
    if parts.scheme not in allowed or not parts.hostname:
        raise NotFetched(_("Enter an address that begins with https://."))
    if parts.username or parts.password:
        raise NotFetched(_("The address must not contain a password."))
    _refuse_private(_written_out(parts.hostname))


def _written_out(host: str) -> set[str]:
    """Return the address that the host is, in whatever spelling; nothing for a name."""
    host = host.rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return {"127.0.0.1"}
    try:
        found = socket.getaddrinfo(host, None, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return set()
    return {str(entry[4][0]) for entry in found}


def _split(address: str) -> SplitResult:
    """Return the address in its parts; raises NotFetched for one that has none."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - read when it is asked for
    except ValueError:
        raise NotFetched(_("Enter an address that begins with https://.")) from None
    return parts


def _get(address: str, connections: Connections) -> tuple[int, str, bytes]:
    check_address(address)
    parts = _split(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = _Pinned(
        host, port, public_address(host, port), connections, is_tls=parts.scheme == "https"
    )
    try:
        path = parts.path or "/"
        connection.request(
            "GET",
            f"{path}?{parts.query}" if parts.query else path,
            headers={"Accept": "text/calendar", "User-Agent": "hiring"},
        )
        response = connection.getresponse()
        data = _read(response) if response.status == 200 else b""
        return response.status, response.getheader("Location") or "", data
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse) -> bytes:
    data = b""
    while part := response.read1(_CHUNK):
        data += part
        if len(data) > MAX_BYTES:
            raise NotFetched(_("The calendar is larger than 10 MB."))
    return data


def public_address(host: str, port: int) -> str:
    """Return an address of the host; raises NotFetched if any of them is not public."""
    found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    _refuse_private(found)
    return sorted(found, key=lambda one: (":" in one, one))[0]


def _refuse_private(addresses: set[str]) -> None:
    if not settings.CALENDAR_PRIVATE_ADDRESSES and not all(map(_is_public, addresses)):
        raise NotFetched(_("This address is not on the public internet."))


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return ip.is_global and inner.is_global
        return ip.is_global and ip in _GLOBAL_UNICAST and ip not in _DOCUMENTATION
    return ip.is_global and not ip.is_multicast


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked, under the host's name."""

    def __init__(
        self, host: str, port: int, address: str, connections: Connections, *, is_tls: bool
    ) -> None:
        super().__init__(host, port, timeout=SOCKET_SECONDS)
        self.address, self.connections, self.is_tls = address, connections, is_tls

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        self.connections.add(self.sock)
        if self.is_tls:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

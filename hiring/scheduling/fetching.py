"""Fetching a calendar from an address that somebody typed, without reaching into our own network.

The host's addresses are looked up once, all of them must be public, and it is one of these that
is connected to: a name that changes its mind between the check and the connection gains nothing.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

MAX_BYTES = 10 * 1024 * 1024
MAX_SECONDS = 30
SOCKET_SECONDS = 10
MAX_REDIRECTS = 3
REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 64 * 1024


class NotFetched(Exception):
    """The calendar can't be had; the text says why."""


def fetch(address: str) -> bytes:
    """Return what stands at the address; raises NotFetched."""
    deadline = time.monotonic() + MAX_SECONDS
    for _redirect in range(MAX_REDIRECTS + 1):
        try:
            status, location, data = _get(address, deadline)
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
    parts = urlsplit(address)
    allowed = ("https", "http") if settings.CALENDAR_PRIVATE_ADDRESSES else ("https",)
    if parts.scheme not in allowed or not parts.hostname:
        raise NotFetched(_("Enter an address that begins with https://."))
    if parts.username or parts.password:
        raise NotFetched(_("The address must not contain a password."))


def _get(address: str, deadline: float) -> tuple[int, str, bytes]:
    check_address(address)
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = _Pinned(host, port, public_address(host, port), is_tls=parts.scheme == "https")
    try:
        path = parts.path or "/"
        connection.request(
            "GET",
            f"{path}?{parts.query}" if parts.query else path,
            headers={"Accept": "text/calendar", "User-Agent": "hiring"},
        )
        response = connection.getresponse()
        data = _read(response, deadline) if response.status == 200 else b""
        return response.status, response.getheader("Location") or "", data
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    data = b""
    while part := response.read1(_CHUNK):
        data += part
        if len(data) > MAX_BYTES:
            raise NotFetched(_("The calendar is larger than 10 MB."))
        if time.monotonic() > deadline:
            raise NotFetched(_("The calendar takes too long to download."))
    return data


def public_address(host: str, port: int) -> str:
    """Return an address of the host; raises NotFetched if any of them is not public."""
    found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not settings.CALENDAR_PRIVATE_ADDRESSES and not all(map(_is_public, found)):
        raise NotFetched(_("This address is not on the public internet."))
    return sorted(found, key=lambda one: (":" in one, one))[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked, under the host's name."""

    def __init__(self, host: str, port: int, address: str, *, is_tls: bool) -> None:
        super().__init__(host, port, timeout=SOCKET_SECONDS)
        self.address, self.is_tls = address, is_tls

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.is_tls:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

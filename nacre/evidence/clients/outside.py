"""Addresses that editors typed, asked without ever reaching our own network.

The name is looked up once and the connection goes to the very address that was judged, at each
redirect anew: a name that changes its mind in between gains nothing. No proxy, no other port.
"""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
)

TIMEOUT = 15.0  # seconds for each step
LONGEST = 45.0  # seconds for all of an answer
MOST_BYTES = 8 * 1024 * 1024
PORTS = {"http": 80, "https": 443}
_TRANSLATED = IPv6Network("64:ff9b::/96")  # an IPv4 address inside an IPv6 one
Address = IPv4Address | IPv6Address


class AddressRefusedError(OSError):
    """It leads into our own network, or is no web address."""


class NoAnswerError(Exception):
    """Nobody answered; the message says what happened."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status of HTTP, and the address that answered at last."""

    status: int
    url: str


def is_outside(address: Address) -> bool:
    """Whether an address belongs to the public internet, whatever it is wrapped in."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _TRANSLATED:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_outside(inner)
        if address.teredo:
            return False
    return address.is_global and not address.is_multicast


def connected(host: str, port: int, timeout: Any) -> socket.socket:
    """A connection to a host, if all that its name leads to is outside."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(place[4][0]) for place in found]
    if not all(is_outside(ip_address(one.partition("%")[0])) for one in addresses):
        raise AddressRefusedError("It leads into our own network.")
    seconds = timeout if isinstance(timeout, int | float) else TIMEOUT
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), seconds)
        except OSError:
            continue  # the next one may be reached: not every network speaks IPv6
    return socket.create_connection((addresses[-1], port), seconds)


def check_address(url: str) -> None:
    """Refuse what is no plain web address: other schemes, ports, names with a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefusedError("It is no web address.") from error
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise AddressRefusedError("It is no web address.")
    if port not in {None, PORTS[parts.scheme]}:
        raise AddressRefusedError("It names a port of its own.")


class _Connection(HTTPConnection):
    def connect(self) -> None:
        self.sock = connected(self.host, self.port, self.timeout)


class _SecureConnection(HTTPSConnection):
    def connect(self) -> None:
        bare = connected(self.host, self.port, self.timeout)
        self.sock = self._context.wrap_socket(bare, server_hostname=self.host)  # type: ignore[attr-defined]


class _Plain(HTTPHandler):
    def http_open(self, req: Request) -> Any:
        return self.do_open(_Connection, req)


class _Secure(HTTPSHandler):
    def https_open(self, req: Request) -> Any:
        return self.do_open(_SecureConnection, req)


class _Redirects(HTTPRedirectHandler):
    max_redirections = 8

    def redirect_request(self, req: Request, *rest: Any) -> Request | None:
        check_address(rest[-1])
        return super().redirect_request(req, *rest)


def opener(*, follows: bool = True) -> OpenerDirector:
    """What opens outside addresses, and nothing else that urllib would."""
    director = OpenerDirector()
    handlers = [_Plain(), _Secure(), HTTPDefaultErrorHandler(), HTTPErrorProcessor()]
    for handler in [*handlers, *([_Redirects()] if follows else [])]:
        director.add_handler(handler)
    return director


def look(url: str, *, agent: str, method: str = "HEAD", follows: bool = True) -> Answer:
    """Whether somebody answers at an address; the body is not read."""
    try:
        check_address(url)
        request = Request(url, headers={"User-Agent": agent, "Accept": "*/*"}, method=method)  # noqa: S310 - checked
        with opener(follows=follows).open(request, timeout=TIMEOUT) as answer:
            return Answer(answer.status, answer.url)
    except HTTPError as error:
        error.close()
        return Answer(error.code, url)
    except (OSError, HTTPException, UnicodeError, ValueError) as error:
        raise NoAnswerError(_said(error)) from error


def fetch(url: str, *, agent: str, clock: Callable[[], float] = time.monotonic) -> bytes:
    """What stands at an address; NoAnswerError where nothing does, or too much, or too slowly."""
    ends_at, parts, size = clock() + LONGEST, [], 0
    try:
        check_address(url)
        request = Request(url, headers={"User-Agent": agent, "Accept": "*/*"})  # noqa: S310 - checked
        with opener().open(request, timeout=TIMEOUT) as answer:
            while part := answer.read1(64 * 1024):
                parts.append(part)
                size += len(part)
                if size > MOST_BYTES or clock() > ends_at:
                    raise NoAnswerError("Its answer is too long.")
    except HTTPError as error:
        error.close()
        raise NoAnswerError(f"It answered {error.code}.") from error
    except (OSError, HTTPException, UnicodeError, ValueError) as error:
        raise NoAnswerError(_said(error)) from error
    return b"".join(parts)


def _said(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, AddressRefusedError):
        return str(reason)
    return "It took too long." if isinstance(reason, TimeoutError) else "Nobody answered."

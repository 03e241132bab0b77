"""One request and its answer, read once."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from starlette.types import Message, Receive, Scope, Send

from carekit import logs
from carekit.errors import Refusal
from carekit.problems import refusal_response
from gateway.front.headers import Headers, with_ours

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
METHODS = SAFE | {"POST", "PUT", "PATCH", "DELETE"}
_SECRET = re.compile(rb"[A-Za-z0-9_-]{43}")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Exchange:
    """Knows what was asked and whether the answer has begun. `route` is what logs and metrics may say."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.receive = receive
        self._send = send
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.route = "unrouted"
        self.status: int | None = None
        self.request_id = uuid4().hex
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        #: Added to whatever this process answers (the proxy writes its own).
        self.ours: Headers = []
        #: The application behind the front writes its own line of log.
        self.handed_over = False
        logs.request_id.set(self.request_id)

    async def send(self, message: Message) -> None:
        """Sends as it is; remembers the status."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)

    async def send_with_ours(self, message: Message) -> None:
        """For what is made in this process: adds the security headers and the request id."""
        if message["type"] == "http.response.start":
            headers = with_ours(message.get("headers", []), self.ours)
            if not any(name == b"x-request-id" for name, _ in headers):
                headers.append((b"x-request-id", self.request_id.encode()))
            message = {**message, "headers": headers}
        await self.send(message)

    async def answer(self, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
        """A whole answer made here. HEAD gets the headers of the answer and no body."""
        length = (b"content-length", str(len(body)).encode())
        await self.send_with_ours({"type": "http.response.start", "status": status, "headers": [*headers, length]})
        await self.send({"type": "http.response.body", "body": b"" if self.method == "HEAD" else body})

    async def refuse(self, refusal: Refusal) -> None:
        await refusal_response(refusal)(self.scope, self.receive, self.send_with_ours)

    def secret(self, cookie: bytes) -> str | None:
        """The session's secret, when the cookie has the shape of one."""
        for part in self.headers.get(b"cookie", b"").split(b";"):
            name, _, value = part.strip().partition(b"=")
            if name == cookie and _SECRET.fullmatch(value):
                return value.decode()
        return None

    def inner_scope(self, extra: list[tuple[bytes, bytes]], dropped: frozenset[bytes], **state: Any) -> Scope:
        """The scope for an application of this process: our request id, and headers that only we may say."""
        unwanted = dropped | {b"x-request-id"}
        headers = [(name, value) for name, value in self.scope["headers"] if name not in unwanted]
        headers.append((b"x-request-id", self.request_id.encode()))
        return {**self.scope, "headers": headers + extra, **state}


class Addresses:
    """The address of a client, which forwarded headers may only change when a trusted proxy says so."""

    def __init__(self, trusted: list[str]) -> None:
        self._trusted: list[Network] = [ipaddress.ip_network(network) for network in trusted]

    def of(self, exchange: Exchange) -> str:
        peer = (exchange.scope.get("client") or ("", 0))[0]
        if not self._trusted or not self._trusts(peer):
            return str(peer)
        for hop in reversed(exchange.headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")):
            if hop.strip() and not self._trusts(hop.strip()):
                return hop.strip()
        return str(peer)

    def _trusts(self, address: str) -> bool:
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._trusted)


def counted_as(address: str) -> str:
    """What limits are counted against: an IPv6 customer has a whole /64."""
    if ":" not in address:
        return address
    try:
        return str(ipaddress.ip_network(f"{address.partition('%')[0]}/64", strict=False))
    except ValueError:
        return address


def is_local(exchange: Exchange) -> bool:
    """Comes from this machine and was not passed on by a proxy standing on it."""
    peer = (exchange.scope.get("client") or ("", 0))[0]
    try:
        loopback = ipaddress.ip_address(peer).is_loopback
    except ValueError:
        return False
    passed_on = any(
        name in (b"forwarded", b"via", b"x-real-ip") or name.startswith(b"x-forwarded-") for name in exchange.headers
    )
    return loopback and not passed_on

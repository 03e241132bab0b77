"""One request and its answer, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from starlette.types import Message, Receive, Scope, Send

from carekit import logs
from carekit.errors import Refusal
from carekit.problems import refusal_response
from gateway.front.errors import AddressTooLong, HeadersTooLarge
from gateway.front.headers import Headers, with_ours

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
METHODS = SAFE | {"POST", "PUT", "PATCH", "DELETE"}
LONGEST_ADDRESS = 8_192
LARGEST_HEADERS = 32_768
_SECRET = re.compile(rb"[A-Za-z0-9_-]{43}")


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
        #: Name of the rule that refused, for the log.
        self.rule: str | None = None
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

    def refuse_excess(self) -> None:
        """The server's parser sets no limit to addresses and headers."""
        if len(self.scope.get("raw_path") or b"") + len(self.scope["query_string"]) > LONGEST_ADDRESS:
            raise AddressTooLong(f"The limit is {LONGEST_ADDRESS} bytes")
        if sum(len(name) + len(value) for name, value in self.scope["headers"]) > LARGEST_HEADERS:
            raise HeadersTooLarge(f"The limit is {LARGEST_HEADERS} bytes")

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

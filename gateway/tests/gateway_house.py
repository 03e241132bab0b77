"""What these tests stand on: a real server for the gateway, a real server behind it, accounts and browsers.

Everything runs in the event loop of the test, over real sockets and a real PostgreSQL.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from starlette.types import Receive, Scope, Send

from carekit.auth import TokenVerifier
from carekit.clock import Clock, SystemClock
from carekit.db import Database
from carekit.testing.serving import served
from gateway.accounts.creation import NewAccount, create_account
from gateway.deps import Client, Means
from gateway.front.gateway import Gateway
from gateway.login.passwords import Passwords
from gateway.login.repository import account_by_email
from gateway.main import create_app
from gateway.sessions.live import csrf_of
from gateway.sessions.usecases import open_session
from gateway.settings import Settings

CONTRACT = Path(__file__).parents[2] / "contracts" / "openapi" / "accounts.json"
PASSWORD = "correct horse battery staple"
OURS = UUID("00000000-0000-4000-8000-000000000001")
THEIRS = UUID("00000000-0000-4000-8000-000000000002")
_HASHED: list[str] = []


@dataclass
class Peer:
    """A service behind the gateway, which answers what the path asks for and remembers what it was sent."""

    url: str = ""
    seen: list[dict[str, Any]] = field(default_factory=list)
    received: int = 0
    stopped_streaming: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            while True:
                kind = (await receive())["type"]
                await send({"type": f"{kind}.complete"})
                if kind == "lifespan.shutdown":
                    return
        self.seen.append(dict(scope))
        act = scope["path"].rpartition("/")[2]
        if act == "early":
            await _answer(send, 401, b'{"early": true}')
            return
        body = b""
        if act == "slow":
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        while True:
            message = await receive()
            chunk = message.get("body", b"")
            self.received += len(chunk)
            if act != "sink":
                body += chunk
            if not message.get("more_body", False):
                break
        if act == "large":
            await self._large(scope, send)
        elif act == "stream":
            await self._endless(receive, send)
        elif act == "cut":
            await _start(send, 200, [(b"content-length", b"1000000")])
            await send({"type": "http.response.body", "body": b"x" * 100_000, "more_body": True})
        elif act == "cut-small":
            await _start(send, 200, [(b"content-length", b"1000")])
            await send({"type": "http.response.body", "body": b"x" * 10, "more_body": True})
        elif act == "rude":
            await _start(
                send, 200,
                [(b"server", b"secret/1.0"), (b"set-cookie", b"session=stolen"), (b"cache-control", b"public"),
                 (b"content-security-policy", b"default-src *"), (b"x-request-id", b"forged"), (b"etag", b'"7"')],
            )  # fmt: skip
            await send({"type": "http.response.body", "body": b"{}"})
        elif act == "away":
            await _answer(send, 503, b'{"type": "https://maillage.invalid/problems/unavailable"}')
        else:
            await _answer(send, 200, body or b'{"ok": true}')

    async def _large(self, scope: Scope, send: Send) -> None:
        """40 MB in pieces, as fast as they are taken."""
        self.stopped_streaming.clear()
        try:
            await _start(send, 200, [(b"content-type", b"text/csv")])
            for _ in range(640):
                await send({"type": "http.response.body", "body": b"0123456789abcdef" * 4096, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self.stopped_streaming.set()

    async def _endless(self, receive: Receive, send: Send) -> None:
        """One event, then nothing until the other side leaves."""
        self.stopped_streaming.clear()
        try:
            await _start(send, 200, [(b"content-type", b"text/event-stream")])
            await send({"type": "http.response.body", "body": b"event: open\ndata: {}\n\n", "more_body": True})
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self.stopped_streaming.set()

    def headers(self) -> dict[str, str]:
        """Of the last request."""
        return {name.decode(): value.decode("latin-1") for name, value in self.seen[-1]["headers"]}

    def token(self) -> str:
        return self.headers()["authorization"].removeprefix("Bearer ")


async def _start(send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await _start(send, status, headers)
    await send({"type": "http.response.body", "body": body})


@dataclass
class House:
    """A running gateway and what it stands on."""

    url: str
    settings: Settings
    gateway: Gateway
    database: Database
    peer: Peer
    verifier: TokenVerifier
    clock: Clock
    browsers: list[Browser] = field(default_factory=list)

    def browser(self, **headers: str) -> Browser:
        self.browsers.append(Browser(self, headers))
        return self.browsers[-1]

    async def close_browsers(self) -> None:
        while self.browsers:
            await self.browsers.pop().http.aclose()

    async def account(self, *roles: str, cpts: UUID | None = OURS, **facts: Any) -> str:
        """A new account, or another CPTS of one; its e-mail address."""
        email = facts.pop("email", f"{uuid4().hex[:12]}@exemple.invalid")
        new = NewAccount(
            email=email, name=facts.pop("name", "Camille Essai"), cpts_id=cpts, cpts_name=f"CPTS {str(cpts)[-1:]}",
            roles=frozenset(roles), **facts,
        )  # fmt: skip
        await create_account(self.database, self.clock, new, demonstration=self.settings.demonstration)
        return str(email)

    async def account_with_password(self, *roles: str, **facts: Any) -> str:
        email = await self.account(*roles, **facts)
        if not _HASHED:  # hashing is slow on purpose: once for the whole run
            _HASHED.append(await Passwords().hash(PASSWORD))
        await self.execute("update account set password_hash = :h where email = :e", h=_HASHED[0], e=email)
        return email

    async def member(self, *roles: str, **facts: Any) -> Browser:
        """A browser with an open session of a new account with these roles. Skips the password, slow on purpose."""
        return await self.signed_in(await self.account(*roles, **facts))

    async def signed_in(self, email: str) -> Browser:
        means: Means = self.gateway.state.means
        async with self.database.begin() as session:
            account = await account_by_email(session, email)
            assert account is not None
            secret = await open_session(session, means, account, Client("127.0.0.1", "test", None), "password")
        browser = self.browser()
        browser.http.cookies.set("session", secret, domain="127.0.0.1")
        browser.http.cookies.set("csrf", csrf_of(secret), domain="127.0.0.1")
        return browser

    async def execute(self, statement: str, cpts: UUID | None = None, **values: Any) -> Any:
        from sqlalchemy import text

        async with self.database.begin(cpts) as session:
            result: Any = await session.execute(text(statement), values)
            return result.all() if result.returns_rows else None

    async def mail_to(self, email: str) -> list[str]:
        """Bodies of the mails queued for this address, latest last."""
        rows = await self.execute("select body from outgoing_mail where recipient = :e order by id", e=email)
        return [row.body for row in rows]


class Browser:
    """Keeps cookies and repeats the CSRF cookie in its header, as the application does."""

    def __init__(self, house: House, headers: dict[str, str]) -> None:
        self.house = house
        # Without TLS there is nothing to verify, and reading the authorities takes 50 ms for each client.
        self.http = httpx.AsyncClient(
            base_url=house.url,
            headers=headers,
            timeout=20,
            trust_env=False,
            verify=False,
        )

    async def sign_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        answer = await self.post("/api/accounts/v1/sessions/password", {"email": email, "password": password})
        assert answer.status_code == 200, answer.text
        return answer

    async def session(self) -> dict[str, Any]:
        answer = await self.get("/api/accounts/v1/session")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.http.get(path, headers=_named(headers))

    async def post(self, path: str, json: Any = None, **headers: str) -> httpx.Response:
        return await self.send("POST", path, json=json, **headers)

    async def send(
        self, method: str, path: str, *, json: Any = None, content: Any = None, **headers: str
    ) -> httpx.Response:
        csrf = self.http.cookies.get("csrf") or self.http.cookies.get("__Host-csrf") or ""
        given = {"X-CSRF-Token": csrf, **_named(headers)}
        return await self.http.request(method, path, json=json, content=content, headers=given)

    @property
    def secret(self) -> str:
        return self.http.cookies.get("session") or ""


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def rule(answer: httpx.Response) -> str:
    """The rule that refused, from a problem document."""
    assert answer.headers["content-type"].startswith("application/problem+json"), answer.text
    document = answer.json()
    assert document["status"] == answer.status_code
    assert document["request_id"] == answer.headers["x-request-id"]
    return str(document["type"]).rpartition("/")[2]


@asynccontextmanager
async def running(
    settings: Settings, peer: Peer, clock: Clock | None = None, listener: socket.socket | None = None
) -> AsyncIterator[House]:
    clock = clock or SystemClock()
    gateway = create_app(settings, clock)
    database = Database(settings.database_url.get_secret_value(), pool_size=3)
    async with served(gateway, listener) as url:
        verifier = TokenVerifier.from_file(settings.trusted_keys)
        house = House(url, settings, gateway, database, peer, verifier, clock)
        try:
            yield house
        finally:
            await house.close_browsers()
            await database.close()


#: Makes a gateway with other settings or another clock.
Houses = Callable[..., AbstractAsyncContextManager[House]]

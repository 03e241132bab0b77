"""The services of this machine driven in one process, through their own HTTP doors, under a clock that moves.

The settings are those of the environment, as for the real processes: same databases, same keys. Only the
transport differs (ASGI instead of a socket) and the clock. Tokens are signed with the gateway's own key.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
import structlog
from fastapi import FastAPI

from carekit.auth import LIFETIME, Caller, TokenSigner
from carekit.clock import MovableClock

#: Path prefix of a public operation → the service that answers it.
PREFIXES = {
    "/api/accounts/": "gateway", "/api/directory/": "directory", "/api/referral/": "referral",
    "/api/scheduling/": "scheduling", "/fhir/gap/": "scheduling",
}  # fmt: skip


Item = TypeVar("Item")


class DoorClosed(Exception):
    """A service refused what the demonstration asked: the story and the rules disagree."""


@dataclass
class Services:
    """`apps` by service name. `caller` of each act is signed for as the gateway would."""

    apps: Mapping[str, FastAPI]
    signer: TokenSigner
    clock: MovableClock
    acts: int = field(default=0)
    _tokens: dict[Caller, tuple[float, str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._clients = {
            name: httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://inside", timeout=60)
            for name, app in self.apps.items()
        }

    async def get(self, path: str, by: Caller, **params: Any) -> Any:
        return await self._send("GET", path, by, params=params)

    async def post(
        self, path: str, by: Caller, body: Any = None, *, once: str | None = None, version: int | None = None
    ) -> Any:
        """`once` becomes the Idempotency-Key."""
        headers = {"Idempotency-Key": f"demonstration-{once}"} if once else {}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return await self._send("POST", path, by, json=body if body is not None else {}, headers=headers)

    async def put(self, path: str, by: Caller, body: Any, *, version: int | None = None) -> Any:
        headers = {"If-Match": f'"{version}"'} if version is not None else {}
        return await self._send("PUT", path, by, json=body, headers=headers)

    async def upload(self, path: str, by: Caller, content: bytes, **params: Any) -> Any:
        return await self._send("POST", path, by, content=content, params=params)

    async def _send(self, method: str, path: str, by: Caller, **request: Any) -> Any:
        service = next(name for prefix, name in PREFIXES.items() if path.startswith(prefix))
        headers = {"Authorization": f"Bearer {self._token(by)}", **request.pop("headers", {})}
        answer = await self._clients[service].request(method, path, headers=headers, **request)
        self.acts += 1
        if answer.is_error:
            raise DoorClosed(f"{method} {path} by {by.name}: {answer.status_code} {answer.text[:600]}")
        return answer.json() if answer.content else None

    def _token(self, by: Caller) -> str:
        """Kept for half its life: signing and checking a new one costs a millisecond each time."""
        kept = self._tokens.get(by)
        if kept is None or time.monotonic() - kept[0] > LIFETIME / 2:
            kept = self._tokens[by] = (time.monotonic(), self.signer.for_caller(by))
        return kept[1]

    async def close(self) -> None:
        for client in self._clients.values():
            await client.aclose()


AT_ONCE = 4


async def several_at_once(
    items: Sequence[Item], act: Callable[[Item], Awaitable[None]], done: Callable[[int], None]
) -> None:
    """Acts that do not depend on each other, a few at a time; `done` is told how many are finished."""
    waiting, finished = iter(items), 0

    async def one_after_the_other() -> None:
        nonlocal finished
        for item in waiting:
            await act(item)
            finished += 1
            done(finished)

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(one_after_the_other())


@asynccontextmanager
async def running(apps: Mapping[str, FastAPI]) -> AsyncIterator[None]:
    """What a server does around an application: its startup and its shutdown."""
    async with AsyncExitStack() as stack:
        for app in apps.values():
            await stack.enter_async_context(app.router.lifespan_context(app))
        yield


def between_services(apps_by_url: Mapping[str, FastAPI], heard: Callable[[], None]) -> httpx.AsyncClient:
    """A client that reaches the base URLs of the peers without a socket, and nothing else. `heard` is called at
    each answer, so that somebody may count."""
    mounts: dict[str, httpx.AsyncBaseTransport | None] = {
        url: httpx.ASGITransport(app=app) for url, app in apps_by_url.items()
    }

    async def count(_: httpx.Response) -> None:
        heard()

    return httpx.AsyncClient(mounts=mounts, trust_env=False, timeout=30, event_hooks={"response": [count]})


@contextmanager
def warnings_logged_to(file: Path) -> Iterator[None]:
    """The services log thousands of lines to the terminal otherwise: here only warnings, to a file."""
    before = structlog.get_config()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        structlog.configure(
            wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
            logger_factory=structlog.PrintLoggerFactory(file=out),
        )
        try:
            yield
        finally:
            structlog.configure(**before)

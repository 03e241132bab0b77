"""P8: what the gateway costs. The same request straight to a service and through the gateway, in turn.

Both are real processes (uvicorn, one worker each, as `make run` starts them) over a real PostgreSQL; the load
client shares the machine. Through the gateway each request carries a session cookie; straight, the token that
the gateway would have signed. Every answer is compared with the expected bytes.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Response
from pydantic import SecretStr

from carekit import service
from carekit.auth import Caller, caller_of
from carekit.settings import ServiceSettings
from carekit.testing import Migrations
from carekit.testing.keys import write_keys
from carekit.testing.servers import embedded_server
from tests.bench.through_gateway import gateway_environment, process, signed_in

ROUNDS = 5
ONE_CLIENT = 1_500
SIXTEEN = 6_000
CLIENTS = 16
CPTS = UUID("00000000-0000-4000-8000-000000000001")
PATH = "/api/directory/v1/professionals"
GATEWAY = Path(__file__).parents[2] / "gateway"

#: A page of 20 rows, about as large as the directory's.
ROWS = [
    {
        "professional_id": str(UUID(int=number)), "rpps": f"99700000{number:03}", "family_name": "Exemple",
        "given_name": "Camille", "profession_code": "10", "is_member": True, "distance_km": number / 10,
        "place": {"label": "Cabinet", "address": f"{number} rue des Exemples", "postal_code": "99000"},
    }
    for number in range(20)
]  # fmt: skip
PAGE = json.dumps({"items": ROWS, "next": None}).encode()


def bare_service() -> Callable[..., object]:
    """The least that answers: whatever the gateway adds weighs the most against it."""
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(PAGE)).encode())]

    async def app(scope: dict[str, object], receive: object, send: Callable[..., object]) -> None:
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": headers})  # type: ignore[misc]
            await send({"type": "http.response.body", "body": PAGE})  # type: ignore[misc]

    return app


def real_service() -> object:
    """A service as all of ours: token checked, one log line, figures; the page comes from memory."""
    router = APIRouter()

    @router.get(PATH)
    async def page(caller: Annotated[Caller, Depends(caller_of)]) -> Response:
        return Response(PAGE, media_type="application/json")

    settings = ServiceSettings(
        database_url=SecretStr("postgresql://nobody@127.0.0.1:1/none"),
        signing_key=Path(os.environ["BENCH_SIGNING_KEY"]),
        trusted_keys=Path(os.environ["BENCH_TRUSTED_KEYS"]),
    )
    return service.build(name="directory-svc", title="bench", description="", settings=settings, routers=[router])


@dataclass(frozen=True)
class Figures:
    """One run: median time of one request in ms, or requests a second."""

    direct: float
    through: float


async def load(url: str, headers: dict[str, str], *, clients: int, requests: int) -> tuple[float, list[float]]:
    """(wall seconds, seconds of each request). A plain client, so that it weighs little in what it measures."""
    host, port = url.removeprefix("http://").split(":")
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    request = f"GET {PATH} HTTP/1.1\r\nHost: {host}:{port}\r\n{lines}\r\n".encode()
    times: list[float] = []
    loop = asyncio.get_running_loop()

    async def one_client(count: int) -> None:
        finished: asyncio.Future[None] = loop.create_future()
        _, protocol = await loop.create_connection(lambda: _Client(request, count, times, finished), host, int(port))
        try:
            await finished
        finally:
            protocol.transport.close()

    started = time.perf_counter()
    await asyncio.gather(*(one_client(requests // clients) for _ in range(clients)))
    return time.perf_counter() - started, times


class _Client(asyncio.Protocol):
    """One connection: sends, reads the whole answer, compares, sends again."""

    def __init__(self, request: bytes, count: int, times: list[float], finished: asyncio.Future[None]) -> None:
        self.request, self.left, self.times, self.finished = request, count, times, finished
        self.buffer = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._send()

    def _send(self) -> None:
        self.sent = time.perf_counter()
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head = self.buffer.find(b"\r\n\r\n")
        if head < 0 or len(self.buffer) < head + 4 + len(PAGE):
            if head >= 0 and not self.buffer.startswith(b"HTTP/1.1 200"):
                self._fail()
            return
        self.times.append(time.perf_counter() - self.sent)
        if not self.buffer.startswith(b"HTTP/1.1 200") or self.buffer[head + 4 :] != PAGE:
            self._fail()
            return
        self.buffer.clear()
        self.left -= 1
        if self.left > 0:
            self._send()
        elif not self.finished.done():
            self.finished.set_result(None)

    def connection_lost(self, _: Exception | None) -> None:
        if self.left > 0:
            self._fail()

    def _fail(self) -> None:
        if not self.finished.done():
            self.finished.set_exception(AssertionError(f"not the expected answer: {bytes(self.buffer[:300])!r}"))


async def measure(direct: str, token: str, through: str, cookie: str) -> tuple[list[Figures], list[Figures]]:
    """Pairs in turn: (p50 in ms with one client, requests a second with sixteen)."""
    straight = {"Authorization": f"Bearer {token}"}
    session = {"Cookie": f"session={cookie}"}
    await load(direct, straight, clients=4, requests=800)
    await load(through, session, clients=4, requests=800)
    latency, throughput = [], []
    for _ in range(ROUNDS):
        halves = []
        for url, headers in ((direct, straight), (through, session)):
            _, times = await load(url, headers, clients=1, requests=ONE_CLIENT)
            halves.append(statistics.median(times) * 1000)
        latency.append(Figures(*halves))
        halves = []
        for url, headers in ((direct, straight), (through, session)):
            wall, times = await load(url, headers, clients=CLIENTS, requests=SIXTEEN)
            assert len(times) == SIXTEEN // CLIENTS * CLIENTS
            halves.append(len(times) / wall)
        throughput.append(Figures(*halves))
    return latency, throughput


async def _measure_all(folder: Path) -> dict[str, tuple[list[Figures], list[Figures]]]:
    server = embedded_server()
    try:
        database_url = await server.database(Migrations("gateway", alembic_ini=GATEWAY / "alembic.ini"))
        keys = write_keys(folder)
        (folder / "sealing").write_bytes(os.urandom(32))
        found = {}
        for behind in ("real_service", "bare_service"):
            environment = {
                "BENCH_SIGNING_KEY": str(keys.private("directory-svc")),
                "BENCH_TRUSTED_KEYS": str(keys.trusted),
            }
            async with (
                process(f"tests.bench.bench_gateway:{behind}", environment, "/healthz") as direct,
                process(
                    "gateway.asgi:app", gateway_environment(database_url, keys, folder, direct), "/healthz"
                ) as through,
            ):
                cookie = await signed_in(database_url, through, CPTS, "professional")
                token = keys.signer().for_caller(
                    Caller(account_id=uuid4(), name="Bench", cpts_id=CPTS, roles=frozenset({"professional"}))
                )
                found[behind] = await measure(direct, token, through, cookie)
        return found
    finally:
        server.stop()


def _spread(values: list[float], form: str) -> str:
    return f"{statistics.median(values):{form}} ({min(values):{form}}–{max(values):{form}})"


def run() -> str:
    """Measures and returns a table in Markdown."""
    with tempfile.TemporaryDirectory() as name:
        found = asyncio.run(_measure_all(Path(name)))
    words = {
        "real_service": "**P8**: a service of ours (token, log, figures)",
        "bare_service": "for information: the least that answers",
    }
    lines = [
        f"P8, {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {ROUNDS} rounds in turn, median (min–max), "
        f"answers of {len(PAGE)} bytes, each compared.",
        "",
        "| Behind the gateway | p50 direct, 1 client | p50 through | **added** | direct, 16 clients | through "
        "| **ratio** |",
        "|---|---|---|---|---|---|---|",
    ]
    for behind, (latency, throughput) in found.items():
        lines.append(
            f"| {words[behind]} | {_spread([one.direct for one in latency], '.3f')} ms "
            f"| {_spread([one.through for one in latency], '.3f')} ms "
            f"| **+{_spread([one.through - one.direct for one in latency], '.3f')} ms** "
            f"| {_spread([one.direct for one in throughput], '.0f')} req/s "
            f"| {_spread([one.through for one in throughput], '.0f')} req/s "
            f"| **{_spread([one.through / one.direct for one in throughput], '.2f')}** |"
        )
    lines += ["", "Hold: +0.6 ms, 0.33. Target: +0.35 ms, 0.45. Stretch: +0.15 ms, 0.60."]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(run() + "\n")

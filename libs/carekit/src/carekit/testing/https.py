"""A real HTTPS server on this machine, for tests of what we ask of others."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from carekit.testing.certificates import Issued


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def served(app: ASGIApp, own: Issued, *, clients_of: Path | None = None) -> AsyncIterator[int]:
    """Its port. `clients_of`: authority without whose certificate no client is let in."""
    config = uvicorn.Config(
        app, log_config=None, lifespan="off", ssl_certfile=own.file, ssl_keyfile=own.key_file,
        ssl_ca_certs=str(clients_of) if clients_of else None,
        ssl_cert_reqs=ssl.CERT_REQUIRED if clients_of else ssl.CERT_NONE, timeout_graceful_shutdown=1,
    )  # fmt: skip
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = _Server(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        yield int(listener.getsockname()[1])
        server.should_exit = True
        await task

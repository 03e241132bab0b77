"""An application behind a real socket, in the event loop of the test."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp


def bound(port: int = 0) -> socket.socket:
    """A socket on a free port, so that an address is known before anything answers there."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    return listener


class Server(uvicorn.Server):
    """Leaves the signals of the test run alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


@asynccontextmanager
async def answering(config: uvicorn.Config, listener: socket.socket) -> AsyncIterator[int]:
    """Its port, from when it answers until the test is done with it."""
    server = Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:  # noqa: ASYNC110  (uvicorn has no event for it)
        await asyncio.sleep(0.005)
    try:
        yield int(listener.getsockname()[1])
    finally:
        server.should_exit = True
        await task


@asynccontextmanager
async def served(
    app: ASGIApp, listener: socket.socket | None = None, *, lifespan: Any = "auto"
) -> AsyncIterator[str]:
    """Its base URL."""
    config = uvicorn.Config(
        app, http="httptools", log_config=None, access_log=False, server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=1, lifespan=lifespan,
    )  # fmt: skip
    with listener or bound() as listener:
        async with answering(config, listener) as port:
            yield f"http://127.0.0.1:{port}"

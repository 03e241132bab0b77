"""A real HTTPS server on this machine, for tests of what we ask of others."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from carekit.testing.certificates import Issued
from carekit.testing.serving import answering, bound


@contextlib.asynccontextmanager
async def served(app: ASGIApp, own: Issued, *, clients_of: Path | None = None) -> AsyncIterator[int]:
    """Its port. `clients_of`: authority without whose certificate no client is let in."""
    config = uvicorn.Config(
        app, log_config=None, lifespan="off", ssl_certfile=own.file, ssl_keyfile=own.key_file,
        ssl_ca_certs=str(clients_of) if clients_of else None,
        ssl_cert_reqs=ssl.CERT_REQUIRED if clients_of else ssl.CERT_NONE, timeout_graceful_shutdown=1,
    )  # fmt: skip
    with bound() as listener:
        async with answering(config, listener) as port:
            yield port

"""The gateway in front of what a bench measures: real processes, and somebody who is signed in."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID, uuid4

import httpx

from carekit.clock import SystemClock
from carekit.db import Database
from carekit.testing.keys import Keys
from gateway.accounts.creation import NewAccount, create_account


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def process(application: str, environment: dict[str, str], health: str) -> AsyncIterator[str]:
    """The application in a process of its own, served as `make run` serves it."""
    port = _free_port()
    code = (
        "import uvicorn; uvicorn.run("
        f"{application!r}, factory={application.endswith('_service')}, host='127.0.0.1', port={port}, loop='uvloop', "
        "http='httptools', log_config=None, access_log=False, server_header=False, date_header=False)"
    )
    child = subprocess.Popen(  # noqa: ASYNC220
        [sys.executable, "-c", code], stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[2],
        env={**os.environ, **environment},
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        async with httpx.AsyncClient(trust_env=False) as http:
            for _ in range(400):
                try:
                    await http.get(url + health)
                    break
                except httpx.TransportError:
                    await asyncio.sleep(0.05)
        yield url
    finally:
        child.terminate()
        child.wait(10)


def gateway_environment(database_url: str, keys: Keys, folder: Path, peer: str) -> dict[str, str]:
    unlimited = {"session_rate": 1e9, "session_burst": 1_000_000_000}
    return {
        "GATEWAY_DATABASE_URL": database_url, "GATEWAY_SIGNING_KEY": str(keys.private("gateway")),
        "GATEWAY_TRUSTED_KEYS": str(keys.trusted), "GATEWAY_SECRETS_KEY": str(folder / "sealing"),
        "GATEWAY_SMTP_HOST": "127.0.0.1", "GATEWAY_MAIL_FROM": "bench@maillage.invalid",
        "GATEWAY_PUBLIC_URL": "http://localhost:8080", "GATEWAY_DEMONSTRATION": "true",
        "GATEWAY_DIRECTORY_URL": peer, "GATEWAY_REFERRAL_URL": peer, "GATEWAY_SCHEDULING_URL": peer,
        # The limits are checked for each request; only their level is out of the way.
        "GATEWAY_LIMITS": json.dumps(unlimited),
    }  # fmt: skip


async def signed_in(database_url: str, through: str, cpts_id: UUID, role: str) -> str:
    """A new account's session, by its password: the value of the cookie."""
    database = Database(database_url, pool_size=1)
    new = NewAccount(
        email=f"{uuid4().hex}@exemple.invalid", name="Bench", cpts_id=cpts_id, roles=frozenset({role}),
        password="bench",
    )  # fmt: skip
    await create_account(database, SystemClock(), new, demonstration=True)
    await database.close()
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(
            f"{through}/api/accounts/v1/sessions/password", json={"email": new.email, "password": "bench"}
        )
        answer.raise_for_status()
        return str(answer.cookies["session"])

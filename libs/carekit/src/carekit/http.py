"""Calls from one service to another: short time-outs, the caller's token, the same request id.

Not for proxying (see the gateway): httpx carries a fifth of what a plain ASGI proxy does.
"""

from __future__ import annotations

from typing import Any

import httpx

from carekit import logs
from carekit.auth import Caller, ServiceIdentity
from carekit.errors import Unavailable


class PeerUnavailable(Unavailable):
    """Another service does not answer in time."""

    title = "A part of the system does not answer"


class ServiceClient:
    """One peer. Safe reads are tried twice; nothing else is ever repeated."""

    def __init__(self, peer: str, base_url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.peer = peer
        self._http = httpx.AsyncClient(
            base_url=base_url, timeout=httpx.Timeout(5, connect=1), transport=transport, trust_env=False
        )

    async def get(
        self, path: str, *, by: Caller | ServiceIdentity, params: dict[str, Any] | None = None
    ) -> httpx.Response:
        return await self._send("GET", path, by=by, params=params, attempts=2)

    async def post(self, path: str, *, by: Caller | ServiceIdentity, json: Any) -> httpx.Response:
        return await self._send("POST", path, by=by, json=json, attempts=1)

    async def _send(
        self, method: str, path: str, *, by: Caller | ServiceIdentity, attempts: int, **content: Any
    ) -> httpx.Response:
        token = by.token() if isinstance(by, ServiceIdentity) else by.token
        headers = {"Authorization": f"Bearer {token}"}
        if rid := logs.request_id.get():
            headers["X-Request-Id"] = rid
        for attempt in range(attempts):
            try:
                return await self._http.request(method, path, headers=headers, **content)
            except httpx.TransportError as lost:
                if attempt + 1 == attempts:
                    logs.get().warning("peer away", peer=self.peer, exc_info=lost)
                    raise PeerUnavailable(peer=self.peer) from lost
        raise PeerUnavailable(peer=self.peer)

    async def close(self) -> None:
        await self._http.aclose()

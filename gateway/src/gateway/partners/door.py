"""What a registered partner reaches: one base of one service, in its own name, after its certificate was judged."""

from __future__ import annotations

import time
from uuid import NAMESPACE_URL, uuid5

from starlette.types import Receive, Scope, Send

from carekit import logs, problems
from carekit.auth import LIFETIME, Caller, TokenSigner
from carekit.errors import Refusal
from carekit.metrics import Metrics
from gateway.front.access import Access
from gateway.front.errors import AddressRefused, MethodRefused, NoSuchRoute
from gateway.front.exchange import Exchange
from gateway.front.headers import Headers
from gateway.front.proxy import Proxy
from gateway.front.routes import base_of, is_ambiguous
from gateway.partners.certificates import Subject, registered
from gateway.settings import SasListener

#: Where the listener writes what the client's certificate says (`listener.py`).
CERTIFICATE = "maillage.client_certificate"
METHODS = frozenset({"GET", "POST", "PUT"})
_RENEW_BEFORE = 30


class SasDoor:
    """A plain ASGI application, behind the listener that asks for certificates."""

    def __init__(
        self, listener: SasListener, signer: TokenSigner, proxy: Proxy, ours: Headers, metrics: Metrics, limit: int
    ) -> None:
        self._listener = listener
        self._signer = signer
        self._proxy = proxy
        self._ours = ours
        self._access = Access(metrics)
        self._limit = limit
        self._tokens: dict[str, tuple[float, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        exchange, started = Exchange(scope, receive, send), time.perf_counter()
        exchange.ours = self._ours
        try:
            await self._answer(exchange)
        except Refusal as refusal:
            exchange.rule = refusal.rule()
            if exchange.status is None:
                await exchange.refuse(refusal)
        except Exception as broken:
            if exchange.status is not None:
                raise
            await problems.unexpected_response(broken)(scope, receive, exchange.send_with_ours)
        finally:
            self._access.note(exchange, started)

    async def _answer(self, exchange: Exchange) -> None:
        name = registered(Subject.of(exchange.scope.get(CERTIFICATE)), self._listener.names, self._listener.units)
        base = base_of(exchange.path)
        if base is None or not base.is_open_to(self._listener.scopes):
            raise NoSuchRoute
        exchange.route = f"{base.path}/*"
        if exchange.method not in METHODS:
            raise MethodRefused
        exchange.refuse_excess()
        if is_ambiguous(exchange.path, exchange.scope.get("raw_path") or b""):
            raise AddressRefused
        await self._proxy.forward(exchange, authorization=self._authorization(name), body_limit=self._limit)

    def _authorization(self, name: str) -> bytes:
        """What a partner system may do is its scope; the SAS belongs to no CPTS."""
        known = self._tokens.get(name)
        if known and known[0] > time.time() + _RENEW_BEFORE:
            return known[1]
        caller = Caller(
            uuid5(NAMESPACE_URL, f"maillage:partner:{name}"), name, self._listener.cpts_id, frozenset({"partner"}),
            scopes=self._listener.scopes,
        )  # fmt: skip
        value = b"Bearer " + self._signer.for_caller(caller).encode()
        self._tokens[name] = (time.time() + LIFETIME, value)
        logs.get().info("partner let in", source=name)
        return value

"""A partner system at the front: its access token, the base that its scopes open, and the trace of its call."""

from __future__ import annotations

import asyncio
import re

from carekit import logs, problems
from carekit.auth import ScopeMissing
from carekit.errors import Refusal, Unavailable
from gateway.deps import Means
from gateway.front.buckets import Buckets
from gateway.front.exchange import Exchange
from gateway.front.proxy import Proxy
from gateway.front.routes import Base
from gateway.partners import repository
from gateway.partners.errors import PartnerProofRequired
from gateway.partners.tokens import LetIn, let_in

WITHIN = 5.0
_TOKEN = re.compile(rb"[Bb]earer +([A-Za-z0-9_-]{20,200})")


class TokenDoor:
    """Everybody who comes here has been counted against his address already."""

    def __init__(self, means: Means, proxy: Proxy) -> None:
        self._means = means
        self._proxy = proxy
        self._of_system = Buckets(means.settings.limits.session_rate, means.settings.limits.session_burst)

    async def pass_on(self, exchange: Exchange, base: Base) -> None:
        """Raises a Refusal; what it refuses to a system that is known is on record too."""
        shown = _TOKEN.fullmatch(exchange.headers.get(b"authorization", b""))
        if shown is None:
            raise PartnerProofRequired
        one = await self._let_in(exchange, shown.group(1).decode())
        try:
            if not base.is_open_to(one.caller.scopes):
                raise ScopeMissing(f"This token opens: {' '.join(sorted(one.caller.scopes))}")
            self._of_system.take(one.caller.account_id)
            token = self._means.signer.for_caller(one.caller)
            await self._proxy.forward(
                exchange, authorization=b"Bearer " + token.encode(), body_limit=self._means.settings.body_limit
            )
        except Refusal as refused:
            await self._answered(one, refused.status, refused.rule())
            raise
        await self._answered(one, exchange.status, None)

    async def _let_in(self, exchange: Exchange, token: str) -> LetIn:
        """When tokens cannot be read or calls cannot be written down, nobody gets in."""
        means = self._means
        try:
            async with asyncio.timeout(WITHIN):
                return await let_in(means.database, means.clock, token, exchange.method, exchange.path)
        except problems.DATABASE_AWAY as lost:
            logs.get().error("database away", exc_info=lost)
            raise Unavailable("The database does not answer; nothing was changed") from lost

    async def _answered(self, one: LetIn, status: int | None, reason: str | None) -> None:
        """The client has its answer: that it cannot be noted changes nothing for him."""
        try:
            async with asyncio.timeout(WITHIN), self._means.database.begin() as session:
                await repository.answered(session, one.call_id, status, reason)
        except problems.DATABASE_AWAY as lost:
            logs.get().error("database away", exc_info=lost)

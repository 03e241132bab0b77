"""A partner system proves who it is, gets a token of a few minutes, and is let in by it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Database
from carekit.identifiers import new_id
from gateway.partners import assertions, repository
from gateway.partners.errors import ClientRefused, PartnerTokenRefused, ScopeRefused, TokenDenied
from gateway.partners.models import TOKEN_FOR, PartnerCall, PartnerSystem, PartnerToken
from gateway.partners.proofs import Proof, TokenAsked
from gateway.settings import Settings

TOKEN_PATH = "/api/accounts/v1/oauth/token"  # noqa: S105  (an address)
PARTNER_ROLE = "partner"


@dataclass(frozen=True)
class Granted:
    token: str
    scopes: frozenset[str]


@dataclass(frozen=True)
class LetIn:
    caller: Caller
    call_id: UUID


def hash_of(value: str) -> bytes:
    """Of what has 256 random bits: nothing to guess, so nothing to slow down."""
    return hashlib.sha256(value.encode()).digest()


def token_endpoint(settings: Settings) -> str:
    return settings.public_url.rstrip("/") + TOKEN_PATH


async def grant_token(database: Database, clock: Clock, settings: Settings, asked: TokenAsked) -> Granted:
    """Raises TokenDenied. Whoever is known leaves a trace, granted or not."""
    now = clock.now()
    async with database.begin() as session:
        system = await session.get(PartnerSystem, asked.proof.client_id)
        if system is None:
            raise ClientRefused("unknown")
        denied: TokenDenied | None = None
        try:
            granted = await _granted(session, system, asked, token_endpoint(settings), now)
        except TokenDenied as said:
            denied = said
        session.add(
            PartnerCall(
                id=new_id(), system_id=system.id, at=now, method="POST", path=TOKEN_PATH,
                status=denied.status if denied else 200, reason=denied.reason if denied else None,
            )
        )  # fmt: skip
    if denied is not None:
        raise denied
    return granted


async def let_in(database: Database, clock: Clock, token: str, method: str, path: str) -> LetIn:
    """Raises PartnerTokenRefused. The call is on record before it passes; its scope is judged by who serves it."""
    now = clock.now()
    async with database.begin() as session:
        found = await repository.system_of_token(session, hash_of(token), now)
        if found is None:
            raise PartnerTokenRefused
        system, scopes = found
        call_id = new_id()
        session.add(PartnerCall(id=call_id, system_id=system.id, at=now, method=method, path=path[:300]))
    caller = Caller(system.id, system.name, system.for_cpts, frozenset({PARTNER_ROLE}), scopes=scopes)
    return LetIn(caller, call_id)


async def _granted(
    session: AsyncSession, system: PartnerSystem, asked: TokenAsked, endpoint: str, now: datetime
) -> Granted:
    await _prove(session, system, asked.proof, endpoint, now)
    if system.revoked_at is not None:
        raise ClientRefused("revoked")
    scopes = frozenset(system.scopes) if asked.scopes is None else asked.scopes
    if not scopes <= set(system.scopes):
        raise ScopeRefused("scope", f"Registered for: {' '.join(system.scopes)}")
    token = secrets.token_urlsafe(32)
    session.add(
        PartnerToken(
            token_hash=hash_of(token), system_id=system.id, scopes=sorted(scopes), expires_at=now + TOKEN_FOR
        )
    )
    return Granted(token, scopes)


async def _prove(session: AsyncSession, system: PartnerSystem, proof: Proof, endpoint: str, now: datetime) -> None:
    """By what it was registered with, and by nothing else."""
    if proof.kind == "secret":
        if system.secret_hash is None or not hmac.compare_digest(hash_of(proof.value), system.secret_hash):
            raise ClientRefused("secret")
        return
    if system.public_keys is None:
        raise ClientRefused("assertion-key")
    shown = assertions.judged(proof.value, system.public_keys, system.id, frozenset({endpoint}), now)
    kept_until = shown.expires_at + assertions.CLOCK_SKEW
    if not await repository.is_first_use(session, system.id, hash_of(shown.jti), kept_until):
        raise ClientRefused("assertion-replayed")

"""Out to the identity provider and back."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete

from gateway.deps import Client, Means
from gateway.login import repository as login_repository
from gateway.oidc.errors import NoSuchProvider, OidcAccountUnknown, OidcDenied, OidcStateRefused, OidcTokenRefused
from gateway.oidc.models import AWAY_FOR, OidcLogin
from gateway.oidc.provider import Provider
from gateway.sessions.live import hash_of
from gateway.sessions.usecases import open_session


@dataclass(frozen=True)
class Departure:
    """Where the browser goes, and the secret that proves that it is the same one when it comes back."""

    url: str
    browser_secret: str


@dataclass(frozen=True)
class Return:
    """What the browser brings back from the provider."""

    state: str
    code: str
    error: str
    issuer: str | None
    browser_secret: str


@dataclass(frozen=True)
class Arrival:
    secret: str
    return_to: str


def provider_named(means: Means, key: str) -> Provider:
    provider = means.providers.get(key)
    if provider is None:
        raise NoSuchProvider
    return provider


async def depart(means: Means, key: str, return_to: str) -> Departure:
    """`return_to` is a path of ours; everything else about the login stays on this side."""
    provider = provider_named(means, key)
    state, nonce, verifier, browser = (secrets.token_urlsafe(32) for _ in range(4))
    url = await provider.authorization_url(state=state, nonce=nonce, code_verifier=verifier)
    async with means.database.begin() as session:
        session.add(
            OidcLogin(
                state_hash=hash_of(state),
                browser_hash=hash_of(browser),
                provider=key,
                nonce=nonce,
                code_verifier=verifier,
                return_to=return_to,
                created_at=means.clock.now(),
            )
        )
    return Departure(url, browser)


async def arrive(means: Means, client: Client, key: str, brought: Return) -> Arrival:
    """Signs in whoever the provider proves. Each departure arrives once, in the browser that left."""
    provider = provider_named(means, key)
    left = await _take(means, key, brought)
    if brought.issuer is not None and brought.issuer != provider.settings.issuer:
        raise OidcStateRefused("The answer comes from another provider")
    if brought.error or not brought.code:
        raise OidcDenied
    proved = await provider.prove(code=brought.code, nonce=left.nonce, code_verifier=left.code_verifier)
    national_id = _national_id(proved.claims, provider.settings.account_claim)
    async with means.database.begin() as session:
        account = await login_repository.account_by_national_id(session, national_id)
        if account is None:
            raise OidcAccountUnknown
        secret = await open_session(session, means, account, client, f"oidc:{key}", proved.id_token)
    return Arrival(secret, left.return_to)


async def _take(means: Means, key: str, brought: Return) -> OidcLogin:
    async with means.database.begin() as session:
        taken = await session.scalars(
            delete(OidcLogin).where(OidcLogin.state_hash == hash_of(brought.state)).returning(OidcLogin)
        )
        left = taken.first()
    if (
        left is None
        or left.provider != key
        or means.clock.now() >= left.created_at + AWAY_FOR
        or not hmac.compare_digest(left.browser_hash, hash_of(brought.browser_secret))
    ):
        raise OidcStateRefused
    return left


def _national_id(claims: dict[str, Any], claim: str) -> str:
    """Accounts are keyed on the national identifier: `sub` is the provider's own and may change (PSC, 2026)."""
    value = claims.get(claim)
    if not isinstance(value, str) or not 1 <= len(value) <= 64:
        raise OidcTokenRefused("The provider names no national identifier")
    return value

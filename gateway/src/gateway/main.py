"""The gateway: the plain ASGI front, and behind it the accounts API as a service like the others."""

from __future__ import annotations

from pathlib import Path

import httpx
from fastapi import FastAPI

from carekit import service
from carekit.auth import TokenSigner
from carekit.clock import Clock, SystemClock
from gateway import handlers
from gateway.accounts.router import router as accounts_router
from gateway.deps import Means
from gateway.login.passwords import Passwords
from gateway.login.router import router as login_router
from gateway.oidc.provider import Provider
from gateway.oidc.router import router as oidc_router
from gateway.sealing import Sealer
from gateway.sessions.cache import Sessions
from gateway.sessions.router import router as sessions_router
from gateway.settings import Settings

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def create_accounts(settings: Settings, clock: Clock, http: httpx.AsyncClient) -> FastAPI:
    """The accounts API, without the front: sessions are verified there, tokens are trusted here."""
    app = service.build(
        name="gateway",
        title="accounts",
        description="Accounts, sessions and the ways to sign in.",
        settings=settings,
        clock=clock,
        routers=[login_router, oidc_router, sessions_router, accounts_router, handlers.router],
        migrations=MIGRATIONS,
    )
    database = app.state.database
    app.state.means = Means(
        settings=settings,
        database=database,
        clock=clock,
        sessions=Sessions(database, clock),
        signer=TokenSigner.from_file("gateway", settings.signing_key),
        sealer=Sealer.from_file(settings.secrets_key),
        passwords=Passwords(),
        providers={one.key: Provider(one, http, settings.public_url) for one in settings.oidc},
    )
    return app


def create_app(
    settings: Settings | None = None, clock: Clock | None = None, *, http: httpx.AsyncClient | None = None
) -> FastAPI:
    settings = settings or Settings()
    http = http or httpx.AsyncClient(trust_env=False)
    return create_accounts(settings, clock or SystemClock(), http)

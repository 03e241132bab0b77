"""The gateway: the plain ASGI front, and behind it the accounts API as a service like the others."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
from fastapi import FastAPI

from carekit import service
from carekit.auth import TokenSigner
from carekit.clock import Clock, SystemClock
from carekit.sealing import Sealer
from gateway import handlers
from gateway.accounts.router import router as accounts_router
from gateway.deps import Means
from gateway.desk.router import router as desk_router
from gateway.front import docs
from gateway.front.contract import merged_contract
from gateway.front.gateway import Gateway
from gateway.front.proxy import Upstream
from gateway.front.site import Site
from gateway.login.passwords import Passwords
from gateway.login.router import router as login_router
from gateway.oidc.provider import Provider
from gateway.oidc.router import router as oidc_router
from gateway.partners.errors import TokenDenied
from gateway.partners.router import router as partners_router
from gateway.partners.router import token_denied
from gateway.partners.router import tokens as partner_tokens_router
from gateway.regulators.router import router as regulators_router
from gateway.sessions.cache import Sessions
from gateway.sessions.router import router as sessions_router
from gateway.settings import Settings

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def create_app(
    settings: Settings | None = None, clock: Clock | None = None, *, http: httpx.AsyncClient | None = None
) -> Gateway:
    """`http` speaks to identity providers; services are reached by the front's own pool."""
    settings = settings or Settings()
    upstream = Upstream()
    accounts = _create_accounts(settings, clock or SystemClock(), http, upstream)
    site = Site(settings.site_dir, docs.pages(merged_contract(settings.contracts_file, accounts)))
    return Gateway(accounts, site, upstream)


def _create_accounts(
    settings: Settings, clock: Clock, given_http: httpx.AsyncClient | None, upstream: Upstream
) -> FastAPI:
    """The accounts API: sessions are verified by the front, tokens are trusted here as in every service."""
    # Made only if somebody is spoken to: reading the machine's authorities takes 50 ms of every start.
    http = given_http or (httpx.AsyncClient(trust_env=False) if settings.oidc else None)

    async def stop(_: FastAPI) -> None:
        await upstream.close()
        if http is not None and http is not given_http:
            await http.aclose()

    async def peers(_: FastAPI) -> dict[str, str]:
        states = await asyncio.gather(*(upstream.answers(f"{url}/healthz") for url in settings.peers.values()))
        return dict(zip(settings.peers, states, strict=True))

    app = service.build(
        name="gateway",
        title="accounts",
        description="Accounts, sessions and the ways to sign in.",
        settings=settings,
        clock=clock,
        routers=[
            login_router,
            oidc_router,
            sessions_router,
            desk_router,
            accounts_router,
            regulators_router,
            partners_router,
            partner_tokens_router,
            handlers.router,
        ],
        migrations=MIGRATIONS,
        on_stop=stop,
        more_readiness=peers,
    )
    app.add_exception_handler(TokenDenied, token_denied)
    database = app.state.database
    app.state.means = Means(
        settings=settings,
        database=database,
        clock=clock,
        sessions=Sessions(database, clock),
        signer=TokenSigner.from_file("gateway", settings.signing_key),
        sealer=Sealer.from_file(settings.secrets_key),
        passwords=Passwords(),
        providers={one.key: Provider(one, http, settings.public_url) for one in settings.oidc if http},
    )
    return app

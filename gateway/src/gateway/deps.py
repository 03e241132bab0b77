"""What a route may ask for: the means of the use cases, the session, the address of the client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from carekit.auth import Caller, TokenSigner, caller_of
from carekit.clock import Clock
from carekit.db import Database
from carekit.sealing import Sealer
from gateway.login.passwords import Passwords
from gateway.oidc.provider import Provider
from gateway.sessions.cache import Sessions
from gateway.sessions.errors import SessionRequired
from gateway.sessions.live import LiveSession
from gateway.settings import Settings

#: Keys by which the front hands over what it has verified.
LIVE = "maillage.live"
CLIENT = "maillage.client"


@dataclass(frozen=True)
class Means:
    """What use cases work with."""

    settings: Settings
    database: Database
    clock: Clock
    sessions: Sessions
    signer: TokenSigner
    sealer: Sealer
    passwords: Passwords
    providers: dict[str, Provider]


def means_of(request: Request) -> Means:
    means: Means = request.app.state.means
    return means


def session_of(request: Request) -> LiveSession:
    """The session that the front verified for this request, or 401."""
    live: LiveSession | None = request.scope.get(LIVE)
    if live is None:
        raise SessionRequired
    return live


@dataclass(frozen=True)
class Client:
    """The browser at the other end: address (after trusted proxies), and device in a few words."""

    address: str
    device: str
    session_secret: str | None


def client_of(request: Request) -> Client:
    settings: Settings = request.app.state.settings
    agent = request.headers.get("user-agent", "")
    return Client(
        address=request.scope.get(CLIENT, ""),
        device="".join(character for character in agent if character.isprintable())[:120],
        session_secret=request.cookies.get("__Host-session" if settings.https else "session"),
    )


MeansDep = Annotated[Means, Depends(means_of)]
SessionDep = Annotated[LiveSession, Depends(session_of)]
ClientDep = Annotated[Client, Depends(client_of)]
CallerDep = Annotated[Caller, Depends(caller_of)]

"""Who is asking: a short ES256 token, signed by the gateway for people and by each service for itself.

Services trust a JWKS file in which `kid` is the issuer. A service's key only ever proves the role
`service`; the gateway's key never does. Verified tokens are remembered until they expire (at most two
minutes), because an ES256 check costs more than the rest of a short request.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from fastapi import Request
from fastapi.security import HTTPBearer
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from carekit.errors import Forbidden, Unauthenticated

AUDIENCE = "maillage"
LIFETIME = 120
GATEWAY = "gateway"
SERVICE_ROLE = "service"

#: The only list of roles (rules of the profession, section 8).
ROLES = frozenset(
    {
        "referrer", "professional", "delegate", "care_coordinator", "social_coordinator", "secretary", "director",
        "regulator", "evaluator", "partner", "health_mediator", "case_manager", "project_officer",
        "quality_referent", "guest", "platform_operator", "suspended",
    }
)  # fmt: skip

bearer_scheme = HTTPBearer(
    auto_error=False,
    description="The gateway's short token. Browsers and partners never see it: the gateway adds it.",
)


class TokenRefused(Unauthenticated):
    """The token is absent, expired, for another audience, or not signed by a key we trust."""

    title = "The token is not valid"


class CptsMissing(Forbidden):
    """The act belongs to a CPTS and the session has none."""

    title = "Choose a CPTS first"


class RoleRefused(Forbidden):
    """None of the caller's roles may do this (rules of the profession, section 8)."""

    title = "Your role may not do that"


class ScopeMissing(Forbidden):
    """A partner system does what it was registered for, and nothing else."""

    title = "This partner may not do that"


@dataclass(frozen=True)
class Caller:
    """The person or service behind a request, as the gateway vouches for it."""

    account_id: UUID | None
    name: str
    cpts_id: UUID | None
    roles: frozenset[str]
    professional_id: UUID | None = None
    rpps: str | None = None
    structure: str | None = None
    #: Where the account is written to, as the gateway knows it.
    email: str | None = field(default=None, repr=False)
    #: What a partner system was registered for, e.g. `sas`. A person has none.
    scopes: frozenset[str] = frozenset()
    #: National or SAS identifier (`system|value`) of a regulator whose session comes from the SAS.
    regulator: str | None = None
    issuer: str = GATEWAY
    token: str = field(default="", repr=False, compare=False)

    def has(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    def require(self, *roles: str) -> None:
        """Refuses with the roles that may, unless the caller has one of them."""
        if not self.has(*roles):
            raise RoleRefused(f"Allowed to: {', '.join(sorted(roles))}", allowed_roles=sorted(roles))

    def require_scope(self, scope: str) -> None:
        """Refuses whoever is no partner system registered for this."""
        self.require("partner")
        if scope not in self.scopes:
            raise ScopeMissing(f"This partner is not registered for: {scope}")

    @property
    def cpts(self) -> UUID:
        if self.cpts_id is None:
            raise CptsMissing
        return self.cpts_id


@dataclass(frozen=True)
class TokenSigner:
    """Signs tokens as one issuer. `key` is an ES256 private key in PEM."""

    issuer: str
    key: ECKey

    @classmethod
    def from_file(cls, issuer: str, path: Path) -> TokenSigner:
        return cls(issuer, ECKey.import_key(path.read_bytes()))

    def sign(self, claims: dict[str, Any]) -> str:
        now = int(time.time())
        header = {"alg": "ES256", "kid": self.issuer, "typ": "at+jwt"}
        payload = {**claims, "iss": self.issuer, "aud": AUDIENCE, "iat": now, "exp": now + LIFETIME}
        return jwt.encode(header, payload, self.key)

    def for_caller(self, caller: Caller) -> str:
        return self.sign(
            {
                "sub": str(caller.account_id) if caller.account_id else self.issuer,
                "name": caller.name,
                "cpts": str(caller.cpts_id) if caller.cpts_id else None,
                "roles": sorted(caller.roles),
                "professional_id": str(caller.professional_id) if caller.professional_id else None,
                "rpps": caller.rpps,
                "structure": caller.structure,
                "email": caller.email,
                **({"scopes": sorted(caller.scopes)} if caller.scopes else {}),
                **({"regulator": caller.regulator} if caller.regulator else {}),
            }
        )


@dataclass(frozen=True)
class ServiceIdentity:
    """A service speaking for itself: relays, timers, look-ups that no person asked for."""

    name: str
    signer: TokenSigner

    @classmethod
    def from_file(cls, name: str, path: Path) -> ServiceIdentity:
        return cls(name, TokenSigner.from_file(name, path))

    def token(self, cpts_id: UUID | None = None) -> str:
        return self.signer.sign(
            {
                "sub": self.name,
                "name": self.name,
                "cpts": str(cpts_id) if cpts_id else None,
                "roles": [SERVICE_ROLE],
            }
        )


class TokenVerifier:
    """Checks tokens against the trusted keys; remembers the good ones until they expire."""

    def __init__(self, jwks: dict[str, Any]) -> None:
        self._keys = {str(key["kid"]): KeySet.import_key_set({"keys": [key]}) for key in jwks["keys"]}
        self._known: dict[bytes, tuple[float, Caller]] = {}

    @classmethod
    def from_file(cls, path: Path) -> TokenVerifier:
        return cls(orjson.loads(path.read_bytes()))

    def verify(self, token: str) -> Caller:
        digest = hashlib.sha256(token.encode()).digest()
        now = time.time()
        known = self._known.get(digest)
        if known and known[0] > now:
            return known[1]
        expires, caller = self._check(token, now)
        if len(self._known) > 10_000:
            self._known = {key: value for key, value in self._known.items() if value[0] > now}
        self._known[digest] = (expires, caller)
        return caller

    def _check(self, token: str, now: float) -> tuple[float, Caller]:
        if len(token) > 8_000:
            raise TokenRefused
        try:
            issuer = _issuer_of(token)
            keys = self._keys[issuer]
            claims = jwt.decode(token, keys, algorithms=["ES256"]).claims
            registry = jwt.JWTClaimsRegistry(
                now=int(now),
                leeway=5,
                iss={"essential": True, "value": issuer},
                aud={"essential": True, "value": AUDIENCE},
                exp={"essential": True},
                iat={"essential": True},
                sub={"essential": True},
            )
            registry.validate(claims)
            if claims["exp"] - claims["iat"] > LIFETIME:
                raise ValueError("longer than any token of ours")
            return float(claims["exp"]), _caller(claims, issuer, token)
        except (JoseError, KeyError, ValueError, TypeError, AttributeError, RecursionError) as refused:
            raise TokenRefused from refused


def _issuer_of(token: str) -> str:
    """The `kid` of the header, which chooses the key and must equal the issuer.

    Headers that could choose another key (`jku`, `jwk`, `x5u`, `crit`...) are refused unread, and so is a
    name said twice in header or payload: two readers could read two things.
    """
    header, _ = (
        json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)), object_pairs_hook=said_once)
        for part in token.split(".")[:2]
    )
    if set(header) != {"alg", "kid", "typ"} or header["typ"] != "at+jwt":
        raise ValueError("unexpected header")
    return str(header["kid"])


def said_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """For `object_pairs_hook`: a name said twice is refused, because two readers could read two things."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name is said twice")
    return dict(pairs)


def _caller(claims: dict[str, Any], issuer: str, token: str) -> Caller:
    roles = frozenset(claims["roles"])
    if issuer == GATEWAY:
        if not roles <= ROLES:
            raise ValueError("unknown role")
        account = UUID(claims["sub"])
    else:
        if roles != {SERVICE_ROLE} or claims["sub"] != issuer:
            raise ValueError("a service only speaks for itself")
        account = None
    return Caller(
        account_id=account,
        name=str(claims.get("name") or ""),
        cpts_id=UUID(claims["cpts"]) if claims.get("cpts") else None,
        roles=roles,
        professional_id=UUID(claims["professional_id"]) if claims.get("professional_id") else None,
        rpps=claims.get("rpps"),
        structure=claims.get("structure"),
        email=claims.get("email"),
        scopes=frozenset(map(str, claims.get("scopes") or ())),
        regulator=claims.get("regulator"),
        issuer=issuer,
        token=token,
    )


async def caller_of(request: Request) -> Caller:
    """FastAPI dependency: the caller, or 401. A suspended account is nobody."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenRefused("The request carries no token")
    verifier: TokenVerifier = request.app.state.verifier
    caller = verifier.verify(token)
    if caller.has("suspended"):
        raise RoleRefused("The account is suspended")
    return caller


async def service_caller(request: Request) -> Caller:
    """FastAPI dependency of internal routes: only another service."""
    caller = await caller_of(request)
    caller.require(SERVICE_ROLE)
    return caller

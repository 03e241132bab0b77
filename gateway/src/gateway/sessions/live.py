"""A verified session in memory: who, where, with which roles; and the tokens signed for it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from carekit.auth import LIFETIME, Caller, TokenSigner
from gateway.sessions.errors import NotInThisCpts

#: A cached token is replaced when it has less than this left, so that a slow request never carries a dead one.
RENEW_BEFORE = 30


@dataclass(frozen=True)
class Place:
    """One CPTS the person may enter."""

    cpts_id: UUID
    cpts_name: str
    time_zone: str
    roles: frozenset[str]


@dataclass(frozen=True)
class LiveSession:
    session_id: UUID
    account_id: UUID
    email: str
    name: str
    professional_id: UUID | None
    rpps: str | None
    structure: str | None
    is_platform_operator: bool
    cpts_id: UUID | None
    places: tuple[Place, ...]
    method: str
    created_at: datetime
    ends_at: datetime
    has_lock_code: bool = False
    #: `system|value`, of a session that comes from the SAS.
    regulator: str | None = None

    def place(self, cpts_id: UUID | None) -> Place | None:
        return next((place for place in self.places if place.cpts_id == cpts_id), None)

    def roles_in(self, cpts_id: UUID | None) -> frozenset[str]:
        """Raises NotInThisCpts for a CPTS that is not one of the person's."""
        place = self.place(cpts_id)
        if place is None and cpts_id is not None:
            raise NotInThisCpts
        roles = place.roles if place else frozenset()
        return roles | {"platform_operator"} if self.is_platform_operator else roles

    def caller(self, cpts_id: UUID | None) -> Caller:
        return Caller(
            account_id=self.account_id,
            name=self.name,
            cpts_id=cpts_id,
            roles=self.roles_in(cpts_id),
            professional_id=self.professional_id,
            rpps=self.rpps,
            structure=self.structure,
            email=self.email,
            regulator=self.regulator,
        )


@dataclass
class Entry:
    """A live session as the cache keeps it, with the tokens already signed for it."""

    live: LiveSession
    csrf: str
    checked_at: datetime
    _tokens: dict[UUID | None, tuple[float, bytes]] = field(default_factory=dict)

    def authorization(self, cpts_id: UUID | None, signer: TokenSigner) -> bytes:
        """`Bearer …` for the services, in the name of this person in this CPTS; NotInThisCpts if it is not his."""
        known = self._tokens.get(cpts_id)
        now = time.time()
        if known and known[0] > now + RENEW_BEFORE:
            return known[1]
        value = b"Bearer " + signer.for_caller(self.live.caller(cpts_id)).encode()
        self._tokens[cpts_id] = (now + LIFETIME, value)
        return value

    def keep_tokens_of(self, older: Entry) -> None:
        """The person's rights are what they were: the tokens signed for them still say the truth."""
        if older.live == self.live:
            self._tokens = older._tokens


def hash_of(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def csrf_of(secret: str) -> str:
    """Derived from the session's secret, so that nobody can plant a matching pair of cookie and header."""
    return base64.urlsafe_b64encode(hmac.digest(secret.encode(), b"csrf", "sha256"))[:32].decode()

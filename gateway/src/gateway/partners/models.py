"""Partner systems: software that asks in its own name, with a token of a few minutes (OAuth 2 client credentials)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gateway.base import GatewayBase

#: SMART Backend Services: 300 seconds at most.
TOKEN_FOR = timedelta(seconds=300)
#: Traces of calls are technical logs: six months (CNIL, journalisation).
CALLS_KEPT = timedelta(days=183)


class PartnerSystem(GatewayBase):
    """Registered by the operator; never changed, only revoked: another key or another right is another system."""

    __tablename__ = "partner_system"

    #: Its `client_id`.
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    contact: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    #: The CPTS whose agendas it works with; none when it asks by professional, across CPTS.
    for_cpts: Mapped[UUID | None]
    #: It proves itself by one of the two: the hash of a secret that we made, or its public keys (JWKS).
    secret_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    public_keys: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None]

    def revoke(self, by: str, at: datetime) -> None:
        self.revoked_at, self.revoked_by = at, by


class PartnerToken(GatewayBase):
    """An access token. It says nothing by itself, so that whoever is revoked is out with the next call."""

    __tablename__ = "partner_token"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    system_id: Mapped[UUID] = mapped_column(ForeignKey("partner_system.id"))
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    expires_at: Mapped[datetime]


class PartnerAssertion(GatewayBase):
    """An assertion that was used: the same `jti` buys no second token."""

    __tablename__ = "partner_assertion"

    system_id: Mapped[UUID] = mapped_column(ForeignKey("partner_system.id"), primary_key=True)
    jti_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    expires_at: Mapped[datetime]


class PartnerCall(GatewayBase):
    """One call of a partner system. Written before the call passes; its status once it is answered."""

    __tablename__ = "partner_call"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    system_id: Mapped[UUID] = mapped_column(ForeignKey("partner_system.id"))
    at: Mapped[datetime]
    method: Mapped[str]
    #: Without its query.
    path: Mapped[str]
    status: Mapped[int | None]
    #: Why it was refused here.
    reason: Mapped[str | None]

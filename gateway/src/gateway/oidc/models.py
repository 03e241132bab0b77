"""A login that left for an identity provider and has not come back yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from gateway.base import GatewayBase

AWAY_FOR = timedelta(minutes=10)


class OidcLogin(GatewayBase):
    """Used once: the row is deleted as it is read. `browser_hash` ties it to the browser that started it."""

    __tablename__ = "oidc_login"

    state_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary)
    provider: Mapped[str]
    nonce: Mapped[str]
    code_verifier: Mapped[str]
    return_to: Mapped[str]
    created_at: Mapped[datetime]

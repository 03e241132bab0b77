"""What stands between a stranger and a session: links sent by mail, and the count of wrong guesses."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from gateway.base import GatewayBase

LINK_FOR = timedelta(minutes=15)
WRONG_CODES_PER_LINK = 5


class LoginLink(GatewayBase):
    """256 random bits sent by mail; only their hash is kept. Used once, for fifteen minutes."""

    __tablename__ = "login_link"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    wrong_codes: Mapped[int] = mapped_column(default=0)
    #: Sealed secret offered for enrolment at first use; becomes the account's when a code proves it.
    offered_totp: Mapped[bytes | None] = mapped_column(LargeBinary)

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and now < self.expires_at and self.wrong_codes < WRONG_CODES_PER_LINK


class Guess(GatewayBase):
    """Attempts to sign in, per account and per address. The key is a hash: unknown accounts count the same."""

    __tablename__ = "guess"

    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    attempts: Mapped[int]
    last_at: Mapped[datetime]
    blocked_until: Mapped[datetime | None]

"""Where a structure is written to, and which of its people do not wish to see the news of their colleagues."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from referral_svc.base import Base

#: How long the link in the mail confirms, and how soon another may be sent.
LINK_LIVES = timedelta(days=2)
BETWEEN_LINKS = timedelta(minutes=1)


class StructureMailbox(Base):
    """`address` is written to: somebody opened the link that went there. `asked_address` is not, until then.

    `structure` is a FINESS number. Of a link only the hash stands here.
    """

    __tablename__ = "structure_mailbox"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    structure: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_name: Mapped[str | None]
    asked_address: Mapped[str | None]
    asked_at: Mapped[datetime | None]
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary)

    def ask(self, address: str, token_hash: bytes, at: datetime) -> None:
        self.asked_address, self.token_hash, self.asked_at = address, token_hash, at

    def asked_lately(self, at: datetime) -> bool:
        return self.asked_at is not None and at < self.asked_at + BETWEEN_LINKS

    def is_confirmed_by(self, token_hash: bytes, at: datetime) -> bool:
        return self.token_hash == token_hash and self.asked_at is not None and at < self.asked_at + LINK_LIVES

    def confirm(self, by_name: str, at: datetime) -> None:
        self.address, self.confirmed_at, self.confirmed_by_name = self.asked_address, at, by_name
        self.asked_address = self.token_hash = None

    def forget(self) -> None:
        """Told in the application alone from now on."""
        self.address = self.confirmed_at = self.confirmed_by_name = self.asked_address = self.token_hash = None


class MutedStructure(Base):
    """An account that does not wish to see news of the requests of its colleagues. Its own are another matter."""

    __tablename__ = "muted_structure"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    muted_at: Mapped[datetime]

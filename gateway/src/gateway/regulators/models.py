"""A regulator as the national SAS describes him (INT_R02)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from gateway.base import GatewayBase

#: National identifier of a professional (an RPPS, or establishment/internal: opaque), and the SAS's own.
IDNPS = "urn:oid:1.2.250.1.71.4.2.1"
SAS_ACCOUNT = "urn:oid:1.2.250.1.213.3.6"


class Regulator(GatewayBase):
    """Known by one identifier or both. This is no role in a CPTS: his rights are bound to sessions from the SAS."""

    __tablename__ = "regulator"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), unique=True)
    idnps: Mapped[str | None] = mapped_column(unique=True)
    sas_id: Mapped[str | None] = mapped_column(unique=True)
    is_active: Mapped[bool]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    def gains(self, idnps: str | None, sas_id: str | None) -> None:
        """An identifier once known is kept: the SAS names people by the one it has at hand."""
        self.idnps = idnps or self.idnps
        self.sas_id = sas_id or self.sas_id

    def loses(self, idnps: str | None, sas_id: str | None) -> None:
        """It was given to somebody else; who has none left is nobody any more."""
        self.idnps = None if self.idnps == idnps else self.idnps
        self.sas_id = None if self.sas_id == sas_id else self.sas_id
        self.is_active = self.is_active and bool(self.idnps or self.sas_id)

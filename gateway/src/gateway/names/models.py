"""Small copies of what directory-svc owns, kept by its events, named for what they are."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from carekit.clock import PARIS
from gateway.base import GatewayBase


class KnownCpts(GatewayBase):
    __tablename__ = "known_cpts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    time_zone: Mapped[str] = mapped_column(server_default=PARIS.key)


class KnownProfessional(GatewayBase):
    """Who may be invited as a professional, and the name to show."""

    __tablename__ = "known_professional"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    rpps: Mapped[str]
    name: Mapped[str]
    is_member: Mapped[bool]

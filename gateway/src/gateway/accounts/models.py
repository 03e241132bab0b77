"""An account is a person who may sign in; a membership is what the person may do in one CPTS."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from gateway.accounts.errors import LinkedToAnother
from gateway.base import GatewayBase


class Account(GatewayBase):
    """`national_id` is Pro Santé Connect's SubjectNameID (`8` + RPPS for a professional)."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    national_id: Mapped[str | None]
    rpps: Mapped[str | None]
    professional_id: Mapped[UUID | None]
    structure: Mapped[str | None]
    is_platform_operator: Mapped[bool] = mapped_column(default=False)
    password_hash: Mapped[str | None]
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_last_step: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]

    def link(self, professional_id: UUID, rpps: str | None, name: str) -> None:
        """With his `rpps` the person is this professional and takes his name; without it, acts for him."""
        national_id = f"8{rpps}" if rpps else None
        if self.professional_id not in (None, professional_id) or self.national_id not in (None, national_id):
            raise LinkedToAnother
        self.professional_id = professional_id
        if rpps:
            self.rpps, self.national_id, self.name = rpps, national_id, name

    def forget_totp(self) -> None:
        """The next sign-in by mail enrols a new device."""
        self.totp_secret = None
        self.totp_last_step = None


class Membership(GatewayBase):
    """Roles of one account in one CPTS. Row-level security: the CPTS sees its own, a person sees his own."""

    __tablename__ = "membership"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    @property
    def suspended(self) -> bool:
        return "suspended" in self.roles

    def change_roles(self, roles: frozenset[str]) -> bool:
        """True when somebody loses something or is suspended: the sessions must then end."""
        lost = not set(self.roles) <= roles or "suspended" in roles
        self.roles = sorted(roles)
        self.version += 1
        return lost


class DemonstrationAccount(GatewayBase):
    """A password that everybody may know, shown on the login page of the demonstration."""

    __tablename__ = "demonstration_account"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    password: Mapped[str]
    label: Mapped[str]
    position: Mapped[int]

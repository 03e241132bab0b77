"""Rule sets as stored: the platform's default, and what each CPTS adopted in its place."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from referral_svc.base import Base


class DefaultRuleSet(Base):
    """What stands until a CPTS adopts its own. Belongs to no CPTS and is seeded by a migration."""

    __tablename__ = "default_rule_set"

    version: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[dict[str, Any]]
    author_name: Mapped[str]
    adopted_at: Mapped[datetime]


class CptsRuleSet(Base):
    """A rule set that one CPTS adopted. Never edited: a change is a new version."""

    __tablename__ = "cpts_rule_set"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[dict[str, Any]]
    author_account_id: Mapped[UUID | None]
    author_name: Mapped[str]
    adopted_at: Mapped[datetime]

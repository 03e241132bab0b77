"""Rule sets as stored: the platform's default, what a CPTS prepares, and what it adopted."""

from __future__ import annotations

from datetime import date, datetime
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
    """A rule set that one CPTS adopted. Never edited: a change is a new version, and a trigger holds it."""

    __tablename__ = "cpts_rule_set"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[dict[str, Any]]
    #: Why it was changed, in the words of whoever drafted it.
    note: Mapped[str] = mapped_column(default="")
    drafted_by_name: Mapped[str] = mapped_column(default="")
    #: Who adopted it.
    author_account_id: Mapped[UUID | None]
    author_name: Mapped[str]
    adopted_at: Mapped[datetime]
    #: The civil day of the CPTS from which it applies, and the instant at which it did; None until that day.
    in_force_from: Mapped[date]
    in_force_since: Mapped[datetime | None]


class RuleDraft(Base):
    """The one draft of a CPTS: changed by whoever may draft, gone once adopted."""

    __tablename__ = "rule_draft"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    data: Mapped[dict[str, Any]]
    #: Version of the set it was begun from.
    based_on: Mapped[str]
    note: Mapped[str]
    author_account_id: Mapped[UUID | None]
    author_name: Mapped[str]
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

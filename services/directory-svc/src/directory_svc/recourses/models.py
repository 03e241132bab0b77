"""Where a request of unscheduled care turns when no slot answers it, as its CPTS described it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from directory_svc.orm import Base


class Recourse(Base):
    """One centre, house, association or coordination system of a CPTS. Never deleted: traces name it."""

    __tablename__ = "recourse"
    __table_args__ = (Index("ix_recourse_resort", "cpts_id", "rank", "name_key", "recourse_id"),)

    recourse_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID] = mapped_column(ForeignKey("cpts.id"))
    kind: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(Text(collation="C"))
    finess: Mapped[str | None]
    place_line: Mapped[str | None]
    professional_phone: Mapped[str | None]
    public_phone: Mapped[str | None]
    communes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    modalities: Mapped[list[str]] = mapped_column(ARRAY(Text))
    profession_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    triage_classes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    min_age: Mapped[int | None]
    max_age: Mapped[int | None]
    takes: Mapped[str]
    rank: Mapped[int]
    hours: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    holiday_hours: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    dated_hours: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    is_public: Mapped[bool]
    is_active: Mapped[bool]
    version: Mapped[int]
    changed_by_name: Mapped[str]
    changed_at: Mapped[datetime]

    def describe(self, said: dict[str, Any], name_key: str, by: str, at: datetime) -> list[str]:
        """Returns what that changed."""
        changed = sorted(field for field, value in said.items() if getattr(self, field, None) != value)
        for field in changed:
            setattr(self, field, said[field])
        self.name_key, self.changed_by_name, self.changed_at = name_key, by, at
        self.version = (self.version or 0) + 1
        return changed


class RecourseChange(Base):
    """Who changed what of a recourse; its addition is the first. Only ever inserted."""

    __tablename__ = "recourse_change"
    __table_args__ = (Index("ix_recourse_change_recourse_id", "recourse_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    recourse_id: Mapped[UUID] = mapped_column(ForeignKey("recourse.recourse_id"))
    changed_at: Mapped[datetime]
    account_id: Mapped[UUID | None]
    author_name: Mapped[str]
    fields: Mapped[list[str]] = mapped_column(ARRAY(Text))

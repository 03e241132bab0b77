"""Structures: the national reference, from the FINESS files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Computed, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from directory_svc.orm import Base
from directory_svc.territory.models import MERCATOR, Point


class Structure(Base):
    """`key` is the FINESS number; where a file gives none (EHPAD), `ehpad-<commune>-<name>`."""

    __tablename__ = "structure"
    __table_args__ = (
        Index("ix_structure_name_key", "name_key", "key"),
        Index("ix_structure_commune", "commune_code", "category_code"),
        Index("ix_structure_at", "at", postgresql_using="gist"),
    )

    key: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    finess: Mapped[str | None]
    legal_finess: Mapped[str | None]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(Text(collation="C"))
    category_code: Mapped[str | None] = mapped_column(Text(collation="C"))
    category_label: Mapped[str | None]
    address: Mapped[str | None]
    postal_code: Mapped[str | None]
    commune_code: Mapped[str | None] = mapped_column(Text(collation="C"))
    commune_name: Mapped[str | None]
    phone: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    at: Mapped[str | None] = mapped_column(Point, Computed(MERCATOR, persisted=True))
    source: Mapped[str]
    content_hash: Mapped[int] = mapped_column(BigInteger)
    registered_at: Mapped[datetime]

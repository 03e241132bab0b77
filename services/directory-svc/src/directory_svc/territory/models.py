"""The CPTS, its territory, its closures, and the communes they are made of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Computed, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import UserDefinedType

from directory_svc.orm import Base

#: Mercator, in kilometres at the equator: conformal, so that near neighbours keep their order everywhere
#: (mainland and overseas) with PostgreSQL's plain `point` and its sorted GiST build. A planar distance
#: times cos(latitude) is the true one within 1 % up to 50 km.
MERCATOR = "point(6371.0 * radians(lon), 6371.0 * asinh(tan(radians(lat))))"


class Point(UserDefinedType[str]):
    """PostgreSQL's `point`; only ever computed and compared in SQL."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "point"


class Cpts(Base):
    """A CPTS. Its name and number are public; what belongs to it stands in tables walled by its id."""

    __tablename__ = "cpts"
    __table_args__ = (Index("uq_cpts_finess", "finess", unique=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    finess: Mapped[str | None]
    time_zone: Mapped[str]
    #: Whom professionals and persons call: on the answer page, on what is printed.
    coordination_phone: Mapped[str | None]
    version: Mapped[int]
    founded_at: Mapped[datetime]


class CptsCommune(Base):
    """One commune of the territory of a CPTS."""

    __tablename__ = "cpts_commune"

    cpts_id: Mapped[UUID] = mapped_column(ForeignKey("cpts.id"), primary_key=True)
    commune_code: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)


class TerritoryChange(Base):
    """Who drew the territory of a CPTS anew, and how; its founding is the first. Only ever inserted."""

    __tablename__ = "territory_change"
    __table_args__ = (Index("ix_territory_change_cpts_id", "cpts_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID] = mapped_column(ForeignKey("cpts.id"))
    changed_at: Mapped[datetime]
    account_id: Mapped[UUID | None]
    author_name: Mapped[str]
    added: Mapped[list[str]] = mapped_column(ARRAY(Text))
    removed: Mapped[list[str]] = mapped_column(ARRAY(Text))


class CptsClosure(Base):
    """Days on which the CPTS's coordination does not answer."""

    __tablename__ = "cpts_closure"
    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="dates_in_order"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID] = mapped_column(ForeignKey("cpts.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    label: Mapped[str]


class Commune(Base):
    """A commune or a municipal arrondissement, by INSEE code."""

    __tablename__ = "commune"
    __table_args__ = (
        Index("ix_commune_name_key", "name_key"),
        Index("ix_commune_at", "at", postgresql_using="gist"),
    )

    code: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(Text(collation="C"))
    kind: Mapped[str]
    parent_code: Mapped[str | None]
    department: Mapped[str]
    region: Mapped[str]
    epci_siren: Mapped[str | None]
    epci_name: Mapped[str | None]
    population: Mapped[int]
    postal_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    at: Mapped[str | None] = mapped_column(Point, Computed(MERCATOR, persisted=True))
    content_hash: Mapped[int] = mapped_column(BigInteger)


class CommuneOutline(Base):
    """The outline of a commune: a GeoJSON geometry in WGS84, and its neighbours found by shared vertices."""

    __tablename__ = "commune_outline"

    code: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    geometry: Mapped[dict[str, Any]] = mapped_column(JSONB)
    neighbours: Mapped[list[str]] = mapped_column(ARRAY(Text))
    content_hash: Mapped[int] = mapped_column(BigInteger)

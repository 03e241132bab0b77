"""Local copies of what other services own, kept by their events. Nobody else writes here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Computed, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import UserDefinedType

from scheduling_svc.base import Base
from scheduling_svc.known.facts import RecourseDescribed


class Point(UserDefinedType[str]):
    """PostgreSQL's `point`, only ever read and compared in SQL."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "POINT"


class KnownCpts(Base):
    """A CPTS, from `cpts.described.v1`. Not walled: the worker learns here which CPTS it goes round."""

    __tablename__ = "known_cpts"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    time_zone: Mapped[str]
    finess: Mapped[str | None]
    coordination_phone: Mapped[str | None]


class KnownCommune(Base):
    """A commune near which slots are looked for."""

    __tablename__ = "known_commune"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    #: Residents, as the directory's reference has them.
    population: Mapped[int | None]


def days_of(absences: Iterable[Mapping[str, str]]) -> list[tuple[date, date]]:
    """First and last day of each, both included."""
    return [(date.fromisoformat(one["starts_on"]), date.fromisoformat(one["ends_on"])) for one in absences]


class KnownProfessional(Base):
    """Who can own an agenda, from `professional.described.v1`."""

    __tablename__ = "known_professional"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    display_name: Mapped[str]
    profession_code: Mapped[str]
    is_member: Mapped[bool]
    absences: Mapped[list[dict[str, str]]] = mapped_column(JSONB)
    #: As the national register says, for what leaves towards national platforms (`fhir/`).
    rpps: Mapped[str | None]
    family_name: Mapped[str | None]
    given_name: Mapped[str | None]
    specialty_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    phone: Mapped[str | None]
    #: ISO 639; empty where he never said.
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text))

    def absence_days(self) -> list[tuple[date, date]]:
        """First and last day of each absence, both included."""
        return days_of(self.absences)


class KnownPlace(Base):
    """Where a professional practises. `position` orders candidates by nearness; answers use lat and lon."""

    __tablename__ = "known_place"
    __table_args__ = (
        Index("ix_known_place_near", "cpts_id", "profession_code", "position", postgresql_using="gist"),
    )

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    place_id: Mapped[UUID] = mapped_column(primary_key=True)
    profession_code: Mapped[str]
    label: Mapped[str]
    address: Mapped[str | None]
    postal_code: Mapped[str | None]
    #: National identifier of the structure (IDNST): 1 FINESS, 3 SIRET, 4 RPPS with the rank of the cabinet.
    structure_id: Mapped[str | None]
    commune_code: Mapped[str | None]
    commune_name: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    #: In a wheelchair; None where nobody said.
    accessible: Mapped[bool | None]
    #: Whose practice it is, where a locum receives there and the directory does not say so of him.
    lent_by: Mapped[UUID | None]
    # A degree of longitude is worth 0.7 degree of latitude in France: near enough to order candidates.
    position: Mapped[str | None] = mapped_column(Point, Computed("point(lon * 0.7, lat)", persisted=True))


class KnownRecourse(Base):
    """Where a request turns when no slot answers it, from `recourse.described.v1`."""

    __tablename__ = "known_recourse"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    recourse_id: Mapped[UUID] = mapped_column(primary_key=True)
    is_active: Mapped[bool]
    #: The fact as it was read: only ever taken whole.
    described: Mapped[dict[str, Any]] = mapped_column(JSONB)

    def fact(self) -> RecourseDescribed:
        return RecourseDescribed.model_validate(self.described)


class KnownReferral(Base):
    """The state of a referral, without identity, from `referral.*`: may an appointment be tied to it, and by whom?"""

    __tablename__ = "known_referral"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    status: Mapped[str]
    placed_professional_id: Mapped[UUID | None]
    version: Mapped[int]
    #: When the first of its events was; None of those heard before this was kept.
    stated_at: Mapped[datetime | None]
    #: Who stated it, and his structure (FINESS).
    author_account_id: Mapped[UUID | None]
    author_structure: Mapped[str | None]
    #: The person's own doctor, where the request names one: his slots come first.
    usual_professional_id: Mapped[UUID | None]

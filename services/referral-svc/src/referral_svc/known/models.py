"""Local copies of what other services own, named for what they are: what is known here, and since when.

Filled by events (`cpts.described.v1`, `professional.described.v1`, `member.left.v1`, `structure.described.v1` of
directory-svc, `appointment.cancelled.v1` of scheduling-svc) and, for accounts, by the gateway's tokens; nothing here
is ever edited by a person.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.orm import Mapped, mapped_column

from referral_svc.base import Base


class KnownCpts(Base):
    __tablename__ = "known_cpts"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    time_zone: Mapped[str]
    coordination_phone: Mapped[str | None]
    described_at: Mapped[datetime]


class KnownCommune(Base):
    """A commune of the territory. `population` in residents; `lat`, `lon` of its centre, WGS 84."""

    __tablename__ = "known_commune"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    department: Mapped[str]
    population: Mapped[int]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    neighbours: Mapped[list[str]] = mapped_column(ARRAY(Text))


class KnownClosure(Base):
    """Days on which the CPTS answers nobody, both ends included."""

    __tablename__ = "known_closure"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    ends_on: Mapped[date] = mapped_column(primary_key=True)
    label: Mapped[str]


class KnownStructure(Base):
    __tablename__ = "known_structure"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    finess: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    category_code: Mapped[str | None]
    commune_code: Mapped[str | None]


class KnownCancellation(Base):
    """An appointment that is over before it took place: a booking of it that arrives later opens nothing."""

    __tablename__ = "known_cancellation"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    appointment_id: Mapped[UUID] = mapped_column(primary_key=True)
    heard_at: Mapped[datetime]


class KnownAppointment(Base):
    """An appointment of a request, as the shared agenda last told of it: what the person may be written about it."""

    __tablename__ = "known_appointment"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    appointment_id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID]
    professional_id: Mapped[UUID]
    starts_at: Mapped[datetime]
    modality: Mapped[str]
    place_label: Mapped[str | None]
    commune_code: Mapped[str | None]
    #: None of a professional's own agenda, and of bookings from before it was told; likewise who sees the person.
    agenda_kind: Mapped[str | None]
    profession_code: Mapped[str | None]
    #: Of a centre, a booth or a team, as it was told; the directory tells of the other places.
    place_street: Mapped[str | None]
    place_postal_code: Mapped[str | None]


class KnownAccount(Base):
    """An account as the gateway last vouched for it, by the token with which it came here: nobody types any of it.

    It gives no right: rights are those of the token of the day. It serves to name somebody, to be sure that he
    exists, and to write to him. `seen_on`: the last day, where the CPTS lives.
    """

    __tablename__ = "known_account"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID | None]
    name: Mapped[str]
    email: Mapped[str | None]
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    seen_on: Mapped[date]

    def has(self, *roles: str) -> bool:
        return not set(self.roles).isdisjoint(roles)


class KnownProfessional(Base):
    """A professional as directory-svc last described him to this CPTS.

    `places`: [{place_id, label, address, postal_code, commune_code, commune_name, lat, lon, phone,
    accessible}]; `offer`: {accepts_new_patients, accepts_from (day), capacity (places per 12 months),
    working_time (0..1), home_visits, teleconsultation, languages, wheelchair_accessible, min_age, max_age,
    tiers_payant};
    `absences`: [{starts_on, ends_on}], dates in ISO 8601, both ends included.
    """

    __tablename__ = "known_professional"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    rpps: Mapped[str | None]
    family_name: Mapped[str]
    given_name: Mapped[str]
    title: Mapped[str | None]
    sex: Mapped[str | None]
    profession_code: Mapped[str]
    specialty_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    is_general_practitioner: Mapped[bool]
    is_member: Mapped[bool]
    is_volunteer: Mapped[bool]
    left_on: Mapped[date | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    #: As the directory has it; used where its domain is one of the trust space (`Settings.mssante_domains`).
    mssante: Mapped[str | None]
    accepts_new_patients: Mapped[bool | None]
    places: Mapped[list[Any]]
    offer: Mapped[dict[str, Any]]
    absences: Mapped[list[Any]]
    structure_finess: Mapped[list[str]] = mapped_column(ARRAY(Text))
    described_at: Mapped[datetime]

    @property
    def name(self) -> str:
        """As people say it: « Dr Anne Martin »."""
        return " ".join(part for part in (self.title, self.given_name, self.family_name) if part)

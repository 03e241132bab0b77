"""What the other services learn of a professional."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from carekit.events import Event


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class DescribedPlace(_Part):
    place_id: UUID
    label: str | None
    address: str | None
    postal_code: str | None
    commune_code: str | None
    commune_name: str | None
    lat: float | None
    lon: float | None
    phone: str | None
    accessible: bool | None
    structure_id: str | None = Field(
        default=None, description="IDNST: 1 + FINESS, 3 + SIRET, or 4 + RPPS with the rank of the cabinet"
    )


class DescribedOffer(_Part):
    accepts_new_patients: bool | None
    accepts_from: date | None = Field(default=None, description="First day on which he takes them; null: already")
    capacity: int | None = Field(description="New patients per 12 months")
    working_time: float | None = Field(description="0 to 1")
    home_visits: bool | None
    teleconsultation: bool | None
    languages: tuple[str, ...]
    wheelchair_accessible: bool | None
    min_age: int | None
    max_age: int | None
    tiers_payant: bool | None


class DescribedAbsence(_Part):
    """Days alone: why somebody is away (sick, parental...) is nobody's business outside his own sheet."""

    absence_id: UUID
    starts_on: date
    ends_on: date = Field(description="Included")


class ProfessionalDescribed(Event):
    """The whole present state of a professional whom a served territory needs: its members, its volunteers, and
    whoever practises there or across its border. Subject: the professional's id; the envelope says for which CPTS.
    """

    type: ClassVar[str] = "professional.described.v1"

    professional_id: UUID
    rpps: str | None
    family_name: str
    given_name: str
    title: str | None = Field(description="Dr, Pr or null")
    sex: str | None = Field(description="female, male or null")
    profession_code: str = Field(description="TRE_G15")
    specialty_codes: tuple[str, ...]
    is_general_practitioner: bool
    is_member: bool
    is_volunteer: bool
    email: str | None
    phone: str | None
    mssante: str | None
    places: tuple[DescribedPlace, ...]
    offer: DescribedOffer
    absences: tuple[DescribedAbsence, ...] = Field(description="Those that were not over when this was told")
    structure_finess: tuple[str, ...]

    def subject(self) -> str:
        return str(self.professional_id)

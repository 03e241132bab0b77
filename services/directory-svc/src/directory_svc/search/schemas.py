"""Wire schemas of the search for professionals. The answer itself is written by PostgreSQL."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field, model_validator

from carekit.wire import Input, Output
from directory_svc.offers.schemas import LanguageCode
from directory_svc.territory.schemas import CommuneCode


class ProfessionalFilters(Input):
    name: str | None = Field(
        default=None,
        min_length=2,
        max_length=80,
        description="Names in any order; accents, hyphens and particles ignored, one typing mistake forgiven",
    )
    profession: str | None = Field(default=None, pattern=r"^[0-9]{2}$", description="TRE_G15 code")
    specialty: str | None = Field(default=None, pattern=r"^[A-Z0-9]{2,8}$", description="e.g. SM04")
    commune: CommuneCode | None = Field(default=None, description="Practises in this commune")
    near_commune: CommuneCode | None = Field(
        default=None, description="Nearest to the centroid of this commune first"
    )
    lat: float | None = Field(default=None, ge=-85, le=85, description="Nearest to this point first, with lon")
    lon: float | None = Field(default=None, ge=-180, le=180)
    within_km: float | None = Field(default=None, gt=0, le=200, description="Only with near_commune or lat and lon")
    accepts_new_patients: bool | None = None
    home_visits: bool | None = None
    teleconsultation: bool | None = None
    language: LanguageCode | None = None
    wheelchair_accessible: bool | None = None
    members_only: bool = False
    cursor: str | None = Field(default=None, max_length=500)
    limit: int = Field(default=20, ge=1, le=100)

    @model_validator(mode="after")
    def _whole_point(self) -> ProfessionalFilters:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon go together")
        if self.within_km is not None and self.near_commune is None and self.lat is None:
            raise ValueError("within_km needs near_commune, or lat and lon")
        return self


class FoundPlace(Output):
    label: str | None
    address: str | None
    postal_code: str | None
    commune_code: str | None
    commune_name: str | None
    lat: float | None
    lon: float | None
    phone: str | None


class FoundProfessional(Output):
    professional_id: UUID
    rpps: str | None
    family_name: str
    given_name: str
    title: str | None
    profession_code: str
    profession_label: str
    specialty_labels: list[str]
    is_member: bool
    place: FoundPlace | None = Field(description="The place that matched; the nearest with a point, else the first")
    accepts_new_patients: bool | None
    accepts_from: date | None = Field(description="First day on which new patients are taken; null: already")
    home_visits: bool | None
    teleconsultation: bool | None
    languages: list[str]
    distance_km: float | None = Field(description="As the crow flies, 0.1 km; null without a point")


class FoundProfessionals(Output):
    items: list[FoundProfessional]
    next: str | None = None

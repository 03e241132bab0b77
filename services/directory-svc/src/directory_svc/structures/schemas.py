"""Wire schemas of structures."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field, model_validator

from carekit.wire import Input, Output
from directory_svc.territory.schemas import CommuneCode


class StructureFilters(Input):
    name: str | None = Field(
        default=None, min_length=2, max_length=80, description="Words of the name, accents ignored"
    )
    category: str | None = Field(default=None, pattern=r"^[0-9A-Z]{3,4}$", description="TRE_R66 code")
    commune: CommuneCode | None = None
    near_commune: CommuneCode | None = Field(default=None, description="Around the centroid of this commune")
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    within_km: float | None = Field(default=None, gt=0, le=200)
    own_territory: bool = Field(default=False, description="Only in the caller's territory")
    cursor: str | None = Field(default=None, max_length=500)
    limit: int = Field(default=20, ge=1, le=100)

    @model_validator(mode="after")
    def _whole_point(self) -> StructureFilters:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon go together")
        return self


class StructureOut(Output):
    structure_key: str = Field(description="FINESS number, or `ehpad-…` where the source gives none")
    finess: str | None
    legal_finess: str | None = Field(description="FINESS number of the legal entity")
    name: str
    category_code: str | None = Field(description="TRE_R66")
    category_label: str | None
    address: str | None
    postal_code: str | None
    commune_code: str | None
    commune_name: str | None
    phone: str | None
    lat: float | None
    lon: float | None
    distance_km: float | None = None


class StructuresOut(Output):
    items: list[StructureOut]
    next: str | None = None


class StructurePageOut(StructureOut):
    source: str = Field(description="finess, ehpad or eurostat")
    registered_at: datetime = Field(description="When an import last changed it")

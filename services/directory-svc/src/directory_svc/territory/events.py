"""What the other services learn of a CPTS."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from carekit.events import Event


class DescribedCommune(BaseModel):
    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    department: str
    population: int
    lat: float | None
    lon: float | None


class DescribedClosure(BaseModel):
    model_config = ConfigDict(frozen=True)

    starts_on: date
    ends_on: date = Field(description="Included")
    label: str


class CptsDescribed(Event):
    """The whole present state of a CPTS: name, number, territory, neighbours, closures. Subject: the CPTS's id."""

    type: ClassVar[str] = "cpts.described.v1"

    cpts_id: UUID
    name: str
    finess: str | None = Field(default=None, description="FINESS number of the CPTS itself")
    time_zone: str
    communes: tuple[DescribedCommune, ...]
    neighbours: dict[str, tuple[str, ...]] = Field(description="Commune of the territory → communes touching it")
    closures: tuple[DescribedClosure, ...]
    coordination_phone: str | None = Field(default=None, description="Whom professionals and persons call")

    def subject(self) -> str:
        return str(self.cpts_id)

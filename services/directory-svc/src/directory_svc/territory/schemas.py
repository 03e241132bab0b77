"""Wire schemas of the CPTS, its territory and the communes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from carekit.identifiers import Finess
from carekit.wire import Input, Output
from directory_svc.offers.schemas import Phone

CommuneCode = Annotated[
    str, StringConstraints(pattern=r"^[0-9][0-9AB][0-9]{3}$"), Field(description="INSEE code, five characters")
]


def _known_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("not a time zone of the IANA list, such as Europe/Paris or Indian/Reunion")
    return value


TimeZone = Annotated[str, Field(max_length=64), AfterValidator(_known_zone)]


class CommuneOut(Output):
    code: str = Field(description="INSEE code")
    name: str
    department: str
    population: int = Field(description="Inhabitants, INSEE reference population")
    lat: float | None = Field(description="Centroid, WGS84 degrees")
    lon: float | None = Field(description="Centroid, WGS84 degrees")
    postal_codes: list[str] = Field(default_factory=list)


class CommunesOut(Output):
    items: list[CommuneOut]
    next: str | None = None


class CommuneFilters(Input):
    name: str | None = Field(
        default=None, max_length=80, description="Beginning of a name, of a word of it, or of a postal code"
    )
    code: str | None = Field(default=None, max_length=5, description="INSEE code: that commune alone")
    own_territory: bool = Field(default=False, description="Only communes of the caller's CPTS")
    cursor: str | None = Field(default=None, max_length=500)
    limit: int = Field(default=20, ge=1, le=100)


class ClosureOut(Output):
    closure_id: UUID
    starts_on: date
    ends_on: date = Field(description="Included")
    label: str


class CptsOut(Output):
    cpts_id: UUID
    name: str
    finess: str | None
    time_zone: str = Field(description="IANA name")
    communes: list[CommuneOut]
    population: int = Field(description="Inhabitants of the territory")
    departments: list[str]
    neighbours: dict[str, list[str]] = Field(description="Commune of the territory → communes that touch it")
    closures: list[ClosureOut]
    members: int = Field(description="Present members")
    coordination_phone: str | None = Field(description="Whom professionals and persons call")
    version: int = Field(description="Also the ETag")


class FoundCpts(Input):
    """A CPTS enters the platform."""

    name: str = Field(min_length=2, max_length=120)
    finess: Finess | None = None
    time_zone: TimeZone = "Europe/Paris"
    commune_codes: list[CommuneCode] = Field(min_length=1, max_length=1000, description="Its territory")


class RedrawTerritory(Input):
    """The territory of a CPTS changes."""

    commune_codes: list[CommuneCode] = Field(min_length=1, max_length=1000)


class StateCoordination(Input):
    """How the coordination of the CPTS is reached."""

    phone: Phone | None = Field(description="Null: no telephone is shown")


class CptsFoundedOut(Output):
    cpts_id: UUID
    name: str
    finess: str | None
    time_zone: str
    communes: int = Field(description="Communes of the territory")
    version: int


class CptsListedOut(Output):
    cpts_id: UUID
    name: str
    finess: str | None
    time_zone: str
    founded_at: datetime
    coordination_phone: str | None = Field(description="Null: its office has not said whom to call yet")
    version: int = Field(description="Names the ETag that the next edit of its territory must carry")


class CptsListOut(Output):
    items: list[CptsListedOut]


class TerritoryChangeOut(Output):
    """The territory was drawn: at the founding, then at each change of it."""

    changed_at: datetime
    author_name: str
    added: list[str] = Field(description="Names of communes; the INSEE code of one that has left the reference")
    removed: list[str] = Field(description="As `added`")


class TerritoryOut(Output):
    cpts_id: UUID
    communes: list[CommuneOut]
    population: int = Field(description="Inhabitants of the territory")
    members: int = Field(description="Present members")
    changes: list[TerritoryChangeOut] = Field(description="The newest fifty, newest first")
    version: int = Field(description="Also the ETag, which the next edit of the territory must carry")


class AnnounceClosure(Input):
    """The coordination does not answer on these days."""

    starts_on: date = Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))
    ends_on: date = Field(ge=date(2000, 1, 1), le=date(2100, 1, 1), description="Included")
    label: str = Field(min_length=1, max_length=120)

    @model_validator(mode="after")
    def _in_order(self) -> AnnounceClosure:
        if self.ends_on < self.starts_on:
            raise ValueError("ends_on is before starts_on")
        return self


class OutlineProperties(Output):
    code: str
    name: str
    population: int
    in_territory: bool = Field(description="False for a bordering commune")


class OutlineFeature(Output):
    type: Literal["Feature"]
    properties: OutlineProperties
    geometry: dict[str, Any] = Field(description="GeoJSON Polygon or MultiPolygon, WGS84")


class OutlinesOut(Output):
    """GeoJSON FeatureCollection: the communes of the territory and those that touch it."""

    type: Literal["FeatureCollection"]
    features: list[OutlineFeature]

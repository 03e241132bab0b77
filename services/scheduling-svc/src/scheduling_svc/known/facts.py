"""What we read of other services' events: small models, tolerant of what we do not need."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, field_validator


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore")


class CommuneFact(_Read):
    code: str
    name: str
    lat: float | None = None
    lon: float | None = None
    population: int | None = None


class CptsDescribed(_Read):
    cpts_id: UUID
    name: str
    finess: str | None = None
    coordination_phone: str | None = None
    time_zone: str
    communes: list[CommuneFact]

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as unknown:
            raise ValueError("not a time zone") from unknown
        return value


class PlaceFact(_Read):
    place_id: UUID
    label: str | None = None
    address: str | None = None
    postal_code: str | None = None
    commune_code: str | None = None
    commune_name: str | None = None
    structure_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    accessible: bool | None = None


class OfferFact(_Read):
    languages: list[str] = []


class AbsenceFact(_Read):
    starts_on: date
    ends_on: date


class ProfessionalDescribed(_Read):
    professional_id: UUID
    rpps: str | None = None
    family_name: str
    given_name: str | None = None
    title: str | None = None
    profession_code: str
    specialty_codes: list[str] = []
    phone: str | None = None
    is_member: bool = False
    places: list[PlaceFact] = []
    offer: OfferFact = OfferFact()
    absences: list[AbsenceFact] = []

    @property
    def display_name(self) -> str:
        return " ".join(part for part in (self.title, self.given_name, self.family_name) if part)


class HoursFact(_Read):
    """Civil times HH:MM; 24:00 is midnight."""

    from_time: str
    to_time: str


class WeekHoursFact(HoursFact):
    weekday: int


class DatedHoursFact(_Read):
    on: date
    from_time: str | None = None
    to_time: str | None = None


class RecourseDescribed(_Read):
    """Where a request turns when no slot answers it: how it is called, and which requests it takes, when."""

    recourse_id: UUID
    kind: str
    name: str
    place_line: str | None = None
    professional_phone: str | None = None
    public_phone: str | None = None
    communes: list[str] = []
    modalities: list[str] = []
    profession_codes: list[str] = []
    triage_classes: list[str] = []
    min_age: int | None = None
    max_age: int | None = None
    takes: str = ""
    rank: int
    hours: list[WeekHoursFact] = []
    holiday_hours: list[HoursFact] = []
    dated_hours: list[DatedHoursFact] = []
    is_public: bool = False
    is_active: bool = True


class ReferralState(_Read):
    """The common part of every `referral.*` event."""

    referral_id: UUID
    kind: str
    status: str
    placed_professional_id: UUID | None = None
    author_account_id: UUID | None = None
    author_structure: str | None = None
    usual_professional_id: UUID | None = None

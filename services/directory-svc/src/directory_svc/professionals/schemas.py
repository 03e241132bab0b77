"""Wire schemas of a professional's page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from directory_svc.offers.schemas import AbsenceOut, OfferOut
from directory_svc.trainings.schemas import TrainingOut


class PlaceOut(Output):
    place_id: UUID
    profession_code: str
    label: str | None = Field(description="Name of the practice or structure")
    address: str | None
    postal_code: str | None
    commune_code: str | None = Field(description="INSEE code")
    commune_name: str | None
    phone: str | None
    email: str | None
    structure_finess: str | None
    sector_code: str | None = Field(description="TRE_R02, e.g. SA07")
    mode_code: str | None = Field(description="TRE_R23: L liberal, S salaried, B volunteer")
    lat: float | None
    lon: float | None


class ContactOut(Output):
    email: str | None = Field(description="Ordinary mail: notices only, never health data")
    phone: str | None
    mssante: str | None = Field(description="MSSanté address")
    source: Literal["rpps", "self", "delegate", "cpts"] = Field(description="Who says so")


class FreshnessOut(Output):
    fact: Literal["identity", "offer", "contact"]
    source: Literal["rpps", "self", "delegate", "cpts"]
    confirmed_at: datetime | None = Field(description="Last time somebody said it is still true")
    confirmed_by: str | None


class ProfessionalOut(Output):
    professional_id: UUID
    rpps: str | None
    family_name: str
    given_name: str
    title: str | None = Field(description="Dr, Pr or null")
    sex: Literal["female", "male"] | None
    profession_code: str = Field(description="TRE_G15")
    profession_label: str
    specialty_codes: list[str]
    specialty_labels: list[str]
    is_general_practitioner: bool
    is_member: bool = Field(description="Member of the caller's CPTS")
    is_volunteer: bool
    member_since: date | None
    in_territory: bool = Field(description="Practises in the caller's territory")
    places: list[PlaceOut]
    contact: ContactOut
    offer: OfferOut | None = Field(description="Null when the professional never stated one")
    absences: list[AbsenceOut] = Field(description="Present and coming")
    remote_care_training: TrainingOut | None = Field(
        description="As he told it to the caller's CPTS: for himself, his delegate and who corrects his sheet; "
        "null for others, and when nothing was said"
    )
    freshness: list[FreshnessOut]
    version: int = Field(description="Version of the sheet; the ETag")


class ChangeFilters(Input):
    cursor: str | None = Field(default=None, max_length=500)
    limit: int = Field(default=20, ge=1, le=100)


class SheetChangeOut(Output):
    changed_at: datetime
    author_name: str
    author_role: str
    act: str = Field(
        description="offer, confirmation, contact, absence, absence_removed, volunteering, training, "
        "training_withdrawn"
    )
    before: dict[str, object]
    after: dict[str, object]


class SheetChangesOut(Output):
    items: list[SheetChangeOut]
    next: str | None = None

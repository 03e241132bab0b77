"""Wire schemas of the sheet that a professional keeps."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from carekit.wire import Email, Input, Output

Phone = Annotated[
    str, StringConstraints(pattern=r"^\+?[0-9](?:[ .]?[0-9]){3,16}$"), Field(description="Digits, + and spaces")
]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$"), Field(description="ISO 639")]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
AbsenceReason = Literal["holiday", "training", "sick", "parental", "other"]


class OfferOut(Output):
    accepts_new_patients: bool | None = Field(description="As médecin traitant for a GP; at all for the others")
    accepts_from: date | None = Field(
        description="First day on which he takes them, when he accepts but not yet; null: already"
    )
    capacity: int | None = Field(description="New patients he can take on, per 12 months")
    working_time: float | None = Field(description="Share of a full time, 0 to 1")
    home_visits: bool | None
    teleconsultation: bool | None
    languages: list[str] = Field(description="ISO 639 codes")
    wheelchair_accessible: bool | None
    min_age: int | None = Field(description="Years, included")
    max_age: int | None = Field(description="Years, included")
    tiers_payant: bool | None = Field(description="Information only: never used to choose whom to ask")
    source: Literal["self", "delegate", "cpts"] | None
    confirmed_at: datetime | None
    confirmed_by: str | None


class StateOffer(Input):
    """What the professional takes on. The whole offer: a field left out becomes unknown."""

    accepts_new_patients: bool | None = None
    accepts_from: Day | None = Field(
        default=None, description="First day on which he takes them, when he accepts but not yet; null: already"
    )
    capacity: int | None = Field(default=None, ge=0, le=5000, description="New patients per 12 months")
    working_time: float | None = Field(default=None, ge=0, le=1, description="Share of a full time")
    home_visits: bool | None = None
    teleconsultation: bool | None = None
    languages: list[LanguageCode] = Field(default_factory=list, max_length=20)
    wheelchair_accessible: bool | None = None
    min_age: int | None = Field(default=None, ge=0, le=130)
    max_age: int | None = Field(default=None, ge=0, le=130)
    tiers_payant: bool | None = None

    @model_validator(mode="after")
    def _ages_in_order(self) -> StateOffer:
        if self.min_age is not None and self.max_age is not None and self.min_age > self.max_age:
            raise ValueError("min_age is above max_age")
        return self

    @model_validator(mode="after")
    def _from_a_day_of_accepting(self) -> StateOffer:
        if self.accepts_from is not None and not self.accepts_new_patients:
            raise ValueError("accepts_from is said by whoever accepts new patients")
        return self


class SheetOut(Output):
    """The offer after an edit, with the version that the next edit must name."""

    professional_id: UUID
    version: int
    offer: OfferOut


class CorrectContact(Input):
    """How this CPTS reaches the professional; a null falls back on the register."""

    email: Email | None = None
    phone: Phone | None = None
    mssante: Email | None = None


class StateAbsence(Input):
    starts_on: Day
    ends_on: Day = Field(description="Included")
    reason_code: AbsenceReason = "holiday"

    @model_validator(mode="after")
    def _in_order(self) -> StateAbsence:
        if self.ends_on < self.starts_on:
            raise ValueError("ends_on is before starts_on")
        return self


class AbsenceOut(Output):
    absence_id: UUID
    starts_on: date
    ends_on: date
    reason_code: str | None = Field(
        description="For the professional, his delegate and who corrects his sheet; null for others"
    )


class StateVolunteering(Input):
    is_volunteer: bool = Field(description="Accepts to be asked by this CPTS without being a member")


class VolunteeringOut(Output):
    professional_id: UUID
    is_volunteer: bool

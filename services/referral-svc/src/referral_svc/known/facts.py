"""What we read of other services' events: a tolerant reader, so that a new field of theirs breaks nothing here."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from referral_svc.referrals.codes import ChoiceRecorded


class Commune(BaseModel):
    code: str
    name: str
    department: str
    population: int
    lat: float | None = None
    lon: float | None = None


class Closure(BaseModel):
    starts_on: date
    ends_on: date
    label: str


class CptsDescribed(BaseModel):
    cpts_id: UUID
    name: str
    time_zone: str
    communes: list[Commune]
    neighbours: dict[str, list[str]]
    closures: list[Closure]
    coordination_phone: str | None = None


class Absence(BaseModel):
    """Days alone, whatever else the directory may tell."""

    starts_on: date
    ends_on: date


class ProfessionalDescribed(BaseModel):
    professional_id: UUID
    rpps: str | None = None
    family_name: str
    given_name: str
    title: str | None = None
    sex: str | None = None
    profession_code: str
    specialty_codes: list[str]
    is_general_practitioner: bool
    is_member: bool
    is_volunteer: bool
    email: str | None = None
    phone: str | None = None
    mssante: str | None = None
    places: list[dict[str, Any]]
    offer: dict[str, Any]
    absences: list[Absence]
    structure_finess: list[str]


class MemberLeft(BaseModel):
    professional_id: UUID
    left_on: date


class StructureDescribed(BaseModel):
    finess: str
    name: str
    category_code: str | None = None
    commune_code: str | None = None


class AppointmentBooked(BaseModel):
    appointment_id: UUID
    referral_id: UUID | None = None
    professional_id: UUID
    starts_at: datetime
    modality: str = "AMB"
    place_label: str | None = None
    commune_code: str | None = None
    #: Who booked, and how the person said that the slot suits her; absent when she had chosen before.
    booked_by_account_id: UUID | None = None
    choice_recorded: ChoiceRecorded | None = None
    #: Of an agenda that nobody logs in to, else absent; and who sees the person there.
    agenda_kind: str | None = None
    profession_code: str | None = None
    #: Of a centre, a booth or a team, else absent: the directory tells of the other places.
    place_street: str | None = None
    place_postal_code: str | None = None


class AppointmentMoved(BaseModel):
    appointment_id: UUID
    referral_id: UUID | None = None
    previous_professional_id: UUID
    previous_starts_at: datetime
    professional_id: UUID
    starts_at: datetime
    modality: str = "AMB"
    place_label: str | None = None
    commune_code: str | None = None
    #: At whose wish: patient or practice.
    moved_by: str
    moved_by_account_id: UUID | None = None
    #: How the person chose, when it went to somebody else.
    choice_recorded: ChoiceRecorded | None = None
    #: Of an agenda that nobody logs in to, else absent; and who sees the person there.
    agenda_kind: str | None = None
    profession_code: str | None = None
    #: Of a centre, a booth or a team, else absent: the directory tells of the other places.
    place_street: str | None = None
    place_postal_code: str | None = None


class AppointmentCancelled(BaseModel):
    appointment_id: UUID
    referral_id: UUID | None = None
    cancelled_by: str


class AppointmentCameOut(BaseModel):
    referral_id: UUID | None = None
    professional_id: UUID
    outcome: Literal["fulfilled", "no_show"]
    by_account_id: UUID | None = None


class TriageSorted(BaseModel):
    referral_id: UUID
    by_account_id: UUID | None = None
    triage_class: str
    due_at: datetime


class DutiesOf(BaseModel):
    professional_id: UUID
    days: list[date]


class RotaPublished(BaseModel):
    kind: str
    duties: list[DutiesOf]


class DutyChanged(BaseModel):
    on: date
    was_on: date
    professional_id: UUID
    was_of: UUID | None = None
    by_professional_id: UUID | None = None


class SwapOffered(BaseModel):
    on: date
    in_return: list[date]
    may_take: list[UUID]


class AskedToCover(BaseModel):
    professional_id: UUID
    days: list[date]


class HoursToCover(BaseModel):
    on: date
    from_time: time
    to_time: time


class SeekingTeam(BaseModel):
    team_id: UUID
    label: str


class CoverPublished(BaseModel):
    hours: list[HoursToCover]
    commune_name: str | None = None
    asked: list[AskedToCover]
    team: SeekingTeam | None = None


class CoverChanged(BaseModel):
    change: str
    hours: list[HoursToCover]
    locum_id: UUID
    decided_by: UUID | None = None
    by_professional_id: UUID | None = None
    by_account_id: UUID | None = None
    team: SeekingTeam | None = None


class ShortHalfDay(BaseModel):
    day: date
    half: Literal["morning", "afternoon"]
    slots: int


class HomeVisitsShort(BaseModel):
    least: int
    half_days: list[ShortHalfDay]


class TriageDisposed(BaseModel):
    referral_id: UUID
    by_account_id: UUID | None = None
    disposition: str
    recourse_name: str | None = None

"""Wire schemas of the members."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from directory_svc.offers.schemas import Day
from directory_svc.territory.schemas import CommuneCode

LeaveReason = Literal["moved", "retired", "stopped_practice", "own_wish", "excluded", "deceased", "other"]

#: `missing`: the offer says that he sees patients at a distance, and no training is known.
TrainingState = Literal["followed", "wished", "missing"]


class MemberFilters(Input):
    profession: str | None = Field(default=None, pattern=r"^[0-9]{2}$", description="TRE_G15 code")
    commune: CommuneCode | None = Field(default=None, description="Practises in this commune")
    name: str | None = Field(default=None, max_length=80, description="Beginning of the name, accents ignored")
    departed: bool = Field(default=False, description="Those who left instead of those who are present")
    to_confirm: bool = Field(default=False, description="Only those whose offer was not confirmed for 180 days")
    training: TrainingState | None = Field(
        default=None,
        description="Of care at a distance: followed, wished, missing though he offers it; for who corrects sheets",
    )
    cursor: str | None = Field(default=None, max_length=500)
    limit: int = Field(default=20, ge=1, le=100)


class MemberOut(Output):
    professional_id: UUID
    rpps: str | None
    family_name: str
    given_name: str
    title: str | None
    profession_code: str
    profession_label: str
    commune_name: str | None
    joined_on: date
    left_on: date | None
    leave_reason: str | None
    training_title: str | None = Field(
        description="Title or organiser of the training for care at a distance; this and the next two: for who "
        "corrects sheets, of a present member, null when nothing was said"
    )
    training_ended: str | None = Field(description="A day or a year: 2025-06-14, 2025")
    wishes_training: bool | None


class MembersOut(Output):
    items: list[MemberOut]
    next: str | None = None


class JoinMember(Input):
    professional_id: UUID
    joined_on: Day


class MembershipOut(Output):
    professional_id: UUID
    joined_on: date
    left_on: date | None
    leave_reason: str | None


class DepartMember(Input):
    left_on: Day = Field(description="Last day as a member; not in the future")
    reason: LeaveReason

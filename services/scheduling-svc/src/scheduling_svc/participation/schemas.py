"""Participation on the wire. A month is YYYY-MM; its weeks are the ISO weeks whose Thursday it holds."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from pydantic import Field, StringConstraints

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.openings.models import Modality
from scheduling_svc.participation.signing import StatedWeek, Statement
from scheduling_svc.slots.models import SlotStatus
from scheduling_svc.wire import InstantOut, MonthText

MonthPath = Annotated[MonthText, Path()]


class FindParticipation(Input):
    month: MonthText


class Minutes(StrEnum):
    """Whose slots: all that were opened, those shared beyond the owner's patients, of them those that are booked."""

    OPENED = "opened"
    SHARED = "shared"
    FILLED = "filled"


class FindParticipationSlots(FindParticipation):
    professional_id: UUID
    figure: Minutes = Minutes.OPENED
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


class SignStatements(Input):
    """Signs the month of everybody who opened hours. Who was signed with the same figures is left alone."""

    month: MonthText


class SignedStatements(Output):
    signed: int = Field(description="Statements signed now")
    unchanged: int = Field(description="Statements that say the same already")


class ParticipationLine(Output):
    """Minutes of one professional: opened, of them shared beyond his own patients, of those booked."""

    professional_id: UUID
    professional_name: str
    profession_code: str
    opened: int
    shared: int
    filled: int
    weeks: list[StatedWeek]
    weeks_kept: int = Field(description="Weeks with two shared hours or more (rules of the profession, section 7)")
    signed_version: int | None = Field(description="Version of the last signed statement; null: none")
    differs: bool = Field(description="The figures changed since they were signed")


class Participation(Output):
    """One's own line, or everybody's by name for who keeps the agendas of the CPTS."""

    month: str
    is_over: bool = Field(description="Only a month that is over is signed")
    items: list[ParticipationLine]


class ParticipationSlot(Output):
    slot_id: UUID
    starts_at: InstantOut
    ends_at: InstantOut
    modalities: list[Modality]
    shared: bool = Field(description="Somebody beyond the owner's own patients could see it before it began")
    status: SlotStatus


class ParticipationSlots(Page[ParticipationSlot]):
    """The slots behind a figure, in order. Two at the same time are one time: their minutes are counted once."""


class SignedStatement(Output):
    statement: Statement
    signed: str = Field(
        description="The same as a compact JWS (ES256); checked with a key of `/public/participation-key`"
    )


class ParticipationKey(Output):
    """Public key (JWK) that checks statements offline."""

    kty: str
    crv: str
    x: str
    y: str
    kid: str = Field(description="Thumbprint (RFC 7638)")
    alg: str
    use: str


class ParticipationKeys(Output):
    """A JWKS (RFC 7517): the key that signs today first, then those that signed before."""

    keys: list[ParticipationKey]


FindParticipationQuery = Annotated[FindParticipation, Query()]
FindParticipationSlotsQuery = Annotated[FindParticipationSlots, Query()]

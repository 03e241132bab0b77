"""What goes over the wire about the spread: counts of placements and solicitations, nothing of a person."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from carekit.pages import Page
from carekit.wire import Input, Output
from referral_svc.referrals.codes import Kind
from referral_svc.spread.codes import OutsideReason, SpreadFigure

Month = Annotated[str, Field(description="Calendar month where the CPTS lives, YYYY-MM", examples=["2026-11"])]


class MonthOut(Output):
    month: Month
    placements: int
    asked: int = Field(description="Solicitations sent, calls included")
    target: float | None = Field(
        description="His part of that month's placements, at today's weights; null for whoever does not share"
    )


class OutsideOut(Output):
    """Placements counted in the load, and outside the bound of fair share."""

    reason_code: OutsideReason
    count: int


class ShareOut(Output):
    """One professional's account over the sliding months, in placements."""

    professional_id: UUID
    name: str
    profession: str = Field(description="TRE_G15 code")
    shares: bool = Field(description="Whether he takes part: a member or volunteer who did not close his practice")
    weight: float = Field(description="Declared places a year × working time × part of the year he was there")
    part: float | None = Field(description="His weight ÷ that of all who share, 0 to 1")
    placements: int
    calibration: float = Field(description="Credited to a newcomer for the months before he came")
    target: float | None = Field(description="Fair share; null for whoever does not share")
    shortfall: float | None = Field(description="Positive: owed; negative: above his share")
    in_hand: int = Field(description="Yeses and open solicitations that may still become placements")
    asked: int = Field(description="Solicitations over the same months")
    outside_bound: list[OutsideOut]
    months: list[MonthOut] = Field(description="The oldest first; the first and the last are not whole")


class SpreadFigures(Output):
    """Of all who share, without a name."""

    profession: str = Field(description="TRE_G15 code; doctors are general practitioners alone")
    since: datetime
    as_of: datetime
    rule_version: str
    share_months: int
    bound: float = Field(description="Placements above his share that nobody asked in turn may exceed")
    sharing: int = Field(description="Professionals who share")
    placements: int
    asked: int
    outside_bound: list[OutsideOut]
    mean_placements: float | None = Field(description="Null when fewer than five share, unless names are shown too")
    max_over_mean: float | None = Field(description="Most loaded ÷ mean, per unit of declared capacity; 1 is even")
    gini: float | None = Field(description="Of the load per unit of declared capacity; 0 is even")
    months: list[MonthOut]


class Shares(Output):
    """In the order of names: it is no ranking."""

    figures: SpreadFigures
    items: list[ShareOut]


class OwnShare(Output):
    figures: SpreadFigures
    share: ShareOut


class SpreadQuery(Input):
    profession: str = Field(default="10", pattern=r"^[0-9]{2}$", description="TRE_G15 code; 10 are doctors")


class SpreadRowFilters(SpreadQuery):
    """Which figure: of all who share (`profession`), or of one professional, whose profession needs no saying."""

    figure: SpreadFigure
    professional_id: UUID | None = None
    month: str | None = Field(default=None, pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", description="YYYY-MM")
    reason: OutsideReason | None = Field(default=None, description="Of the placements outside the bound")


class FindSpreadRows(SpreadRowFilters):
    cursor: str | None = Field(default=None, max_length=500, description="`next` of the page before")
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


class SpreadRow(Output):
    """One placement or one solicitation: nothing of a person, and nothing of how somebody answers."""

    row_id: UUID
    at: datetime = Field(description="When the person was placed, or when he was asked")
    professional_id: UUID
    professional_name: str
    kind: Kind
    case_number: str | None = Field(description="Null where the caller may not open the case", examples=["26-0412"])
    referral_id: UUID | None = Field(description="Null where the caller may not open the case")
    outside_reason: OutsideReason | None = Field(description="Why the bound does not hold this placement")


class SpreadRows(Page[SpreadRow]):
    """The latest first."""

"""Appeals, as they go over the wire. Nothing of a person who needs care in any."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.appeals.codes import AppealAct, AppealOutcome, AppealState, AppealView, RemovalReason
from referral_svc.referrals.schemas import CommuneCode

ProfessionCode = Annotated[
    str, Field(pattern=r"^[0-9A-Z]{2,4}$", description="Profession, as in the RPPS", examples=["60"])
]


class PostAppeal(Input):
    """What is sought of the other professionals: never about a person who needs care."""

    subject: Annotated[str, Field(min_length=3, max_length=120)] = Field(examples=["Remplacement d’une tournée"])
    words: str = Field(default="", max_length=1_000, description="No name, birth or number of a person: refused")
    profession_codes: list[ProfessionCode] = Field(
        default_factory=list, max_length=10, description="Whom it is for; empty for everybody"
    )
    commune_code: CommuneCode | None = Field(default=None, description="Of the territory, when it is for one place")
    open_until: date | None = Field(
        default=None, description="Its last day, at most 90 days ahead; 30 days when absent", examples=["2026-12-15"]
    )


class ReplyToAppeal(Input):
    words: str = Field(default="", max_length=500, description="May be empty with `takes`; screened as the appeal is")
    takes: bool = Field(default=False, description="« Je m’en occupe »: its author confirms who does")


class ConfirmTaker(Input):
    reply_id: UUID = Field(description="A reply that takes it")


class CloseAppeal(Input):
    outcome: AppealOutcome


class RemoveAppeal(Input):
    reason_code: RemovalReason = Field(description="Told to its author, on the board")


class AppealReplyOut(Output):
    reply_id: UUID
    name: str
    words: str
    takes: bool
    written_at: datetime
    is_mine: bool


class AppealOut(Output):
    appeal_id: UUID
    subject: str = Field(description="Empty once removed, as the words are")
    words: str
    profession_codes: list[str]
    commune_code: str | None
    commune_name: str | None
    open_until: date
    posted_at: datetime
    author_name: str
    is_mine: bool
    state: AppealState
    state_at: datetime
    state_by_name: str = Field(description="Empty when time did it")
    taker_name: str | None = Field(description="Whom its author confirmed")
    removal_reason: RemovalReason | None
    replies: list[AppealReplyOut] = Field(description="The oldest first")
    may: list[AppealAct] = Field(description="What the caller may do with it now")


class AppealPage(Output):
    items: list[AppealOut]
    next: str | None


class AppealFilters(Input):
    view: AppealView = Field(
        default="open",
        description="`for_me`: open, for the caller's profession, of others, neither answered nor set aside by him",
    )
    profession_code: ProfessionCode | None = Field(default=None, description="For this profession by name")
    commune_code: CommuneCode | None = None
    cursor: str | None = Field(default=None, max_length=500)
    limit: int = Field(default=50, ge=1, le=100)

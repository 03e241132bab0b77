"""Acts done before the rights were up to date, as they go over the wire. No identity in any."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.unpaid_acts.codes import (
    Agreed,
    DropReason,
    RefusalReason,
    UnpaidActKind,
    UnpaidActState,
    UnpaidActStep,
)

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]


class FlagUnpaidAct(Input):
    """An act of care that nobody has paid, because the person's rights were not up to date."""

    kind: UnpaidActKind
    done_on: Day
    agreed: Agreed = Field(description="How the person agreed that the CPAM is told of her and of this act")
    professional_id: UUID | None = Field(
        default=None, description="Who did it, when a coordinator lists it; a professional lists his own"
    )


class TakeStep(Input):
    step: Literal[UnpaidActStep.PAY, UnpaidActStep.REFUSE, UnpaidActStep.CLAIM_AGAIN, UnpaidActStep.DROP] = Field(
        description="`claim` is done by handing the list to the CPAM"
    )
    reason_code: RefusalReason | DropReason | None = Field(
        default=None, description="Required with `refuse` (the CPAM's reason) and `drop`"
    )


class UnpaidActOut(Output):
    unpaid_act_id: UUID
    referral_id: UUID
    case_number: str
    professional_id: UUID
    professional_name: str
    kind: UnpaidActKind
    done_on: date
    agreed: Agreed
    listed_at: datetime
    listed_by_name: str
    state: UnpaidActState
    state_at: datetime
    state_by_name: str
    reason_code: str | None
    is_erased: bool = Field(description="The identity of the person is destroyed: it can be claimed no longer")
    may: list[UnpaidActStep] = Field(description="What the caller may do with it now")


class UnpaidActs(Output):
    items: list[UnpaidActOut]


class UnpaidActPage(UnpaidActs):
    next: str | None


class UnpaidActFilters(Input):
    state: UnpaidActState | None = None
    kind: UnpaidActKind | None = None
    professional_id: UUID | None = None
    since: Day | None = Field(default=None, description="Done that day or later")
    until: Day | None = Field(default=None, description="Done that day or before")
    cursor: str | None = Field(default=None, max_length=500)
    limit: int = Field(default=50, ge=1, le=100)
